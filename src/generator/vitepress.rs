//! `VitePress`.

use super::Profile;
use crate::config::Markdown;

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
    old_feed: ("/feed.rss", "rss.xml"),
    ..Profile::DEFAULT
};
