//! OPML 2.0: every feed in one file, grouped, for readers to import.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::page::Messages;
use crate::model::{Card, FeedKey, Taxonomy, Timestamp};

type Holds = fn(&FeedKey) -> bool;

/// The feeds of one kind, under the message that names it.
const GROUPS: [(&str, Holds); 4] = [
    ("group-named", |key| matches!(key, FeedKey::Named(_))),
    ("group-sections", |key| matches!(key, FeedKey::Section(_))),
    ("group-categories", |key| matches!(key, FeedKey::Term(Taxonomy::Category, _))),
    ("group-tags", |key| matches!(key, FeedKey::Term(Taxonomy::Tag, _))),
];

/// The document of all feeds but those that ended, each by the first of its formats. `title` is
/// what the whole is called.
#[must_use]
pub fn opml(cards: &[Card], title: &str, messages: &Messages) -> Vec<u8> {
    write(cards, title, messages)
        .unwrap_or_else(|error| unreachable!("bytes can always be kept in memory: {error}"))
}

fn write(cards: &[Card], title: &str, messages: &Messages) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writer.create_element("opml").with_attribute(("version", "2.0")).write_inner_content(
        |writer| {
            writer.create_element("head").write_inner_content(|writer| {
                writer.create_element("title").write_text_content(BytesText::new(title))?;
                if let Some(newest) = cards.iter().filter_map(|card| card.published).max() {
                    let date = Timestamp::to_rfc2822(newest);
                    let date = BytesText::new(&date);
                    writer.create_element("dateModified").write_text_content(date)?;
                }
                Ok(())
            })?;
            writer.create_element("body").write_inner_content(|writer| {
                for card in cards.iter().filter(|card| card.key == FeedKey::Site) {
                    outline(writer, card)?;
                }
                for (name, holds) in GROUPS {
                    let is_here = |card: &&Card| holds(&card.key) && card.ended.is_none();
                    let mut feeds = cards.iter().filter(is_here).peekable();
                    if feeds.peek().is_none() {
                        continue;
                    }
                    let text = messages.say(name);
                    let group = writer.create_element("outline");
                    group.with_attribute(("text", &*text)).write_inner_content(|writer| {
                        feeds.try_for_each(|card| outline(writer, card))
                    })?;
                }
                Ok(())
            })?;
            Ok(())
        },
    )?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// The type is `rss` for every format (OPML 2.0, “Subscription lists”).
fn outline(writer: &mut Writer<Vec<u8>>, card: &Card) -> io::Result<()> {
    let Some((_, url)) = card.addresses.0.first() else { return Ok(()) };
    writer
        .create_element("outline")
        .with_attributes([
            ("type", "rss"),
            ("text", card.title.as_str()),
            ("title", card.title.as_str()),
            ("xmlUrl", url.as_str()),
            ("htmlUrl", card.home_page_url.as_str()),
        ])
        .write_empty()?;
    Ok(())
}
