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
pub struct RenderedEntry {
    text: String,
    /// Whether it uses an extension that its document must declare.
    pub extended: bool,
}

impl RenderedEntry {
    /// Its text, in UTF-8.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }
}

/// What a document must know of its entries before they are put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contents {
    /// How many there are.
    pub count: usize,
    /// Whether one of them is [extended](RenderedEntry::extended).
    pub extended: bool,
}

/// A document without its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What stands before the first of them.
    pub head: String,
    /// What stands between two of them.
    pub between: &'static str,
    /// What stands after the last.
    pub foot: String,
}

/// Writes an entry in `format`.
#[must_use]
pub fn entry(format: Format, entry: &Entry, schemes: &Schemes) -> RenderedEntry {
    let (text, extended) = match format {
        Format::Atom => (atom::entry(entry, schemes), false),
        Format::Rss => (rss::item(entry, schemes), false),
        Format::JsonFeed => json_feed::item(entry),
    };
    RenderedEntry { text, extended }
}

/// Writes what stands around the entries of a feed.
#[must_use]
pub fn frame(format: Format, feed: &Feed, contents: Contents) -> Frame {
    match format {
        Format::Atom => atom::frame(feed, contents),
        Format::Rss => rss::frame(feed, contents),
        Format::JsonFeed => json_feed::frame(feed, contents),
    }
}

/// Writes the whole document of a feed; `entries` are in its order and were written in `format`.
#[must_use]
pub fn document(format: Format, feed: &Feed, entries: &[&RenderedEntry]) -> Vec<u8> {
    let extended = entries.iter().any(|entry| entry.extended);
    let Frame { head, between, foot } =
        frame(format, feed, Contents { count: entries.len(), extended });
    let entries: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    (head + &entries.join(between) + &foot).into_bytes()
}

/// The most that stands between two entries of a document, in bytes.
const SEPARATOR: usize = 6;

/// How many entries of these `lengths`, written in `format`, a document of at most `max_bytes`
/// holds.
pub fn fitting(
    format: Format,
    feed: &Feed,
    lengths: impl Iterator<Item = usize>,
    max_bytes: usize,
) -> usize {
    let Frame { head, foot, .. } = frame(format, feed, Contents::default());
    let mut bytes = head.len() + foot.len();
    lengths
        .take_while(|length| {
            bytes += length + SEPARATOR;
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
