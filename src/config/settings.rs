//! The settings of `feedmill.yaml` as they are written.
//!
//! A setting is declared here and nowhere else: its name, its form and its default are those of the
//! field, and its doc comment is its documentation in the JSON schema and in docs/settings.md.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Split;
use super::file_tree::plain;
use super::schema;
use crate::generator::Generator;
use crate::model::Node;

/// The settings of Feedmill for one site.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct File {
    /// The title of the site, and of the feed of all its articles. Required, unless the
    /// configuration of the site's generator has it.
    pub title: Option<String>,
    /// The address of the site, such as `https://www.example.org`. Required, unless the configuration
    /// of the site's generator has it.
    #[schemars(regex(pattern = "^https?://"))]
    pub base_url: Option<String>,
    /// The time zone of dates without an offset: a name of the IANA database, such as
    /// `Europe/Paris`. Without it, `UTC`.
    pub timezone: Option<String>,
    /// A sentence about the site. Without it, the title.
    pub description: Option<String>,
    /// The language of the site as a BCP 47 tag, such as `fr`.
    pub language: Option<String>,
    /// The authors of articles that name none. Without it, the title of the site.
    pub authors: OneOrMany<Author>,
    /// The rights that readers have in the articles, such as a licence.
    pub rights: Option<String>,
    /// A small square picture: an address or a path.
    pub icon: Option<String>,
    /// A larger picture, best twice as wide as high: an address or a path. RSS shows it only if it is
    /// a GIF, JPEG or PNG.
    pub logo: Option<String>,
    /// The program that the site is made with. Its conventions apply, and its own configuration is
    /// read for the settings that this file does not have.
    #[schemars(schema_with = "schema::generators")]
    pub generator: Option<Generator>,
    /// The folder of the articles, relative to this file. Without it, `content`, or the generator's.
    pub content: Option<String>,
    /// The site as its generator wrote it: a folder, or a mapping. Its pages then decide which articles
    /// are published, their addresses and their bodies; see built.md.
    #[schemars(with = "Option<BuiltForms>")]
    pub built: Option<Built>,
    /// The folders of the files that the site publishes unchanged. The length and size of pictures,
    /// sounds and films are read there. Without it, `static`, or the generator's.
    #[serde(rename = "static")]
    pub static_folders: OneOrMany<String>,
    /// The pattern of permalinks: a path below `base_url` with placeholders such as `:slug`, `:year`
    /// and `:path`. Without it, `/:slug/`, or the generator's.
    #[schemars(regex(pattern = "^/"))]
    pub permalink: Option<String>,
    /// Patterns with `*` and `**` of the paths below the content folder that may be articles.
    /// Without it, all.
    pub include: OneOrMany<String>,
    /// Patterns with `*` and `**` of the paths below the content folder that are no articles, after
    /// those of the generator's configuration. `!` before a pattern makes an exception; of several
    /// that match a path, the last counts.
    pub exclude: OneOrMany<String>,
    /// The form of new ids: `permalink`, or tag URIs of a domain and a day on which it was yours, such
    /// as `tag:example.org,2024-06`. Without it, `permalink`.
    #[schemars(regex(pattern = "^(permalink|tag:.+,.+)$"))]
    pub ids: Option<String>,
    /// Parts of the content with a feed and rules of their own, by name.
    pub sections: BTreeMap<String, Section>,
    /// The languages of the articles, by their tags: the folder of each below the content folder, empty
    /// where files are named `name.fr.md`, or a mapping.
    #[schemars(with = "BTreeMap<String, LanguageForms>")]
    pub languages: BTreeMap<String, Language>,
    /// Front matter of articles that do not have it themselves. Of several for one article, the one
    /// with the longest path counts.
    pub defaults: Vec<Defaults>,
    /// The reading of categories and tags.
    pub terms: Terms,
    /// Front matter keys of your own for each field of an article. They come before those that
    /// Feedmill knows.
    #[schemars(schema_with = "schema::fields")]
    pub fields: BTreeMap<String, OneOrMany<String>>,
    /// The addresses that Hugo, Zola and Hexo make of names.
    pub urls: Urls,
    /// Whose template markup the articles contain. Without it, `any`, or the generator's.
    pub templates: Option<Engine>,
    /// The folder of the files that articles include, with `templates: liquid`. Without it,
    /// `_includes`.
    pub includes: Option<String>,
    /// The HTML that your own shortcodes become, by name.
    pub shortcodes: BTreeMap<String, String>,
    /// Values that templates ask for: `site.name` of Liquid, `param` of Hugo.
    #[serde(skip_serializing)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub variables: Option<IgnoredAny>,
    /// The extensions of Markdown that the site has. Without one of these, it is as the generator has it.
    pub markdown: Markdown,
    /// The reading and the form of dates.
    pub dates: Dates,
    /// All feeds, and the feed of the whole site.
    pub feeds: Feeds,
    /// The parts of an article's body that stay, beyond those that are always safe.
    pub body: Body,
    /// What podcast directories ask for.
    pub podcast: Podcast,
    /// Changes for subscribers that stop a build once feeds have been published. Without it, `shown-again` and
    /// `articles-lost`.
    #[schemars(schema_with = "schema::changes")]
    pub deny: Option<OneOrMany<String>>,
    /// The pages for people. `false` alone publishes none.
    pub pages: Pages,
    /// The severity of a warning, by its code; see codes.md.
    pub severity: BTreeMap<String, SeverityName>,
    /// Feeds of your own, by name.
    pub named: BTreeMap<String, Named>,
}

