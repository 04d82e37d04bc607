//! The feeds of one kind.

use super::kit::Kit;
use super::view::FeedView;
use crate::model::{FeedKey, Taxonomy};

/// From how many feeds on a list can be searched.
const WORTH_A_SEARCH: usize = 8;

/// How many articles the index shows of a feed, and of a tag.
const LATEST: usize = 3;
const LATEST_OF_TAG: usize = 1;

/// Feeds of one kind.
pub(super) struct Group<'a> {
    pub name: &'static str,
    pub title: String,
    pub number: String,
    pub search: Option<String>,
    pub all: Option<All>,
    pub feeds: Vec<FeedView<'a>>,
}

/// The way to those that the index does not show.
pub(super) struct All {
    pub note: String,
    pub page: String,
    pub text: String,
}

/// A kind of feeds in the order in which people meet them.
pub(super) struct FeedGroup {
    pub name: &'static str,
    pub holds: fn(&FeedKey) -> bool,
    pub latest: usize,
    /// Whether there may be more than a person writes down.
    pub many: bool,
}

pub(super) const KINDS: [FeedGroup; 4] = [
    FeedGroup {
        name: "named",
        holds: |key| matches!(key, FeedKey::Named(_)),
        latest: LATEST,
        many: false,
    },
    FeedGroup {
        name: "sections",
        holds: |key| matches!(key, FeedKey::Section(_)),
        latest: LATEST,
        many: true,
    },
    FeedGroup {
        name: "categories",
        holds: |key| matches!(key, FeedKey::Term(Taxonomy::Category, _)),
        latest: LATEST,
        many: true,
    },
    FeedGroup {
        name: "tags",
        holds: |key| matches!(key, FeedKey::Term(Taxonomy::Tag, _)),
        latest: LATEST_OF_TAG,
        many: true,
    },
];

impl<'a> Group<'a> {
    /// `total` feeds of a kind, of which `feeds` are shown.
    pub(super) fn new(kind: &FeedGroup, total: usize, feeds: Vec<FeedView<'a>>, kit: &Kit) -> Self {
        let is_long = feeds.len() >= WORTH_A_SEARCH;
        Self {
            name: kind.name,
            title: kit.say(&format!("group-{}", kind.name)),
            number: kit.messages.count("feeds", total),
            search: is_long.then(|| kit.say(&format!("search-{}", kind.name))),
            all: None,
            feeds,
        }
    }
}
