//! The page of all feeds, and lists of those that are too many for it.

use std::cmp::Reverse;

use askama::Template;

use super::kit::Kit;
use super::view::FeedView;
use super::written;
use crate::model::{Card, FeedKey, Taxonomy, way_up};

/// How many feeds of one kind the index shows; of more, those with the most articles.
const LISTED: usize = 60;

/// How many feeds one page of a list shows.
const LISTED_ON_A_PAGE: usize = 500;

/// From how many feeds on a list can be searched.
const WORTH_A_SEARCH: usize = 8;

/// How many articles the index shows of the whole site, and of each other feed.
const LATEST_OF_SITE: usize = 6;
const LATEST_OF_FEED: usize = 3;
const LATEST_OF_TAG: usize = 1;

#[derive(Template)]
#[template(path = "pages/index.html", whitespace = "minimize")]
struct Index<'a> {
    kit: &'a Kit,
    root: String,
    canonical: String,
    title: String,
    lead: String,
    feed: FeedView<'a>,
    groups: Vec<Group<'a>>,
}

#[derive(Template)]
#[template(path = "pages/directory.html", whitespace = "minimize")]
struct Directory<'a> {
    kit: &'a Kit,
    root: String,
    canonical: String,
    title: String,
    group: Group<'a>,
    range: Option<String>,
    ranges: Vec<Range<'a>>,
}

/// Feeds of one kind.
struct Group<'a> {
    name: &'static str,
    title: String,
    number: String,
    search: Option<String>,
    all: Option<All>,
    feeds: Vec<FeedView<'a>>,
}

/// The way to those that the index does not show.
struct All {
    note: String,
    page: String,
    text: String,
}

/// What one page of a list shows.
struct Range<'a> {
    page: String,
    current: bool,
    first: &'a str,
    first_folder: &'a str,
    last_folder: &'a str,
}

/// A kind of feeds in the order in which people meet them.
struct Kind {
    name: &'static str,
    holds: fn(&FeedKey) -> bool,
    latest: usize,
    /// Whether there may be more than a person writes down.
    many: bool,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "named",
        holds: |key| matches!(key, FeedKey::Named(_)),
        latest: LATEST_OF_FEED,
        many: false,
    },
    Kind {
        name: "sections",
        holds: |key| matches!(key, FeedKey::Section(_)),
        latest: LATEST_OF_FEED,
        many: true,
    },
    Kind {
        name: "categories",
        holds: |key| matches!(key, FeedKey::Term(Taxonomy::Category, _)),
        latest: LATEST_OF_FEED,
        many: true,
    },
    Kind {
        name: "tags",
        holds: |key| matches!(key, FeedKey::Term(Taxonomy::Tag, _)),
        latest: LATEST_OF_TAG,
        many: true,
    },
];

/// The pages that lead to every feed, by path. `cards` are in the order of the plans; those that
/// ended are passed over.
#[must_use]
pub fn index_pages(cards: &[Card], kit: &Kit) -> Vec<(String, Vec<u8>)> {
    let Some(site) = cards.iter().find(|card| card.key == FeedKey::Site) else {
        return Vec::new();
    };
    let mut pages = Vec::new();
    let mut groups = Vec::new();
    for kind in &KINDS {
        let mut feeds: Vec<&Card> =
            cards.iter().filter(|card| (kind.holds)(&card.key) && card.ended.is_none()).collect();
        if feeds.is_empty() {
            continue;
        }
        feeds.sort_by(|one, other| one.folder.cmp(&other.folder));
        if kind.many && feeds.len() > LISTED {
            pages.extend(directory(kind, &feeds, kit));
        }
        groups.push(group(kind, feeds, kit));
    }
    let title = kit
        .config
        .pages
        .title
        .clone()
        .unwrap_or_else(|| kit.messages.tell("index-title", &[("title", &kit.site_title)]));
    let lead = kit.config.pages.introduction.clone().unwrap_or_else(|| kit.say("index-lead"));
    let index = Index {
        kit,
        root: String::new(),
        canonical: kit.address(""),
        title,
        lead,
        feed: FeedView::new(site, LATEST_OF_SITE, kit),
        groups,
    };
    pages.push(("index.html".to_owned(), written(&index)));
    pages
}

/// What the index shows of one kind.
fn group<'a>(kind: &Kind, mut feeds: Vec<&'a Card>, kit: &'a Kit) -> Group<'a> {
    let total = feeds.len();
    let all = (kind.many && total > LISTED).then(|| {
        feeds.sort_by_key(|card| Reverse(card.total));
        feeds.truncate(LISTED);
        feeds.sort_by(|one, other| one.folder.cmp(&other.folder));
        All {
            note: kit.messages.count("most-used", LISTED),
            page: format!("{}/", kind.name),
            text: kit.messages.count(&format!("see-all-{}", kind.name), total),
        }
    });
    Group { all, ..described(kind, total, &feeds, kit) }
}

fn described<'a>(kind: &Kind, total: usize, feeds: &[&'a Card], kit: &'a Kit) -> Group<'a> {
    Group {
        name: kind.name,
        title: kit.say(&format!("group-{}", kind.name)),
        number: kit.messages.count("feeds", total),
        search: (feeds.len() >= WORTH_A_SEARCH).then(|| kit.say(&format!("search-{}", kind.name))),
        all: None,
        feeds: feeds.iter().map(|card| FeedView::new(card, kind.latest, kit)).collect(),
    }
}

/// All feeds of one kind, page by page.
fn directory(kind: &Kind, feeds: &[&Card], kit: &Kit) -> Vec<(String, Vec<u8>)> {
    let pages: Vec<&[&Card]> = feeds.chunks(LISTED_ON_A_PAGE).collect();
    let ranges = |current: usize| -> Vec<Range<'_>> {
        pages
            .iter()
            .enumerate()
            .filter_map(|(at, feeds)| {
                let (first, last) = (feeds.first()?, feeds.last()?);
                Some(Range {
                    page: file_name(at),
                    current: at == current,
                    first: &first.label,
                    first_folder: &first.folder,
                    last_folder: &last.folder,
                })
            })
            .collect()
    };
    pages
        .iter()
        .enumerate()
        .map(|(at, feeds)| {
            let title = kit.say(&format!("group-{}", kind.name));
            let ends = feeds.first().zip(feeds.last()).filter(|_| pages.len() > 1);
            let range = ends.map(|(first, last)| {
                kit.messages.tell("range", &[("first", &first.label), ("last", &last.label)])
            });
            let path = format!("{}/{}", kind.name, file_name(at));
            let directory = Directory {
                kit,
                root: way_up(kind.name),
                canonical: kit.address(&path),
                title: kit
                    .messages
                    .tell("feed-title", &[("feed", &title), ("site", &kit.site_title)]),
                group: Group {
                    number: kit.messages.count("feeds", pages.iter().map(|page| page.len()).sum()),
                    ..described(kind, feeds.len(), feeds, kit)
                },
                range,
                ranges: ranges(at),
            };
            (path, written(&directory))
        })
        .collect()
}

fn file_name(at: usize) -> String {
    if at == 0 { "index.html".to_owned() } else { format!("index-{}.html", at + 1) }
}
