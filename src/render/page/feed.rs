//! The page of one feed.

use askama::Template;

use super::kit::Kit;
use super::view::{FeedView, page};
use super::written;
use crate::model::{Card, FeedKey, way_up};

#[derive(Template)]
#[template(path = "pages/feed.html", whitespace = "minimize")]
struct Page<'a> {
    kit: &'a Kit<'a>,
    root: String,
    canonical: String,
    title: String,
    notice: Option<String>,
    moved_to: Option<String>,
    feed: FeedView<'a>,
}

/// The pages of a feed, by path: where it is, and where it used to be. That of the site is the index.
#[must_use]
pub fn feed_pages(card: &Card, kit: &Kit<'_>) -> Vec<(String, Vec<u8>)> {
    let own = (card.key != FeedKey::Site).then_some((&card.folder, false)).into_iter();
    let former = card.moved_from.iter().map(|folder| (folder, true));
    own.chain(former)
        .map(|(folder, has_moved)| {
            (format!("{folder}/index.html"), bytes(card, folder, has_moved, kit))
        })
        .collect()
}

fn bytes(card: &Card, folder: &str, has_moved: bool, kit: &Kit<'_>) -> Vec<u8> {
    let root = way_up(folder);
    let ended = card.ended.map(|ended| {
        let date = kit.messages.date(ended, kit.config.timezone);
        kit.messages.tell("ended", &[("date", &date)])
    });
    let feed = FeedView::new(card, usize::MAX, kit);
    written(&Page {
        kit,
        canonical: kit.address(&page(&card.folder)),
        title: kit.messages.tell("feed-title", &[("feed", &card.label), ("site", kit.site_title)]),
        notice: has_moved.then(|| kit.say("moved")).or(ended),
        moved_to: has_moved.then(|| format!("{root}{}", page(&card.folder))),
        root,
        feed,
    })
}
