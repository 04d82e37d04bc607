//! `feedmill.yaml` as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Generator, Split};
use crate::model::{Node, Value};

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub generator: Option<Generator>,
    pub title: Option<String>,
    pub base_url: Option<String>,
    pub timezone: Option<String>,
    pub description: Option<String>,
    pub language: Option<String>,
    #[serde(default)]
    pub authors: OneOrMany<Author>,
    pub rights: Option<String>,
    pub icon: Option<String>,
    pub logo: Option<String>,
    pub content: Option<String>,
    #[serde(default, rename = "static")]
    pub static_folders: OneOrMany<String>,
    #[serde(default)]
    pub include: OneOrMany<String>,
    pub permalink: Option<String>,
    pub ids: Option<String>,
    #[serde(default)]
    pub urls: Urls,
    #[serde(default)]
    pub sections: BTreeMap<String, Section>,
    #[serde(default)]
    pub languages: BTreeMap<String, String>,
    #[serde(default)]
    pub defaults: Vec<Defaults>,
    #[serde(default)]
    pub terms: Terms,
    #[serde(default)]
    pub fields: BTreeMap<String, OneOrMany<String>>,
    #[serde(default)]
    pub dates: Dates,
    #[serde(default)]
    pub body: Body,
    #[serde(default)]
    pub podcast: Podcast,
    #[serde(default)]
    pub markdown: Markdown,
    pub templates: Option<Engine>,
    pub includes: Option<String>,
    #[serde(default)]
    pub shortcodes: BTreeMap<String, String>,
    #[expect(dead_code, reason = "any values may stand there, and are taken with their places")]
    pub variables: Option<IgnoredAny>,
    #[serde(default)]
    pub feeds: Feeds,
    #[serde(default)]
    pub pages: super::pages::Written,
    pub deny: Option<OneOrMany<String>>,
    #[serde(default)]
    pub named: BTreeMap<String, Named>,
    #[serde(default)]
    pub severity: BTreeMap<String, SeverityName>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    pub time_of_day: Option<String>,
    pub offset: Option<Offset>,
    pub future: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Offset {
    Utc,
    Site,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Urls {
    pub ugly: Option<bool>,
    pub keep_case: Option<bool>,
    pub remove_accents: Option<bool>,
    pub slugs: Option<String>,
    pub keep_dates: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub path: OneOrMany<String>,
    pub permalink: Option<String>,
    pub title: Option<String>,
}

/// Front matter that holds where an article says nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Defaults {
    #[serde(default)]
    pub path: String,
    pub section: Option<String>,
    pub values: serde_yaml::Value,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Terms {
    pub split: Option<Split>,
    #[serde(default)]
    pub aliases: BTreeMap<String, OneOrMany<String>>,
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

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Engine {
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
pub(super) enum ContentName {
    Full,
    Summary,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    #[serde(default)]
    pub classes: bool,
    #[serde(default)]
    pub ids: bool,
    #[serde(default)]
    pub styles: OneOrMany<String>,
    #[serde(default)]
    pub players: OneOrMany<String>,
    pub separator: Option<String>,
    pub wrap: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Podcast {
    pub author: Option<String>,
    pub image: Option<String>,
    #[serde(default)]
    pub category: OneOrMany<String>,
    pub explicit: Option<bool>,
    #[serde(rename = "type")]
    pub kind: Option<PodcastKind>,
    pub owner: Option<Person>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PodcastKind {
    Episodic,
    Serial,
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
    pub content: Option<ContentName>,
    pub max_bytes: Option<usize>,
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
    pub content: Option<ContentName>,
    pub max_bytes: Option<usize>,
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

impl<T> OneOrMany<T> {
    fn or(self, other: Self) -> Self {
        if matches!(&self, Self::Many(values) if values.is_empty()) { other } else { self }
    }
}

impl File {
    /// What this file says, and where it says nothing what `other` does.
    pub(super) fn or(mut self, other: Self) -> Self {
        let mut fields = other.fields;
        fields.extend(self.fields);
        self.fields = fields;
        self.languages = if self.languages.is_empty() { other.languages } else { self.languages };
        let mut sections = other.sections;
        sections.extend(self.sections);
        let mut named = other.named;
        named.extend(self.named);
        let mut aliases = other.terms.aliases;
        aliases.extend(self.terms.aliases);
        // Of two defaults the later counts.
        let mut defaults = other.defaults;
        defaults.extend(self.defaults);
        Self {
            generator: self.generator.or(other.generator),
            title: self.title.or(other.title),
            base_url: self.base_url.or(other.base_url),
            timezone: self.timezone.or(other.timezone),
            description: self.description.or(other.description),
            language: self.language.or(other.language),
            authors: self.authors.or(other.authors),
            rights: self.rights.or(other.rights),
            icon: self.icon.or(other.icon),
            logo: self.logo.or(other.logo),
            content: self.content.or(other.content),
            include: self.include.or(other.include),
            permalink: self.permalink.or(other.permalink),
            urls: Urls {
                ugly: self.urls.ugly.or(other.urls.ugly),
                keep_case: self.urls.keep_case.or(other.urls.keep_case),
                remove_accents: self.urls.remove_accents.or(other.urls.remove_accents),
                slugs: self.urls.slugs.or(other.urls.slugs),
                keep_dates: self.urls.keep_dates.or(other.urls.keep_dates),
            },
            sections,
            defaults,
            terms: Terms { split: self.terms.split.or(other.terms.split), aliases },
            dates: Dates {
                time_of_day: self.dates.time_of_day.or(other.dates.time_of_day),
                offset: self.dates.offset.or(other.dates.offset),
                future: self.dates.future.or(other.dates.future),
            },
            feeds: Feeds {
                // The only thing that generators say of their feeds.
                limit: self.feeds.limit.or(other.feeds.limit),
                ..self.feeds
            },
            named,
            ..self
        }
    }
}

/// A tree as a value that a file can hold.
pub(super) fn plain(node: &Node) -> serde_yaml::Value {
    match &node.value {
        Value::Scalar(scalar) if scalar.is_null() => serde_yaml::Value::Null,
        Value::Scalar(scalar) => scalar.text.clone().into(),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().into(),
        Value::Mapping(entries) => serde_yaml::Value::Mapping(
            entries.iter().map(|(key, node)| (key.name.clone().into(), plain(node))).collect(),
        ),
    }
}

/// A value of a file as a tree. It has no place of its own.
pub(super) fn tree(value: &serde_yaml::Value) -> Node {
    use crate::model::{Key, Scalar};
    let scalar = |text: String, plain| Value::Scalar(Scalar { text, plain });
    let value = match value {
        serde_yaml::Value::Null => scalar(String::new(), true),
        serde_yaml::Value::Bool(flag) => scalar(flag.to_string(), true),
        serde_yaml::Value::Number(number) => scalar(number.to_string(), true),
        serde_yaml::Value::String(text) => scalar(text.clone(), true),
        serde_yaml::Value::Sequence(items) => Value::List(items.iter().map(tree).collect()),
        serde_yaml::Value::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .filter_map(|(key, value)| {
                    let name = key.as_str()?.to_owned();
                    Some((Key { name, span: 0..0 }, tree(value)))
                })
                .collect(),
        ),
        serde_yaml::Value::Tagged(tagged) => return tree(&tagged.value),
    };
    Node { value, span: 0..0 }
}
