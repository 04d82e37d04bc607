//! `feedmill.yaml` as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub title: String,
    pub base_url: String,
    pub timezone: Option<String>,
    pub description: Option<String>,
    pub language: Option<String>,
    #[serde(default)]
    pub authors: OneOrMany<Author>,
    pub rights: Option<String>,
    pub icon: Option<String>,
    pub logo: Option<String>,
    pub content: Option<String>,
    pub permalink: Option<String>,
    pub ids: Option<String>,
    #[serde(default)]
    pub fields: BTreeMap<String, OneOrMany<String>>,
    #[serde(default)]
    pub dates: Dates,
    #[serde(default)]
    pub markdown: Markdown,
    #[serde(default)]
    pub templates: Engine,
    pub includes: Option<String>,
    #[serde(default)]
    pub shortcodes: BTreeMap<String, String>,
    #[expect(dead_code, reason = "any values may stand there, and are taken with their places")]
    pub variables: Option<IgnoredAny>,
    #[serde(default)]
    pub feeds: Feeds,
    #[serde(default)]
    pub named: BTreeMap<String, Named>,
    #[serde(default)]
    pub severity: BTreeMap<String, SeverityName>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    pub time_of_day: Option<String>,
    #[serde(default)]
    pub offset: Offset,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Offset {
    #[default]
    Utc,
    Site,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Markdown {
    pub smart_punctuation: Option<bool>,
    pub hard_breaks: Option<bool>,
    pub definition_lists: Option<bool>,
    pub footnotes: Option<bool>,
    pub strikethrough: Option<bool>,
    pub tables: Option<bool>,
    pub task_lists: Option<bool>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Engine {
    #[default]
    Any,
    Liquid,
    Hugo,
    Zola,
    None,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feeds {
    pub path: Option<String>,
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub ttl: Option<u32>,
    pub skip_hours: Option<Vec<u8>>,
    pub skip_days: Option<Vec<String>>,
    pub archive: Option<ArchiveSize>,
    #[serde(default)]
    pub hubs: OneOrMany<String>,
    pub user_comment: Option<String>,
    #[serde(default)]
    pub categories: TermFeeds,
    #[serde(default)]
    pub tags: TermFeeds,
    #[serde(default)]
    pub ended: Ended,
    #[serde(default)]
    pub stale: Stale,
    #[serde(default)]
    pub moved: BTreeMap<String, String>,
    #[serde(default)]
    pub redirects: BTreeMap<String, String>,
}

/// Whether a feed keeps an archive, or how many articles a page of it holds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "`true`, `false`, or how many articles an archive page holds")]
pub(super) enum ArchiveSize {
    Wanted(bool),
    Articles(usize),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermFeeds {
    pub page: Option<String>,
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub archive: Option<ArchiveSize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ended {
    pub days: Option<u16>,
    pub notice: Option<String>,
}

/// What becomes of files that are no longer wanted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stale {
    #[default]
    Remove,
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SeverityName {
    Off,
    Warning,
    Error,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FormatName {
    Atom,
    Rss,
    Json,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    pub title: Option<String>,
    pub description: Option<String>,
    pub page: Option<String>,
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub archive: Option<ArchiveSize>,
    #[serde(default)]
    pub filter: Condition,
}

/// Keys of one mapping must all hold; of several values of one key, one must.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub all: Option<Vec<Condition>>,
    pub any: Option<Vec<Condition>>,
    pub not: Option<Box<Condition>>,
    #[serde(default)]
    pub category: OneOrMany<String>,
    #[serde(default)]
    pub tag: OneOrMany<String>,
    #[serde(default)]
    pub author: OneOrMany<String>,
    #[serde(default)]
    pub lang: OneOrMany<String>,
    pub since: Option<String>,
    pub before: Option<String>,
    #[serde(default)]
    pub path: OneOrMany<String>,
}

/// An author: a name, or a name with more.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a name, or a mapping with `name`, `url`, `email`, `avatar`")]
pub(super) enum Author {
    Name(String),
    Person(Person),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub name: String,
    pub url: Option<String>,
    pub email: Option<String>,
    pub avatar: Option<String>,
}

/// One value, or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "one value or a list of values")]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    pub(super) fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(value) => vec![value],
            Self::Many(values) => values,
        }
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}
