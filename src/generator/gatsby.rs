//! Gatsby.

use super::{OwnFeeds, Profile};
use crate::config::Markdown;
use crate::model::Format;

pub(super) const PROFILE: Profile = Profile {
    name: "gatsby",
    title: "Gatsby",
    output: "public",
    marks: &["gatsby-config.js", "gatsby-config.ts"],
    content: "content/blog",
    permalink: Some("/:path:slug/"),
    word: |subject, placeholder| subject.word_with_names(placeholder),
    markdown: Markdown::GFM,
    own_feeds: Some(|_| {
        OwnFeeds::at(
            &[(Format::Rss, "/rss.xml")],
            "public",
            "take `gatsby-plugin-feed` out of `plugins`",
        )
    }),
    ..Profile::DEFAULT
};
