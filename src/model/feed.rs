//! Which feeds there are, and what they say of themselves.

use std::sync::Arc;

use super::{Edition, Person, Podcast, Taxonomy, Timestamp, slug};

/// What a feed is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedKey {
    /// The whole site.
    Site,
    /// A category or a tag, by its slug.
    Term(Taxonomy, String),
    /// A collection or section, by its name.
    Section(String),
    /// A filter of the publisher's, by its name.
    Named(String),
}

impl FeedKey {
    /// The name by which the ledger knows the feed, such as `tags/cloud`; empty for the site. It
    /// stays the same wherever the feed is.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Site => String::new(),
            Self::Term(taxonomy, slug) => format!("{}/{slug}", taxonomy.folder()),
            Self::Section(name) => format!("sections/{}", slug(name)),
            Self::Named(name) => name.clone(),
        }
    }
}

/// A format that a feed is published in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Atom 1.0, RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    JsonFeed,
}

impl Format {
    /// Its name for people, in every language.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Rss => "RSS",
            Self::JsonFeed => "JSON",
        }
    }

    /// Every format, in the order in which they are named to people.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::JsonFeed];

    /// The name of its file in the folder of a feed, unless the publisher gives it another.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "atom.xml",
            Self::Rss => "rss.xml",
            Self::JsonFeed => "feed.json",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::JsonFeed => "application/feed+json",
        }
    }
}

/// How much of an article a feed shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// The whole body.
    #[default]
    Full,
    /// The summary alone.
    Summary,
}

/// One of the documents that a feed is published in (RFC 5005, section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The document that people subscribe to.
    Subscription,
    /// A page of the archive, counted from 1, the oldest articles first.
    Archive(usize),
}

/// What a feed will hold, decided before any body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedPlan {
    /// What it is of.
    pub key: FeedKey,
    /// What it is known by in Atom: an absolute IRI.
    pub id: String,
    /// Its title for people.
    pub title: String,
    /// What tells it from the others of its kind: the label of its term, or the title.
    pub label: String,
    /// A sentence about it.
    pub description: String,
    /// Where it is written.
    pub place: FeedPlace,
    /// Where it is published; nothing if nobody knows.
    pub address: Option<FeedPlace>,
    /// The page it belongs to: an absolute URL.
    pub home_page_url: String,
    /// The formats it is published in.
    pub formats: Vec<Format>,
    /// How much of each article it shows.
    pub content: Content,
    /// How many bytes its file may have in each format.
    pub max_bytes: Option<usize>,
    /// How many articles belong to it, shown or not.
    pub total: usize,
    /// What its subscription document shows, newest first, as positions in the list of articles.
    pub articles: Vec<usize>,
    /// The pages of its archive, the oldest articles first, where it keeps one.
    pub archive: Option<Vec<Vec<usize>>>,
    /// What its subscription document shows, before it is cut to `max_bytes`, and since when.
    pub edition: Edition,
    /// Since when no article belongs to it, if it ended.
    pub ended: Option<Timestamp>,
    /// The folders where it used to be.
    pub moved_from: Vec<String>,
    /// Files in which it used to be, beside those folders.
    pub former_files: Vec<(Format, String)>,
}

impl FeedPlan {
    /// Each of its documents.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let pages = self.archive.as_ref().map_or(0, Vec::len);
        std::iter::once(Part::Subscription).chain((1..=pages).map(Part::Archive))
    }

    /// What a document of it shows, newest first.
    #[must_use]
    pub fn shown(&self, part: Part) -> &[usize] {
        match part {
            Part::Subscription => &self.articles,
            Part::Archive(number) => self
                .archive
                .as_ref()
                .and_then(|pages| pages.get(number.checked_sub(1)?))
                .map_or(&[], Vec::as_slice),
        }
    }
}

/// The names of a feed's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNames {
    /// That of Atom.
    pub atom: String,
    /// That of RSS.
    pub rss: String,
    /// That of JSON Feed.
    pub json: String,
}

impl Default for FileNames {
    fn default() -> Self {
        let name = |format: Format| format.file_name().to_owned();
        Self { atom: name(Format::Atom), rss: name(Format::Rss), json: name(Format::JsonFeed) }
    }
}

impl FileNames {
    /// The name of the file in `format`.
    #[must_use]
    pub fn of(&self, format: Format) -> &str {
        match format {
            Format::Atom => &self.atom,
            Format::Rss => &self.rss,
            Format::JsonFeed => &self.json,
        }
    }

    /// The format whose file has the name that `path` ends with.
    #[must_use]
    pub fn format_of(&self, path: &str) -> Option<Format> {
        let name = path.rsplit('/').next()?;
        Format::ALL.into_iter().find(|format| self.of(*format) == name)
    }
}

/// Whether a file has a name that feeds have: one with an extension of theirs.
#[must_use]
pub fn is_feed_name(path: &str) -> bool {
    matches!(extension(path), "xml" | "json" | "atom" | "rss" | "rdf")
}

/// What follows the last dot in the name of a file.
#[must_use]
pub fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let parts = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    parts.map_or("", |(_, extension)| extension)
}

/// Where the files of a feed are. Paths are below the output folder, without a slash at either end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedPlace {
    /// Its folder, which holds its page and its archive; empty for the site. No other feed has it.
    pub folder: String,
    /// The names of its files in there, and in the folder of each page of its archive.
    pub names: Arc<FileNames>,
    /// The path of the one file that people subscribe to elsewhere.
    pub elsewhere: Option<(Format, String)>,
}

