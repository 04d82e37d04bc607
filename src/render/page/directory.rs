//! Lists of the feeds that are too many for the index, page by page.

use askama::Template;

use super::group::{FeedGroup, Group};
use super::kit::Kit;
use super::view::FeedView;
use super::written;
use crate::model::{Card, way_up};

/// How many feeds one page shows.
const LISTED: usize = 500;

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

/// What one page of a list shows.
struct Range<'a> {
    page: String,
    current: bool,
    first: &'a str,
    /// The slugs of the first and the last feed.
    from: String,
    to: String,
}

/// The pages of all feeds of one kind, by path. `feeds` are in the order of their names.
pub(super) fn directory(kind: &FeedGroup, feeds: &[&Card], kit: &Kit) -> Vec<(String, Vec<u8>)> {
    let pages: Vec<&[&Card]> = feeds.chunks(LISTED).collect();
    let group = kit.say(&format!("group-{}", kind.name));
    let page = |(at, shown): (usize, &&[&Card])| {
        let ends = shown.first().zip(shown.last()).filter(|_| pages.len() > 1);
        let range = ends.map(|(first, last)| {
            kit.messages.tell("range", &[("first", &first.label), ("last", &last.label)])
        });
        let name = match &range {
            Some(range) => format!("{group}, {range}"),
            None => group.clone(),
        };
        let views = shown.iter().map(|card| FeedView::new(card, Vec::new(), kit)).collect();
        let path = format!("{}/{}", kind.name, file_name(at));
        let directory = Directory {
            kit,
            root: way_up(kind.name),
            canonical: kit.address(&path),
            title: kit.messages.tell("feed-title", &[("feed", &name), ("site", &kit.site_title)]),
            group: Group {
                number: kit.messages.count("feeds", feeds.len()),
                ..Group::new(kind, shown.len(), views, kit)
            },
            range,
            ranges: ranges(&pages, at),
        };
        (path, written(&directory).into_bytes())
    };
    pages.iter().enumerate().map(page).collect()
}

/// The way to every page.
fn ranges<'a>(pages: &[&[&'a Card]], current: usize) -> Vec<Range<'a>> {
    let range = |(at, shown): (usize, &&[&'a Card])| {
        let (first, last) = (shown.first()?, shown.last()?);
        Some(Range {
            page: file_name(at),
            current: at == current,
            first: &first.label,
            from: slug(first),
            to: slug(last),
        })
    };
    pages.iter().enumerate().filter_map(range).collect()
}

fn slug(card: &Card) -> String {
    card.key.name().rsplit('/').next().unwrap_or_default().to_owned()
}

fn file_name(at: usize) -> String {
    if at == 0 { "index.html".to_owned() } else { format!("index-{}.html", at + 1) }
}
