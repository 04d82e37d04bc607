//! The page of all feeds.

use std::cmp::Reverse;

use askama::Template;

use super::directory::directory;
use super::group::{All, FeedGroup, Group, KINDS};
use super::kit::Kit;
use super::view::FeedView;
use super::written;
use crate::model::{Card, FeedKey, Teaser};

/// How many feeds of one kind the index shows; of more, those with the most articles.
const LISTED: usize = 60;

/// How many articles the index shows of the whole site.
const LATEST: usize = 6;

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

/// The newest articles of the feed in a folder, the newest first.
pub type Latest<'a> = dyn Fn(&str) -> Vec<Teaser> + 'a;

/// The pages that lead to every feed, by path. Feeds that ended are passed over.
#[must_use]
pub fn index_pages(cards: &[Card], latest: &Latest<'_>, kit: &Kit) -> Vec<(String, Vec<u8>)> {
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
        feeds.sort_by_cached_key(|card| card.key.name());
        if kind.many && feeds.len() > LISTED {
            pages.extend(directory(kind, &feeds, kit));
        }
        groups.push(group(kind, feeds, latest, kit));
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
        feed: FeedView::new(site, first(LATEST, latest(&site.place.folder)), kit),
        groups,
    };
    pages.push(("index.html".to_owned(), written(&index).into_bytes()));
    pages
}

/// What the index shows of one kind.
fn group<'a>(
    kind: &FeedGroup,
    mut feeds: Vec<&'a Card>,
    latest: &Latest<'_>,
    kit: &Kit,
) -> Group<'a> {
    let total = feeds.len();
    let all = (kind.many && total > LISTED).then(|| {
        feeds.sort_by_key(|card| Reverse(card.total));
        feeds.truncate(LISTED);
        feeds.sort_by_cached_key(|card| card.key.name());
        All {
            note: kit.messages.count("most-used", LISTED),
            page: format!("{}/", kind.name),
            text: kit.messages.count(&format!("see-all-{}", kind.name), total),
        }
    });
    let view =
        |card: &&'a Card| FeedView::new(card, first(kind.latest, latest(&card.place.folder)), kit);
    Group { all, ..Group::new(kind, total, feeds.iter().map(view).collect(), kit) }
}

fn first(count: usize, mut teasers: Vec<Teaser>) -> Vec<Teaser> {
    teasers.truncate(count);
    teasers
}
