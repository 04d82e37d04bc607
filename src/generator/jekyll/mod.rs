//! Jekyll.

mod address;
mod date;
mod exclude;
mod settings;

use super::{Page, Profile};
use crate::config::{Engine, Field, Markdown, Split};
use crate::model::content_path;

pub(super) const PROFILE: Profile = Profile {
    name: "jekyll",
    title: "Jekyll",
    output: "_site",
    marks: &["_posts", "src/_posts", "docs/_posts"],
    read_settings: settings::read,
    setting_names: &[("base_url", "url"), ("language", "lang")],
    people_files: &["_data/authors.yml", "_data/authors.yaml", "_data/authors.json"],
    content: ".",
    content_of: Some(source),
    static_folder: |content| content,
    drafts: &["_drafts/**", "**/_drafts/**"],
    page,
    permalink: Some("/:categories/:year/:month/:day/:title:output_ext"),
    placeholders: address::PLACEHOLDERS,
    has_own_patterns: true,
    word: address::word,
    term: Some(|label, _| address::slugified(label)),
    tidy: |path, _| address::tidied(&path),
    own_address: address::squeezed,
    feed_id: Some(address::feed_id),
    keys: &[
        // Its own `id` is the address; a number there is the site's affair.
        (Field::Id, &["guid"]),
        (Field::Permalink, &["permalink"]),
        (Field::Published, &["published"]),
        (Field::Tags, &["tag", "tags"]),
        (Field::Categories, &["categories", "category"]),
    ],
    split: Split::Space,
    has_plural_keys: true,
    has_site_pictures: true,
    categories,
    title_of_name: Some(title_of_name),
    has_short_years: true,
    read_date: Some(date::read),
    settled_date: date::settled,
    engine: if cfg!(feature = "liquid") { Engine::Liquid } else { Engine::Any },
    markdown: Markdown {
        smart_punctuation: true,
        abbreviations: true,
        kramdown: true,
        ..Markdown::DEFAULT
    },
    has_lenient_liquid: true,
    own_feeds: Some(settings::own_feeds),
    exclusion: Some("exclude: [feedmill.yaml, feedmill.lock]"),
    ..Profile::DEFAULT
};

/// What holds every `_posts`: the folder that Jekyll calls its source.
fn source(paths: &[String]) -> Option<String> {
    let mut posts = paths.iter().filter_map(|path| {
        let (before, _) = path.split_once("_posts/")?;
        Some(before.trim_end_matches('/'))
    });
    let shortest = posts.clone().min_by_key(|folder| folder.len())?;
    let holds_all = posts.all(|folder| folder.starts_with(shortest));
    Some(if shortest.is_empty() || !holds_all { "." } else { shortest }.to_owned())
}

/// A post is an article even without a date: its name must have one.
fn page(page: &Page<'_>) -> Option<&'static str> {
    if content_path::stem(page.path).starts_with(['_', '#', '~']) {
        return Some("Jekyll skips names that begin with `_`, `#` or `~`");
    }
    let is_post = page.section == Some("posts");
    let has_dated_name =
        || content_path::stem_without_date(page.path) != content_path::stem(page.path);
    if is_post && page.is_dated && !has_dated_name() {
        return Some("Jekyll passes over files in `_posts` whose names have no date");
    }
    if is_post { None } else { page.undated() }
}

/// The folders around `_posts`, then the article's own.
fn categories(path: &str, own: Vec<String>) -> Vec<String> {
    let folders = content_path::folders(path);
    let around = folders.split_once("_posts").map_or("", |(around, _)| around);
    let of_folders = around.split('/').filter(|folder| !folder.is_empty()).map(str::to_owned);
    of_folders.chain(own).collect()
}

/// The words of the name, each with a capital.
fn title_of_name(name: &str) -> String {
    name.split('-').map(capitalised).collect::<Vec<_>>().join(" ")
}

/// `cloud` as `Cloud`, and `CLOUD` too, as Ruby has it.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
    })
}
