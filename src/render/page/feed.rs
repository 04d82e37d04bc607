//! The page of one feed.

use askama::Template;

use super::kit::Kit;
use super::view::{FeedView, page};
use super::written;
use crate::model::{Card, FeedKey, Teaser, way_up};

#[derive(Template)]
#[template(path = "pages/feed.html", whitespace = "minimize")]
struct Page<'a> {
    kit: &'a Kit,
    root: String,
    canonical: String,
    title: String,
    notice: Option<String>,
    moved_to: Option<String>,
    feed: FeedView<'a>,
}

/// The paths of the pages of a feed: where it is, and where it used to be. That of the site is the
/// index.
#[must_use]
pub fn paths(card: &Card) -> Vec<String> {
    let own = (card.key != FeedKey::Site).then_some(&card.place.folder).into_iter();
    own.chain(&card.moved_from).map(|folder| format!("{folder}/index.html")).collect()
}

/// The page of a feed with its newest articles, at one of its [`paths`].
#[must_use]
pub fn feed_page(card: &Card, latest: Vec<Teaser>, path: &str, kit: &Kit) -> Vec<u8> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let has_moved = folder != card.place.folder;
    let root = way_up(folder);
    let ended = card.ended.map(|ended| {
        let date = kit.messages.date(ended, kit.config.timezone);
        kit.messages.tell("ended", &[("date", &date)])
    });
    written(&Page {
        kit,
        canonical: kit.address(&page(&card.place.folder)),
        title: kit.messages.tell("feed-title", &[("feed", &card.label), ("site", &kit.site_title)]),
        notice: has_moved.then(|| kit.say("moved")).or(ended),
        moved_to: has_moved.then(|| format!("{root}{}", page(&card.place.folder))),
        feed: FeedView::new(card, latest, kit),
        root,
    })
    .into_bytes()
}
