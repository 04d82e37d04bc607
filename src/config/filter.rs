//! Which articles a named feed is about.

use chrono::NaiveDate;

/// A condition on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Every condition holds; with none, it holds for each article.
    All(Vec<Filter>),
    /// One of the conditions holds.
    Any(Vec<Filter>),
    /// The condition does not hold.
    Not(Box<Filter>),
    /// The article has the category with this slug.
    Category(String),
    /// The article has the tag with this slug.
    Tag(String),
    /// An author has this name, whatever the case.
    Author(String),
    /// The article is in this language, or in a variety of it (RFC 4647, section 3.3.1).
    Language(String),
    /// It was published on or after this day, in the site's zone.
    Since(NaiveDate),
    /// It was published before this day, in the site's zone.
    Before(NaiveDate),
    /// Its path below the content folder matches this glob.
    Path(glob::Pattern),
}
