//! `feedmill.yaml` as it is written.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

use super::Split;
pub(crate) use super::file_feeds::{
    ArchiveSize, Condition, ContentName, Feeds, FormatName, Named, Stale, TermFeeds,
};
use crate::generator::Generator;
use crate::model::Node;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
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
pub(crate) struct Dates {
    pub time_of_day: Option<String>,
    pub offset: Option<Offset>,
    pub future: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Offset {
    Utc,
    Site,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Urls {
    pub ugly: Option<bool>,
    pub keep_case: Option<bool>,
    pub remove_accents: Option<bool>,
    pub slugs: Option<String>,
    pub keep_dates: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    pub path: OneOrMany<String>,
    pub permalink: Option<String>,
    pub title: Option<String>,
}

/// Front matter that holds where an article says nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Defaults {
    #[serde(default)]
    pub path: String,
    pub section: Option<String>,
    /// The loader puts them here from its own tree, which knows their places.
    #[serde(deserialize_with = "left_to_the_loader")]
    pub values: Option<Node>,
}

fn left_to_the_loader<'de, D: Deserializer<'de>>(values: D) -> Result<Option<Node>, D::Error> {
    IgnoredAny::deserialize(values).map(|_| None)
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Terms {
    pub split: Option<Split>,
    #[serde(default)]
    pub aliases: BTreeMap<String, OneOrMany<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Markdown {
    pub smart_punctuation: Option<bool>,
    pub hard_breaks: Option<bool>,
    pub definition_lists: Option<bool>,
    pub footnotes: Option<bool>,
    pub strikethrough: Option<bool>,
    pub tables: Option<bool>,
    pub task_lists: Option<bool>,
    pub abbreviations: Option<bool>,
    pub emoji: Option<bool>,
}

impl Markdown {
    /// What generators are asked for, where this file says nothing.
    fn or(self, other: &Self) -> Self {
        Self {
            smart_punctuation: self.smart_punctuation.or(other.smart_punctuation),
            hard_breaks: self.hard_breaks.or(other.hard_breaks),
            emoji: self.emoji.or(other.emoji),
            ..self
        }
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Engine {
    Any,
    Liquid,
    Hugo,
    Zola,
    None,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
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
pub(crate) struct Podcast {
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
pub(crate) enum PodcastKind {
    Episodic,
    Serial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SeverityName {
    Off,
    Warning,
    Error,
}

/// An author: a name, or a name with more.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a name, or a mapping with `name`, `url`, `email`, `avatar`")]
pub(crate) enum Author {
    Name(String),
    Person(Person),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub name: String,
    pub url: Option<String>,
    pub email: Option<String>,
    pub avatar: Option<String>,
}

/// One value, or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "one value or a list of values")]
pub(crate) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    pub(crate) fn into_vec(self) -> Vec<T> {
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
    pub(crate) fn or(mut self, other: Self) -> Self {
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
            markdown: self.markdown.or(&other.markdown),
            named,
            ..self
        }
    }
}
