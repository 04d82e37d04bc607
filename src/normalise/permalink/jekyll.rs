//! How Jekyll 4 fills in a permalink.

use unicode_normalization::char::is_combining_mark;

use super::Subject;
use crate::config::Placeholder;
use crate::normalise::path_date;

pub(super) fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let written = || subject.slug.unwrap_or_else(|| name(subject));
    match placeholder {
        Placeholder::Title => hyphenated(written(), "._~!$&'()+,;=@"),
        Placeholder::Slug => hyphenated(written(), "").to_lowercase(),
        Placeholder::FileName => hyphenated(path_date::stem(subject.path), "").to_lowercase(),
        Placeholder::Categories => {
            let escaped = |label: &&str| escaped(&label.to_lowercase()).replace('#', "%23");
            once_each(subject.categories.iter().map(escaped))
        }
        Placeholder::CategorySlugs => {
            once_each(subject.categories.iter().map(|label| hyphenated(label, "").to_lowercase()))
        }
        Placeholder::Section => subject.section.clone(),
        Placeholder::Path => {
            let stem = subject.path.rsplit_once('.').map_or(subject.path, |(stem, _)| stem);
            let folder = format!("_{}/", subject.section);
            stem.split_once(&folder).map_or(stem, |(_, below)| below).to_owned()
        }
        Placeholder::Extension => ".html".to_owned(),
        _ => String::new(),
    }
}

/// With the characters escaped that the WHATWG's parser leaves in a path, and Ruby's does not.
pub(in crate::normalise) fn escaped(path: &str) -> String {
    let escapes = [("%", "%25"), ("[", "%5B"), ("]", "%5D")];
    escapes.iter().fold(path.to_owned(), |path, (letter, code)| path.replace(letter, code))
}

/// The file's name after its date, without dots at its end.
fn name<'a>(subject: &Subject<'a>) -> &'a str {
    path_date::stem_without_date(subject.path).trim_end_matches('.')
}

/// Without what would lead up, and without a second slash beside another.
pub(super) fn tidied(path: &str) -> String {
    let mut tidied = String::with_capacity(path.len() + 1);
    for letter in format!("/{path}").replace("..", "/").replace("./", "").chars() {
        if letter != '/' || !tidied.ends_with('/') {
            tidied.push(letter);
        }
    }
    tidied
}

/// Letters, marks, digits and the characters in `kept`; a hyphen for every run of others between.
fn hyphenated(text: &str, kept: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars() {
        if letter.is_alphanumeric() || is_combining_mark(letter) || kept.contains(letter) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(letter);
        } else {
            gap = true;
        }
    }
    slug
}

fn once_each(words: impl Iterator<Item = String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    once.join("/")
}
