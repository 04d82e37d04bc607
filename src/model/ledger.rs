//! What is remembered from one publication to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{BodyFingerprint, Timestamp, TitleFingerprint};

/// Which id each published article has, and which files Feedmill wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The articles ever published, by id. None is ever taken out: an id is never given out again.
    pub articles: BTreeMap<Arc<str>, Remembered>,
    /// The files of the last publication, relative to the output folder.
    pub files: BTreeSet<String>,
    /// The feeds of the last publication, by their folder.
    pub feeds: BTreeMap<String, RememberedFeed>,
    /// Each path with an id. Two branches that renamed one file leave two paths for one id.
    by_path: BTreeSet<(Arc<str>, Arc<str>)>,
}

/// An article as it was when it was last published.
///
/// Of two lines for one id the greater counts, so the order of lines never does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remembered {
    /// Whether it is there.
    pub state: State,
    /// When it was published.
    pub published: Timestamp,
    /// Its file, relative to the site's folder; empty while no file is known.
    pub path: Arc<str>,
    /// Its permalink at first publication.
    pub first_permalink: Arc<str>,
    /// Its title.
    pub title: Option<TitleFingerprint>,
    /// Its body.
    pub body: Option<BodyFingerprint>,
}

/// Whether a remembered article is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Neither it nor its file was there at the last publication.
    Gone,
    /// It was read in a feed of another publisher, and not yet found in the content.
    Adopted,
    /// It was published, or its file waits in the content folder.
    Present,
}

/// A feed as it was when it was last published.
///
/// Of two lines for one folder the lesser counts: a feed that lives on in one branch has not ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RememberedFeed {
    /// Since when no article belongs to it, if it ended.
    pub ended: Option<Timestamp>,
    /// What it is known by in Atom.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The ids on each page of its archive, the oldest page first. A page keeps its ids for good,
    /// also of articles that are withdrawn.
    pub pages: Vec<BTreeSet<Arc<str>>>,
}

impl Ledger {
    /// A ledger of articles, files and feeds.
    #[must_use]
    pub fn new(
        articles: BTreeMap<Arc<str>, Remembered>,
        files: BTreeSet<String>,
        feeds: BTreeMap<String, RememberedFeed>,
    ) -> Self {
        let has_path = |article: &Remembered| !article.path.is_empty();
        let by_path = articles
            .iter()
            .filter(|(_, article)| has_path(article))
            .map(|(id, article)| (Arc::clone(&article.path), Arc::clone(id)))
            .collect();
        Self { articles, files, feeds, by_path }
    }

    /// Adds an article; of two for one id, both paths are remembered and the greater counts.
    pub fn add(&mut self, id: Arc<str>, article: Remembered) {
        if !article.path.is_empty() {
            self.by_path.insert((Arc::clone(&article.path), Arc::clone(&id)));
        }
        match self.articles.get_mut(&id) {
            Some(known) if *known >= article => {}
            Some(known) => *known = article,
            None => drop(self.articles.insert(id, article)),
        }
    }

    /// The folder of the feed whose file is at `path` in the output folder, if it is remembered.
    #[must_use]
    pub fn feed_at<'a>(&self, path: &'a str) -> Option<&'a str> {
        let mut folders = path.match_indices('/').rev().map(|(at, _)| &path[..at]).chain([""]);
        folders.find(|folder| self.feeds.contains_key(*folder))
    }

    /// The ids of the articles whose file was seen at `path`, with what is remembered of each.
    pub fn at_path<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a Remembered)> {
        let from = (Arc::from(path), Arc::from(""));
        let here = self.by_path.range(from..).take_while(move |(other, _)| **other == *path);
        here.filter_map(|(_, id)| Some((&**id, self.articles.get(id)?)))
    }
}
