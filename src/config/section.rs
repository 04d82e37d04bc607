//! Parts of the content with an address and a feed of their own: Jekyll's collections, the sections
//! of Hugo and Zola.

use glob::{MatchOptions, Pattern};
use url::Url;

use super::PermalinkPattern;
use crate::model::Node;

/// The files that are articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The folder of the articles, relative to the site's folder.
    pub folder: String,
    /// The paths below the folder that may be articles; empty when all may.
    pub include: Vec<Pattern>,
    /// The paths below the folder that are none; of several that match, the last counts.
    pub exclude: Vec<Exclusion>,
    /// Whether the texts beside an `index` file, and in the folders below, belong to it.
    pub has_bundles: bool,
}

/// A pattern of paths that are no articles, or that are articles for all that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The paths.
    pub pattern: Pattern,
    /// Whether they are articles: a `!` stands before the pattern.
    pub is_exception: bool,
}

/// A part of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name, which is also its folder in the output.
    pub name: String,
    /// What its feed is called; made from the site's title when absent.
    pub title: Option<String>,
    /// The paths below the content folder that belong to it.
    pub paths: Vec<Pattern>,
    /// How permalinks are made in it; as everywhere when absent.
    pub permalink: Option<PermalinkPattern>,
}

/// Front matter that holds where an article says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    /// What the path below the content folder begins with, or a pattern with `*`.
    pub path: String,
    /// The section that it holds in; everywhere when absent.
    pub section: Option<String>,
    /// The language that it holds in, as a BCP 47 tag; in all when absent.
    pub language: Option<String>,
    /// The front matter.
    pub values: Node,
}

/// A language with a folder of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The language as a BCP 47 tag.
    pub tag: String,
    /// Its folder below the content folder, without a slash at either end.
    pub folder: String,
    /// What its addresses begin with; empty for the site's own language.
    pub prefix: String,
    /// The address of the site in this language, ending in a slash, if that is another.
    pub base_url: Option<Url>,
    /// The parts of the content in this language; as everywhere when absent.
    pub sections: Option<Vec<Section>>,
}

impl Content {
    /// Whether the file at `path`, below the folder, may be an article.
    #[must_use]
    pub fn includes(&self, path: &str) -> bool {
        self.include.is_empty() || self.include.iter().any(|pattern| below(pattern, path))
    }

    /// Whether the settings keep the file at `path`, below the folder, from being an article.
    #[must_use]
    pub fn excludes(&self, path: &str) -> bool {
        let mut rules = self.exclude.iter().rev();
        let rule = rules.find(|rule| below(&rule.pattern, path));
        rule.is_some_and(|rule| !rule.is_exception)
    }
}

impl Section {
    /// Whether the file at `path`, below the content folder, belongs to it.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        self.paths.iter().any(|pattern| below(pattern, path))
    }
}

impl Defaults {
    /// Whether they hold for the file at `path`, below the content folder, in such a section and
    /// language.
    #[must_use]
    pub fn hold_for(&self, path: &str, section: Option<&str>, language: Option<&str>) -> bool {
        let is_there = if self.path.contains('*') {
            Pattern::new(&self.path).is_ok_and(|pattern| pattern.matches(path))
        } else {
            path.starts_with(&self.path)
        };
        is_there
            && self.section.as_deref().is_none_or(|name| section == Some(name))
            && self.language.as_deref().is_none_or(|tag| language == Some(tag))
    }
}

/// A `*` stops at a slash, as in a shell.
fn below(pattern: &Pattern, path: &str) -> bool {
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
    pattern.matches_with(path, options)
}
