//! How Zola makes a permalink.

use super::Subject;
use crate::config::Slugs;
use crate::normalise::path_date;

/// The folders as they are, then the slug of what the article or its file is called.
pub(super) fn path(subject: &Subject<'_>) -> String {
    let name = if subject.urls.zola.keep_dates {
        path_date::name(subject.path)
    } else {
        path_date::name_without_date(subject.path)
    };
    let slug = slugified(subject.slug.unwrap_or(name), subject.urls.zola.slugs);
    match path_date::folders(subject.path) {
        "" => format!("/{slug}/"),
        folders => format!("/{folders}/{slug}/"),
    }
}

fn slugified(text: &str, slugs: Slugs) -> String {
    match slugs {
        Slugs::On => slug::slugify(text),
        Slugs::Safe => text
            .trim_end_matches([' ', '.'])
            .replace(['<', '>', ':', '"', '/', '\\', '|', '?', '*'], ""),
        Slugs::Off => text.to_owned(),
    }
}
