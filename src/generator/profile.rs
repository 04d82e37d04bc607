//! What the stages ask about a generator.

use std::path::Path;

use chrono::NaiveDate;
use url::Url;

use super::own_feeds::OwnFeeds;
use super::settings::Found;
use super::{Generator, Subject};
use crate::config::{
    Defaults, Engine, Field, Keys, Markdown, OWN_PLACEHOLDERS, Placeholder, Placeholders, Split,
    UrlRules,
};
use crate::date::ReadDate;
use crate::model::Node;
use crate::problem::Problem;
use crate::syntax::Fragment;

/// The front matter that a file below the content folder hands down to others, from its path and a
/// function that reads it. Nothing if it hands down none.
type Inherit = fn(&str, &dyn Fn() -> Option<Fragment>) -> Option<Vec<Defaults>>;

/// The folder of the articles, from the paths of all dated files.
type ContentOf = fn(&[String]) -> Option<String>;

/// All that is known about a generator. Each file of `src/generator` names what differs from
/// `Profile::DEFAULT`.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Profile {
    /// Its name in `feedmill.yaml`.
    pub(crate) name: &'static str,
    /// Its name for people.
    pub(crate) title: &'static str,

    /// The files and folders that show it where it has no configuration that is read, the most
    /// telling first.
    pub(crate) marks: &'static [&'static str],
    /// Reads its configuration in the site's folder. Nothing if there is none.
    pub(crate) read_settings: fn(&Path) -> Result<Option<Found>, Problem>,
    /// The settings that have another name in its configuration: Feedmill's name, and its own.
    pub(crate) setting_names: &'static [(&'static str, &'static str)],
    /// The files that may name the site's title, address and description without being read as
    /// configuration.
    pub(crate) hint_files: &'static [&'static str],
    /// The files below the content folder with the people that articles name by a key.
    pub(crate) people_files: &'static [&'static str],
    /// The front matter that a file below the content folder hands down to others: its path, and a
    /// function that reads it.
    pub(crate) inherit: Option<Inherit>,
    /// The source of a date, if the generator takes it by these words from outside the content.
    pub(crate) date_outside: fn(&str) -> Option<&'static str>,
    /// Whether the front matter of a layout holds for the articles that name it.
    pub(crate) inherits_layouts: bool,
    /// The feeds that it writes by itself, as its configuration says if that can be read; nothing if it
    /// writes none.
    pub(crate) own_feeds: Option<fn(Option<&Node>) -> OwnFeeds>,

    /// The line of its configuration that keeps Feedmill's own files out of the site, where it would publish them.
    pub(crate) exclusion: Option<&'static str>,

    /// The folder of the articles.
    pub(crate) content: &'static str,
    /// The folder of the articles, from the paths of all dated files; nothing where it is the
    /// innermost folder around them.
    pub(crate) content_of: Option<ContentOf>,
    /// The folder of the files that it publishes as they are, on a site with its articles in the
    /// given folder.
    pub(crate) static_folder: fn(&str) -> &str,
    /// The folder that it writes the site to; empty where that is not known.
    pub(crate) output: &'static str,
    /// The paths of drafts, which a preview shows.
    pub(crate) drafts: &'static [&'static str],
    /// Whether the texts beside an `index` file, and in the folders below, belong to it.
    pub(crate) has_bundles: bool,
    /// Why it never publishes a file, by its path below the content folder; nothing if it may.
    pub(crate) passes_over: fn(&str) -> Option<&'static str>,
    /// Why a content file is no article; nothing if it is one.
    pub(crate) page: fn(&Page<'_>) -> Option<&'static str>,
    /// Whether each folder at the top of the content is a section.
    pub(crate) has_sections: bool,
    /// Whether `status: draft` and the like withhold an article.
    pub(crate) has_status: bool,

    /// The default pattern of permalinks; nothing where `path` makes them.
    pub(crate) permalink: Option<&'static str>,
    /// The placeholders of its patterns.
    pub(crate) placeholders: Placeholders,
    /// Whether a permalink in front matter may be a pattern.
    pub(crate) has_own_patterns: bool,
    /// The value of a placeholder, other than of a date.
    pub(crate) word: fn(&Subject<'_>, Placeholder) -> String,
    /// What becomes of a pattern once it is filled in.
    pub(crate) tidy: fn(String, &Subject<'_>) -> String,
    /// The address of an article without a pattern.
    pub(crate) path: fn(&Subject<'_>) -> String,
    /// A permalink in front matter as an address.
    pub(crate) own_address: fn(&str) -> String,
    /// The part of an address that it makes of a category or tag: of its label, where not of its slug.
    pub(crate) term: Option<fn(&str, &UrlRules) -> String>,
    /// Whether a slug may be a path of several segments.
    pub(crate) has_slug_paths: bool,
    /// The id of an article in its own feeds; nothing where that is the permalink.
    pub(crate) feed_id: Option<fn(&Published<'_>) -> String>,

    /// The keys of each field that it calls otherwise than most do; none where it has no such field.
    pub(crate) keys: Keys,
    /// The labels that stand in a list of terms as something else than a text.
    pub(crate) labels: fn(&Node) -> Vec<&Node>,
    /// The files below the content folder that give keys of tags their labels.
    pub(crate) tag_files: &'static [&'static str],
    /// How it splits one text where a list of terms may stand.
    pub(crate) split: Split,
    /// Whether `tag` and `tags`, `category` and `categories` are keys of their own, as Jekyll has them.
    pub(crate) has_plural_keys: bool,
    /// Whether the path of a picture begins at the site's address.
    pub(crate) has_site_pictures: bool,
    /// The categories of an article, from its path and its own.
    pub(crate) categories: fn(&str, Vec<String>) -> Vec<String>,
    /// Whether several people stand in one text.
    pub(crate) joins_people: bool,
    /// Whether articles need no title; those without one are left out, with a warning.
    pub(crate) has_untitled_articles: bool,
    /// Whether a heading that begins the body is the title of an article which names none.
    pub(crate) has_headings_as_titles: bool,
    /// The title of an article without one, from the name of its file.
    pub(crate) title_of_name: Option<fn(&str) -> String>,

    /// Whether `publishDate` is when an article is published, beside its `date`.
    pub(crate) has_release_dates: bool,
    /// Whether addresses go by the clock that the author wrote, and not by the site's.
    pub(crate) has_authors_clock: bool,
    /// Whether a year of two digits may begin the name of a file.
    pub(crate) has_short_years: bool,
    /// Its own reading of a date; nothing where that is not known.
    pub(crate) read_date: Option<ReadDate>,

    /// A date that is refused otherwise, written as the generator takes it; nothing where it refuses it too.
    pub(crate) settled_date: fn(&str) -> Option<String>,

    /// The template language of its articles.
    pub(crate) engine: Engine,
    /// The extensions of its Markdown.
    pub(crate) markdown: Markdown,
    /// Whether what stands between `%%` and `%%` is a comment.
    pub(crate) has_comments: bool,
    /// Whether all of its Markdown is MDX.
    pub(crate) is_mdx: bool,
    /// Whether Liquid's data files are variables of their own.
    pub(crate) spreads_data: bool,
    /// Whether a variable that nobody set is empty in Liquid, and markup in code is carried out.
    pub(crate) has_lenient_liquid: bool,
    /// Whether Liquid's `slugify` is Jekyll's.
    pub(crate) has_ruby_slugify: bool,
}

/// Why a file without a date is no article.
pub(crate) const UNDATED: &str = "it has no date";

/// A content file, as far as it decides about being an article.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    /// The path below the content folder.
    pub path: &'a str,
    /// The name of its section.
    pub section: Option<&'a str>,
    /// Its own front matter.
    pub front_matter: &'a Node,
    /// Looks up a field, in the front matter and in what holds for the file.
    pub find: &'a dyn Fn(Field) -> Option<&'a Node>,
    /// Whether anything tells its date.
    pub is_dated: bool,
}

/// An article, as far as the ids of feeds are made of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Published<'a> {
    /// Its permalink.
    pub permalink: &'a Url,
    /// The slug in its front matter.
    pub slug: Option<&'a str>,
    /// The path below the content folder.
    pub path: &'a str,
    /// The day of its publication by the clock of permalinks.
    pub day: NaiveDate,
}

impl Page<'_> {
    /// Whether a field holds this one word.
    pub(crate) fn says(&self, field: Field, word: &str) -> bool {
        let scalar = (self.find)(field).and_then(Node::as_scalar);
        scalar.is_some_and(|scalar| scalar.text.eq_ignore_ascii_case(word))
    }

    /// Why the file is no article, if nothing dates it.
    pub(crate) fn undated(&self) -> Option<&'static str> {
        (!self.is_dated).then_some(UNDATED)
    }
}

