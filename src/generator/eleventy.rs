//! Eleventy. Its settings are a program, of which nothing is read.

use std::fmt::Write as _;

use super::{Page, Profile, Subject};
use crate::config::{Defaults, Engine, Field};
use crate::model::{Mapping, Node, Value, content_path, slug};
use crate::problem::Problems;
use crate::syntax::{Fragment, Limits, json};

pub(super) const PROFILE: Profile = Profile {
    name: "eleventy",
    title: "Eleventy",
    marks: &[
        ".eleventy.js",
        "eleventy.config.js",
        "eleventy.config.mjs",
        "eleventy.config.cjs",
        "eleventy.config.ts",
    ],
    hint_files: &[
        "_data/site.json",
        "_data/metadata.json",
        "_data/meta.json",
        "_data/site.js",
        "_data/metadata.js",
        "_data/meta.js",
        "src/_data/site.json",
        "src/_data/metadata.json",
        "src/_data/meta.json",
        "src/_data/site.js",
        "src/_data/metadata.js",
        "src/_data/meta.js",
    ],
    inherit: Some(directory_data),
    date_outside,
    static_folder: |_| "public",
    page,
    permalink: Some("/:path:slug/"),
    word: |subject, placeholder| subject.word_with_names(placeholder),
    engine: if cfg!(feature = "liquid") { Engine::Liquid } else { Engine::Any },
    spreads_data: true,
    has_ruby_slugify: false,
    old_feed: ("/feed/feed.xml", "atom.xml"),
    ..Profile::DEFAULT
};

fn page(page: &Page<'_>) -> Option<&'static str> {
    if page.says(Field::Permalink, "false") || page.says(Field::Excluded, "true") {
        return Some("Eleventy is told to leave it out");
    }
    page.undated()
}

/// `posts/posts.json` and `posts/posts.11tydata.json` for a folder, `post.11tydata.json` and
/// `post.json` for one file. The tags of a folder are a collection, and no tags of its articles.
fn directory_data(path: &str, whole: &dyn Fn() -> Option<Fragment>) -> Option<Vec<Defaults>> {
    let stem = path.strip_suffix(".json")?;
    let stem = stem.strip_suffix(".11tydata").unwrap_or(stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let of_folder = folder.rsplit('/').next() == Some(name);
    let path = if of_folder { format!("{folder}/") } else { format!("{stem}.") };
    let node = json::read(&whole()?, Limits::default(), &mut Problems::new()).ok()?;
    let Value::Mapping(entries) = node.value else { return None };
    let is_kept = |name: &str| !(of_folder && name == "tags");
    let entries: Mapping = entries.into_iter().filter(|(key, _)| is_kept(&key.name)).collect();
    let values = Node { value: Value::Mapping(entries), span: node.span };
    Some(vec![Defaults { path, section: None, language: None, values }])
}

/// The source of a date that is not in the content (<https://www.11ty.dev/docs/dates/>).
fn date_outside(words: &str) -> Option<&'static str> {
    match words.to_ascii_lowercase().as_str() {
        "last modified" => Some("when the file was last modified"),
        "created" => Some("when the file was created"),
        "git last modified" => Some("of the last commit to the file"),
        "git created" => Some("of the first commit of the file"),
        _ => None,
    }
}

/// A permalink with what stands in `{{ … }}` filled in; nothing if one of them is not known.
pub(crate) fn computed(written: &str, subject: &Subject<'_>) -> Option<String> {
    let mut path = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, after) = after.split_once("}}")?;
        path.push_str(before);
        path.push_str(&value(inside.trim_matches('-').trim(), subject)?);
        rest = after;
    }
    path.push_str(rest);
    let path = path.strip_suffix("index.html").unwrap_or(&path);
    (!path.contains("{%")).then(|| format!("/{}", path.trim_start_matches('/')))
}

/// A value and its filters.
fn value(inside: &str, subject: &Subject<'_>) -> Option<String> {
    let mut parts = inside.split('|').map(str::trim);
    let name = content_path::name_without_date(subject.path);
    let mut value = match parts.next()? {
        "page.fileSlug" => name.to_owned(),
        "page.filePathStem" => match content_path::folders(subject.path) {
            "" => format!("/{name}"),
            folders => format!("/{folders}/{name}"),
        },
        "title" => subject.title.to_owned(),
        "slug" => subject.slug?.to_owned(),
        "page.date" | "date" => {
            let format = parts.next()?.strip_prefix("date")?.trim_start_matches([':', '(', ' ']);
            let format = format.trim_end_matches(')').trim().trim_matches(['"', '\'']);
            let known = format.split('%').skip(1).all(|part| {
                part.starts_with(['Y', 'm', 'd', 'H', 'M', 'S', 'y', 'j', '-', 'b', 'B'])
            });
            let mut date = String::new();
            // `%-Q` is no directive, which shows when it is written.
            write!(date, "{}", subject.local.format(format)).ok().filter(|()| known)?;
            date
        }
        _ => return None,
    };
    for filter in parts {
        value = match filter {
            "slug" | "slugify" => slug(&value),
            "downcase" | "lower" => value.to_lowercase(),
            "url" => value,
            _ => return None,
        };
    }
    Some(value)
}
