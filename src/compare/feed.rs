//! A feed as a reader reads it, whoever wrote it.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use feed_rs::model::{Entry, FeedType, Link};

use super::{Part, html};
use crate::model::BodyFingerprint;

/// What a reader takes from a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// Its own address, where it says one.
    pub url: Option<String>,
    /// Where its older entries are (RFC 5005 `prev-archive` and `next`, JSON Feed `next_url`).
    pub older: Option<String>,
    /// Whether WordPress made it, which has its older entries at `?paged=2`.
    pub is_paged: bool,
    /// Which format it is in.
    pub format: &'static str,
    /// Its entries, in its order.
    pub items: Vec<Item>,
}

/// What a reader takes from an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the reader knows it by; the link, if the feed says nothing else.
    pub id: String,
    /// The address.
    pub link: Option<String>,
    /// The title.
    pub title: String,
    /// When it was published.
    pub published: Option<DateTime<Utc>>,
    /// When it was changed, in formats that say so.
    pub updated: Option<DateTime<Utc>>,
    /// The summary and the text, as HTML.
    pub texts: [String; 2],
}

/// Reads a feed of any format; nothing but a reason if it is none.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Feed, String> {
    let parser = feed_rs::parser::Builder::new()
        .id_generator(|links, title, _| {
            let link = alternate(links).unwrap_or_default();
            if link.is_empty() {
                title.as_ref().map(|title| title.content.clone()).unwrap_or_default()
            } else {
                link
            }
        })
        .build();
    let feed = parser.parse(bytes).map_err(|error| error.to_string())?;
    let format = match feed.feed_type {
        FeedType::Atom => "atom",
        FeedType::JSON => "json",
        FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2 => "rss",
    };
    let json = if format == "json" { serde_json::from_slice(bytes).ok() } else { None };
    let said = |key: &str| -> Option<String> {
        json.as_ref().and_then(|json: &serde_json::Value| Some(json.get(key)?.as_str()?.to_owned()))
    };
    let related = |wanted: &str| {
        let is_wanted = |link: &&Link| link.rel.as_deref() == Some(wanted);
        feed.links.iter().find(is_wanted).map(|link| link.href.clone())
    };
    Ok(Feed {
        title: feed.title.as_ref().map(|title| title.content.clone()).unwrap_or_default(),
        url: said("feed_url").or_else(|| related("self")),
        older: said("next_url").or_else(|| related("prev-archive")).or_else(|| related("next")),
        is_paged: feed
            .generator
            .as_ref()
            .is_some_and(|generator| generator.content.contains("wordpress.org")),
        format,
        items: feed.entries.iter().map(|entry| item(entry, format)).collect(),
    })
}

fn item(entry: &Entry, format: &str) -> Item {
    let content = entry.content.as_ref().and_then(|content| content.body.clone());
    Item {
        id: entry.id.clone(),
        link: alternate(&entry.links),
        title: entry.title.as_ref().map(|title| title.content.clone()).unwrap_or_default(),
        published: entry.published.or(entry.updated),
        // The parser copies the date of publication where RSS has no word for a change.
        updated: entry.updated.filter(|_| format != "rss"),
        texts: [
            entry.summary.as_ref().map(|text| text.content.clone()).unwrap_or_default(),
            content.unwrap_or_default(),
        ],
    }
}

fn alternate(links: &[Link]) -> Option<String> {
    let is_alternate = |link: &&Link| matches!(link.rel.as_deref(), None | Some("alternate"));
    links.iter().find(is_alternate).map(|link| link.href.clone())
}

impl Item {
    /// Whether the title is the same to a person.
    #[must_use]
    pub fn has_title_of(&self, other: &Self) -> bool {
        self.title.split_whitespace().eq(other.title.split_whitespace())
    }

    /// Which of title, summary and text are not the same to a person.
    #[must_use]
    pub fn changed_parts(&self, other: &Self) -> BTreeSet<Part> {
        let [summary, text] = [0, 1].map(|at| html::same(&self.texts[at], &other.texts[at]));
        [(Part::Title, self.has_title_of(other)), (Part::Summary, summary), (Part::Text, text)]
            .into_iter()
            .filter_map(|(part, is_same)| (!is_same).then_some(part))
            .collect()
    }

    /// Whether title, summary and text are the same to a person.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.has_title_of(other)
            && self.texts.iter().zip(&other.texts).all(|(one, other)| html::same(one, other))
    }

    /// Whether it is another entry's article: the title, and the instant of publication or what it
    /// says.
    #[must_use]
    pub fn is_again(&self, other: &Self) -> bool {
        let at_once = !other.title.is_empty() && self.published == other.published;
        let has_text = other.texts.iter().any(|text| !text.is_empty());
        self.has_title_of(other) && (at_once || (has_text && self.says_the_same(other)))
    }

    /// Whether an entry at the same address may be the same article: the instant of publication, or
    /// the title within a few days, or a part of the text.
    #[must_use]
    pub fn resembles(&self, other: &Self) -> bool {
        const DAYS: TimeDelta = TimeDelta::days(2);
        const PART: u8 = 30;
        let apart = self.published.zip(other.published).map(|(one, other)| (one - other).abs());
        let text = |item: &Self| BodyFingerprint::of_body(&item.plain_text());
        let texts = || text(self).zip(text(other));
        self.published == other.published
            || (self.has_title_of(other) && apart.is_none_or(|apart| apart <= DAYS))
            || texts().is_some_and(|(one, other)| one.likeness(other) >= PART)
    }

    /// The text for people, without markup.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let [summary, content] = &self.texts;
        html::text(if content.is_empty() { summary } else { content })
    }
}
