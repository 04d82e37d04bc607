//! What `feedmill.yaml` says of the feeds.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::file::OneOrMany;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feeds {
    pub path: Option<String>,
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub ttl: Option<u32>,
    pub content: Option<ContentName>,
    pub max_bytes: Option<usize>,
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

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ContentName {
    Full,
    Summary,
}

/// Whether a feed keeps an archive, or how many articles a page of it holds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "`true`, `false`, or how many articles an archive page holds")]
pub(crate) enum ArchiveSize {
    Wanted(bool),
    Articles(usize),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermFeeds {
    pub page: Option<String>,
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub archive: Option<ArchiveSize>,
    pub content: Option<ContentName>,
    pub max_bytes: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ended {
    pub days: Option<u16>,
    pub notice: Option<String>,
}

/// What becomes of files that are no longer wanted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stale {
    #[default]
    Remove,
    Keep,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FormatName {
    Atom,
    Rss,
    Json,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    pub title: Option<String>,
    pub description: Option<String>,
    pub page: Option<String>,
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub content: Option<ContentName>,
    pub max_bytes: Option<usize>,
    pub archive: Option<ArchiveSize>,
    #[serde(default)]
    pub filter: Condition,
}

/// Keys of one mapping must all hold; of several values of one key, one must.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Condition {
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
