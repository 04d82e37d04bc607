//! Hugo.

mod address;
mod cascade;
mod date;
mod ignore;
mod languages;
mod permalinks;
mod settings;

use super::{Page, Profile};
use crate::config::{Engine, Field, Markdown};
use crate::model::Node;

pub(super) use address::path;

pub(super) const PROFILE: Profile = Profile {
    name: "hugo",
    title: "Hugo",
    output: "public",
    marks: &["archetypes/default.md", "layouts/_default", "content/_index.md"],
    read_settings: settings::read,
    setting_names: &[("base_url", "baseURL"), ("language", "languageCode")],
    inherit: Some(cascade::of_section),
    has_bundles: true,
    page,
    has_sections: true,
    placeholders: address::PLACEHOLDERS,
    has_own_patterns: true,
    word: address::word,
    term: Some(address::term),
    tidy: |path, subject| address::tidied(&path, subject),
    path,
    own_address: address::folder,
    keys: &[
        (Field::Date, &["date", "publishDate", "pubDate", "published", "lastmod", "modified"]),
        (Field::Released, &["publishDate", "pubDate", "published"]),
        (Field::Updated, &["lastmod", "modified"]),
        (Field::Published, &["published"]),
        (Field::Permalink, &["url"]),
        // The language is that of the file's name or folder, or `lang`; `language` is people's own.
        (Field::Language, &["lang"]),
    ],
    has_release_dates: true,
    has_authors_clock: true,
    has_slug_paths: true,
    read_date: Some(date::read),
    engine: Engine::Hugo,
    markdown: Markdown { smart_punctuation: true, autolinks: Some("https"), ..Markdown::DEFAULT },
    own_feeds: Some(settings::own_feeds),
    ..Profile::DEFAULT
};

fn page(page: &Page<'_>) -> Option<&'static str> {
    if is_unlisted(page.front_matter) {
        return Some("its front matter keeps Hugo from listing it");
    }
    page.undated()
}

/// `build` and `headless`.
fn is_unlisted(front_matter: &Node) -> bool {
    let says = |node: Option<&Node>, words: &[&str]| {
        let scalar = node.and_then(Node::as_scalar);
        scalar.is_some_and(|scalar| words.contains(&scalar.text.to_ascii_lowercase().as_str()))
    };
    let build = ["build", "_build"].iter().find_map(|key| front_matter.get_in_any_case(key));
    let part = |key: &str| build.and_then(|build| build.get_in_any_case(key));
    says(front_matter.get_in_any_case("headless"), &["true"])
        || says(part("render"), &["never", "false", "link"])
        || says(part("list"), &["never", "false", "local"])
}
