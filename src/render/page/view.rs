//! Feeds and articles in the words that templates show.

use super::kit::{Kit, subscription};
use crate::config::Reader;
use crate::model::{Card, FeedKey, Format, Part, Rhythm, Taxonomy, Teaser};

/// A feed.
pub(super) struct FeedView<'a> {
    pub title: &'a str,
    pub label: &'a str,
    pub kind: String,
    /// What it is, in a sentence.
    pub about: String,
    /// What the publisher says of it, where that is more than its title.
    pub description: Option<&'a str>,
    /// Its page, relative to the output folder.
    pub page: String,
    pub facts: Vec<String>,
    pub last: Option<Day>,
    pub latest: Vec<EntryView>,
    pub latest_label: String,
    pub addresses: Vec<AddressView<'a>>,
    pub addresses_label: String,
    pub readers: Vec<ReaderView>,
}

/// A day in words, and the instant that it is of.
pub(super) struct Day {
    pub iso: String,
    pub text: String,
}

/// An article.
pub(super) struct EntryView {
    pub title: String,
    pub url: String,
    pub summary: String,
    pub iso: String,
    pub date: String,
    /// Where it is not that of the page.
    pub language: Option<String>,
}

/// The address of a feed in one format.
pub(super) struct AddressView<'a> {
    pub format: &'static str,
    pub media_type: &'static str,
    pub url: &'a str,
    /// The same in the parts between which a line may break.
    pub parts: Vec<&'a str>,
    /// Its path in the output folder.
    pub file: String,
    pub copy_label: String,
}

/// A link that subscribes in a reader.
pub(super) struct ReaderView {
    pub name: String,
    pub href: String,
    pub label: String,
}

impl<'a> FeedView<'a> {
    /// The feed with some of its articles.
    pub(super) fn new(card: &'a Card, latest: Vec<Teaser>, kit: &Kit) -> Self {
        let named = |id: &str| kit.messages.tell(id, &[("title", &card.label)]);
        let about = match about(&card.key) {
            Some(id) => kit.messages.tell(id, &[("feed", &card.label), ("site", &kit.site_title)]),
            None => card.description.clone(),
        };
        let own_words = about_is_own(&card.key) && card.description != card.title;
        Self {
            title: &card.title,
            label: &card.label,
            kind: kit.say(kind(&card.key)),
            about,
            description: own_words.then_some(card.description.as_str()),
            page: page(&card.place.folder),
            facts: facts(card, kit),
            last: card.published.map(|published| Day {
                iso: published.to_rfc3339(),
                text: kit
                    .messages
                    .tell("last", &[("date", &kit.messages.date(published, kit.config.timezone))]),
            }),
            latest: latest.into_iter().map(|teaser| entry(teaser, kit)).collect(),
            latest_label: named("latest-of"),
            addresses: card
                .addresses
                .0
                .iter()
                .map(|(format, url)| address(card, *format, url, kit))
                .collect(),
            addresses_label: named("addresses-of"),
            readers: readers(card, kit),
        }
    }
}

/// The page of a feed, relative to the output folder.
pub(super) fn page(folder: &str) -> String {
    if folder.is_empty() { String::new() } else { format!("{folder}/") }
}

fn kind(key: &FeedKey) -> &'static str {
    match key {
        FeedKey::Site => "kind-site",
        FeedKey::Section(_) => "kind-section",
        FeedKey::Term(Taxonomy::Category, _) => "kind-category",
        FeedKey::Term(Taxonomy::Tag, _) => "kind-tag",
        FeedKey::Named(_) => "kind-named",
    }
}

/// The message that says what a feed is whose description nobody wrote.
fn about(key: &FeedKey) -> Option<&'static str> {
    match key {
        FeedKey::Site | FeedKey::Named(_) => None,
        FeedKey::Section(_) => Some("about-section"),
        FeedKey::Term(Taxonomy::Category, _) => Some("about-category"),
        FeedKey::Term(Taxonomy::Tag, _) => Some("about-tag"),
    }
}

fn about_is_own(key: &FeedKey) -> bool {
    about(key).is_none()
}

fn facts(card: &Card, kit: &Kit) -> Vec<String> {
    let count = |id, number: u32| kit.messages.count(id, usize::try_from(number).unwrap_or(0));
    let rhythm = card.rhythm.map(|rhythm| match rhythm {
        Rhythm::PerDay(number) => count("per-day", number),
        Rhythm::PerWeek(number) => count("per-week", number),
        Rhythm::PerMonth(number) => count("per-month", number),
        Rhythm::PerYear(number) => count("per-year", number),
        Rhythm::Rarely => kit.say("rarely"),
    });
    std::iter::once(kit.messages.count("articles", card.total)).chain(rhythm).collect()
}

fn entry(teaser: Teaser, kit: &Kit) -> EntryView {
    let language = teaser.language.or_else(|| kit.config.site.language.clone());
    EntryView {
        title: teaser.title,
        url: teaser.url,
        summary: teaser.summary,
        iso: teaser.published.to_rfc3339(),
        date: kit.messages.date(teaser.published, kit.config.timezone),
        language: language.filter(|language| *language != kit.language),
    }
}

fn address<'a>(card: &Card, format: Format, url: &'a str, kit: &Kit) -> AddressView<'a> {
    let name = format.title();
    AddressView {
        format: name,
        media_type: format.media_type(),
        url,
        parts: parts(url),
        file: card.place.file(Part::Subscription, format),
        copy_label: kit.messages.tell("copy-address", &[("format", name), ("title", &card.label)]),
    }
}

/// The scheme and host, and each folder or file of the path.
fn parts(url: &str) -> Vec<&str> {
    let host = url.find("://").map_or(0, |at| at + "://".len());
    let path = url[host..].find('/').map_or(url.len(), |at| host + at + 1);
    let (origin, path) = url.split_at(path);
    std::iter::once(origin).chain(path.split_inclusive('/')).collect()
}

/// Readers subscribe to the first of the formats.
fn readers(card: &Card, kit: &Kit) -> Vec<ReaderView> {
    let Some((_, url)) = card.addresses.0.first() else { return Vec::new() };
    let reader = |reader: &Reader| {
        let name = reader.name.clone().unwrap_or_else(|| kit.say("application"));
        let label = kit.messages.tell("open-feed-in", &[("title", &card.label), ("reader", &name)]);
        ReaderView { href: subscription(reader, url), name, label }
    };
    kit.config.pages.readers.iter().map(reader).collect()
}
