//! Gatsby.

use super::Profile;
use crate::config::Markdown;

pub(super) const PROFILE: Profile = Profile {
    name: "gatsby",
    title: "Gatsby",
    marks: &["gatsby-config.js", "gatsby-config.ts"],
    content: "content/blog",
    permalink: Some("/:path:slug/"),
    word: |subject, placeholder| subject.word_with_names(placeholder),
    markdown: Markdown::GFM,
    old_feed: ("/rss.xml", "rss.xml"),
    ..Profile::DEFAULT
};