impl Profile {
    /// The profile of a generator, or of a site without one.
    #[must_use]
    pub fn of(generator: Option<Generator>) -> &'static Self {
        generator.map_or(&Self::NONE, Generator::profile)
    }

    /// Whether a file is a draft by its path below the content folder.
    pub(crate) fn is_draft(&self, path: &str) -> bool {
        let matches = |glob: &str| glob::Pattern::new(glob).is_ok_and(|glob| glob.matches(path));
        self.drafts.iter().any(|glob| matches(glob))
    }

    /// The names of the placeholders of its permalinks, without their colon.
    #[must_use]
    pub fn placeholder_names(&self) -> Vec<&'static str> {
        self.placeholders.iter().map(|(name, _)| *name).collect()
    }

    /// The habits that most generators share.
    pub(super) const DEFAULT: Self = Self {
        name: "",
        title: "",
        marks: &[],
        read_settings: |_| Ok(None),
        setting_names: &[],
        hint_files: &[],
        people_files: &[],
        inherit: None,
        date_outside: |_| None,
        inherits_layouts: false,
        own_feeds: None,
        exclusion: None,
        content: "content",
        content_of: None,
        static_folder: |_| "static",
        output: "",
        drafts: &[],
        has_bundles: false,
        passes_over: |_| None,
        page: |page| page.undated(),
        has_sections: false,
        has_status: false,
        permalink: None,
        placeholders: OWN_PLACEHOLDERS,
        has_own_patterns: false,
        word: |subject, placeholder| subject.word(placeholder),
        tidy: |path, _| path,
        path: super::hugo::path,
        own_address: str::to_owned,
        term: None,
        has_slug_paths: false,
        feed_id: None,
        keys: &[],
        labels: |_| Vec::new(),
        tag_files: &[],
        split: Split::None,
        has_plural_keys: false,
        has_site_pictures: false,
        categories: |_, own| own,
        joins_people: false,
        has_untitled_articles: false,
        has_headings_as_titles: false,
        title_of_name: None,
        has_release_dates: false,
        has_authors_clock: false,
        has_short_years: false,
        read_date: None,
        settled_date: |_| None,
        engine: Engine::Any,
        markdown: Markdown::DEFAULT,
        has_comments: false,
        is_mdx: false,
        spreads_data: false,
        has_lenient_liquid: false,
        has_ruby_slugify: true,
    };

    /// A site without a generator: every file is an article.
    pub const NONE: Self = Self {
        page: |_| None,
        has_status: true,
        permalink: Some("/:slug/"),
        split: Split::Comma,
        has_headings_as_titles: true,
        ..Self::DEFAULT
    };
}
