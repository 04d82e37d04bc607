//! Astro.

use super::Profile;
use crate::config::Markdown;

pub(super) const PROFILE: Profile = Profile {
    name: "astro",
    title: "Astro",
    marks: &["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts"],
    hint_files: &[
        "src/consts.ts",
        "src/consts.js",
        "src/config.ts",
        "src/site.config.ts",
        "astro.config.mjs",
        "astro.config.ts",
    ],
    content: "src/content",
    static_folder: |_| "public",
    permalink: Some("/:path:slug/"),
    markdown: Markdown { smart_punctuation: true, ..Markdown::DEFAULT },
    old_feed: ("/rss.xml", "rss.xml"),
    ..Profile::DEFAULT
};
