//! How Docusaurus makes a permalink.

use super::Subject;
use crate::normalise::path_date;

/// The blog, the date of the path with slashes, the folders, and the name; or the article's slug.
pub(super) fn path(subject: &Subject<'_>) -> String {
    if let Some(slug) = subject.slug {
        return format!("/blog/{slug}");
    }
    if let Some((folders, date, name)) = path_date::split(subject.path) {
        return format!("/blog/{}/{folders}{name}", date.replace('-', "/"));
    }
    let folders = path_date::folders(subject.path);
    let slash = if folders.is_empty() { "" } else { "/" };
    format!("/blog/{folders}{slash}{}", path_date::name(subject.path))
}
