//! Docusaurus. Its settings are `docusaurus.config.js`.

use std::path::Path;

use super::settings::{Found, exclusion, program};
use super::{OwnFeeds, Page, Profile, Subject, address, is_true, script};
use crate::config::file::{File, OneOrMany};
use crate::config::{Markdown, Placeholder, Placeholders};
use crate::model::{Format, Node, content_path};
use crate::problem::Problem;

pub(super) const PROFILE: Profile = Profile {
    name: "docusaurus",
    title: "Docusaurus",
    output: "build",
    read_settings,
    setting_names: &[("base_url", "url")],
    people_files: &["authors.yml", "authors.yaml", "authors.json"],
    content: "blog",
    passes_over,
    page,
    permalink: Some("/blog/:route"),
    placeholders: PLACEHOLDERS,
    word,
    has_slug_paths: true,
    labels: label,
    tag_files: &["tags.yml", "tags.yaml"],
    has_headings_as_titles: true,
    title_of_name: Some(str::to_owned),
    is_mdx: true,
    markdown: Markdown::GFM,
    own_feeds: Some(|_| {
        OwnFeeds::at(
            &[
                (Format::Atom, "/blog/atom.xml"),
                (Format::Rss, "/blog/rss.xml"),
                (Format::JsonFeed, "/blog/feed.json"),
            ],
            "build",
            "set `feedOptions: {type: null}` of its blog",
        )
    }),
    ..Profile::DEFAULT
};

const FILES: [&str; 4] = [
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
];

const PLACEHOLDERS: Placeholders = &address::with_route();

fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    match placeholder {
        Placeholder::Route => route(subject),
        other => subject.word(other),
    }
}

/// The date of the path with slashes, the folders, and the name; or the article's slug.
fn route(subject: &Subject<'_>) -> String {
    if let Some(slug) = subject.slug {
        return slug.trim_end_matches('/').to_owned();
    }
    if let Some((folders, date, name)) = content_path::split(subject.path) {
        return format!("{}/{folders}{name}", date.replace('-', "/"));
    }
    let folders = content_path::folders(subject.path);
    let slash = if folders.is_empty() { "" } else { "/" };
    format!("{folders}{slash}{}", content_path::name(subject.path))
}

/// What its blog leaves out where nothing else is set.
fn passes_over(path: &str) -> Option<&'static str> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    if path.split('/').any(|part| part.starts_with('_')) {
        return Some("Docusaurus skips names that begin with `_`");
    }
    let is_test =
        name.rsplit_once('.').is_some_and(|(stem, _)| stem.rsplit('.').next() == Some("test"));
    (is_test || folders.split('/').any(|folder| folder == "__tests__"))
        .then_some("Docusaurus skips tests")
}

fn page(page: &Page<'_>) -> Option<&'static str> {
    if is_true(page.front_matter, "unlisted") {
        return Some("it is unlisted");
    }
    page.undated()
}

/// The label of a tag that is written with its permalink: `{label: Hello, permalink: /hello}`.
fn label(tag: &Node) -> Vec<&Node> {
    tag.get("label").into_iter().collect()
}

fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    Ok(program(site, &FILES)?.map(|(path, text)| Found::of(path, file(&text))))
}

fn file(program: &str) -> File {
    let text = |key| script::text_at(program, &[key]);
    let entries = script::entries(program);
    let is_slashed = entries
        .iter()
        .any(|entry| entry.path == ["trailingSlash"] && entry.value.starts_with("true"));
    let route = blog(program, "routeBasePath");
    let pattern = |route: &str| match route.trim_matches('/') {
        "" => "/:route".to_owned(),
        route => format!("/{route}/:route"),
    };
    let permalink = route.or_else(|| is_slashed.then(|| "blog".to_owned()));
    File {
        title: text("title"),
        base_url: text("url").map(|url| {
            let below = text("baseUrl").unwrap_or_default();
            format!("{}/{}", url.trim_end_matches('/'), below.trim_matches('/'))
        }),
        description: text("tagline"),
        language: script::text_at(program, &["i18n", "defaultLocale"]),
        content: blog(program, "path").map(|path| path.trim_start_matches("./").to_owned()),
        exclude: OneOrMany::Many(
            entries
                .iter()
                .filter(|entry| entry.path.ends_with(&["blog", "exclude"]))
                .filter_map(|entry| script::texts(entry.value))
                .flatten()
                .flat_map(|entry| exclusion(&entry, "."))
                .collect(),
        ),
        permalink: permalink.map(|route| pattern(&route) + if is_slashed { "/" } else { "" }),
        ..File::default()
    }
}

/// What the options of the blog say: those of the preset, or of the plugin that it is without one.
fn blog(program: &str, key: &str) -> Option<String> {
    script::text_at(program, &["blog", key]).or_else(|| {
        let (_, options) = program.split_once("plugin-content-blog")?;
        let (_, options) = options.split_once('{')?;
        let (options, _) = options.split_once('}')?;
        script::text_at(options, &[key])
    })
}
