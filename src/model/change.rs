//! What can change for subscribers.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// A kind of change: what a gate can deny.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// An entry that was not there.
    #[default]
    New,
    /// An entry whose title, text, summary or `updated` changed.
    Updated,
    /// An entry that was there under another id: every reader shows it as unread once more.
    ShownAgain,
    /// An entry with another address.
    Moved,
    /// An entry with another date of publication.
    Redated,
    /// An entry that stands elsewhere among those that were there.
    Reordered,
    /// An entry that is no longer in the window.
    Dropped,
    /// A feed that was not there.
    FeedNew,
    /// A feed with another address.
    FeedMoved,
    /// A feed that is no longer there.
    FeedGone,
    /// A feed that has lost its last entry.
    FeedEnded,
    /// The site's feed has lost more than half of its entries at once, and not to newer ones.
    ArticlesLost,
}

impl ChangeKind {
    /// Every kind, those that concern readers most first.
    pub const ALL: [Self; 12] = [
        Self::ArticlesLost,
        Self::FeedGone,
        Self::FeedEnded,
        Self::FeedMoved,
        Self::FeedNew,
        Self::ShownAgain,
        Self::Redated,
        Self::Moved,
        Self::New,
        Self::Updated,
        Self::Reordered,
        Self::Dropped,
    ];

    /// The name that a gate has for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::ShownAgain => "shown-again",
            Self::Moved => "moved",
            Self::Redated => "redated",
            Self::Reordered => "reordered",
            Self::Dropped => "dropped",
            Self::FeedNew => "feed-new",
            Self::FeedMoved => "feed-moved",
            Self::FeedGone => "feed-gone",
            Self::FeedEnded => "feed-ended",
            Self::ArticlesLost => "articles-lost",
        }
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for ChangeKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::name).join("`, `");
        let known = Self::ALL.into_iter().find(|kind| kind.name() == name);
        known.ok_or_else(|| format!("known are `{names}`"))
    }
}
