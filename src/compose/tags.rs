//! Tags in a text for people, such as a title or a summary, where most `<` begin none.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::allowed;

/// A complete tag.
struct Tag<'t> {
    /// In small letters.
    name: Cow<'t, str>,
    is_end: bool,
    range: Range<usize>,
}

/// `text` with `sign` for each `<` but those of tags: elements of `names` that have both their start
/// tag and their end tag, and those that have no end tag (HTML, section 13.1.2). `<` before anything
/// but a letter, `/`, `!` or `?` stays as well: it is a text to every parser (HTML, section 13.2.5.6).
pub(super) fn escaped_but<'t>(text: &'t str, names: &[&str], sign: &str) -> Cow<'t, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let kept = pairs(text, names);
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (at, _) in text.match_indices('<') {
        let begins_tag = text[at + 1..].starts_with(|next: char| {
            next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')
        });
        if begins_tag && kept.binary_search(&at).is_err() {
            escaped.push_str(&text[from..at]);
            escaped.push_str(sign);
            from = at + 1;
        }
    }
    escaped.push_str(&text[from..]);
    Cow::Owned(escaped)
}

/// Where the tags begin that stay, in order.
fn pairs(text: &str, names: &[&str]) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut open: BTreeMap<Cow<'_, str>, Vec<usize>> = BTreeMap::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('<').map(|at| from + at) {
        from = at + 1;
        let Some(tag) = tag(text, at).filter(|tag| names.contains(&&*tag.name)) else { continue };
        from = tag.range.end;
        if allowed::is_void(&tag.name) {
            kept.push(at);
        } else if !tag.is_end {
            open.entry(tag.name).or_default().push(at);
        } else if let Some(start) = open.get_mut(&tag.name).and_then(Vec::pop) {
            kept.extend([start, at]);
        }
    }
    kept.sort_unstable();
    kept
}

/// The tag that begins at the `<` at `at`, if it has its `>` before another `<`.
fn tag(text: &str, at: usize) -> Option<Tag<'_>> {
    let inside = &text[at + 1..];
    let (is_end, inside) =
        inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let length = inside.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'))?;
    let (name, rest) = inside.split_at(length);
    let name = in_small_letters(name);
    let is_named = rest.starts_with(|next: char| next.is_ascii_whitespace() || "/>".contains(next));
    let end = rest.find(['<', '>']).filter(|end| is_named && rest[*end..].starts_with('>'))?;
    let end = text.len() - rest.len() + end + 1;
    Some(Tag { name, is_end, range: at..end })
}

/// The name of an element as HTML compares it.
pub(super) fn in_small_letters(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}