/// The site as its generator wrote it.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Built {
    /// The folder, relative to this file, such as `_site` or `public`.
    pub folder: String,
    /// A CSS selector of the element that holds the article on its page. Without it, the element is found.
    pub body: Option<String>,
    /// CSS selectors of elements in there that are not part of the article, beside those that are known.
    #[serde(default)]
    pub without: OneOrMany<String>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "its forms are those of the schema")]
enum BuiltForms {
    Folder(String),
    More(Built),
}

#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Dates {
    /// The time of a date that has none, such as `"09:00"`. Without it, `"00:00"`.
    #[schemars(regex(pattern = "^[0-9]{1,2}:[0-9]{2}$"))]
    pub time_of_day: Option<String>,
    /// The offset of instants in Atom and JSON Feed. Without it, `utc`.
    pub offset: Option<Offset>,
    /// `true` publishes articles dated in the future at once. Without it, they wait.
    pub future: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Offset {
    /// UTC.
    Utc,
    /// That of the site's time zone.
    Site,
}

#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Urls {
    /// Hugo: `/name.html` instead of `/name/`, everywhere or in a list of sections.
    pub ugly: Option<UglyName>,
    /// Hugo: capitals stay.
    pub keep_case: Option<bool>,
    /// Hugo: letters lose their accents.
    pub remove_accents: Option<bool>,
    /// Zola: the form of slugs.
    #[schemars(with = "Option<SlugsName>")]
    pub slugs: Option<String>,
    /// Zola and Hexo: the date in the name of a file stays.
    pub keep_dates: Option<bool>,
}

/// Where addresses end in `.html`.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged, expecting = "`true`, `false`, or a list of sections")]
pub(crate) enum UglyName {
    All(bool),
    Sections(Vec<String>),
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "its names are those of the schema")]
enum SlugsName {
    /// Small Latin letters, digits and hyphens.
    On,
    /// Names without what file systems do not take.
    Safe,
    /// Names unchanged.
    Off,
}

/// A language of the articles.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Language {
    /// Its folder below the content folder. Without it, files are named `name.fr.md`.
    pub folder: String,
    /// The address of the site in this language, if it has one of its own.
    #[schemars(regex(pattern = "^https?://"))]
    pub base_url: Option<String>,
    /// What the paths of its addresses begin with. Without it, the tag; nothing for the language of the
    /// site and for one with an address of its own.
    pub prefix: Option<String>,
    /// The sections in this language, in place of those of the site.
    pub sections: Option<BTreeMap<String, Section>>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "its forms are those of the schema")]
enum LanguageForms {
    Folder(String),
    More(Language),
}

/// A part of the content with a feed and rules of its own. The one called `/` has no feed.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    /// The title of its feed.
    pub title: Option<String>,
    /// The pattern of permalinks in the section.
    #[schemars(regex(pattern = "^/"))]
    pub permalink: Option<String>,
    /// Patterns of the paths below the content folder that belong to the section.
    pub path: OneOrMany<String>,
}

/// Front matter for some articles.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Defaults {
    /// The beginning of their paths, or a pattern with `*`. Without it, all.
    #[serde(default)]
    pub path: String,
    /// The section that they belong to.
    pub section: Option<String>,
    /// The front matter.
    // The loader puts them here from its own tree, which knows their places.
    #[serde(deserialize_with = "left_to_the_loader", serialize_with = "plain_values")]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub values: Option<Node>,
}

