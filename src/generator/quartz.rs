//! Quartz.

use std::path::Path;

use super::settings::{Found, exclusion, program};
use super::{OwnFeeds, Profile, Subject, script};
use crate::config::file::{File, OneOrMany};
use crate::config::{Markdown, Placeholder};
use crate::model::Format;
use crate::problem::Problem;

pub(super) const PROFILE: Profile = Profile {
    name: "quartz",
    title: "Quartz",
    output: "public",
    marks: &["quartz.config.yaml"],
    read_settings,
    static_folder: |_| "content",
    passes_over,
    permalink: Some("/:path:slug"),
    word,
    tidy: |path, _| match path.strip_suffix("/index") {
        Some(folder) => format!("{folder}/"),
        None => path,
    },
    title_of_name: Some(str::to_owned),
    has_comments: true,
    markdown: Markdown { smart_punctuation: true, ..Markdown::GFM },
    own_feeds: Some(|_| {
        OwnFeeds::at(
            &[(Format::Rss, "/index.xml")],
            "public",
            "set `enableRSS: false` of its `ContentIndex`",
        )
    }),
    ..Profile::DEFAULT
};

/// What `quartz.config.ts` says in plain values.
fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let Some((path, program)) = program(site, &["quartz.config.ts"])? else { return Ok(None) };
    let text = |key| script::text_at(&program, &["configuration", key]);
    let entries = script::entries(&program);
    let ignored = entries.iter().filter(|entry| entry.path.ends_with(&["ignorePatterns"]));
    let ignored = ignored.filter_map(|entry| script::texts(entry.value)).flatten();
    let file = File {
        title: text("pageTitle"),
        base_url: text("baseUrl").map(|url| format!("https://{url}")),
        language: text("locale"),
        exclude: OneOrMany::Many(ignored.flat_map(|entry| exclusion(&entry, ".")).collect()),
        ..File::default()
    };
    Ok(Some(Found::of(path, file)))
}

/// What its `ignorePatterns` are where nothing else is set.
fn passes_over(path: &str) -> Option<&'static str> {
    let is_ignored = |part: &str| matches!(part, "private" | "templates");
    path.split('/').any(is_ignored).then_some("Quartz skips `private` and `templates`")
}

/// Names stay as they are, but for what an address cannot hold.
fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let stem = subject.path.rsplit_once('.').map_or(subject.path, |(stem, _)| stem);
    let (folders, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    match placeholder {
        Placeholder::Slug => tidied(subject.slug.unwrap_or(name)),
        Placeholder::Path if folders.is_empty() => String::new(),
        Placeholder::Path => tidied(folders) + "/",
        other => subject.word(other),
    }
}

fn tidied(path: &str) -> String {
    path.chars().fold(String::new(), |mut tidy, letter| {
        match letter {
            _ if letter.is_whitespace() => tidy.push('-'),
            '&' => tidy.push_str("-and-"),
            '%' => tidy.push_str("-percent"),
            '?' | '#' => {}
            _ => tidy.push(letter),
        }
        tidy
    })
}
