//! Jekyll's `_config.yml`.

use std::path::Path;

use super::exclude;
use crate::config::file::{
    Author, Dates, Defaults, Feeds, File, Markdown, OneOrMany, Person, Section,
};
use crate::generator::OwnFeeds;
use crate::generator::settings::{
    Found, Left, entries, first, flag, items, number, program, text, told,
};
use crate::model::{Format, Node, Scalar, Value};
use crate::problem::Problem;

/// How many posts jekyll-feed shows.
const FEED_LIMIT: usize = 10;

/// Jekyll's settings of the site in this folder. Nothing if there are none.
pub(super) fn read(site: &Path) -> Result<Option<Found>, Problem> {
    let found = first(site, &["_config.yml", "_config.yaml", "_config.toml"])?;
    let Some((path, tree)) = found else { return Ok(None) };
    let mut file = file(&tree);
    if file.base_url.is_none() {
        // GitHub's servers tell Jekyll the address of the site.
        let host = program(site, &["CNAME"])?.map(|(_, text)| text.trim().to_owned());
        file.base_url =
            host.filter(|host| host.contains('.')).map(|host| format!("https://{host}"));
    }
    let left = left(&tree);
    let output = text(&tree, &["destination"]);
    Ok(Some(Found { output, variables: Some(tree), left, ..Found::of(path, file) }))
}

fn file(tree: &Node) -> File {
    let source = text(tree, &["source"]);
    let collections_dir = text(tree, &["collections_dir"]).unwrap_or_default();
    let collections_dir = collections_dir.trim_start_matches("./").trim_matches('/');
    let style = text(tree, &["permalink"]).unwrap_or_else(|| "date".to_owned());
    let posts = text(tree, &["collections", "posts", "permalink"]);
    let mut file = File {
        title: text(tree, &["title"]).or_else(|| text(tree, &["name"])),
        base_url: text(tree, &["url"]).map(|url| {
            let below = text(tree, &["baseurl"]).unwrap_or_default();
            format!("{}/{}", url.trim_end_matches('/'), below.trim_matches('/'))
        }),
        timezone: text(tree, &["timezone"]),
        description: text(tree, &["description"]),
        language: text(tree, &["lang"])
            .or_else(|| text(tree, &["locale"]))
            .map(|tag| tag.replace('_', "-")),
        authors: tree
            .get("author")
            .and_then(author)
            .map_or_else(OneOrMany::default, OneOrMany::One),
        content: match collections_dir {
            "" => source.clone(),
            folder => {
                let source = source.iter().map(String::as_str);
                Some(source.chain([folder]).collect::<Vec<_>>().join("/"))
            }
        },
        // What is published as it is lies beside the folder of the collections.
        static_folders: match collections_dir {
            "" => OneOrMany::default(),
            _ => OneOrMany::One(source.unwrap_or_else(|| ".".to_owned())),
        },
        exclude: OneOrMany::Many(exclude::patterns(tree, collections_dir)),
        permalink: Some(template(&style)),
        dates: Dates { future: flag(tree, &["future"]), ..Dates::default() },
        feeds: Feeds {
            limit: Some(number(tree, &["feed", "posts_limit"]).unwrap_or(FEED_LIMIT)),
            ..Feeds::default()
        },
        markdown: markdown(tree),
        defaults: items(tree, "defaults")
            .iter()
            .map(|entry| defaults(entry, collections_dir))
            .collect(),
        ..File::default()
    };
    let posts_paths = ["_posts/**", "**/_posts/**"].map(str::to_owned);
    let mut include = posts_paths.to_vec();
    file.sections.insert(
        "posts".to_owned(),
        Section {
            path: OneOrMany::Many(posts_paths.into()),
            permalink: posts.map(|style| template(&style)),
            title: None,
        },
    );
    for (name, collection) in entries(tree, "collections") {
        if name == "posts" || flag(collection, &["output"]) != Some(true) {
            continue;
        }
        let path = format!("_{name}/**");
        include.push(path.clone());
        let permalink = text(collection, &["permalink"]).map(|pattern| with_slash(&pattern));
        let permalink =
            permalink.unwrap_or_else(|| format!("/:collection/:path{}", suffix(&style)));
        let section = Section {
            path: OneOrMany::One(path),
            permalink: Some(permalink),
            title: text(collection, &["title"]),
        };
        file.sections.insert(name.to_owned(), section);
    }
    if flag(tree, &["show_drafts"]) == Some(true) {
        include.extend(["_drafts/**", "**/_drafts/**"].map(str::to_owned));
    }
    file.include = OneOrMany::Many(include);
    file
}

