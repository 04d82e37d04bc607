//! Body as written → body in Markdown or HTML alone: Liquid is carried out, shortcodes become plain
//! HTML, references addresses, attribute lists elements for `compose`.
//!
//! Whatever cannot be carried out is told, and a link to the article stands in its place: template
//! markup never reaches a subscriber. Code is left alone, but for the marks (`{% raw %}`,
//! `{{</* name */>}}`) that keep the site's own engine off it.

#![warn(clippy::string_slice)]

mod arguments;
mod attribute_list;
mod code;
mod container;
mod data;
mod expand;
mod html;
mod jsx;
mod layout;
#[cfg(feature = "liquid")]
mod liquid;
mod reference;
mod shortcode;
mod token;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, Engine};
use crate::model::{Article, Expanded, Node, too_much_markup};
use crate::problem::Problems;
use expand::Origin;

pub use data::{Data, Read};
pub use reference::{Page, Pages};

/// What templates of a site can ask for.
#[derive(Debug)]
pub struct Templates {
    facts: Arc<Facts>,
    #[cfg(feature = "liquid")]
    liquid: Option<liquid::Liquid>,
}

/// What is the same for every article.
#[derive(Debug)]
struct Facts {
    config: Config,
    pages: Pages,
}

/// An article whose body is to be expanded.
#[derive(Debug, Clone, Copy)]
pub struct WrittenArticle<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its front matter, where templates may ask for it.
    pub front_matter: Option<&'a Node>,
    /// The whole text of its file.
    pub text: &'a str,
}

impl Templates {
    /// Gets ready for the articles of a site; `includes` are the texts that they may include, by
    /// path.
    #[must_use]
    pub fn new(
        config: &Config,
        pages: Pages,
        includes: BTreeMap<String, String>,
        data: Data,
    ) -> Self {
        let facts = Arc::new(Facts { config: config.clone(), pages });
        #[cfg(not(feature = "liquid"))]
        drop((includes, data));
        Self {
            #[cfg(feature = "liquid")]
            liquid: (config.templates.engine == Engine::Liquid)
                .then(|| liquid::Liquid::new(&facts, includes, data)),
            facts,
        }
    }

    /// Carries out the template markup of a body.
    #[must_use]
    pub fn expand(&self, written: WrittenArticle<'_>, problems: &mut Problems) -> Expanded {
        let start = written.article.source.body_start;
        let body = written.text.get(start..).unwrap_or_default();
        self.part(body, Origin { start, moves: true }, written, problems)
    }

    /// What the front matter says the article is about, with template markup carried out; nothing
    /// where it has none.
    #[must_use]
    pub fn summary(&self, written: WrittenArticle<'_>, problems: &mut Problems) -> Option<String> {
        let summary = written.article.summary.as_deref().filter(|text| text.contains('{'))?;
        // Where in the front matter it stands is no longer known.
        let origin = Origin { start: 0, moves: false };
        Some(self.part(summary, origin, written, problems).text)
    }

    fn part(
        &self,
        body: &str,
        origin: Origin,
        written: WrittenArticle<'_>,
        problems: &mut Problems,
    ) -> Expanded {
        // What composing it will refuse is not worth the work.
        let is_refused = too_much_markup(body).is_some();
        let has_comments = self.facts.config.profile().has_comments;
        let is_plain = self.facts.config.templates.engine == Engine::None && !has_comments;
        if is_plain || is_refused {
            return Expanded::from(body);
        }
        #[cfg(feature = "liquid")]
        if let Some(liquid) = &self.liquid {
            return liquid.with(written, |session| {
                expand::expand(body, origin, written, &self.facts, Some(session), problems)
            });
        }
        expand::expand(body, origin, written, &self.facts, None, problems)
    }
}
