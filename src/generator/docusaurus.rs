//! Docusaurus. Its settings are `docusaurus.config.js`.

use std::path::Path;

use super::settings::{Found, program};
use super::{Profile, Subject, script};
use crate::config::file::File;
use crate::model::content_path;
use crate::problem::Problem;

pub(super) const PROFILE: Profile = Profile {
    name: "docusaurus",
    title: "Docusaurus",
    read_settings,
    setting_names: &[("base_url", "url")],
    people_files: &["authors.yml", "authors.yaml", "authors.json"],
    content: "blog",
    path,
    has_slug_paths: true,
    has_headings_as_titles: true,
    title_of_name: Some(str::to_owned),
    is_mdx: true,
    old_feed: ("/blog/atom.xml", "atom.xml"),
    ..Profile::DEFAULT
};

const FILES: [&str; 4] = [
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
];

/// The blog, the date of the path with slashes, the folders, and the name; or the article's slug.
fn path(subject: &Subject<'_>) -> String {
    if let Some(slug) = subject.slug {
        return format!("/blog/{slug}");
    }
    if let Some((folders, date, name)) = content_path::split(subject.path) {
        return format!("/blog/{}/{folders}{name}", date.replace('-', "/"));
    }
    let folders = content_path::folders(subject.path);
    let slash = if folders.is_empty() { "" } else { "/" };
    format!("/blog/{folders}{slash}{}", content_path::name(subject.path))
}

fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    Ok(program(site, &FILES)?.map(|(path, text)| Found::of(path, file(&text))))
}

fn file(program: &str) -> File {
    let text = |key| script::text(program, key, ':');
    File {
        title: text("title"),
        base_url: text("url").map(|url| {
            let below = text("baseUrl").unwrap_or_default();
            format!("{}/{}", url.trim_end_matches('/'), below.trim_matches('/'))
        }),
        description: text("tagline"),
        language: text("defaultLocale"),
        ..File::default()
    }
}
