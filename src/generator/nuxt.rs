//! Nuxt with its content module.

use super::Profile;

pub(super) const PROFILE: Profile = Profile {
    name: "nuxt",
    title: "Nuxt",
    marks: &["nuxt.config.ts", "nuxt.config.js"],
    static_folder: |_| "public",
    permalink: Some("/:path:slug"),
    has_headings_as_titles: true,
    old_feed: ("/feed.xml", "rss.xml"),
    ..Profile::DEFAULT
};
