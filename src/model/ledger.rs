//! What is remembered from one publication to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{LedgerEntries, Timestamp};

/// Which id each published article has, and which files Feedmill wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The articles ever published, each with its id. None is ever taken out: an id is never given out again.
    pub articles: LedgerEntries,
    /// The files of the last publication, relative to the output folder.
    pub files: BTreeSet<String>,
    /// The feeds of the last publication, by the name of their key.
    pub feeds: BTreeMap<String, LedgerFeed>,
    /// The addresses that the output folder ever had while there were hubs: there subscriptions may be.
    pub addresses: BTreeSet<String>,
    /// The release of the tz database that the instants of the articles were read with, where it is known.
    pub zones: Option<String>,
}

/// A feed as it was when it was last published.
///
/// Of two lines for one feed the lesser counts: a feed that lives on in one branch has not ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerFeed {
    /// Since when no article belongs to it, if it ended.
    pub ended: Option<Timestamp>,
    /// What it is known by in Atom.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it showed, where that is known.
    pub edition: Option<Edition>,
    /// The ids on each page of its archive, the oldest page first. A page keeps its ids for good,
    /// also of articles that are withdrawn.
    pub pages: Vec<BTreeSet<Arc<str>>>,
}

/// What a feed shows, and since when.
///
/// Of two for one feed the later counts: its date never goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// The instant at which what it shows last changed.
    pub since: Timestamp,
    /// A hash of what it shows, fixed for ever.
    pub digest: u64,
}

impl Ledger {
    /// The name of the feed whose file is at `path` in the output folder, if it is remembered and
    /// where feeds usually are.
    #[must_use]
    pub fn feed_at<'a>(&self, path: &'a str) -> Option<&'a str> {
        let mut folders = path.match_indices('/').rev().map(|(at, _)| &path[..at]).chain([""]);
        folders.find(|folder| self.feeds.contains_key(*folder))
    }
}
