//! `VitePress`. Its settings are `.vitepress/config.*`.

use std::path::Path;

use super::settings::{Found, exclusion, program};
use super::{OwnFeeds, Profile, script};
use crate::config::Markdown;
use crate::config::file::{File, OneOrMany};
use crate::model::Format;
use crate::problem::{Code, Place, Problem};

pub(super) const PROFILE: Profile = Profile {
    name: "vitepress",
    title: "VitePress",
    output: ".vitepress/dist",
    marks: &[".vitepress"],
    read_settings,
    content: "posts",
    static_folder: |_| "posts/public",
    permalink: Some("/posts/:path:slug.html"),
    word: |subject, placeholder| subject.word_with_names(placeholder),
    has_headings_as_titles: true,
    markdown: Markdown::GFM,
    own_feeds: Some(|_| {
        OwnFeeds::at(
            &[(Format::Rss, "/feed.rss")],
            ".vitepress/dist",
            "take its feed out of `buildEnd`",
        )
    }),
    ..Profile::DEFAULT
};

const FILES: [&str; 4] = [
    ".vitepress/config.ts",
    ".vitepress/config.mts",
    ".vitepress/config.js",
    ".vitepress/config.mjs",
];

/// What the configuration says in plain values. Rewritten addresses are not known.
fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let Some((path, program)) = program(site, &FILES)? else { return Ok(None) };
    let text = |key| script::text_at(&program, &[key]);
    let entries = script::entries(&program);
    let of = |key: &'static str| entries.iter().filter(move |entry| entry.path == [key]);
    let is_clean = of("cleanUrls").any(|entry| entry.value.starts_with("true"));
    let excluded = of("srcExclude").filter_map(|entry| script::texts(entry.value)).flatten();
    let base_url = script::text_at(&program, &["sitemap", "hostname"]).map(|host| {
        let below = text("base").unwrap_or_default();
        let host = host.trim_end_matches('/').to_owned();
        if host.ends_with(below.trim_end_matches('/')) { host } else { host + &below }
    });
    let file = File {
        title: text("title"),
        base_url,
        description: text("description"),
        language: text("lang"),
        permalink: is_clean.then(|| "/posts/:path:slug".to_owned()),
        exclude: OneOrMany::Many(excluded.flat_map(|entry| exclusion(&entry, "posts")).collect()),
        ..File::default()
    };
    let mut found = Found::of(path, file);
    if of("rewrites").next().is_some() {
        let problem = Problem::new(
            Code::SettingsUnclear,
            "`rewrites` gives pages other addresses, which are not known here",
        );
        found.unclear.push(problem.at(Place::of_file(&found.path)).help(
            "build the site first, and name the folder of its pages with `built:` in feedmill.yaml: they tell the addresses",
        ));
    }
    Ok(Some(found))
}
