//! Feeds and entries in, bytes out. Each format has its own file, and none knows of another.
//!
//! An entry is written once in each format and then stands in every feed that shows it. A document
//! is the head of its feed with those entries put in, each on a line of its own, so that the
//! difference between two publications can be read.

mod atom;
mod head;
mod json_feed;
mod opml;
pub mod page;
mod rss;
mod xml;

pub use head::{head, heads};
pub use opml::opml;

use crate::model::{Entry, Extent, Feed, Format, Schemes};

/// The namespace of RFC 5005, by the prefix used for it.
const HISTORY_NAMESPACE: (&str, &str) = ("fh", "http://purl.org/syndication/history/1.0");

/// An entry in one format, ready to stand in any feed of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedEntry(String);

/// Writes an entry in `format`.
#[must_use]
pub fn entry(format: Format, entry: &Entry, schemes: &Schemes) -> RenderedEntry {
    RenderedEntry(match format {
        Format::Atom => atom::entry(entry, schemes),
        Format::Rss => rss::item(entry, schemes),
        Format::JsonFeed => json_feed::item(entry),
    })
}

/// Writes the document of a feed; `entries` are in its order and were written in `format`.
#[must_use]
pub fn document(format: Format, feed: &Feed, entries: &[&RenderedEntry]) -> Vec<u8> {
    let entries: Vec<&str> = entries.iter().map(|entry| entry.0.as_str()).collect();
    let document = match format {
        Format::Atom => atom::document(feed, &entries),
        Format::Rss => rss::document(feed, &entries),
        Format::JsonFeed => json_feed::document(feed, &entries),
    };
    document.into_bytes()
}

/// The most that stands between two entries of a document, in bytes.
const SEPARATOR: usize = 6;

/// How many of `entries`, written in `format`, a document of at most `max_bytes` holds.
pub fn fitting<'a>(
    format: Format,
    feed: &Feed,
    entries: impl Iterator<Item = &'a RenderedEntry>,
    max_bytes: usize,
) -> usize {
    let mut bytes = document(format, feed, &[]).len();
    entries
        .take_while(|entry| {
            bytes += entry.0.len() + SEPARATOR;
            bytes <= max_bytes
        })
        .count()
}

/// The element that says how much of its feed a document holds (RFC 5005).
const fn history_element(extent: Extent) -> Option<&'static str> {
    match extent {
        Extent::Window => None,
        Extent::Complete => Some("complete"),
        Extent::Archive => Some("archive"),
    }
}
