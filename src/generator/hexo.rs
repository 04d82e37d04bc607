//! Hexo. Its `_config.yml` has the name of Jekyll's.

use std::path::Path;

use super::settings::{Found, Left, first, flag, text, told};
use super::{OwnFeeds, Profile, Subject};
use crate::config::file::{Author, Dates, File, Markdown, OneOrMany, Urls};
use crate::config::{Markdown as MarkdownRules, Placeholder};
use crate::model::{Format, Node, Value, content_path};
use crate::problem::Problem;

pub(super) const PROFILE: Profile = Profile {
    name: "hexo",
    title: "Hexo",
    output: "public",
    marks: &["source/_posts"],
    read_settings,
    setting_names: &[("base_url", "url")],
    content: "source/_posts",
    static_folder: |_| "source",
    passes_over,
    word,
    labels: names,
    permalink: Some("/:year/:month/:day/:path:slug/"),
    markdown: MarkdownRules { smart_punctuation: true, hard_breaks: true, ..MarkdownRules::GFM },
    own_feeds: Some(|tree| {
        let path = tree.and_then(|tree| text(tree, &["feed", "path"]));
        let path = path.as_deref().unwrap_or("/atom.xml");
        let format = if path.contains("rss") { Format::Rss } else { Format::Atom };
        OwnFeeds::at(&[(format, path)], "public", "take `hexo-generator-feed` away")
    }),
    ..Profile::DEFAULT
};

/// `new_post_name` tells the name, and says of no other than its own date that it is none of it.
fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let keeps_dates = subject.urls.keep_dates;
    match placeholder {
        Placeholder::Slug if keeps_dates => stem(subject.path).1.to_owned(),
        Placeholder::Slug => content_path::stem_without_date(subject.path).to_owned(),
        Placeholder::Path => match stem(subject.path).0 {
            "" => String::new(),
            folders => format!("{folders}/"),
        },
        other => subject.word(other),
    }
}

/// The folders and the name of a path without its extension.
fn stem(path: &str) -> (&str, &str) {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.rsplit_once('/').unwrap_or(("", stem))
}

fn passes_over(path: &str) -> Option<&'static str> {
    if path.split('/').any(|part| part.starts_with('_')) {
        return Some("Hexo skips names that begin with `_`");
    }
    path.ends_with(['~', '%']).then_some("Hexo skips temporary files")
}

/// The names in a list of lists, as Hexo writes several hierarchies of categories.
fn names(item: &Node) -> Vec<&Node> {
    match &item.value {
        Value::List(items) => items
            .iter()
            .flat_map(|item| match item.as_scalar() {
                Some(_) => vec![item],
                None => names(item),
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let found = first(site, &["_config.yml"])?.filter(|(_, tree)| is_hexos(tree));
    Ok(found.map(|(path, tree)| Found {
        output: text(&tree, &["public_dir"]),
        left: left(&tree),
        ..Found::of(path, file(&tree))
    }))
}

/// Whether the file is Hexo's: Jekyll has none of these keys.
fn is_hexos(tree: &Node) -> bool {
    ["source_dir", "public_dir", "new_post_name"].iter().any(|key| tree.get(key).is_some())
}

fn file(tree: &Node) -> File {
    let source = text(tree, &["source_dir"]).unwrap_or_else(|| "source".to_owned());
    File {
        title: text(tree, &["title"]),
        base_url: text(tree, &["url"]),
        timezone: text(tree, &["timezone"]),
        description: text(tree, &["description"]).or_else(|| text(tree, &["subtitle"])),
        language: text(tree, &["language"]),
        authors: text(tree, &["author"])
            .map_or_else(OneOrMany::default, |name| OneOrMany::One(Author::Name(name))),
        content: Some(format!("{source}/_posts")),
        // What Hexo calls the title is the path of the file.
        permalink: text(tree, &["permalink"])
            .map(|pattern| format!("/{}", pattern.trim_start_matches('/')))
            .map(|pattern| pattern.replace(":title", ":path:slug")),
        urls: Urls {
            keep_dates: Some(
                !text(tree, &["new_post_name"]).is_some_and(|name| name.contains(":year")),
            ),
            ..Urls::default()
        },
        markdown: Markdown {
            smart_punctuation: flag(tree, &["marked", "smartypants"]),
            hard_breaks: flag(tree, &["marked", "breaks"]),
            ..Markdown::default()
        },
        dates: Dates { future: flag(tree, &["future"]), ..Dates::default() },
        ..File::default()
    }
}

/// What Hexo and hexo-generator-feed are told that feeds could be made by.
fn left(tree: &Node) -> Vec<Left> {
    told(
        tree,
        &[
            ("feed.limit", "write it under `feeds: {limit: …}`"),
            ("feed.content", "`feeds: {content: summary}` gives summaries alone"),
            ("skip_render", "name what is to be read under `include`"),
            ("category_map", "write other spellings under `terms: {aliases: …}`"),
            ("tag_map", "write other spellings under `terms: {aliases: …}`"),
        ],
    )
}
