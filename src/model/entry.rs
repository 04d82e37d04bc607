//! An article composed for readers.

use super::{Episode, Origin, Person, Pixels, Term, Timestamp};

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
    /// The body as HTML; empty in a feed of summaries.
    pub content_html: String,
    /// The body as plain text; empty where nobody asks for it and it says more than the summary.
    pub content_text: String,
    /// The lead picture.
    pub picture: Option<MediaObject>,
    /// The picture that its page shows above all else.
    pub banner: Option<String>,
    /// Its sounds and films, the one to play first.
    pub attachments: Vec<MediaObject>,
    /// What it is among the episodes of a podcast; said only beside a sound or a film.
    pub episode: Episode,
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediaObject {
    /// Its address.
    pub url: String,
    /// Its MIME type, such as `image/png`.
    pub media_type: String,
    /// Its length in bytes, where it is known.
    pub length: Option<u64>,
    /// Its size, where it is known.
    pub pixels: Option<Pixels>,
    /// How long it plays, in seconds.
    pub duration: Option<u64>,
    /// What it shows, for those who cannot see it.
    pub alternative: Option<String>,
    /// Its legend, or what it is called.
    pub caption: Option<String>,
}

impl Entry {
    /// The summary, where it is less than the text and other than the title (RFC 4287, section
    /// 4.2.13), or all there is.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        let summary = self.summary.as_str();
        let repeats = |text: &str| summary.split_whitespace().eq(text.split_whitespace());
        let says_more =
            self.content_html.is_empty() || !(repeats(&self.title) || repeats(&self.content_text));
        (!summary.is_empty() && says_more).then_some(summary)
    }

    /// The entry as a feed of summaries shows it. JSON Feed asks for some content, so there the
    /// summary is that too.
    #[must_use]
    pub fn summarised(&self) -> Self {
        Self { content_html: String::new(), content_text: self.summary.clone(), ..self.clone() }
    }
}
