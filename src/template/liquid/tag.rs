//! The tags of Liquid, and those that Jekyll adds.

use std::borrow::Cow;
use std::fmt;
use std::io::Write;
use std::sync::Arc;

use liquid_core::error::ResultLiquidReplaceExt;
use liquid_core::model::{KString, Object, ValueView};
use liquid_core::parser::{Language, TagBlock, TagTokenIter, TryMatchToken, parse};
use liquid_core::runtime::{StackFrame, Template};
use liquid_core::{
    BlockReflection, Error, Expression, ParseBlock, ParseTag, Renderable, Result, Runtime,
    TagReflection, Value, ValueCow,
};
use liquid_lib::stdlib;

use super::bound::{Bounded, Output};
use super::lenient::{Show, with_output_as_tags};
use crate::template::arguments::Arguments;
use crate::template::shortcode::{self, Call, Shown};
use crate::template::{Facts, reference};

/// How deep includes include.
const MAX_INCLUDES: usize = 16;

pub(super) fn register(language: &mut Language, facts: &Arc<Facts>) {
    let mut block = |block: Box<dyn ParseBlock>| {
        language.blocks.register(block.reflection().start_tag().to_owned(), block);
    };
    block(Box::new(Bounded(stdlib::IfBlock)));
    block(Box::new(Bounded(stdlib::UnlessBlock)));
    block(Box::new(Bounded(stdlib::ForBlock)));
    block(Box::new(Bounded(stdlib::CaseBlock)));
    block(Box::new(Bounded(Capture)));
    block(Box::new(Bounded(stdlib::TableRowBlock)));
    block(Box::new(Bounded(stdlib::IfChangedBlock)));
    block(Box::new(stdlib::RawBlock));
    block(Box::new(stdlib::CommentBlock));
    let mut tag = |tag: Box<dyn ParseTag>| {
        language.tags.register(tag.reflection().tag().to_owned(), tag);
    };
    tag(Box::new(Bounded(stdlib::AssignTag)));
    tag(Box::new(Show));
    tag(Box::new(Bounded(stdlib::CycleTag)));
    tag(Box::new(Bounded(stdlib::IncrementTag)));
    tag(Box::new(Bounded(stdlib::DecrementTag)));
    tag(Box::new(stdlib::BreakTag));
    tag(Box::new(stdlib::ContinueTag));
    for name in INCLUDES {
        tag(Box::new(Bounded(Include(name))));
    }
    let known = ["link", "post_url", "figure", "image", "youtube", "vimeo", "gist", "tweet"];
    let own = facts.config.templates.shortcodes.keys().map(String::as_str);
    for name in known.into_iter().chain(own) {
        tag(Box::new(Bounded(Shortcode { name: name.to_owned(), facts: Arc::clone(facts) })));
    }
}

/// Puts the names of includes in quotes, which Jekyll does without and Liquid's grammar does not.
pub(super) fn with_includes_quoted(template: &str) -> String {
    let mut quoted = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, tag)) = rest.split_once("{%") {
        let whole = rest;
        rest = tag;
        let tag = tag.trim_start_matches('-').trim_start();
        let after = INCLUDES.iter().find_map(|name| {
            tag.strip_prefix(name).filter(|after| after.starts_with(char::is_whitespace))
        });
        let name = after.map_or("", |after| after.trim_start());
        let named = name.split_at_checked(end_of_name(name)).filter(|(include, _)| {
            !(include.is_empty() || include.starts_with('\'') || include.contains('"'))
        });
        match named {
            Some((include, after)) => {
                quoted.extend([whole.strip_suffix(name).unwrap_or_default(), "\"", include, "\""]);
                rest = after;
            }
            None => quoted.extend([before, "{%"]),
        }
    }
    quoted.push_str(rest);
    quoted
}

/// Where the name of an include ends, which may hold `{{ variables }}`.
fn end_of_name(text: &str) -> usize {
    let ends = |last: char| last.is_whitespace() || matches!(last, '%' | '{');
    let mut rest = text;
    while let Some(at) = rest.find(ends)
        && let Some(after) = rest.get(at..)
    {
        if !after.starts_with("{{") {
            return text.len() - after.len();
        }
        let Some((_, after)) = after.split_once("}}") else { break };
        rest = after;
    }
    0
}

/// The tags, other than blocks, that are Liquid's and no shortcodes.
pub(super) const OWN: &[&str] = &[
    "assign",
    "break",
    "continue",
    "cycle",
    "decrement",
    "include",
    "include_cached",
    "increment",
];

/// The tags that include, the longer names first.
const INCLUDES: &[&str] = &["include_cached", "include"];

/// `{% include name.html key=value %}`.
#[derive(Debug, Clone, Copy)]
struct Include(&'static str);

impl TagReflection for Include {
    fn tag(&self) -> &str {
        self.0
    }

    fn description(&self) -> &'static str {
        ""
    }
}

