//! An article composed for readers.

use super::{Origin, Person, Term, Timestamp};

/// What every format says of one article. Texts hold only what XML 1.0 can carry, URLs are
/// absolute, HTML is safe and balanced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What subscribers know it by. Atom, which asks for an absolute IRI, shows any other name as
    /// the UUID made from it.
    pub id: String,
    /// The permalink.
    pub url: String,
    /// The title as plain text.
    pub title: String,
    /// When it was first published.
    pub published: Timestamp,
    /// When it was last changed.
    pub updated: Timestamp,
    /// Who wrote it; never empty.
    pub authors: Vec<Person>,
    /// Its categories, then its tags.
    pub terms: Vec<Term>,
    /// Its language as a BCP 47 tag, where it is not the feed's.
    pub language: Option<String>,
    /// The summary as plain text; empty when there is none.
    pub summary: String,
    /// The body as HTML.
    pub content_html: String,
    /// The body as plain text.
    pub content_text: String,
    /// The lead picture.
    pub picture: Option<MediaObject>,
    /// Who helped.
    pub contributors: Vec<Person>,
    /// Who may do what with it, where it says so for itself.
    pub rights: Option<String>,
    /// Where it was taken from, if it was.
    pub origin: Origin,
    /// The page where it is discussed.
    pub comments_url: Option<String>,
}

/// A file that goes with an entry: RSS's enclosure, JSON Feed's attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaObject {
    /// Its address.
    pub url: String,
    /// Its MIME type, such as `image/png`.
    pub media_type: String,
    /// Its length in bytes, where it is known.
    pub length: Option<u64>,
    /// What it shows, for those who cannot see it.
    pub alternative: Option<String>,
    /// Its legend.
    pub caption: Option<String>,
}
