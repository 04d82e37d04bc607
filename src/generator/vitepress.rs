//! `VitePress`.

use super::{OwnFeeds, Profile};
use crate::config::Markdown;
use crate::model::Format;

pub(super) const PROFILE: Profile = Profile {
    name: "vitepress",
    title: "VitePress",
    marks: &[".vitepress"],
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
