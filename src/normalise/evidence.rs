//! What speaks for a file being an article that readers know.

use std::fmt;

use crate::model::{ArticleRecord, LedgerEntry};

/// The weight of the same instant. Alone it proves nothing: files that were imported together, or
/// translated, share one.
const INSTANT: usize = 30;

/// The weight of the same title; of one that is alike, the share that is.
const TITLE: usize = 30;

/// The weight of the same body; of one that is alike, the share that is.
const BODY: usize = 40;

/// From here on it is the same article: two witnesses agree, and one of them is the body, which
/// is the same; or all three agree well enough.
const CERTAIN: usize = 65;

/// At an instant that no other article has, this much of the body is enough.
const HALF: u8 = 50;

/// A title from here on is the same but for a letter.
const SAME: u8 = 90;

/// From here on it may be the same article.
pub(super) const POSSIBLE: usize = 35;

/// How far ahead of every rival a certain match must be.
pub(super) const MARGIN: usize = 10;

/// A likeness of title or body from here on is more than a few common words.
const TELLING: u8 = 30;

/// How far an article and a remembered one agree, each from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Whether they were published at the same instant.
    pub instant: bool,
    /// How alike their titles are.
    pub title: u8,
    /// How alike their bodies are; nothing if neither has one.
    pub body: Option<u8>,
}

impl Evidence {
    pub(super) fn of(article: &ArticleRecord, entry: &LedgerEntry) -> Self {
        let title = match (article.title_fingerprint, entry.title) {
            (Some(one), Some(other)) => one.likeness(other),
            _ => 0,
        };
        let body = match (article.source.body, entry.body) {
            (Some(one), Some(other)) => Some(one.likeness(other)),
            (None, None) => None,
            _ => Some(0),
        };
        Self { instant: article.published == entry.published, title, body }
    }

    /// From 0 to 100. Where neither has a body, instant and title share its weight.
    pub(super) fn score(self) -> usize {
        let instant = if self.instant { 100 * INSTANT } else { 0 };
        let named = instant + usize::from(self.title) * TITLE;
        match self.body {
            Some(body) => (named + usize::from(body) * BODY) / 100,
            None => named / (INSTANT + TITLE),
        }
    }

    /// Whether it is the same article, if nothing else may be. `alone`: no other article, known or
    /// present, has the instant of one of the two. `adopted`: it is known from a feed, which may
    /// have shown no more than an excerpt of the body.
    pub(super) fn is_certain(self, alone: bool, adopted: bool) -> bool {
        let half = alone && self.body.is_some_and(|body| body >= HALF);
        let titled = adopted && self.title >= SAME;
        self.score() >= CERTAIN || (self.instant && (half || titled))
    }

    /// Whether the file at the path of the article still holds it. Two files that exchanged their
    /// names may share an instant, and a few words of their titles.
    pub(super) fn confirms_path(self) -> bool {
        self.body.map_or(self.instant || self.title >= TELLING, |body| body >= TELLING)
    }

    /// Whether title or body speak for it too, and not the instant alone.
    pub(super) fn is_telling(self) -> bool {
        self.title >= TELLING || self.body.is_some_and(|body| body >= TELLING)
    }
}

impl fmt::Display for Evidence {
    /// `the same instant, a title 87 % alike, a body 40 % alike`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let instant = if self.instant { "the same instant" } else { "another instant" };
        write!(formatter, "{instant}, a title {} % alike", self.title)?;
        match self.body {
            Some(body) => write!(formatter, ", a body {body} % alike"),
            None => formatter.write_str(", no body"),
        }
    }
}
