//! What speaks for a file being an article that readers know.

use std::fmt;

use crate::model::{LedgerEntry, Traits};

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

/// The weight of the same path, beside the 100 points of the article itself: the file of a
/// known article is most often still its file, but a name is soon given to another.
pub(super) const PATH: usize = 20;

/// The points of a file that cannot be read: with its path, it stays the file of its article unless
/// another one is plainly that.
pub(super) const UNREAD: usize = CERTAIN - 5;

/// A body from here on is the same but for a correction.
const CORRECTED: u8 = 85;

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
    pub(super) fn of(file: Traits, known: &LedgerEntry) -> Self {
        let title = match (file.title, known.title) {
            (Some(one), Some(other)) => one.likeness(other),
            _ => 0,
        };
        let body = match (file.body, known.body) {
            (Some(one), Some(other)) => Some(one.likeness(other)),
            (None, None) => None,
            _ => Some(0),
        };
        Self { instant: file.published == Some(known.published), title, body }
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

    /// What a file is that lies at the path of a known article, if nothing else may be either.
    pub(super) fn at_its_path(self) -> Verdict {
        let is_corrected = self.body.is_some_and(|body| body >= CORRECTED);
        if is_corrected || (self.instant && self.is_telling()) {
            Verdict::Same
        } else if self.instant || self.title >= SAME || self.is_telling_by_body() {
            Verdict::Kept
        } else {
            Verdict::New
        }
    }

    /// Whether title or body speak for it too, and not the instant alone.
    pub(super) fn is_telling(self) -> bool {
        self.title >= TELLING || self.is_telling_by_body()
    }

    fn is_telling_by_body(self) -> bool {
        self.body.is_some_and(|body| body >= TELLING)
    }
}

/// Whether what a file shows is certainly the article that is remembered.
#[must_use]
pub fn is_same(file: Traits, known: &LedgerEntry) -> bool {
    Evidence::of(file, known).is_certain(false, false)
}

/// What comes of a file and a known article that may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The file is that article.
    Same,
    /// The file lies at the path of that article and keeps its id, but may be another one.
    Kept,
    /// The file is published as a new article, but may be that one.
    New,
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
