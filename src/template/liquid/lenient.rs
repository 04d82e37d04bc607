//! Variables that nobody set: Jekyll shows nothing in their place.

use std::collections::BTreeSet;
use std::io::Write;

use liquid_core::model::{KString, KStringCow, KStringRef, ScalarCow, ValueView};
use liquid_core::parser::{FilterChain, Language, TagTokenIter};
use liquid_core::runtime::{PartialStore, Registers, Runtime};
use liquid_core::{Error, ParseTag, Renderable, Result, TagReflection, Value, ValueCow};

/// The tag that stands for `{{ … }}`, which Liquid's own way would fail in loops and includes.
const SHOW: &str = "feedmill_show";

/// What `site` has with Jekyll that lists other articles: an article that asks for it would change
/// with each of them.
const LISTS: &[&str] = &[
    "categories",
    "collections",
    "documents",
    "html_files",
    "html_pages",
    "pages",
    "posts",
    "related_posts",
    "static_files",
    "tags",
    "time",
];

/// Whether a variable of which nothing is known is a fault: with Eleventy it may come from a program.
#[derive(Default)]
pub(super) struct Strict(pub(super) bool);

/// A runtime in which a part that a known variable lacks is nothing.
pub(super) struct Lenient<'a>(pub(super) &'a dyn Runtime);

impl Lenient<'_> {
    /// Whether `site` has the articles of a collection of this name with Jekyll.
    fn is_collection(&self, name: &str) -> bool {
        let path = ["site", "collections"].map(ScalarCow::new);
        let Some(collections) = self.0.try_get(&path) else { return false };
        collections.as_object().is_some_and(|collections| collections.contains_key(name))
            || collections
                .as_array()
                .is_some_and(|names| names.values().any(|own| own.to_kstr() == name))
    }

    /// Whether nothing at `path` means that there is nothing, not that it is not known here.
    fn is_nothing(&self, path: &[ScalarCow<'_>]) -> bool {
        let part = |at: usize| path.get(at).map(|part| part.to_kstr().into_owned());
        let Some(root) = part(0) else { return false };
        match (root.as_str(), part(1).as_deref()) {
            ("site", Some("data")) => path.len() > 3 && self.0.try_get(&path[..3]).is_some(),
            ("site", Some(name)) => !LISTS.contains(&name) && !self.is_collection(name),
            ("include", _) => true,
            _ if !self.registers().get_mut::<Strict>().0 => true,
            _ => path.len() > 1 && self.0.try_get(&path[..1]).is_some(),
        }
    }
}

impl Runtime for Lenient<'_> {
    fn partials(&self) -> &dyn PartialStore {
        self.0.partials()
    }

    fn name(&self) -> Option<KStringRef<'_>> {
        self.0.name()
    }

    fn roots(&self) -> BTreeSet<KStringCow<'_>> {
        self.0.roots()
    }

    fn try_get(&self, path: &[ScalarCow<'_>]) -> Option<ValueCow<'_>> {
        self.0.try_get(path)
    }

    fn get(&self, path: &[ScalarCow<'_>]) -> Result<ValueCow<'_>> {
        match self.0.try_get(path) {
            Some(value) => Ok(value),
            None if self.is_nothing(path) => Ok(ValueCow::Owned(Value::Nil)),
            None => self.0.get(path),
        }
    }

    fn set_global(&self, name: KString, value: Value) -> Option<Value> {
        self.0.set_global(name, value)
    }

    fn set_index(&self, name: KString, value: Value) -> Option<Value> {
        self.0.set_index(name, value)
    }

    fn get_index<'a>(&'a self, name: &str) -> Option<ValueCow<'a>> {
        self.0.get_index(name)
    }

    fn registers(&self) -> &Registers {
        self.0.registers()
    }
}

/// Puts a tag in the place of each `{{ … }}` outside `{% raw %}`.
pub(super) fn with_output_as_tags(template: &str) -> String {
    let mut made = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, markup) = rest.split_at(at);
        made.push_str(before);
        let is_output = markup.starts_with("{{");
        let end = match is_output {
            true => end_of_output(markup),
            false if is_raw(markup) => markup.find("endraw"),
            false => markup.find("%}").map(|end| end + 2),
        };
        let Some((markup, after)) = end.and_then(|end| markup.split_at_checked(end)) else {
            made.push_str(markup);
            return made;
        };
        if is_output {
            let inside = markup.strip_prefix("{{").and_then(|inside| inside.strip_suffix("}}"));
            let inside = inside.unwrap_or_default();
            let (left, inside) = match inside.strip_prefix('-') {
                Some(inside) => ("-", inside),
                None => ("", inside),
            };
            let (inside, right) = match inside.strip_suffix('-') {
                Some(inside) => (inside, "-"),
                None => (inside, ""),
            };
            made.extend(["{%", left, " ", SHOW, " ", inside, " ", right, "%}"]);
        } else {
            made.push_str(markup);
        }
        rest = after;
    }
    made.push_str(rest);
    made
}

/// Where `{{ … }}` ends: braces in quotes end nothing.
fn end_of_output(markup: &str) -> Option<usize> {
    let mut quote = None;
    let bytes = markup.as_bytes();
    for (at, byte) in markup.bytes().enumerate().skip(2) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at + 2),
            _ => {}
        }
    }
    None
}

fn is_raw(markup: &str) -> bool {
    let name = markup.trim_start_matches("{%").trim_start_matches('-').trim_start();
    name.strip_prefix("raw").is_some_and(|rest| rest.starts_with([' ', '%', '-']))
}

/// `{{ … }}`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Show;

impl TagReflection for Show {
    fn tag(&self) -> &'static str {
        SHOW
    }

    fn description(&self) -> &'static str {
        ""
    }
}

impl ParseTag for Show {
    fn parse(
        &self,
        mut arguments: TagTokenIter<'_>,
        language: &Language,
    ) -> Result<Box<dyn Renderable>> {
        let Some(chain) = arguments.next() else { return Ok(Box::new(Shown(None))) };
        let unknown = unknown_filter(chain.as_str(), language).map(str::to_owned);
        let chain = chain.expect_filter_chain(language).into_result().map_err(|error| {
            unknown.map_or(error, |name| Error::with_msg(format!("unknown filter `{name}`")))
        })?;
        arguments.expect_nothing()?;
        Ok(Box::new(Shown(Some(chain))))
    }

    fn reflection(&self) -> &dyn TagReflection {
        self
    }
}

/// The first filter of a chain that nobody knows, of which Liquid itself says too little.
fn unknown_filter<'a>(chain: &'a str, language: &Language) -> Option<&'a str> {
    let is_of_name = |byte: char| byte.is_alphanumeric() || byte == '_';
    let mut outside = chain.split(['"', '\'']).step_by(2);
    outside
        .by_ref()
        .flat_map(|part| part.split('|').skip(1))
        .map(|filter| filter.trim_start().split(|c| !is_of_name(c)).next().unwrap_or_default())
        .find(|name| !name.is_empty() && language.filters.get(name).is_none())
}

#[derive(Debug)]
struct Shown(Option<FilterChain>);

impl Renderable for Shown {
    fn render_to(&self, writer: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        self.0.iter().try_for_each(|chain| chain.render_to(writer, &Lenient(runtime)))
    }
}
