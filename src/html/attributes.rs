//! The number of attributes of a tag.
//!
//! A parser compares each attribute with those before it (HTML, section 13.2.5.33), so that a tag of
//! four megabytes takes a minute. It is looked at before the parser is given it.

use memchr::{memchr, memchr_iter};

/// How many attributes a tag may have; pages that people or programs write stay below 60.
pub const MAX_ATTRIBUTES: usize = 256;

/// An attribute takes two bytes at least, and a tag three more.
const SHORTEST: usize = MAX_ATTRIBUTES * 2 + 3;

/// Where `html` may have a tag of more than [`MAX_ATTRIBUTES`], in bytes: each `<` that begins one
/// unless it stands in a comment, a script, a value or the like.
pub(super) fn crowded(html: &str) -> impl Iterator<Item = usize> {
    let last = html.len().saturating_sub(SHORTEST);
    memchr_iter(b'<', &html.as_bytes()[..last]).filter(|at| is_crowded(&html.as_bytes()[at + 1..]))
}

/// Whether `html` may have a tag of more than [`MAX_ATTRIBUTES`].
pub(crate) fn may_be_crowded(html: &str) -> bool {
    crowded(html).next().is_some()
}

/// Whether a tag of which the `<` has been read has more than [`MAX_ATTRIBUTES`] (HTML, sections
/// 13.2.5.6 to 13.2.5.40).
fn is_crowded(tag: &[u8]) -> bool {
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    if !name.first().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let skip = |rest: &[u8], is_end: &dyn Fn(&u8) -> bool| {
        rest.iter().position(is_end).unwrap_or(rest.len())
    };
    let mut rest = &name[skip(name, &is_end)..];
    for _ in 0..=MAX_ATTRIBUTES {
        rest = &rest[skip(rest, &|byte| !byte.is_ascii_whitespace() && *byte != b'/')..];
        if matches!(rest.first(), None | Some(b'>')) {
            return false;
        }
        // The first byte of a name may be `=`.
        rest = &rest[1..];
        rest = &rest[skip(rest, &|byte| is_end(byte) || *byte == b'=')..];
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        rest = match value.first() {
            Some(quote @ (b'"' | b'\'')) => match memchr(*quote, &value[1..]) {
                Some(end) => &value[end + 2..],
                None => return false,
            },
            _ => &value[skip(value, &|byte| byte.is_ascii_whitespace() || *byte == b'>')..],
        };
    }
    true
}
