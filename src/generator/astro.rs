//! Astro, with its theme Starlight too. Its settings are `astro.config.*`.

use std::path::Path;

use super::settings::{Found, program};
use super::{OwnFeeds, Profile, Subject, address, script};
use crate::config::file::File;
use crate::config::{Field, Markdown, Placeholder, Placeholders};
use crate::model::{Format, content_path};
use crate::problem::Problem;

pub(super) const PROFILE: Profile = Profile {
    name: "astro",
    title: "Astro",
    output: "dist",
    read_settings,
    hint_files: &["src/consts.ts", "src/consts.js", "src/config.ts", "src/site.config.ts"],
    content: "src/content",
    static_folder: |_| "public",
    passes_over,
    permalink: Some("/:path:slug/"),
    placeholders: PLACEHOLDERS,
    word,
    tidy: |path, _| if path == "/index/" { "/".to_owned() } else { path },
    has_slug_paths: true,
    keys: &[
        (
            Field::Date,
            &["pubDate", "pubDatetime", "date", "publishDate", "publishedDate", "published_at"],
        ),
        (
            Field::Updated,
            &["updatedDate", "modDatetime", "updated", "lastmod", "modified", "lastUpdated"],
        ),
        (
            Field::Picture,
            &[
                "heroImage",
                "image.src",
                "image.url",
                "image",
                "cover.image",
                "cover",
                "ogImage",
                "thumbnail",
            ],
        ),
    ],
    markdown: Markdown { smart_punctuation: true, ..Markdown::GFM },
    own_feeds: Some(|_| {
        OwnFeeds::at(&[(Format::Rss, "/rss.xml")], "dist", "take `src/pages/rss.xml.js` away")
    }),
    ..Profile::DEFAULT
};

const FILES: [&str; 6] = [
    "astro.config.mjs",
    "astro.config.js",
    "astro.config.ts",
    "astro.config.mts",
    "astro.config.cjs",
    "astro.config.cts",
];

const PLACEHOLDERS: Placeholders = &address::with_route();

/// Where the collection of Starlight is.
const DOCUMENTS: &str = "src/content/docs";

/// Of an article with a slug, the folders in its collection do not count. Dates in names stay.
fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let folders = content_path::folders(subject.path);
    let path = |folders: &str| -> String {
        folders.split('/').filter(|part| !part.is_empty()).map(|part| slugged(part) + "/").collect()
    };
    let name = || match subject.slug {
        Some(slug) => slug.to_owned(),
        None => slugged(content_path::name(subject.path)),
    };
    match placeholder {
        Placeholder::Slug => name(),
        Placeholder::Path if subject.slug.is_some() => {
            path(folders.split('/').next().unwrap_or_default())
        }
        Placeholder::Path => path(folders),
        Placeholder::Route if subject.slug.is_some() => name(),
        Placeholder::Route => path(folders) + &name(),
        other => subject.word(other),
    }
}

/// The slug of `github-slugger`: small letters, without punctuation, with a hyphen for each blank.
fn slugged(text: &str) -> String {
    let kept = |letter: char| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    };
    text.to_lowercase().chars().filter_map(kept).collect()
}

fn passes_over(path: &str) -> Option<&'static str> {
    path.split('/')
        .any(|part| part.starts_with('_'))
        .then_some("Astro skips names that begin with `_`")
}

fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let Some((path, program)) = program(site, &FILES)? else { return Ok(None) };
    let is_starlight = program.contains("starlight(") && site.join(DOCUMENTS).is_dir();
    let output = script::text_at(&program, &["outDir"]);
    Ok(Some(Found { output, ..Found::of(path, file(&program, is_starlight)) }))
}

fn file(program: &str, is_starlight: bool) -> File {
    let text = |key| script::text_at(program, &[key]);
    let slash = if text("trailingSlash").as_deref() == Some("never") { "" } else { "/" };
    let pattern = if is_starlight { "/:route" } else { "/:path:slug" };
    let is_usual = slash == "/" && !is_starlight;
    File {
        title: script::text_at(program, &["integrations", "title"]).filter(|_| is_starlight),
        base_url: text("site").map(|site| {
            let below = text("base").unwrap_or_default();
            format!("{}/{}", site.trim_end_matches('/'), below.trim_matches('/'))
        }),
        content: is_starlight.then(|| DOCUMENTS.to_owned()),
        permalink: (!is_usual).then(|| format!("{pattern}{slash}")),
        ..File::default()
    }
}
