//! Liquid, as Jekyll and Eleventy have it, within bounds: what an article can ask for ends soon.

mod bound;
mod filter;
mod folder;
mod lenient;
mod list;
mod tag;
mod value;
mod view;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use liquid_core::model::{KString, Object, ScalarCow, Value, ValueView};
use liquid_core::parser::Language;
use liquid_core::partials::{LazyCompiler, PartialCompiler, PartialSource};
use liquid_core::runtime::{PartialStore, Runtime, RuntimeBuilder};

use super::expand::Session;
use super::{Data, Facts, WrittenArticle};
use bound::Output;
use folder::Folder;
use lenient::{Lenient, Strict};
use view::{Lookup, View};

/// What carries out Liquid for every article of a site.
pub(super) struct Liquid {
    language: Arc<Language>,
    includes: Box<dyn PartialStore + Send + Sync>,
    site: View<Site>,
    facts: Arc<Facts>,
}

/// `site`, and what stands beside it.
#[derive(Debug)]
struct Site {
    known: Object,
    data: View<Folder>,
    /// Whether data files are variables of their own, as with Eleventy.
    spreads_data: bool,
    /// `jekyll`: what is published is made in production.
    jekyll: Object,
}

impl Lookup for Site {
    fn names(&self) -> Vec<&str> {
        self.known.keys().map(KString::as_str).chain(["data"]).collect()
    }

    fn find(&self, name: &str) -> Option<&dyn ValueView> {
        match name {
            "data" => Some(&self.data),
            _ => self.known.get(name).map(|value| value as &dyn ValueView),
        }
    }
}

/// The variables of one article.
#[derive(Debug)]
struct Globals<'a> {
    site: &'a View<Site>,
    page: Object,
}

impl Lookup for Globals<'_> {
    fn names(&self) -> Vec<&str> {
        vec!["jekyll", "page", "site"]
    }

    fn find(&self, name: &str) -> Option<&dyn ValueView> {
        let spread = || self.site.0.data.0.find(name).filter(|_| self.site.0.spreads_data);
        match name {
            "jekyll" => Some(&self.site.0.jekyll),
            "page" => Some(&self.page),
            "site" => spread().or(Some(self.site)),
            _ => spread(),
        }
    }
}

impl std::fmt::Debug for Liquid {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Liquid").field("site", &self.site).finish_non_exhaustive()
    }
}

impl Liquid {
    pub(super) fn new(facts: &Arc<Facts>, includes: BTreeMap<String, String>, data: Data) -> Self {
        let mut language = Language::empty();
        tag::register(&mut language, facts);
        filter::register(&mut language, facts);
        let language = Arc::new(language);
        // The store compiles a text when it is asked for, and never fails before.
        let includes = match LazyCompiler::new(Includes(includes)).compile(Arc::clone(&language)) {
            Ok(includes) => includes,
            Err(_) => Box::new(NoIncludes),
        };
        let site = Site {
            known: value::site(&facts.config),
            data: View(Folder::new(data)),
            spreads_data: facts.config.profile().spreads_data,
            jekyll: [("environment".into(), Value::scalar("production"))].into_iter().collect(),
        };
        Self { language, includes, site: View(site), facts: Arc::clone(facts) }
    }

    /// Calls `work` with a session that has the variables of one article.
    pub(super) fn with<T>(
        &self,
        written: WrittenArticle<'_>,
        work: impl FnOnce(&dyn Session) -> T,
    ) -> T {
        let page = value::page(written, &self.facts.config);
        let globals = View(Globals { site: &self.site, page });
        let runtime =
            RuntimeBuilder::new().set_globals(&globals).set_partials(&*self.includes).build();
        let is_lenient = self.facts.config.profile().has_lenient_liquid;
        *runtime.registers().get_mut::<Strict>() = Strict(!is_lenient);
        let data = &self.site.0.data.0;
        work(&Running { language: &self.language, runtime: &runtime, data, is_lenient })
    }
}

/// Liquid with the variables of one article, which later parts of it see as earlier ones left them.
struct Running<'a> {
    language: &'a Language,
    runtime: &'a dyn Runtime,
    data: &'a Folder,
    is_lenient: bool,
}

impl Running<'_> {
    /// What is wrong, and of which data files that the template names nothing is known.
    fn said(&self, error: &liquid_core::Error, template: &str) -> String {
        let failures = self.data.failures();
        let named = failures.into_iter().find(|(name, _)| template.contains(name));
        named.map_or_else(|| said(error), |(_, reason)| reason)
    }
}

