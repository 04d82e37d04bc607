//! What is remembered from one publication to the next.

use std::collections::{BTreeMap, BTreeSet};

use super::Timestamp;

/// Which id each published article has, and which files Feedmill wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The articles ever published, by id.
    pub articles: BTreeMap<String, Remembered>,
    /// The files of the last publication, relative to the output folder.
    pub files: BTreeSet<String>,
    /// The feeds of the last publication, by their folder.
    pub feeds: BTreeMap<String, RememberedFeed>,
    /// The ids by path, for those of `articles` that have one.
    by_path: BTreeMap<String, String>,
}

/// An article as it was when it was last published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Its file, relative to the site's folder.
    pub path: String,
    /// Its permalink at first publication.
    pub first_permalink: String,
    /// When it was published.
    pub published: Timestamp,
}

/// A feed as it was when it was last published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RememberedFeed {
    /// What it is known by in Atom.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Since when no article belongs to it, if it ended.
    pub ended: Option<Timestamp>,
    /// The ids on each page of its archive, the oldest page first. A page keeps its ids for good,
    /// also of articles that are withdrawn.
    pub pages: Vec<Vec<String>>,
}

impl Ledger {
    /// A ledger of articles, files and feeds.
    #[must_use]
    pub fn new(
        articles: BTreeMap<String, Remembered>,
        files: BTreeSet<String>,
        feeds: BTreeMap<String, RememberedFeed>,
    ) -> Self {
        let by_path =
            articles.iter().map(|(id, article)| (article.path.clone(), id.clone())).collect();
        Self { articles, files, feeds, by_path }
    }

    /// The id of the article whose file was last seen at `path`.
    #[must_use]
    pub fn id_of(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(String::as_str)
    }
}
