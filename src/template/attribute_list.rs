//! kramdown's and goldmark's attribute lists: `{: .class #id title="…"}`, `{.class}`.

use std::fmt::Write as _;

use super::arguments::Arguments;
use super::html::escaped;
use crate::model::ATTRIBUTE_LIST;

/// The element that the attribute list `written`, without its braces and colon, becomes. Nothing
/// if it is none, such as Rust's `{:?}`.
pub(super) fn element(written: &str) -> Option<String> {
    let mut element = format!("<{ATTRIBUTE_LIST}");
    let words = written.trim();
    if words.is_empty() {
        return None;
    }
    // A definition for other lists to refer to, `{:name: .class}`, is about nothing itself.
    if words
        .split_once(':')
        .is_some_and(|(name, rest)| is_name(name) && rest.starts_with([' ', '.', '#']))
    {
        return Some(String::new());
    }
    let (mut classes, mut id) = (Vec::new(), None);
    let arguments = Arguments::parse(words);
    for word in &arguments.positional {
        for (at, part) in split_marks(word) {
            match at {
                _ if !is_name(part) => return None,
                '#' => id = Some(part.to_owned()),
                _ => classes.push(part.to_owned()),
            }
        }
    }
    if !arguments.named.keys().all(|name| is_name(name)) {
        return None;
    }
    let own = arguments.named.iter().map(|(name, value)| (name.as_str(), value.clone()));
    let classes = (!classes.is_empty()).then(|| ("class", classes.join(" ")));
    for (name, value) in own.chain(classes).chain(id.map(|id| ("id", id))) {
        // Writing to a string cannot fail.
        let _ = write!(element, " {name}=\"{}\"", escaped(&value));
    }
    let _ = write!(element, "></{ATTRIBUTE_LIST}>");
    Some(element)
}

/// `.a.b#c` as its marks with their names; a word without a mark refers to a definition, and
/// `toc` and `no_toc` are such words.
fn split_marks(word: &str) -> Vec<(char, &str)> {
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some(mark) = rest.chars().next() {
        let named = rest.strip_prefix(['.', '#']);
        let body = named.unwrap_or(rest);
        let (name, after) = body.split_at(body.find(['.', '#']).unwrap_or(body.len()));
        parts.push((if named.is_some() { mark } else { ' ' }, name));
        rest = after;
    }
    parts
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && word.chars().all(|character| character.is_alphanumeric() || "-_:".contains(character))
}