impl FeedPlace {
    /// The path of a document.
    #[must_use]
    pub fn file(&self, part: Part, format: Format) -> String {
        match &self.elsewhere {
            Some((other, path)) if *other == format && part == Part::Subscription => path.clone(),
            _ => below(&self.folder_of(part), self.names.of(format)),
        }
    }

    /// The folder of a document, but for the one that is elsewhere.
    #[must_use]
    pub fn folder_of(&self, part: Part) -> String {
        match part {
            Part::Subscription => self.folder.clone(),
            Part::Archive(number) => below(&self.folder, &format!("archive/{number}")),
        }
    }
}

/// The path of `file` in a folder, which may be empty.
#[must_use]
pub fn below(folder: &str, file: &str) -> String {
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

/// The stylesheet of the feeds for browsers, in the output folder. Its name never changes, so that no
/// new version of it changes a feed.
pub const STYLESHEET: &str = "assets/feed.css";

/// The way from a folder up to the output folder.
#[must_use]
pub fn way_up(folder: &str) -> String {
    "../".repeat(folder.split('/').filter(|name| !name.is_empty()).count())
}

/// The addresses of one document, one for each format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses(pub Vec<(Format, String)>);

impl Addresses {
    /// The address in `format`, where it is published in it.
    #[must_use]
    pub fn of(&self, format: Format) -> Option<&str> {
        self.0.iter().find(|(other, _)| *other == format).map(|(_, url)| url.as_str())
    }
}

/// How a document leads to the others of its feed (RFC 5005, section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// To the document that people subscribe to.
    Current,
    /// To older articles.
    PrevArchive,
    /// To newer articles that are no longer in the subscription document.
    NextArchive,
}

impl Relation {
    /// Its registered name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::PrevArchive => "prev-archive",
            Self::NextArchive => "next-archive",
        }
    }
}

/// How much of its feed a document holds (RFC 5005).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What is newest.
    Window,
    /// All there is: what is not in it is not in the feed (section 2).
    Complete,
    /// What is too old for the subscription document (section 4).
    Archive,
}

/// A feed without its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What the feed is known by in Atom: an absolute IRI.
    pub id: String,
    /// Its title as plain text.
    pub title: String,
    /// A sentence about it, as plain text.
    pub description: String,
    /// The page it belongs to.
    pub home_page_url: String,
    /// The address of each format it is published in.
    pub urls: Addresses,
    /// How much of the feed it holds.
    pub extent: Extent,
    /// The other documents of the feed.
    pub related: Vec<(Relation, Addresses)>,
    /// The `WebSub` hubs that tell subscribers of what is new.
    pub hubs: Vec<String>,
    /// Whether nothing will be published in it any more.
    pub ended: bool,
    /// Whether this is a copy at an address that it has left.
    pub moved: bool,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Who writes it; never empty.
    pub authors: Vec<Person>,
    /// Who may do what with it.
    pub rights: Option<String>,
    /// A small square picture (Atom `icon`, JSON Feed `favicon`).
    pub icon: Option<String>,
    /// A larger picture (Atom `logo`, RSS `image`, JSON Feed `icon`).
    pub logo: Option<String>,
    /// How long a reader may keep it, in minutes (RSS `ttl`).
    pub ttl: Option<u32>,
    /// The hours in UTC in which nothing is published (RSS `skipHours`).
    pub skip_hours: Vec<u8>,
    /// The days in UTC on which nothing is published (RSS `skipDays`).
    pub skip_days: Vec<&'static str>,
    /// A sentence for a person who looks at the JSON.
    pub user_comment: Option<String>,
    /// When the newest of its entries was published; nothing when it has none.
    pub published: Option<Timestamp>,
    /// When what it shows last changed.
    pub updated: Timestamp,
    /// What made it.
    pub generator: Generator,
    /// The stylesheet for a browser that opens the XML, relative to the document.
    pub stylesheet: Option<String>,
    /// What players want to know of it, where its articles have sounds or films.
    pub podcast: Option<Podcast>,
}

/// What made a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generator {
    /// Its name.
    pub name: &'static str,
    /// Where to read about it, if it has an address.
    pub url: Option<&'static str>,
}

/// What tells a category from a tag of the same name: an IRI for each taxonomy (RFC 4287, section
/// 4.2.2.2; RSS calls it `domain`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schemes {
    /// The scheme of categories.
    pub category: String,
    /// The scheme of tags.
    pub tag: String,
}

impl Schemes {
    /// The folders of each taxonomy's feeds below `feeds_url`, which ends with a slash.
    #[must_use]
    pub fn below(feeds_url: &str) -> Self {
        let folder = |taxonomy: Taxonomy| format!("{feeds_url}{}/", taxonomy.folder());
        Self { category: folder(Taxonomy::Category), tag: folder(Taxonomy::Tag) }
    }

    /// The scheme of `taxonomy`.
    #[must_use]
    pub fn of(&self, taxonomy: Taxonomy) -> &str {
        match taxonomy {
            Taxonomy::Category => &self.category,
            Taxonomy::Tag => &self.tag,
        }
    }
}

impl Feed {
    /// The address of the document in `format`, where it is published in it.
    #[must_use]
    pub fn url(&self, format: Format) -> Option<&str> {
        self.urls.of(format)
    }

    /// The address in `format` of the document that `relation` leads to.
    #[must_use]
    pub fn related(&self, relation: Relation, format: Format) -> Option<&str> {
        let (_, addresses) = self.related.iter().find(|(other, _)| *other == relation)?;
        addresses.of(format)
    }
}
