//! Zola. Its settings are `config.toml`.

use std::path::Path;

use percent_encoding::percent_decode_str;

use super::profile::Published;
use super::settings::{
    Found, Left, entries, exclusion, first, flag, front_matter, instead_of_tags, items,
    left_taxonomies, number, text,
};
use super::{OwnFeeds, Profile, Subject};
use crate::config::file::{Author, Feeds, File, Language, Markdown, OneOrMany, Urls};
use crate::config::{Defaults, Engine, Field, Slugs};
use crate::model::{Format, Key, Mapping, Node, Value, content_path};
use crate::problem::Problem;
use crate::syntax::Fragment;

pub(super) const PROFILE: Profile = Profile {
    name: "zola",
    title: "Zola",
    output: "public",
    read_settings,
    setting_names: &[("language", "default_language")],
    inherit: Some(draft),
    has_sections: true,
    keys: &[
        (Field::Permalink, &["path"]),
        // The language is that of the file's name.
        (Field::Language, &[]),
        (Field::Categories, &["taxonomies.categories"]),
        (Field::Tags, &["taxonomies.tags"]),
    ],
    path,
    term: Some(|label, _| slug::slugify(label)),
    feed_id: Some(feed_id),
    // A `path` is a folder.
    own_address: |path| if path.ends_with('/') { path.to_owned() } else { format!("{path}/") },
    engine: Engine::Zola,
    own_feeds: Some(own_feeds),
    ..Profile::DEFAULT
};

/// The permalink with its letters as they are: Zola writes no `%C3%A9`, and an IRI needs none (RFC 3987).
fn feed_id(article: &Published<'_>) -> String {
    let written = article.permalink.as_str();
    let mut id = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('%') {
        let (before, escapes) = rest.split_at(at);
        id.push_str(before);
        let is_letter = |triple: &&[u8]| matches!(triple, [b'%', b'8'..=b'9' | b'A'..=b'F', _]);
        let length = escapes.as_bytes().chunks(3).take_while(is_letter).count() * 3;
        let (letters, behind) = escapes.split_at(if length == 0 { 1 } else { length });
        match percent_decode_str(letters).decode_utf8() {
            Ok(decoded) if length > 0 => id.push_str(&decoded),
            _ => id.push_str(letters),
        }
        rest = behind;
    }
    id + rest
}

/// The folders as they are, then the slug of what the article or its file is called.
fn path(subject: &Subject<'_>) -> String {
    let name = if subject.urls.keep_dates {
        content_path::name(subject.path)
    } else {
        content_path::name_without_date(subject.path)
    };
    let slug = slugified(subject.slug.unwrap_or(name), subject.urls.slugs);
    match content_path::folders(subject.path) {
        "" => format!("/{slug}/"),
        folders => format!("/{folders}/{slug}/"),
    }
}

fn slugified(text: &str, slugs: Slugs) -> String {
    match slugs {
        Slugs::On => slug::slugify(text),
        Slugs::Safe => text
            .trim_end_matches([' ', '.'])
            .replace(['<', '>', ':', '"', '/', '\\', '|', '?', '*'], ""),
        Slugs::Off => text.to_owned(),
    }
}

/// What Zola's `_index.md` hands down: the pages of a section that is a draft are no pages.
fn draft(path: &str, whole: &dyn Fn() -> Option<Fragment>) -> Option<Vec<Defaults>> {
    let (folder, name) = path.rsplit_once('/')?;
    let front_matter = front_matter(name.starts_with("_index.").then(whole)??)?;
    let key = |entry: &(Key, Node)| entry.0.name == "draft";
    let Value::Mapping(entries) = front_matter.value else { return None };
    let entries: Mapping = entries.into_iter().filter(key).collect();
    let is_told = !entries.is_empty();
    let values = Node { value: Value::Mapping(entries), span: front_matter.span };
    let defaults = Defaults { path: format!("{folder}/"), section: None, language: None, values };
    is_told.then(|| vec![defaults])
}

fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let found = first(site, &["config.toml", "zola.toml"])?;
    let found = found.filter(|(_, tree)| tree.get("base_url").is_some());
    Ok(found.map(|(path, tree)| Found {
        output: text(&tree, &["output_dir"]),
        left: left(&tree),
        ..Found::of(path, file(&tree))
    }))
}

fn file(tree: &Node) -> File {
    let default_language = text(tree, &["default_language"]);
    let mut file = File {
        title: text(tree, &["title"]),
        base_url: text(tree, &["base_url"]),
        description: text(tree, &["description"]),
        language: default_language,
        authors: text(tree, &["author"])
            .map_or_else(OneOrMany::default, |name| OneOrMany::One(Author::Name(name))),
        feeds: Feeds { limit: number(tree, &["feed_limit"]), ..Feeds::default() },
        markdown: Markdown {
            smart_punctuation: flag(tree, &["markdown", "smart_punctuation"]),
            emoji: flag(tree, &["markdown", "render_emoji"]),
            ..Markdown::default()
        },
        urls: Urls {
            slugs: text(tree, &["slugify", "paths"]),
            keep_dates: flag(tree, &["slugify", "paths_keep_dates"]),
            ..Urls::default()
        },
        exclude: OneOrMany::Many(
            items(tree, "ignored_content")
                .iter()
                .filter_map(Node::as_scalar)
                .flat_map(|entry| exclusion(&entry.text, "content"))
                .collect(),
        ),
        ..File::default()
    };
    for (tag, _) in entries(tree, "languages") {
        // Zola tells languages apart by `name.fr.md`, in one folder.
        file.languages.insert(tag.to_owned(), Language::default());
    }
    if let Some(instead) = instead_of_tags(&taxonomies(tree)) {
        let keys = ["taxonomies.tags".to_owned(), format!("taxonomies.{instead}")];
        file.fields.insert("tags".to_owned(), OneOrMany::Many(keys.into()));
    }
    file
}

fn taxonomies(tree: &Node) -> Vec<String> {
    let taxonomies = items(tree, "taxonomies").iter();
    taxonomies.filter_map(|taxonomy| text(taxonomy, &["name"])).collect()
}

/// The feeds that Zola makes: of the site, of sections, categories and tags, each in files of the same names.
fn own_feeds(tree: Option<&Node>) -> OwnFeeds {
    let said = |key: &str| tree.and_then(|tree| text(tree, &[key]));
    let listed = tree.map(|tree| items(tree, "feed_filenames")).unwrap_or_default().iter();
    let listed = listed.filter_map(|name| Some(name.as_scalar()?.text.clone()));
    let mut names: Vec<String> = listed.chain(said("feed_filename")).collect();
    if names.is_empty() {
        names.push("atom.xml".to_owned());
    }
    let format = |name: &str| if name.contains("rss") { Format::Rss } else { Format::Atom };
    let files: Vec<(Format, &str)> =
        names.iter().map(|name| (format(name), name.as_str())).collect();
    let output = said("output_dir").unwrap_or_else(|| "public".to_owned());
    OwnFeeds {
        places: ["sections", "categories", "tags"]
            .map(|kind| {
                let folder = if kind == "sections" { String::new() } else { format!("/{kind}") };
                (kind, format!("{folder}/:slug/"))
            })
            .into(),
        ..OwnFeeds::at(&files, output.trim_end_matches('/'), "set `generate_feeds = false`")
    }
}

/// What Zola is told that feeds could be made by.
fn left(tree: &Node) -> Vec<Left> {
    left_taxonomies(&taxonomies(tree))
}
