//! What the publisher decided: `feedmill.yaml`, checked and complete.
//!
//! The file as it is written ([`file`]) and the decisions as the rooms need them ([`Config`]) are
//! two types.

mod feeds;
mod field;
mod file;
mod filter;
mod identifier;
mod load;
mod load_feeds;
mod permalink;
mod template;

use std::collections::BTreeMap;

use chrono::NaiveTime;
use chrono_tz::Tz;
use url::Url;

use crate::model::Person;
use crate::problem::{Code, Severity};

pub use feeds::{EndedFeeds, FeedDefaults, NamedFeed, TermFeeds, Window};
pub use field::{Field, FieldPath, Fields, Step};
pub use filter::Filter;
pub use identifier::IdScheme;
pub use load::parse;
pub use permalink::{Part, PermalinkPattern};
pub use template::{Engine, Markdown, Pattern, Piece, Templates};

/// The name of the configuration file in the site's folder.
pub const FILE_NAME: &str = "feedmill.yaml";

/// Every decision of the publisher, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// What the site says of itself.
    pub site: Site,
    /// The folder of the articles, relative to the site's folder.
    pub content: String,
    /// How permalinks are made where an article has none of its own.
    pub permalink: PermalinkPattern,
    /// How ids are made where an article has none of its own and none is remembered.
    pub ids: IdScheme,
    /// Which front matter keys mean which field.
    pub fields: Fields,
    /// The zone of times without an offset.
    pub timezone: Tz,
    /// The time of day of a date that stands alone.
    pub time_of_day: NaiveTime,
    /// Whether Atom and JSON Feed show the site's offset instead of UTC.
    pub show_site_offset: bool,
    /// How Markdown is read, where renderers differ.
    pub markdown: Markdown,
    /// What is done with template markup in articles.
    pub templates: Templates,
    /// What holds for every feed.
    pub feeds: FeedDefaults,
    /// The feeds that the publisher names.
    pub named: Vec<NamedFeed>,
    /// How bad the publisher finds what is not an error of its own; nothing for what is off.
    pub severities: BTreeMap<Code, Option<Severity>>,
}

/// What the site says of itself in every feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its title.
    pub title: String,
    /// A sentence about it; the title when there is none.
    pub description: String,
    /// Its address, ending in a slash.
    pub base_url: Url,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Who speaks where an article names nobody; never empty.
    pub authors: Vec<Person>,
    /// Who may do what with its articles.
    pub rights: Option<String>,
    /// A small square picture: an absolute URL.
    pub icon: Option<String>,
    /// A larger picture: an absolute URL.
    pub logo: Option<String>,
}