impl ParseTag for Include {
    fn parse(
        &self,
        mut arguments: TagTokenIter<'_>,
        language: &Language,
    ) -> Result<Box<dyn Renderable>> {
        let name = arguments.expect_next("expected the name of an include")?;
        let name = match name.expect_literal() {
            TryMatchToken::Matches(literal) => literal.to_kstr().to_string(),
            TryMatchToken::Fails(name) => name.as_str().to_owned(),
        };
        let name = if name.contains("{{") {
            Name::Made(Template::new(parse(&with_output_as_tags(&name), language)?))
        } else {
            Name::WrittenArticle(name)
        };
        let mut variables = Vec::new();
        while let Some(next) = arguments.next() {
            // Nunjucks and Shopify write `name, key: value`.
            if next.as_str() == "," {
                continue;
            }
            let key = next.expect_identifier().into_result()?.to_owned();
            let sign = arguments.expect_next("expected `=`")?;
            if !matches!(sign.as_str(), "=" | ":") {
                return Err(sign.raise_custom_error("expected `=`"));
            }
            let value = arguments.expect_next("expected a value")?.expect_value().into_result()?;
            variables.push((KString::from(key), value));
        }
        Ok(Box::new(Included { name, variables }))
    }

    fn reflection(&self) -> &dyn TagReflection {
        self
    }
}

/// What is included.
#[derive(Debug)]
enum Name {
    WrittenArticle(String),
    /// As variables say: `icons/{{ page.icon }}.svg`.
    Made(Template),
}

#[derive(Debug)]
struct Included {
    name: Name,
    variables: Vec<(KString, Expression)>,
}

/// How many includes are around.
#[derive(Default)]
struct Depth(usize);

impl Renderable for Included {
    fn render_to(&self, writer: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        let mut variables = Object::new();
        for (name, value) in &self.variables {
            let value = value.try_evaluate(runtime).map_or(Value::Nil, ValueCow::into_owned);
            variables.insert(name.clone(), value);
        }
        let name = match &self.name {
            Name::WrittenArticle(name) => Cow::Borrowed(name),
            Name::Made(template) => Cow::Owned(template.render(runtime)?.trim().to_owned()),
        };
        let partial = runtime.partials().try_get(&name).ok_or_else(|| {
            Error::with_msg(format!("there is no include `{name}` that can be read"))
        })?;
        let depth = {
            let mut depth = runtime.registers().get_mut::<Depth>();
            depth.0 += 1;
            depth.0
        };
        let globals = Object::from_iter([("include".into(), Value::Object(variables))]);
        let result = if depth > MAX_INCLUDES {
            Err(Error::with_msg("includes include each other too often"))
        } else {
            partial.render_to(writer, &StackFrame::new(runtime, &globals))
        };
        runtime.registers().get_mut::<Depth>().0 -= 1;
        result
    }
}

/// `{% capture name %}…{% endcapture %}`, within bounds.
#[derive(Debug, Clone, Copy)]
struct Capture;

impl BlockReflection for Capture {
    fn start_tag(&self) -> &'static str {
        "capture"
    }

    fn end_tag(&self) -> &'static str {
        "endcapture"
    }

    fn description(&self) -> &'static str {
        ""
    }
}

impl ParseBlock for Capture {
    fn parse(
        &self,
        mut arguments: TagTokenIter<'_>,
        mut block: TagBlock<'_, '_>,
        language: &Language,
    ) -> Result<Box<dyn Renderable>> {
        let name = arguments.expect_next("expected a name")?.expect_identifier().into_result()?;
        let name = KString::from_ref(name);
        arguments.expect_nothing()?;
        let template = Template::new(block.parse_all(language)?);
        Ok(Box::new(Captured { name, template }))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self
    }
}

#[derive(Debug)]
struct Captured {
    name: KString,
    template: Template,
}

impl Renderable for Captured {
    fn render_to(&self, _: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        let mut output = Output::default();
        self.template.render_to(&mut output, runtime)?;
        runtime.set_global(self.name.clone(), Value::scalar(output.into_string()));
        Ok(())
    }
}

/// A shortcode in a block of Liquid.
#[derive(Debug, Clone)]
struct Shortcode {
    name: String,
    facts: Arc<Facts>,
}

impl TagReflection for Shortcode {
    fn tag(&self) -> &str {
        &self.name
    }

    fn description(&self) -> &'static str {
        ""
    }
}

impl ParseTag for Shortcode {
    fn parse(&self, arguments: TagTokenIter<'_>, _: &Language) -> Result<Box<dyn Renderable>> {
        let words: Vec<String> = arguments.map(|token| token.as_str().to_owned()).collect();
        Ok(Box::new(Used { written: words.join(" "), shortcode: self.clone() }))
    }

    fn reflection(&self) -> &dyn TagReflection {
        self
    }
}

#[derive(Debug)]
struct Used {
    written: String,
    shortcode: Shortcode,
}

impl fmt::Display for Used {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{{% {} {} %}}", self.shortcode.name, self.written)
    }
}

impl Renderable for Used {
    fn render_to(&self, writer: &mut dyn Write, _: &dyn Runtime) -> Result<()> {
        let Shortcode { name, facts } = &self.shortcode;
        let base = &facts.config.site.base_url;
        let html = if matches!(name.as_str(), "link" | "post_url") {
            facts.pages.find(&self.written, "").or_else(|| reference::guess(&self.written, base))
        } else {
            let arguments = Arguments::parse(&self.written);
            let call = Call { name, arguments, inner: None, assets: base.as_str() };
            let own = facts.config.templates.shortcodes.get(name);
            own.map(|own| shortcode::own(own, &call)).or_else(|| shortcode::known(&call)).map(
                |shown| match shown {
                    Shown::Inline(html) | Shown::Block(html) => html,
                },
            )
        };
        let html = html.ok_or_else(|| Error::with_msg(format!("`{self}` says too little")))?;
        writer.write_all(html.as_bytes()).replace("too much is written")
    }
}
