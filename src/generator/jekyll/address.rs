//! How Jekyll 4 fills in a permalink.

use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::config::{Placeholder, Placeholders};
use crate::generator::Subject;
use crate::generator::profile::Published;
use crate::model::content_path;

pub(super) const PLACEHOLDERS: Placeholders = &[
    ("year", Placeholder::Date("%Y")),
    ("short_year", Placeholder::Date("%y")),
    ("month", Placeholder::Date("%m")),
    ("i_month", Placeholder::Date("%-m")),
    ("short_month", Placeholder::Date("%b")),
    ("long_month", Placeholder::Date("%B")),
    ("day", Placeholder::Date("%d")),
    ("i_day", Placeholder::Date("%-d")),
    ("y_day", Placeholder::Date("%j")),
    ("w_year", Placeholder::Date("%G")),
    ("week", Placeholder::Date("%V")),
    ("w_day", Placeholder::Date("%u")),
    ("short_day", Placeholder::Date("%a")),
    ("long_day", Placeholder::Date("%A")),
    ("hour", Placeholder::Date("%H")),
    ("minute", Placeholder::Date("%M")),
    ("second", Placeholder::Date("%S")),
    ("title", Placeholder::Title),
    ("slug", Placeholder::Slug),
    ("name", Placeholder::FileName),
    ("path", Placeholder::Path),
    ("collection", Placeholder::Section),
    ("categories", Placeholder::Categories),
    ("slugified_categories", Placeholder::CategorySlugs),
    ("output_ext", Placeholder::Extension),
];

pub(super) fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let written = || subject.slug.unwrap_or_else(|| name(subject));
    match placeholder {
        Placeholder::Title => hyphenated(written(), "._~!$&'()+,;=@"),
        Placeholder::Slug => slugified(written()),
        Placeholder::FileName => slugified(content_path::stem(subject.path)),
        Placeholder::Categories => {
            once_each(subject.categories.iter().map(|label| escaped(&label.to_lowercase())))
        }
        Placeholder::CategorySlugs => {
            once_each(subject.categories.iter().map(|label| slugified(label)))
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
fn escaped(path: &str) -> String {
    let escapes = [("%", "%25"), ("[", "%5B"), ("]", "%5D")];
    escapes.iter().fold(path.to_owned(), |path, (letter, code)| path.replace(letter, code))
}

/// The file's name after its date, without dots at its end.
fn name<'a>(subject: &Subject<'a>) -> &'a str {
    content_path::stem_without_date(subject.path).trim_end_matches('.')
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

/// What the filter `slugify` makes of a text.
pub(super) fn slugified(text: &str) -> String {
    hyphenated(text, "").to_lowercase()
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

/// A path without empty parts, which Jekyll takes out of what an article says too.
pub(super) fn squeezed(path: &str) -> String {
    let mut squeezed = String::with_capacity(path.len());
    let letters = path.chars();
    letters.for_each(|letter| {
        if letter != '/' || !squeezed.ends_with('/') {
            squeezed.push(letter);
        }
    });
    squeezed
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

/// The id in the feeds of jekyll-feed: the slug in the folder of the permalink.
pub(super) fn feed_id(article: &Published<'_>) -> String {
    let slug = article.slug.unwrap_or_else(|| content_path::stem_without_date(article.path));
    let address = article.permalink.as_str().trim_end_matches('/');
    let folder = address.rsplit_once('/').map_or(address, |(folder, _)| folder);
    let id = format!("{folder}/{}", escaped(slug));
    Url::parse(&id).map_or(id, String::from)
}
