//! Files that go with an article: pictures, sounds, films.

use std::collections::BTreeMap;

use super::Span;

/// The lead picture of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its address: an absolute URL.
    pub url: String,
    /// Where the address stands.
    pub span: Span,
    /// What it shows, for those who cannot see it.
    pub alternative: Option<String>,
    /// Its legend.
    pub caption: Option<String>,
}

/// A sound or a film that goes with an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its address: an absolute URL.
    pub url: String,
    /// Where the address stands.
    pub span: Span,
    /// Its MIME type, of `audio` or `video`.
    pub media_type: String,
    /// What it is called.
    pub title: Option<String>,
    /// Its length in bytes, where the article says it.
    pub length: Option<u64>,
    /// How long it plays, in seconds.
    pub duration: Option<u64>,
}

/// What is known of a file from the file itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileFacts {
    /// Its length in bytes.
    pub length: u64,
    /// Its width and height, if it is a picture.
    pub pixels: Option<Pixels>,
}

/// The size of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The files of the site that an article names, by URL; nothing where there is no such file. Files
/// of other sites are not among them.
pub type SiteFiles = BTreeMap<String, Option<FileFacts>>;
