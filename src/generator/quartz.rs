//! Quartz.

use super::Profile;
use crate::config::Markdown;

pub(super) const PROFILE: Profile = Profile {
    name: "quartz",
    title: "Quartz",
    marks: &["quartz.config.ts"],
    static_folder: |_| "content",
    permalink: Some("/:path:slug"),
    markdown: Markdown { smart_punctuation: true, ..Markdown::DEFAULT },
    old_feed: ("/index.xml", "rss.xml"),
    ..Profile::DEFAULT
};
