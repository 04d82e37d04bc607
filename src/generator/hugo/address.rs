//! How Hugo makes and fills in a permalink.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::config::{Cut, Placeholder, Placeholders, UrlRules};
use crate::generator::Subject;
use crate::model::content_path;

/// The address of a page without a pattern: its folders, and its slug or its file's name.
pub(in crate::generator) fn path(subject: &Subject<'_>) -> String {
    let urls = subject.urls;
    // In the path of a file every blank is a hyphen.
    let of_path = |path: &str| {
        let gap = if urls.keep_case { " " } else { "-" };
        sanitized(&path.replace(' ', gap), urls)
    };
    let folders = of_path(content_path::folders(subject.path));
    let name = subject
        .slug
        .map_or_else(|| of_path(content_path::name(subject.path)), |slug| of_slug(slug, urls));
    with_end(&format!("/{folders}/{name}"), subject)
}

pub(super) const PLACEHOLDERS: Placeholders = &[
    ("year", Placeholder::Date("%Y")),
    ("month", Placeholder::Date("%m")),
    ("monthname", Placeholder::Date("%B")),
    ("day", Placeholder::Date("%d")),
    ("weekday", Placeholder::Date("%w")),
    ("weekdayname", Placeholder::Date("%A")),
    ("yearday", Placeholder::Date("%-j")),
    ("2006", Placeholder::Date("%Y")),
    ("06", Placeholder::Date("%y")),
    ("01", Placeholder::Date("%m")),
    ("1", Placeholder::Date("%-m")),
    ("02", Placeholder::Date("%d")),
    ("2", Placeholder::Date("%-d")),
    ("002", Placeholder::Date("%j")),
    ("Jan", Placeholder::Date("%b")),
    ("January", Placeholder::Date("%B")),
    ("Mon", Placeholder::Date("%a")),
    ("Monday", Placeholder::Date("%A")),
    ("15", Placeholder::Date("%H")),
    ("04", Placeholder::Date("%M")),
    ("05", Placeholder::Date("%S")),
    ("20060102", Placeholder::Date("%Y%m%d")),
    ("200601", Placeholder::Date("%Y%m")),
    ("0102", Placeholder::Date("%m%d")),
    ("section", Placeholder::Section),
    ("sections", Placeholder::Sections(Cut::Whole)),
    ("title", Placeholder::Title),
    ("slug", Placeholder::Slug),
    ("filename", Placeholder::FileName),
    ("contentbasename", Placeholder::FileName),
    ("slugorfilename", Placeholder::SlugOrFileName),
    ("slugorcontentbasename", Placeholder::SlugOrFileName),
];

pub(super) fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let urls = subject.urls;
    let text = match (placeholder, subject.slug) {
        (Placeholder::Slug | Placeholder::SlugOrFileName, Some(slug)) => {
            return of_slug(slug, urls);
        }
        (Placeholder::Title | Placeholder::Slug, _) => subject.title,
        (Placeholder::FileName | Placeholder::SlugOrFileName, _) => {
            content_path::name(subject.path)
        }
        (Placeholder::Section, _) => return sanitized(&subject.section, urls),
        (Placeholder::Sections(cut), _) => {
            return sanitized(&cut.of(&subject.sections).join("/"), urls);
        }
        _ => "",
    };
    // They are one part of a path.
    sanitized(&text.replace(['/', '+', '#'], " "), urls)
}

/// What Hugo makes of a term in the address of its page.
pub(super) fn term(label: &str, urls: &UrlRules) -> String {
    sanitized(label, urls)
}

/// A slug may be a path.
fn of_slug(slug: &str, urls: &UrlRules) -> String {
    sanitized(&slug.trim_matches('/').replace('+', " "), urls)
}

/// A pattern filled in: small letters, and a folder or a page.
pub(super) fn tidied(path: &str, subject: &Subject<'_>) -> String {
    with_end(&if subject.urls.keep_case { path.to_owned() } else { small(path) }, subject)
}

/// With no empty part, and a slash or `.html` at its end.
fn with_end(path: &str, subject: &Subject<'_>) -> String {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => "/".to_owned(),
        parts if subject.urls.ugly.holds_in(&subject.section.to_lowercase()) => {
            format!("/{}.html", parts.join("/"))
        }
        parts => format!("/{}/", parts.join("/")),
    }
}

/// What an article says of its own address: a folder, unless its last part has the extension of a file.
pub(super) fn folder(path: &str) -> String {
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_file = [".html", ".htm", ".xml", ".json", ".txt", ".php", ".aspx"]
        .iter()
        .any(|extension| last.ends_with(extension));
    if last.is_empty() || is_file { path.to_owned() } else { format!("{path}/") }
}

/// In small letters, one for one as Go has it.
fn small(text: &str) -> String {
    text.chars().filter_map(|letter| letter.to_lowercase().next()).collect()
}

/// What Hugo lets stand in a path; blanks between become one hyphen.
fn sanitized(text: &str, urls: &UrlRules) -> String {
    let mut path = String::with_capacity(text.len());
    let mut gap = false;
    for (at, letter) in text.char_indices() {
        let is_escape = || {
            let code = text.as_bytes().get(at + 1..at + 3);
            letter == '%' && code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
        };
        let allowed = letter.is_alphanumeric()
            || is_combining_mark(letter)
            || "./\\_#+~-@".contains(letter)
            || is_escape();
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
    if urls.keep_case { path } else { small(&path) }
}
