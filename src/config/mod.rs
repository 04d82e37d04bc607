//! What the publisher decided: `feedmill.yaml`, checked and complete.
//!
//! The file as it is written (`settings`) and the decisions as the stages need them ([`Config`]) are
//! two types.

mod body;
mod built;
mod feeds;
mod field;
pub(crate) mod file_tree;
mod filter;
mod from_tree;
mod identifier;
mod inherited;
mod load;
mod load_feeds;
mod load_filter;
mod load_places;
mod load_rules;
mod load_templates;
mod own;
mod pages;
mod palette;
mod parts;
mod people;
mod permalink;
mod place;
mod podcast;
mod route;
mod schema;
mod section;
pub(crate) mod settings;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::date::Rules;
use crate::generator::{Generator, Profile, in_path};
use crate::model::{ChangeKind, Format, Node, Person, Podcast, Timestamp, Zone};
use crate::problem::{Code, Problem, Severity};
pub(crate) use settings as file;

#[doc(hidden)]
pub use body::{BodyRules, MORE_STYLES, STYLES};
#[doc(hidden)]
pub use built::Built;
#[doc(hidden)]
pub use feeds::{EndedFeeds, FeedDefaults, NamedFeed, TermFeeds, Window};
pub(crate) use field::Keys;
#[doc(hidden)]
pub use field::{Field, FieldPath, FieldSet, Fields, Step};
pub use filter::{Day, Filter};
#[doc(hidden)]
pub use identifier::IdScheme;
pub use load::{load, nearest_site, parse};
#[doc(hidden)]
pub use load_places::meant;
#[doc(hidden)]
pub use own::{Own, own};
#[doc(hidden)]
pub use pages::{Pages, Reader};
#[doc(hidden)]
pub use palette::{Colour, LEAST_CONTRAST, Palette};
pub(crate) use parts::same_language;
#[doc(hidden)]
pub use permalink::{Cut, End, Part, PermalinkPattern, Placeholder};
pub(crate) use permalink::{OWN_PLACEHOLDERS, Placeholders};
#[doc(hidden)]
pub use place::FeedPath;
#[doc(hidden)]
pub use route::Route;
#[doc(hidden)]
pub use schema::schema;
#[doc(hidden)]
pub use section::{Content, Defaults, Exclusion, Language, Section};
#[doc(hidden)]
pub use template::{Engine, Markdown, Pattern, Piece, Templates};

/// The name of the configuration file in the site's folder.
pub const FILE_NAME: &str = "feedmill.yaml";

/// The largest configuration file, in bytes.
pub(crate) const LARGEST: u64 = 1024 * 1024;

/// The English names of the days of a week.
const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Every decision of the publisher, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// What the site says of itself.
    pub site: Site,
    /// The program that the site is made with, if its habits hold.
    pub generator: Option<Generator>,
    /// The files that are articles.
    pub content: Content,
    /// The site as its generator wrote it, if that decides what is published.
    pub built: Option<Built>,
    /// The folders of the files that the site publishes as they are, relative to the site's folder.
    pub static_folders: Vec<String>,
    /// How permalinks are made where neither the article nor its section says so; absent where they
    /// follow the folders.
    pub permalink: Option<PermalinkPattern>,
    /// How names become parts of addresses.
    pub urls: UrlRules,
    /// The parts of the content that have rules of their own.
    pub sections: Vec<Section>,
    /// The languages that have a folder of their own.
    pub languages: Vec<Language>,
    /// The folders below that of the articles that say that they are sections.
    pub section_folders: BTreeSet<String>,
    /// What decides addresses and is not known here, unless the built site tells them.
    pub unclear: Vec<Problem>,
    /// Front matter that holds where an article says nothing; the last that holds counts.
    pub defaults: Vec<Defaults>,
    /// The front matter of layouts by their names, where it holds for the articles that name them.
    pub layouts: BTreeMap<String, Node>,
    /// How terms are read.
    pub terms: Terms,
    /// How ids are made where an article has none of its own and none is remembered.
    pub ids: IdScheme,
    /// Which front matter keys mean which field.
    pub fields: Fields,
    /// The people that articles name by a key: those of the site's `authors.yml`.
    pub people: BTreeMap<String, Person>,
    /// The zone of times without an offset.
    pub timezone: Zone,
    /// The time of day of a date that stands alone.
    pub time_of_day: NaiveTime,
    /// Whether Atom and JSON Feed show the site's offset instead of UTC.
    pub show_site_offset: bool,
    /// What stays of a body.
    pub body: BodyRules,
    /// What podcast players are told where a feed has sounds or films.
    pub podcast: Podcast,
    /// Whether articles dated in the future are published at once.
    pub publish_future: bool,
    /// How Markdown is read, where renderers differ.
    pub markdown: Markdown,
    /// What is done with template markup in articles.
    pub templates: Templates,
    /// What holds for every feed.
    pub feeds: FeedDefaults,
    /// The feeds that the publisher names.
    pub named: Vec<NamedFeed>,
    /// The pages for people.
    pub pages: Pages,
    /// What subscribers must not see once they have seen something.
    pub deny: BTreeSet<ChangeKind>,
    /// What is shown beside what is published; nothing unless a preview asks for it.
    pub preview: Option<Preview>,
    /// How bad the publisher finds what is not an error of its own; nothing for what is off.
    pub severities: BTreeMap<Code, Option<Severity>>,
}

