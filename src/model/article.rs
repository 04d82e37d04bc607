//! What is read and what it means.

use std::sync::Arc;

use url::Url;

use super::{Attachment, BodyFingerprint, Episode, Node, Picture, Span, TextFile, Timestamp, slug};

/// How the body of an article is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// `CommonMark` with the extensions that the site uses.
    Markdown,
    /// HTML.
    Html,
}

/// A content file: what the stages after `read` need to find its body again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the site's folder, with `/` between folders.
    pub path: Arc<str>,
    /// Where in `path` the part below the content folder begins, in bytes.
    pub content_start: usize,
    /// How the body is written.
    pub syntax: Syntax,
    /// Where the body begins, in bytes from the start of the file.
    pub body_start: usize,
    /// A hash of the whole file, which must be the same when its body is read.
    pub fingerprint: u64,
    /// The words of the body, to know the article again by; nothing if it has none.
    pub body: Option<BodyFingerprint>,
    /// Its page, where the site as it was built decides.
    pub page: Option<Arc<BuiltPage>>,
}

/// A page that the site's generator wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltPage {
    /// Its file, relative to the built folder, with `/` between folders.
    pub file: Arc<str>,
    /// Its address.
    pub address: Url,
}

impl Source {
    /// The part of the path below the content folder.
    #[must_use]
    pub fn content_path(&self) -> &str {
        self.path.get(self.content_start..).unwrap_or_default()
    }
}

/// A file with its front matter told apart from its body. The body stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The file.
    pub source: Source,
    /// The text of the file up to its body.
    pub head: Arc<TextFile>,
    /// The front matter.
    pub front_matter: Node,
    /// The first thing in the body, if that is a heading of the first level.
    pub heading: Option<Heading>,
}

/// A heading that begins a body, which some generators take for the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its words, as they are written.
    pub text: String,
    /// Where it ends, in bytes from the start of the file.
    pub end: usize,
}

/// One dated article, as the feeds will know it. Everything about it is decided but its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The file it comes from.
    pub source: Source,
    /// What subscribers know it by.
    pub id: Id,
    /// Its address: an absolute URL.
    pub permalink: String,
    /// What decided `permalink`: a slug, a permalink, or the title.
    pub permalink_span: Span,
    /// Its title as written: plain text, or HTML with phrasing elements and entities.
    pub title: String,
    /// When it was first published.
    pub published: Timestamp,
    /// When it was last changed; the same as `published` when the article says nothing.
    pub updated: Timestamp,
    /// From when it is withheld again.
    pub expires: Option<Timestamp>,
    /// Its categories, then its tags, each in the author's order and each slug once.
    pub terms: Vec<Term>,
    /// Its lede as written, in Markdown.
    pub summary: Option<String>,
    /// Its lead picture.
    pub picture: Option<Picture>,
    /// The picture that its page shows above all else: an absolute URL.
    pub banner: Option<String>,
    /// Its sounds and films, the one to play first.
    pub attachments: Vec<Attachment>,
    /// What it is among the episodes of a podcast.
    pub episode: Episode,
    /// Who wrote it, in the author's order; empty when the site speaks.
    pub authors: Vec<Person>,
    /// Its language as a BCP 47 tag, where the article says one.
    pub language: Option<String>,
    /// The collection or section that it belongs to.
    pub section: Option<Arc<str>>,
    /// Who helped.
    pub contributors: Vec<Person>,
    /// Who may do what with it, where that is not the same as for the site.
    pub rights: Option<String>,
    /// Where it was taken from, if it was.
    pub origin: Origin,
    /// The page where it is discussed: an absolute URL.
    pub comments_url: Option<String>,
}

/// Where an article comes from that somebody else published first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The page where it was published first: an absolute URL.
    pub url: Option<String>,
    /// The name of the feed it was taken from.
    pub feed_title: Option<String>,
    /// The address of that feed: an absolute URL.
    pub feed_url: Option<String>,
}

/// An identifier that never changes once subscribers have seen it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Id {
    /// The identifier.
    pub value: Arc<str>,
    /// Where it comes from.
    pub origin: IdOrigin,
}

/// Where an [`Id`] comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdOrigin {
    /// The article says it.
    FrontMatter,
    /// The ledger remembers it.
    Ledger,
    /// The permalink at first publication, or what the feeds of the site's generator made of it.
    Permalink,
}

/// A way to sort articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taxonomy {
    /// `categories`.
    Category,
    /// `tags`.
    Tag,
}

impl Taxonomy {
    /// The name of the folder that holds the feeds of its terms.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Category => "categories",
            Self::Tag => "tags",
        }
    }
}

/// A category or a tag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// Whether it is a category or a tag.
    pub taxonomy: Taxonomy,
    /// The spelling for people.
    pub label: Arc<str>,
    /// The name in paths and URLs: two labels with one slug are one term.
    pub slug: Arc<str>,
}

impl Term {
    /// The term that people write `label`.
    #[must_use]
    pub fn labelled(taxonomy: Taxonomy, label: &str) -> Self {
        Self { taxonomy, label: label.into(), slug: slug(label).into() }
    }
}

/// Somebody who writes (RFC 4287, section 3.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Person {
    /// The name for people.
    pub name: String,
    /// A page about them: an absolute URL.
    pub url: Option<String>,
    /// Their e-mail address, as it was written.
    pub email: Option<String>,
    /// A picture of them: an absolute URL.
    pub avatar: Option<String>,
}

/// The address that `written` is, absolute against `base`; nothing for what is no address of the
/// web, such as `javascript:…`.
#[must_use]
pub fn web_address(written: &str, base: &Url) -> Option<Url> {
    base.join(written).ok().filter(is_of_the_web)
}

/// Whether an address leads to a page or a file, and to nothing that a reader would carry out.
#[must_use]
pub fn is_of_the_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

impl Person {
    /// The e-mail address, if it is one that feeds can name: in ASCII, as RFC 2822's `addr-spec` is
    /// (RFC 4287, section 3.2.3), with the full name of a machine, as validators want it.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.email.as_deref().filter(|email| is_email_address(email))
    }
}

/// Tells an e-mail address from other texts, as [`Person::address`] does.
#[must_use]
pub fn is_email_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_plain = |letter: char| letter.is_ascii_graphic() && !"@<>()[],;:\\\"".contains(letter);
    let is_dot_atom =
        |text: &str| text.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_plain));
    is_dot_atom(local) && is_dot_atom(domain) && domain.contains('.')
}