fn left_to_the_loader<'de, D: Deserializer<'de>>(values: D) -> Result<Option<Node>, D::Error> {
    IgnoredAny::deserialize(values).map(|_| None)
}

#[expect(clippy::ref_option, reason = "the signature is serde's")]
fn plain_values<S: Serializer>(values: &Option<Node>, serializer: S) -> Result<S::Ok, S::Error> {
    values.as_ref().map(plain).serialize(serializer)
}

#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Terms {
    /// Where one text is split into several terms. Without it, `comma`, or as the generator does.
    pub split: Option<Split>,
    /// Other spellings of a term, by the spelling that counts.
    pub aliases: BTreeMap<String, OneOrMany<String>>,
}

#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Markdown {
    /// Typographic quotes and dashes.
    pub smart_punctuation: Option<bool>,
    /// Every line break shows.
    pub hard_breaks: Option<bool>,
    /// Definition lists.
    pub definition_lists: Option<bool>,
    /// Footnotes.
    pub footnotes: Option<bool>,
    /// `~~Struck~~` text.
    pub strikethrough: Option<bool>,
    /// Tables.
    pub tables: Option<bool>,
    /// Task lists.
    pub task_lists: Option<bool>,
    /// `*[RGPD]: …` explains an abbreviation.
    pub abbreviations: Option<bool>,
    /// `:tada:` becomes an emoji.
    pub emoji: Option<bool>,
    /// Addresses in the text become links.
    pub autolinks: Option<bool>,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Engine {
    /// All markup is known, none is computed: shortcodes become plain HTML, anything else a link to
    /// the article.
    Any,
    /// Liquid is computed.
    Liquid,
    /// Hugo's shortcodes.
    Hugo,
    /// Zola's shortcodes and internal links.
    Zola,
    /// Braces are text.
    None,
}

#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Body {
    /// `true` keeps classes.
    pub classes: bool,
    /// `true` keeps every `id`, with a prefix so that those of two entries never meet. Otherwise only
    /// those stay that a link of the same entry leads to.
    pub ids: bool,
    /// Properties of `style` that stay, beside those that set the direction, weight, style, alignment,
    /// case, list marks and white space of text.
    pub styles: OneOrMany<String>,
    /// Hosts whose `iframe`, `video` and `audio` stay. Others become links.
    pub players: OneOrMany<String>,
    /// The mark that ends the introduction, beside `<!--more-->`. The introduction is the summary of an
    /// article without one.
    pub separator: Option<String>,
    /// `true` puts the lead picture with its legend and the summary of the front matter before the
    /// content, for readers and mails that show the content alone; what the body shows already is not
    /// put there. Without it, `false`.
    pub lead: bool,
    /// The longest line of the plain text, in characters. Without it, lines are not wrapped.
    #[schemars(range(min = 20))]
    pub wrap: Option<usize>,
}

#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Podcast {
    /// The author. Without it, the authors of the site.
    pub author: Option<String>,
    /// The picture: an address or a path. Without it, the logo of the site.
    pub image: Option<String>,
    /// Categories, such as `Society & Culture > Documentary`.
    pub category: OneOrMany<String>,
    /// `true` for what is not for children.
    pub explicit: Option<bool>,
    /// The order of the episodes.
    #[serde(rename = "type")]
    pub kind: Option<PodcastKind>,
    /// The person whom directories write to. Without it, the first author with an e-mail address.
    pub owner: Option<Person>,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PodcastKind {
    /// Each episode stands alone.
    Episodic,
    /// Each episode follows the one before.
    Serial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SeverityName {
    /// Not reported.
    Off,
    /// Reported.
    Warning,
    /// Stops a build.
    Error,
}

/// A name, or a name with more.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged, expecting = "a name, or a mapping with `name`, `url`, `email`, `avatar`")]
pub(crate) enum Author {
    Name(String),
    Person(Person),
}

/// A person.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// The name.
    pub name: String,
    /// A page about the person.
    pub url: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A picture: an address or a path.
    pub avatar: Option<String>,
}