impl Config {
    /// The habits of the site's generator, or of a site without one.
    #[must_use]
    pub fn profile(&self) -> &'static Profile {
        Profile::of(self.generator)
    }

    /// Whether the site's generator publishes the file at `path` as it is.
    #[must_use]
    pub fn publishes(&self, path: &str) -> bool {
        let is_published =
            |folder: &String| folder == "." || path.starts_with(&format!("{folder}/"));
        self.generator.is_some()
            && self.static_folders.iter().any(is_published)
            && !self.content.excludes(path)
    }

    /// What a category or tag is called in the address of its page on the site.
    #[must_use]
    pub fn term_in_address(&self, label: &str, slug: &str) -> String {
        let own = self.profile().term.map(|term| term(label, &self.urls));
        in_path(own.unwrap_or_else(|| slug.to_owned()))
    }

    /// What stands for `:slug` in a place of feeds: the slug, or where the publisher has said where they are,
    /// what the term or section is called in a path by the site's generator.
    #[must_use]
    pub fn folder_name(&self, path: &FeedPath, label: &str, slug: &str) -> String {
        let term = self.profile().term.filter(|_| path.setting.is_some());
        let name = term.map(|term| term(label, &self.urls));
        name.filter(|name| place::is_folder(name)).unwrap_or_else(|| slug.to_owned())
    }

    /// The format of the feed at `path` in the output folder; nothing if that file is no feed.
    #[must_use]
    pub fn format_of(&self, path: &str) -> Option<Format> {
        self.feeds.format_of(&self.named, path)
    }

    /// Lets the site that its generator wrote to `folder` decide what is published.
    pub fn take_built(&mut self, built: Built) {
        self.static_folders.retain(|folder| *folder != built.folder);
        self.static_folders.insert(0, built.folder.clone());
        self.built = Some(built);
    }
}

impl From<&Config> for Rules {
    fn from(config: &Config) -> Self {
        Self {
            zone: config.timezone,
            time_of_day: config.time_of_day,
            show_site_offset: config.show_site_offset,
        }
    }
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

/// What a preview shows that no publication would, marked in the titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preview {
    /// The instant that counts as now; drafts without a date get it.
    pub now: Timestamp,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether articles are shown whose time has not come.
    pub future: bool,
}

/// How names become parts of addresses, for the generators that let a site decide it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UrlRules {
    /// `/name.html` instead of `/name/`.
    pub ugly: Ugly,
    /// Capitals stay.
    pub keep_case: bool,
    /// Letters lose their accents.
    pub remove_accents: bool,
    /// The date in the name of a file stays.
    pub keep_dates: bool,
    /// How names become slugs.
    pub slugs: Slugs,
}

/// Where addresses end in `.html`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Ugly {
    /// Nowhere.
    #[default]
    Nowhere,
    /// Everywhere.
    Everywhere,
    /// In these sections.
    In(BTreeSet<String>),
}

impl Ugly {
    /// Whether they do in a section.
    #[must_use]
    pub fn holds_in(&self, section: &str) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Everywhere => true,
            Self::In(sections) => sections.contains(section),
        }
    }
}

/// How slugs are made of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Slugs {
    /// Small Latin letters, digits and hyphens.
    #[default]
    On,
    /// As they are, without what file systems do not take.
    Safe,
    /// As they are.
    Off,
}

/// How one text that holds several terms is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Split {
    /// It is one term.
    None,
    /// At commas.
    Comma,
    /// At blanks, under a key in the plural: Jekyll's `tags`, but not its `tag`.
    Space,
}

/// How terms are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// How one text that holds several is split.
    pub split: Split,
    /// The spelling that counts, by the slug of every other.
    pub aliases: BTreeMap<String, Arc<str>>,
}
