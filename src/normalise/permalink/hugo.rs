//! How Hugo makes and fills in a permalink.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Subject;
use crate::config::{HugoUrls, Placeholder};
use crate::normalise::path_date;

/// The address of a page without a pattern: its folders, and its slug or its file's name.
pub(super) fn path(subject: &Subject<'_>) -> String {
    let urls = subject.urls.hugo;
    let folders = sanitized(path_date::folders(subject.path), urls);
    let name = sanitized(subject.slug.unwrap_or_else(|| path_date::name(subject.path)), urls);
    let slash = if folders.is_empty() { "" } else { "/" };
    let end = if urls.ugly { ".html" } else { "/" };
    format!("/{folders}{slash}{name}{end}")
}

pub(super) fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let name = || path_date::name(subject.path);
    let text = match placeholder {
        Placeholder::Title => subject.title,
        Placeholder::Slug => subject.slug.unwrap_or(subject.title),
        Placeholder::FileName => name(),
        Placeholder::SlugOrFileName => subject.slug.unwrap_or_else(name),
        Placeholder::Section => &subject.section,
        Placeholder::Sections => path_date::folders(subject.path),
        _ => "",
    };
    sanitized(text, subject.urls.hugo).replace('#', "%23")
}

/// What Hugo lets stand in a path; blanks between become one hyphen.
fn sanitized(text: &str, urls: HugoUrls) -> String {
    let mut path = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars() {
        let allowed =
            letter.is_alphanumeric() || is_combining_mark(letter) || "./\\_#+~-@%".contains(letter);
        if allowed {
            if gap && letter != '-' {
                path.push('-');
            }
            gap = false;
            path.push(letter);
        } else if letter.is_whitespace() && !path.is_empty() && !path.ends_with('-') {
            gap = true;
        }
    }
    if urls.remove_accents {
        path = path.nfd().filter(|letter| !is_combining_mark(*letter)).nfc().collect();
    }
    if urls.keep_case { path } else { path.to_lowercase() }
}