/// The settings that every kind of feed has, with those of one kind.
macro_rules! feed_settings {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub(crate) struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            /// The number of articles that the feed shows. Without it, 20; in the feeds of terms and
            /// in those of your own, as in the feed of the site.
            #[schemars(range(min = 1))]
            pub limit: Option<usize>,
            /// The formats that are published. Without it, all.
            pub formats: Option<Vec<FormatName>>,
            /// The part of each article that the feed shows. Without it, `full`.
            pub content: Option<ContentName>,
            /// The largest size of the feed, in bytes. Its list is shortened to fit, by whole articles,
            /// with a warning; articles that no archive page holds yet stay.
            #[schemars(range(min = 1))]
            pub max_bytes: Option<usize>,
            /// `true` keeps the whole history on archive pages (RFC 5005) of `limit` articles each; a
            /// number does so with that many articles on each.
            pub archive: Option<ArchiveSize>,
        }

        impl $name {
            /// The settings that every kind of feed has.
            pub(super) fn shown(&self) -> Shown {
                Shown {
                    limit: self.limit,
                    formats: self.formats.clone(),
                    content: self.content,
                    max_bytes: self.max_bytes,
                    archive: self.archive,
                }
            }
        }
    };
}

/// The settings that every kind of feed has.
pub(super) struct Shown {
    pub limit: Option<usize>,
    pub formats: Option<Vec<FormatName>>,
    pub content: Option<ContentName>,
    pub max_bytes: Option<usize>,
    pub archive: Option<ArchiveSize>,
}

feed_settings! {
    Feeds {
        /// The path of the output folder below `base_url`. Without it, `/feeds/`.
        path: Option<String>,
        /// The names of the files of every feed.
        files: Files,
        /// For how many minutes a reader may keep a feed before it asks again.
        ttl: Option<u32>,
        /// Hours in UTC on which readers need not ask.
        #[schemars(schema_with = "schema::hours")]
        skip_hours: Option<Vec<u8>>,
        /// Days on which readers need not ask.
        #[schemars(schema_with = "schema::days")]
        skip_days: Option<Vec<String>>,
        /// `WebSub` hubs, which `feedmill notify` tells of new articles.
        hubs: OneOrMany<String>,
        /// A sentence for a person who looks at the JSON.
        user_comment: Option<String>,
        /// The feeds of sections.
        sections: SectionFeeds,
        /// The feeds of categories.
        categories: TermFeeds,
        /// The feeds of tags.
        tags: TermFeeds,
        /// The feed of a category or tag that no article has any more.
        ended: Ended,
        /// What happens to files of earlier publications that no feed is written to any more.
        stale: Stale,
        /// Feeds that had another place below the folder of the feeds: old folder to new, such as
        /// `tags/nuage: tags/cloud`, where the site's own is `/`; or old file to new, such as
        /// `feed.xml: rss.xml`. They are written there too, and redirected. `*` stands for letters other than `/`,
        /// `:1` for those of the first `*`: `tags/*/index.xml: tags/:1/rss.xml`.
        moved: BTreeMap<String, String>,
        /// Old addresses for the snippets: path of the site, perhaps with a query, to file of the output
        /// folder, such as `/feed.xml: rss.xml`, `/?feed=rss2: rss.xml` or
        /// `/tags/*/index.xml: tags/:1/rss.xml`.
        redirects: BTreeMap<String, String>,
    }
}

/// The names of the files of every feed.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Files {
    /// That of Atom, such as `feed.xml`. Without it, `atom.xml`.
    pub atom: Option<String>,
    /// That of RSS, such as `index.xml`. Without it, `rss.xml`.
    pub rss: Option<String>,
    /// That of JSON Feed, such as `index.json`. Without it, `feed.json`.
    pub json: Option<String>,
}

/// The feeds of sections.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SectionFeeds {
    /// The place of each below the folder of the feeds, as that of tags, such as `/:slug/`. Without
    /// it, `/sections/:slug/`.
    pub path: Option<String>,
}

feed_settings! {
    /// The feeds of categories, or those of tags.
    TermFeeds {
        /// The place of each below the folder of the feeds, with `:slug` or `:name`: a folder such as
        /// `/tags/:slug/`, or a file such as `/feed/:slug.xml`. Without it, the folder `/tags/:slug/`, or
        /// `/categories/:slug/`; see configuration.md.
        path: Option<String>,
        /// The path of a term's own page, with `:slug`, such as `/tags/:slug/`. Without it, the home
        /// page.
        page: Option<String>,
    }
}

