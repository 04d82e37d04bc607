//! What addresses of articles are made of.

use std::fmt::Write as _;

use chrono::NaiveDateTime;

use super::Profile;
use crate::config::{OWN_PLACEHOLDERS, Part, PermalinkPattern, Placeholder, UrlRules};
use crate::model::{content_path, slug};

/// The usual placeholders, and `:route`.
pub(super) const fn with_route() -> [(&'static str, Placeholder); OWN_PLACEHOLDERS.len() + 1] {
    let mut all = [("route", Placeholder::Route); OWN_PLACEHOLDERS.len() + 1];
    let mut at = 0;
    while at < OWN_PLACEHOLDERS.len() {
        all[at] = OWN_PLACEHOLDERS[at];
        at += 1;
    }
    all
}

/// What a pattern of permalinks is filled in with.
#[derive(Debug, Clone)]
pub(crate) struct Subject<'a> {
    /// The slug in the front matter.
    pub slug: Option<&'a str>,
    /// The title.
    pub title: &'a str,
    /// The path below the content folder and below the folder of the language.
    pub path: &'a str,
    /// The section or collection; empty if there is none.
    pub section: String,
    /// The folders around it that are sections, from the outermost on.
    pub sections: Vec<&'a str>,
    /// The categories.
    pub categories: Vec<&'a str>,
    /// The slugs of the categories.
    pub category_slugs: Vec<&'a str>,
    /// The date and time of publication by the clock of permalinks.
    pub local: NaiveDateTime,
    /// How names become parts of addresses.
    pub urls: &'a UrlRules,
}

impl Subject<'_> {
    /// The path that a pattern makes on a site with this profile.
    #[must_use]
    pub(crate) fn fill(&self, pattern: &PermalinkPattern, profile: &Profile) -> String {
        (profile.tidy)(self.filled(pattern, profile), self)
    }

    /// The text that a pattern makes on a site with this profile.
    pub(crate) fn filled(&self, pattern: &PermalinkPattern, profile: &Profile) -> String {
        let mut path = String::new();
        for part in &pattern.0 {
            match part {
                Part::Literal(literal) => path.push_str(literal),
                Part::Placeholder(Placeholder::Date(format)) => {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "{}", self.local.format(format));
                }
                Part::Placeholder(placeholder) => {
                    path.push_str(&in_path((profile.word)(self, *placeholder)));
                }
            }
        }
        path
    }

    /// The value of a placeholder on a site without a generator's own rules.
    pub(super) fn word(&self, placeholder: Placeholder) -> String {
        match placeholder {
            Placeholder::Slug => self
                .slug
                .map_or_else(|| slug(content_path::name_without_date(self.path)), str::to_owned),
            Placeholder::Title => slug(self.title),
            Placeholder::Path => match content_path::folders(self.path) {
                "" => String::new(),
                folders => format!("{folders}/"),
            },
            Placeholder::Categories => {
                self.category_slugs.iter().flat_map(|slug| [slug, "/"]).collect()
            }
            _ => String::new(),
        }
    }

    /// The same where names of files stand in addresses as they are, dates and all.
    pub(super) fn word_with_names(&self, placeholder: Placeholder) -> String {
        match placeholder {
            Placeholder::Slug => {
                self.slug.unwrap_or_else(|| content_path::name(self.path)).to_owned()
            }
            other => self.word(other),
        }
    }
}

/// `text` as a part of a path: `?` and `#` would end the path (RFC 3986, section 3.3).
pub(crate) fn in_path(text: String) -> String {
    if text.contains(['?', '#']) { text.replace('?', "%3F").replace('#', "%23") } else { text }
}
