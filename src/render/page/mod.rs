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

fn written(page: &impl Template) -> Vec<u8> {
    let html = page
        .render()
        .unwrap_or_else(|error| unreachable!("text can always be written to a string: {error}"));
    html.into_bytes()
}
