//! Pages for people: what can be subscribed to, what it is, and how.
//!
//! They are functions of the feeds and the words alone: nothing in them tells when they were made.

mod directory;
mod feed;
mod group;
mod index;
mod kit;
mod messages;
mod view;

use askama::Template;

pub use feed::{feed_page, paths};
pub use index::{Latest, index_pages};
pub use kit::{CONTENT_SECURITY_POLICY, Kit, Logos, feed_stylesheet};
pub use messages::{MessageFile, Messages};

/// The numbers that askama writes for what HTML gives a meaning, and the names that people know.
const REFERENCES: [(&str, &str); 5] =
    [("&#34;", "&quot;"), ("&#38;", "&amp;"), ("&#39;", "'"), ("&#60;", "&lt;"), ("&#62;", "&gt;")];

/// The HTML of a template, whose attributes all have double quotes.
pub(super) fn written(page: &impl Template) -> String {
    let html = page
        .render()
        .unwrap_or_else(|error| unreachable!("text can always be written to a string: {error}"));
    REFERENCES.iter().fold(html, |html, (number, name)| html.replace(number, name))
}
