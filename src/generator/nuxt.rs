//! Nuxt with its content module.

use super::{OwnFeeds, Profile, Subject};
use crate::config::{Markdown, Placeholder};
use crate::model::{Format, content_path};

pub(super) const PROFILE: Profile = Profile {
    name: "nuxt",
    title: "Nuxt",
    output: ".output/public",
    marks: &["nuxt.config.ts", "nuxt.config.js", "nuxt.config.mjs"],
    static_folder: |_| "public",
    passes_over,
    permalink: Some("/:path:slug"),
    word,
    tidy: |path, _| if path == "/index" { "/".to_owned() } else { path },
    has_headings_as_titles: true,
    markdown: Markdown::GFM,
    own_feeds: Some(|_| {
        OwnFeeds::at(
            &[(Format::Rss, "/feed.xml")],
            ".output/public",
            "take its feed out of `server/routes`",
        )
    }),
    ..Profile::DEFAULT
};

fn passes_over(path: &str) -> Option<&'static str> {
    if path.split('/').any(|part| part.starts_with(['_', '-'])) {
        return Some("Nuxt skips names that begin with `_` or `-`");
    }
    let is_draft = content_path::stem(path).rsplit('.').next() == Some("draft");
    is_draft.then_some("its name says that it is a draft")
}

/// The numbers before names are their order, and no part of addresses.
fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let stem = subject.path.rsplit_once('.').map_or(subject.path, |(stem, _)| stem);
    let (folders, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_index = without_number(name) == "index" && !folders.is_empty();
    let (folders, name) =
        if is_index { folders.rsplit_once('/').unwrap_or(("", folders)) } else { (folders, name) };
    match placeholder {
        Placeholder::Slug => subject.slug.map_or_else(|| slugged(name), str::to_owned),
        Placeholder::Path => {
            let folders = folders.split('/').filter(|folder| !folder.is_empty());
            folders.map(|folder| slugged(folder) + "/").collect()
        }
        other => subject.word(other),
    }
}

/// A name without the number that orders it: `2.` of `2.name`, but nothing of the version `2.1`.
fn without_number(name: &str) -> &str {
    let is_version = name.split('.').all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match name.split_once('.') {
        Some((number, rest))
            if !is_version && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            rest
        }
        _ => name,
    }
}

/// The slug of the npm package `slugify` in small letters.
fn slugged(name: &str) -> String {
    let mut slug = String::new();
    for letter in without_number(name).chars() {
        match letter {
            _ if letter.is_whitespace() => slug.push('-'),
            _ if letter.is_ascii_alphanumeric() || "$*_+~.()'\"!-:@".contains(letter) => {
                slug.push(letter.to_ascii_lowercase());
            }
            _ if letter.is_ascii() => {}
            _ => slug.push_str(&slug::slugify(letter.to_string())),
        }
    }
    slug
}
