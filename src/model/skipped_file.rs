//! Files of the content folder that no feed shows, each with the reason.

use std::fmt;
use std::sync::Arc;

use super::{ArticleRecord, BodyFingerprint, LedgerEntry, Timestamp, TitleFingerprint};

/// A file of the content folder that no feed shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedFile {
    /// Its path relative to the site's folder.
    pub path: Arc<str>,
    /// Why no feed shows it.
    pub reason: Reason,
    /// What it shows of the article in it; nothing if that is none, or cannot be read.
    pub traits: Option<Traits>,
}

/// What an article is known again by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// When it was first published, where that can be read.
    pub published: Option<Timestamp>,
    /// Its title.
    pub title: Option<TitleFingerprint>,
    /// Its body.
    pub body: Option<BodyFingerprint>,
}

impl Traits {
    /// Those of an article.
    #[must_use]
    pub const fn of(article: &ArticleRecord) -> Self {
        let ArticleRecord { published, title_fingerprint, source, .. } = article;
        Self { published: Some(*published), title: *title_fingerprint, body: source.body }
    }
}

impl SkippedFile {
    /// An article that no feed shows.
    #[must_use]
    pub fn of(article: &ArticleRecord, reason: Reason) -> Self {
        Self { path: Arc::clone(&article.source.path), reason, traits: Some(Traits::of(article)) }
    }
}

impl From<&LedgerEntry> for Traits {
    fn from(entry: &LedgerEntry) -> Self {
        Self { published: Some(entry.published), title: entry.title, body: entry.body }
    }
}

/// Why no feed shows a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Its author says that it is a draft.
    Draft,
    /// Its author says that it is not published.
    Unpublished,
    /// Its time has not come; this is when.
    Embargoed(Timestamp),
    /// It was to be seen until then.
    Expired(Timestamp),
    /// It is a page and no article to the site's generator; this is what tells so.
    Page(&'static str),
    /// The site as it was built has no page of it.
    NoPage,
    /// It is written in a markup that is not read; this is its name.
    Unsupported(&'static str),
    /// It has errors, and the others were published without it.
    Broken,
}

impl Reason {
    /// The name of the reason, for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Unpublished => "unpublished",
            Self::Embargoed(_) => "embargoed",
            Self::Expired(_) => "expired",
            Self::Page(_) => "page",
            Self::NoPage => "no-page",
            Self::Unsupported(_) => "unsupported",
            Self::Broken => "broken",
        }
    }

    /// The instant that decides it.
    #[must_use]
    pub const fn instant(self) -> Option<Timestamp> {
        match self {
            Self::Embargoed(instant) | Self::Expired(instant) => Some(instant),
            _ => None,
        }
    }

    /// Whether its author withholds it.
    #[must_use]
    pub const fn is_withheld(self) -> bool {
        matches!(self, Self::Draft | Self::Unpublished)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft => formatter.write_str("a draft"),
            Self::Unpublished => formatter.write_str("its author does not publish it"),
            Self::Embargoed(due) => write!(formatter, "until {}", due.to_rfc3339()),
            Self::Expired(since) => write!(formatter, "expired on {}", since.to_rfc3339()),
            Self::Page(why) => write!(formatter, "a page: {why}"),
            Self::NoPage => formatter.write_str("the built site has no page of it"),
            Self::Unsupported(markup) => write!(formatter, "{markup} is not read"),
            Self::Broken => formatter.write_str("it has errors"),
        }
    }
}
