//! What a build decided, and what came of it.

use std::collections::BTreeSet;

use super::documents::Documents;
use super::entries::Entries;
use super::new_zones::NewZones;
use crate::model::{ArticleRecord, ChangeKind, FeedPlan, Ledger, SkippedFile};
use crate::normalise::Recognised;
use crate::problem::Problems;
use crate::publish::{Changes, Next};

/// What a build would publish: everything is decided, nothing is written.
#[derive(Debug)]
pub struct Publication {
    /// How many content files were read.
    pub read: usize,
    /// The articles that the feeds are made from, newest first.
    pub articles: Vec<ArticleRecord>,
    /// The articles that are known by another path, certainly or perhaps.
    pub recognised: Vec<Recognised>,
    /// The articles whose time has not come, soonest first.
    pub embargoed: Vec<ArticleRecord>,
    /// The files that no feed shows, by path; the embargoed articles too.
    pub skipped: Vec<SkippedFile>,
    /// The feeds, each in one or more formats; their articles are positions in `articles`.
    pub plans: Vec<FeedPlan>,
    /// The files of earlier publications that this one no longer has.
    pub stale: BTreeSet<String>,
    /// Whether any article was remembered before.
    pub(super) knew_articles: bool,
    /// What the rules of zones have moved.
    pub(super) new_zones: NewZones,
    /// The ledger after this publication; nothing if it is a one-off.
    pub ledger: Option<Ledger>,
    /// What was noticed: warnings, and the errors of skipped articles.
    pub problems: Problems,
    pub(super) documents: Documents,
    /// The entries that some document shows.
    pub(super) entries: Entries,
}

impl Publication {
    /// What the folders are to hold.
    #[must_use]
    pub fn next(&self) -> Next<'_> {
        Next { documents: self, stale: &self.stale, ledger: self.ledger.as_ref(), slice: None }
    }
}

impl Publication {
    /// Why the entry with this id changed so, where that is not in the articles: the rules of time zones did.
    #[must_use]
    pub fn reason(&self, kind: ChangeKind, id: &str) -> Option<String> {
        self.new_zones.explain(kind, id).map(|(reason, _)| reason)
    }
}

/// What a build did.
#[derive(Debug)]
pub struct Build {
    /// What was decided.
    pub publication: Publication,
    /// What changed in the output folder.
    pub changes: Changes,
}
