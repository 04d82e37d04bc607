//! Zola's `config.toml`.

use super::{Left, entries, flag, items, number, text, told};
use crate::config::Generator;
use crate::config::file::{Author, Feeds, File, Markdown, OneOrMany, Urls};
use crate::model::Node;

pub(super) fn file(tree: &Node) -> File {
    let default_language = text(tree, &["default_language"]);
    let known = ["categories", "tags", "authors"];
    let own: Vec<String> = items(tree, "taxonomies")
        .iter()
        .filter_map(|taxonomy| text(taxonomy, &["name"]))
        .filter(|name| !known.contains(&name.as_str()))
        .map(|name| format!("taxonomies.{name}"))
        .collect();
    let mut file = File {
        generator: Some(Generator::Zola),
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
        ..File::default()
    };
    for (tag, _) in entries(tree, "languages") {
        // Zola tells languages apart by `name.fr.md`, in one folder.
        file.languages.insert(tag.to_owned(), String::new());
    }
    if !own.is_empty() {
        file.fields.insert("tags".to_owned(), OneOrMany::Many(own));
    }
    file
}

/// What Zola is told that feeds could be made by.
pub(super) fn left(tree: &Node) -> Vec<Left> {
    told(
        tree,
        &[
            (
                "feed_filenames",
                "name old addresses under `feeds: {redirects: {/feed.xml: atom.xml}}`",
            ),
            ("feed_filename", "name the old address under `feeds: {redirects: {…: atom.xml}}`"),
            ("ignored_content", "name what is to be read under `include`"),
        ],
    )
}
