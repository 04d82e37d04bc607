//! Gatsby.

use super::Profile;

pub(super) const PROFILE: Profile = Profile {
    name: "gatsby",
    title: "Gatsby",
    marks: &["gatsby-config.js", "gatsby-config.ts"],
    content: "content/blog",
    permalink: Some("/:path:slug/"),
    word: |subject, placeholder| subject.word_with_names(placeholder),
    old_feed: ("/rss.xml", "rss.xml"),
    ..Profile::DEFAULT
};