feed_settings! {
    /// A feed of your own.
    Named {
        /// Its place below the folder of the feeds: a folder such as `/cloud/`, or a file such as
        /// `/cloud.xml`. Without it, a folder of its name.
        path: Option<String>,
        /// Its title.
        title: Option<String>,
        /// A sentence about it.
        description: Option<String>,
        /// The page that it belongs to: an address or a path.
        page: Option<String>,
        /// The articles that it shows.
        filter: Condition,
    }
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ContentName {
    /// The whole text.
    Full,
    /// The summary alone.
    Summary,
}

/// Whether a feed keeps an archive, or how many articles a page of it holds.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(untagged, expecting = "`true`, `false`, or a number of articles on each archive page")]
pub(crate) enum ArchiveSize {
    Wanted(bool),
    Articles(#[schemars(range(min = 1))] usize),
}

#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Ended {
    /// For how many days the feed stays, empty and marked.
    pub days: u16,
    /// The notice that it then has. Without it, `This feed has ended.`, on a French site
    /// `Ce flux est terminé.`
    pub notice: Option<String>,
}

impl Default for Ended {
    fn default() -> Self {
        Self { days: 365, notice: None }
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stale {
    /// They are removed.
    #[default]
    Remove,
    /// They stay.
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FormatName {
    /// Atom 1.0.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

/// A condition on articles. All its keys must hold; of several values of one key, one must.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Condition {
    /// Every one of these conditions holds.
    pub all: Option<Vec<Condition>>,
    /// One of these conditions holds.
    pub any: Option<Vec<Condition>>,
    /// This condition does not hold.
    pub not: Option<Box<Condition>>,
    /// The article has this category, in any spelling.
    pub category: OneOrMany<String>,
    /// The article has this tag, in any spelling.
    pub tag: OneOrMany<String>,
    /// An author has this name.
    pub author: OneOrMany<String>,
    /// The article is in this language, or in a variety of it.
    pub lang: OneOrMany<String>,
    /// The article was published on or after this day, in the site's time zone: `2024-06-27`, or counted
    /// back from the day of the build as `7d`, `2w`, `yesterday` or `last monday`.
    #[schemars(regex(
        pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+ ?[dw]|today|yesterday|last [A-Za-z]+)$"
    ))]
    pub since: Option<String>,
    /// The article was published before this day, written as for `since`.
    #[schemars(regex(
        pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+ ?[dw]|today|yesterday|last [A-Za-z]+)$"
    ))]
    pub before: Option<String>,
    /// The path below the content folder matches this pattern with `*`, `?` and `**`.
    pub path: OneOrMany<String>,
}

#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Pages {
    /// `false` publishes no pages, stylesheet, OPML or snippets.
    pub publish: bool,
    /// Whether there is an `index.html` in the folder of every feed. Without it, there is, unless the
    /// feeds lie where the site's own pages do.
    pub index: Option<bool>,
    /// The title of the page of all feeds. Without it, the usual words with the site's title.
    pub title: Option<String>,
    /// The text that this page begins with.
    pub introduction: Option<String>,
    /// The language of the pages as a BCP 47 tag. Without it, the site's, or else English.
    pub language: Option<String>,
    /// The folder of message files, relative to this file.
    pub languages: String,
    /// The picture of the publisher: a path in the site's folder to an SVG, PNG, JPEG, WebP, AVIF or
    /// GIF file of up to 512 KiB.
    pub logo: Option<String>,
    /// The picture of the publisher for a dark screen.
    pub logo_dark: Option<String>,
    /// The readers that a link subscribes in: name to address, in which `{url}` stands for that of the
    /// feed, percent-encoded, and `{feed}` for it unchanged. `{}` names none. Without it, Feedly,
    /// Inoreader, `NewsBlur`, The Old Reader, and `feed:` for programs.
    pub readers: Option<BTreeMap<String, String>>,
    /// The publisher's colours as `"#rrggbb"`. Text and accent need a contrast of 4.5 to the background
    /// (WCAG 1.4.3, RGAA 3.2).
    pub colours: Colours,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            publish: true,
            index: None,
            title: None,
            introduction: None,
            language: None,
            languages: "languages".to_owned(),
            logo: None,
            logo_dark: None,
            readers: None,
            colours: Colours::default(),
        }
    }
}

#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Colours {
    /// By day.
    pub light: Scheme,
    /// By night.
    pub dark: Scheme,
}

/// The colours of one scheme.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Scheme {
    /// The paper.
    pub background: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// Links and buttons.
    pub accent: Option<String>,
}

/// One value, or a list of them.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
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

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::Many)
    }
}