impl Session for Running<'_> {
    fn render(&self, template: &str) -> Result<String, String> {
        let template = prepared(&with_code_kept(template))?;
        let parts =
            liquid_core::parser::parse(&template, self.language).map_err(|error| said(&error))?;
        let mut output = Output::default();
        for part in parts {
            let rendered = part.render_to(&mut output, &Lenient(self.runtime));
            rendered.map_err(|error| self.said(&error, &template))?;
        }
        Ok(output.into_string())
    }

    fn has(&self, name: &str) -> bool {
        self.language.blocks.get(name).is_some() || tag::OWN.contains(&name)
    }

    fn in_code(&self, output: &str) -> Option<String> {
        let inside = output.strip_prefix("{{")?.trim_start_matches('-').trim_start();
        let root = inside.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        let is_known = !root.is_empty() && self.runtime.try_get(&[ScalarCow::new(root)]).is_some();
        (self.is_lenient && is_known).then(|| self.render(output).ok()).flatten()
    }
}

/// A template as Liquid's grammar has it, if it stays within bounds.
fn prepared(template: &str) -> Result<String, String> {
    let template = tag::with_includes_quoted(template);
    bound::check(&template)?;
    Ok(lenient::with_output_as_tags(&template))
}

/// Keeps Liquid off the code in a block.
fn with_code_kept(template: &str) -> Cow<'_, str> {
    if !template.starts_with("{%") {
        return Cow::Borrowed(template);
    }
    let mut kept = String::with_capacity(template.len());
    let (mut from, mut seen, mut in_tag) = (0, 0, false);
    let part = |range| template.get(range).unwrap_or_default();
    for code in super::code::ranges(template, crate::model::Syntax::Markdown) {
        let text = part(code.clone());
        // A span that begins or ends inside a tag is a part of its arguments.
        let before = part(seen..code.start);
        seen = code.start;
        let (open, close) = (before.rfind("{%"), before.rfind("%}"));
        in_tag = if open == close { in_tag } else { open > close };
        if !in_tag && text.contains(['{', '%']) && !text.contains("raw %}") {
            kept.push_str(part(from..code.start));
            kept.push_str("{% raw %}");
            kept.push_str(text);
            kept.push_str("{% endraw %}");
            from = code.end;
        }
    }
    kept.push_str(part(from..template.len()));
    Cow::Owned(kept)
}

/// The longest sentence that Liquid may say of what is wrong, in bytes.
const LONGEST_REASON: usize = 200;

/// What Liquid says is wrong, in one sentence.
fn said(error: &liquid_core::Error) -> String {
    let whole = error.to_string();
    let mut lines = whole.lines().map(str::trim);
    let explained = whole.lines().find_map(|line| line.trim().strip_prefix("= "));
    let first = lines.next().unwrap_or_default().trim_start_matches("liquid:").trim();
    let detail = whole.lines().find_map(|line| {
        let line = line.trim();
        let named = ["requested variable=", "requested index=", "requested filter="];
        named.iter().find_map(|name| line.strip_prefix(name))
    });
    let mut said = match (explained, detail) {
        (Some(explained), _) => explained.to_owned(),
        (None, Some(detail)) => format!("{} `{detail}`", first.to_lowercase()),
        (None, None) => first.to_owned(),
    };
    said.truncate(said.floor_char_boundary(LONGEST_REASON));
    said
}

/// The texts that articles may include.
#[derive(Debug)]
struct Includes(BTreeMap<String, String>);

impl PartialSource for Includes {
    fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    fn try_get<'a>(&'a self, name: &str) -> Option<Cow<'a, str>> {
        prepared(self.0.get(name)?).ok().map(Cow::Owned)
    }
}

/// Nothing to include.
#[derive(Debug)]
struct NoIncludes;

impl PartialStore for NoIncludes {
    fn contains(&self, _name: &str) -> bool {
        false
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }

    fn try_get(&self, _name: &str) -> Option<Arc<dyn liquid_core::Renderable>> {
        None
    }

    fn get(&self, name: &str) -> liquid_core::Result<Arc<dyn liquid_core::Renderable>> {
        Err(liquid_core::Error::with_msg(format!("there is no include `{name}`")))
    }
}
