//! Which feeds there are, and what they say of themselves.

use super::{Person, Taxonomy, Timestamp};

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
    /// Every format, in the order in which they are named to people.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::JsonFeed];

    /// The name of its file in the folder of a feed.
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

/// What a feed will hold, decided before any body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedPlan {
    /// What it is of.
    pub key: FeedKey,
    /// Its title for people.
    pub title: String,
    /// A sentence about it.
    pub description: String,
    /// Its folder below the output folder, without a slash at either end; empty for the site.
    pub folder: String,
    /// The page it belongs to: an absolute URL.
    pub home_page_url: String,
    /// The formats it is published in.
    pub formats: Vec<Format>,
    /// Its articles, newest first, as positions in the list of articles.
    pub articles: Vec<usize>,
}

impl FeedPlan {
    /// The path of the feed's file in the output folder.
    #[must_use]
    pub fn file(&self, format: Format) -> String {
        let Self { folder, .. } = self;
        if folder.is_empty() {
            format.file_name().to_owned()
        } else {
            format!("{folder}/{}", format.file_name())
        }
    }
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
    pub urls: Vec<(Format, String)>,
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
    /// The latest change of its entries.
    pub updated: Timestamp,
    /// What made it.
    pub generator: Generator,
}

/// What made a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generator {
    /// Its name.
    pub name: &'static str,
    /// Where to read about it.
    pub url: &'static str,
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
    /// The address of the feed in `format`, where it is published in it.
    #[must_use]
    pub fn url(&self, format: Format) -> Option<&str> {
        self.urls.iter().find(|(other, _)| *other == format).map(|(_, url)| url.as_str())
    }
}
