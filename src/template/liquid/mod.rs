//! Liquid, as Jekyll and Eleventy have it, within bounds: what an article can ask for ends soon.

mod bound;
mod filter;
mod tag;
mod value;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use liquid_core::model::Object;
use liquid_core::parser::Language;
use liquid_core::partials::{LazyCompiler, PartialCompiler, PartialSource};
use liquid_core::runtime::{PartialStore, Runtime, RuntimeBuilder};

use super::expand::Session;
use super::{Facts, Written};
use bound::Output;

/// What carries out Liquid for every article of a site.
pub(super) struct Liquid {
    language: Arc<Language>,
    includes: Box<dyn PartialStore + Send + Sync>,
    site: Object,
}

impl std::fmt::Debug for Liquid {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Liquid").field("site", &self.site).finish_non_exhaustive()
    }
}

impl Liquid {
    pub(super) fn new(facts: &Arc<Facts>, includes: BTreeMap<String, String>) -> Self {
        let mut language = Language::empty();
        tag::register(&mut language, facts);
        filter::register(&mut language, facts);
        let language = Arc::new(language);
        // The store compiles a text when it is asked for, and never fails before.
        let includes = match LazyCompiler::new(Includes(includes)).compile(Arc::clone(&language)) {
            Ok(includes) => includes,
            Err(_) => Box::new(NoIncludes),
        };
        Self { language, includes, site: value::site(&facts.config) }
    }

    /// Calls `work` with a session that has the variables of one article.
    pub(super) fn with<T>(&self, written: Written<'_>, work: impl FnOnce(&dyn Session) -> T) -> T {
        let mut globals = Object::new();
        globals.insert("site".into(), self.site.clone().into());
        globals.insert("page".into(), value::page(written.article, written.front_matter).into());
        let runtime =
            RuntimeBuilder::new().set_globals(&globals).set_partials(&*self.includes).build();
        work(&Running { language: &self.language, runtime: &runtime })
    }
}

/// Liquid with the variables of one article, which later parts of it see as earlier ones left them.
struct Running<'a> {
    language: &'a Language,
    runtime: &'a dyn Runtime,
}

impl Session for Running<'_> {
    fn render(&self, template: &str) -> Result<String, String> {
        let template = tag::with_includes_quoted(&with_code_kept(template));
        bound::check(&template)?;
        let parts =
            liquid_core::parser::parse(&template, self.language).map_err(|error| said(&error))?;
        let mut output = Output::default();
        for part in parts {
            part.render_to(&mut output, self.runtime).map_err(|error| said(&error))?;
        }
        Ok(output.into_string())
    }

    fn has(&self, name: &str) -> bool {
        self.language.blocks.get(name).is_some() || tag::OWN.contains(&name)
    }
}

/// Keeps Liquid off the code in a block.
fn with_code_kept(template: &str) -> Cow<'_, str> {
    if !template.starts_with("{%") {
        return Cow::Borrowed(template);
    }
    let mut kept = String::with_capacity(template.len());
    let mut from = 0;
    for code in super::code::ranges(template, crate::model::Syntax::Markdown) {
        let text = &template[code.clone()];
        // A span that begins or ends inside a tag is a part of its arguments.
        let in_tag = template[..code.start].rfind("{%") > template[..code.start].rfind("%}");
        if !in_tag && text.contains(['{', '%']) && !text.contains("raw %}") {
            kept.push_str(&template[from..code.start]);
            kept.push_str("{% raw %}");
            kept.push_str(text);
            kept.push_str("{% endraw %}");
            from = code.end;
        }
    }
    kept.push_str(&template[from..]);
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
        let text = self.0.get(name)?;
        bound::check(text).is_ok().then(|| Cow::Owned(tag::with_includes_quoted(text)))
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
