//! How Hugo makes and fills in a permalink.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::config::{HugoUrls, Placeholder, Placeholders, UrlRules};
use crate::generator::Subject;
use crate::model::content_path;

/// The address of a page without a pattern: its folders, and its slug or its file's name.
pub(in crate::generator) fn path(subject: &Subject<'_>) -> String {
    let urls = subject.urls.hugo;
    // In the path of a file every blank is a hyphen.
    let of_path = |path: &str| {
        let gap = if urls.keep_case { " " } else { "-" };
        sanitized(&path.replace(' ', gap), urls)
    };
    let folders = of_path(content_path::folders(subject.path));
    let name = subject
        .slug
        .map_or_else(|| of_path(content_path::name(subject.path)), |slug| sanitized(slug, urls));
    let slash = if folders.is_empty() { "" } else { "/" };
    let end = if urls.ugly { ".html" } else { "/" };
    format!("/{folders}{slash}{name}{end}")
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
    ("section", Placeholder::Section),
    ("sections", Placeholder::Sections),
    ("title", Placeholder::Title),
    ("slug", Placeholder::Slug),
    ("filename", Placeholder::FileName),
    ("contentbasename", Placeholder::FileName),
    ("slugorfilename", Placeholder::SlugOrFileName),
    ("slugorcontentbasename", Placeholder::SlugOrFileName),
];

pub(super) fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let name = || content_path::name(subject.path);
    let text = match placeholder {
        Placeholder::Title => subject.title,
        Placeholder::Slug => subject.slug.unwrap_or(subject.title),
        Placeholder::FileName => name(),
        Placeholder::SlugOrFileName => subject.slug.unwrap_or_else(name),
        Placeholder::Section => return sanitized(&subject.section, subject.urls.hugo),
        Placeholder::Sections => {
            return sanitized(content_path::folders(subject.path), subject.urls.hugo);
        }
        _ => "",
    };
    // They are one part of a path.
    sanitized(&text.replace(['/', '+', '#'], " "), subject.urls.hugo)
}

/// What Hugo makes of a term in the address of its page.
pub(super) fn term(label: &str, urls: UrlRules) -> String {
    sanitized(label, urls.hugo)
}

/// A pattern filled in: small letters, and a folder unless it is a file.
pub(super) fn tidied(path: &str, urls: HugoUrls) -> String {
    let path = if urls.keep_case { path.to_owned() } else { small(path) };
    let path = folder(&path);
    match path.strip_suffix('/') {
        Some(file) if urls.ugly && !file.is_empty() => format!("{file}.html"),
        _ => path,
    }
}

/// With a slash at its end, unless its last part has the extension of a file.
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
fn sanitized(text: &str, urls: HugoUrls) -> String {
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
