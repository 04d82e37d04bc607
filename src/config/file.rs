//! `feedmill.yaml` as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

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
    #[serde(default)]
    pub fields: BTreeMap<String, OneOrMany<String>>,
    #[serde(default)]
    pub dates: Dates,
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
pub(super) struct Feeds {
    pub path: Option<String>,
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub ttl: Option<u32>,
    #[serde(default)]
    pub hubs: Vec<String>,
    #[serde(default)]
    pub stale: Stale,
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
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
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