/// Kramdown makes quotes smart, unless it is told to leave them straight; other programs do not.
fn markdown(tree: &Node) -> Markdown {
    let processor = text(tree, &["markdown"]);
    let is_kramdown =
        processor.is_none_or(|processor| processor.to_lowercase().contains("kramdown"));
    let quotes = text(tree, &["kramdown", "smart_quotes"]);
    let are_straight = quotes.is_some_and(|quotes| quotes.starts_with("apos"));
    let uses_emoji = ["plugins", "gems"]
        .into_iter()
        .flat_map(|key| items(tree, key))
        .any(|name| name.as_scalar().is_some_and(|name| matches!(name.text.as_str(), "jemoji")));
    let extensions = tree.get("commonmark").map(|node| items(node, "extensions"));
    let mut extensions = extensions.unwrap_or_default().iter().filter_map(Node::as_scalar);
    let has_autolinks = extensions.any(|extension| extension.text == "autolink");
    Markdown {
        autolinks: has_autolinks.then_some(true),
        smart_punctuation: (!is_kramdown || are_straight).then_some(false),
        hard_breaks: flag(tree, &["kramdown", "hard_wrap"]),
        emoji: uses_emoji.then_some(true),
        ..Markdown::default()
    }
}

/// The template that one of Jekyll's styles stands for.
fn template(style: &str) -> String {
    match style {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        template => return with_slash(template),
    }
    .to_owned()
}

fn with_slash(pattern: &str) -> String {
    format!("/{}", pattern.trim_start_matches('/'))
}

/// What the site's style adds to the addresses of collections without a template.
fn suffix(style: &str) -> &'static str {
    match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        template if template.ends_with('/') => "/",
        template if template.ends_with(":output_ext") => ":output_ext",
        _ => "",
    }
}

/// A name, or a mapping with `name`.
fn author(node: &Node) -> Option<Author> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.is_null() => Some(Author::Name(scalar.text.clone())),
        _ => Some(Author::Person(Person {
            name: text(node, &["name"])?,
            url: text(node, &["url"]).or_else(|| text(node, &["uri"])),
            email: text(node, &["email"]),
            avatar: text(node, &["avatar"]),
        })),
    }
}

/// The path of a scope counts from the source or from the folder of the collections.
fn defaults(entry: &Node, collections_dir: &str) -> Defaults {
    let path = text(entry, &["scope", "path"]).unwrap_or_default();
    let below = path.strip_prefix(collections_dir).filter(|_| !collections_dir.is_empty());
    let below = below.and_then(|rest| rest.strip_prefix('/'));
    Defaults {
        path: below.unwrap_or(&path).to_owned(),
        section: text(entry, &["scope", "type"]),
        values: entry.get("values").cloned(),
    }
}

/// The feeds that jekyll-feed makes: of the posts, of the categories that it is told, of tags.
pub(super) fn own_feeds(tree: Option<&Node>) -> OwnFeeds {
    let said = |keys: &[&str]| tree.and_then(|tree| text(tree, keys));
    let path = said(&["feed", "path"]).unwrap_or_else(|| "/feed.xml".to_owned());
    let output = said(&["destination"]).unwrap_or_else(|| "_site".to_owned());
    let output = output.trim_start_matches("./").trim_end_matches('/');
    let mut feeds =
        OwnFeeds::at(&[(Format::Atom, &path)], output, "take `jekyll-feed` out of `plugins`");
    let value = |key: &str| tree.and_then(|tree| tree.get("feed")?.get(key));
    let is_on = |node: &&Node| node.as_scalar().and_then(Scalar::as_bool) != Some(false);
    if feeds.path == "/" {
        if value("categories").as_ref().is_some_and(is_on) {
            feeds.places.push(("categories", "/feed/:name.xml".to_owned()));
        }
        if value("tags").as_ref().is_some_and(is_on) {
            let folder = said(&["feed", "tags", "path"]);
            let folder = folder.as_deref().unwrap_or("feed/by_tag/").trim_start_matches('/');
            feeds.places.push(("tags", format!("/{folder}:name.xml")));
        }
    }
    feeds
}

/// What Jekyll and jekyll-feed are told that feeds could be made by.
fn left(tree: &Node) -> Vec<Left> {
    told(
        tree,
        &[
            ("feed.excerpt_only", "write `feeds: {content: summary}` for feeds of summaries"),
            ("feed.collections", "every collection with `output: true` has a feed"),
            ("excerpt_separator", "write it under `body: {separator: …}`"),
        ],
    )
}
