//! Slugs: a title or a term as a name in paths and URLs.
//!
//! Letters lose their accents and other scripts are spelled in Latin letters, so that a slug is
//! made of `a` to `z`, `0` to `9` and single dashes between them. It is never empty and never
//! names a folder but its own:
//!
//! | text | slug | why |
//! |---|---|---|
//! | `Actualité` | `actualite` | however the accent is encoded |
//! | `C`, `C++`, `C#`, `.NET` | `c`, `c-plus-plus`, `c-sharp`, `dot-net` | marks that are part of a name are told |
//! | `北京` | `bei-jing` | |
//! | `../..`, `!?` | `t-` and eight digits of BLAKE3 | nothing can be told |
//! | `CON` | `t-con` | Windows has no folder `con` |

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The longest slug, in bytes. File systems take 255, and a path has several.
const LONGEST: usize = 100;

/// The hexadecimal digits of a hash that stand for what a slug cannot tell.
const HASH_DIGITS: usize = 8;

/// What begins a slug that could not stand alone.
const PREFIX: &str = "t-";

/// The slug of `text`: the same for every encoding of the same text.
#[must_use]
pub fn slug(text: &str) -> String {
    if is_slug(text) && !is_reserved(text) && text.len() <= LONGEST {
        return text.to_owned();
    }
    let composed = composed(text);
    let slug = slug::slugify(with_marks_told(&composed));
    if slug.is_empty() {
        return format!("{PREFIX}{}", hash(&composed));
    }
    if is_reserved(&slug) {
        return format!("{PREFIX}{slug}");
    }
    if slug.len() > LONGEST { shortened(&slug) } else { slug }
}

/// Whether a text is made of small letters, digits and single dashes between them, as the names of
/// most files are.
fn is_slug(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(is_part)
}

/// The text in NFC, without accents that stand on no letter. Below U+0300 there are none to compose.
fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| letter < '\u{300}') {
        return Cow::Borrowed(text);
    }
    text.nfc().filter(|letter| !is_loose_accent(*letter)).collect()
}

/// An accent that no letter could be composed with. Vowel signs, which are letters, are none.
fn is_loose_accent(letter: char) -> bool {
    canonical_combining_class(letter) >= 200
}

/// Spells out the marks that tell one name from another: `C++`, `C#`, `.NET`.
fn with_marks_told(text: &str) -> Cow<'_, str> {
    if !text.contains(['+', '#', '♯', '.']) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let is_name = |at: Option<usize>| {
        at.and_then(|at| letters.get(at)).is_some_and(|letter| letter.is_alphanumeric())
    };
    let is_plus = |at: Option<usize>| at.and_then(|at| letters.get(at)) == Some(&'+');
    let mut told = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let (before, after) = (at.checked_sub(1), at.checked_add(1));
        match letter {
            '+' if is_plus(before) || is_plus(after) || (is_name(before) && !is_name(after)) => {
                told.push_str("-plus-");
            }
            '#' | '♯' if is_name(before) && !is_name(after) => told.push_str("-sharp-"),
            '.' if is_name(after)
                && before.is_none_or(|before| letters[before].is_whitespace()) =>
            {
                told.push_str("dot-");
            }
            letter => told.push(*letter),
        }
    }
    told.into()
}

/// Whether Windows keeps the name for a device.
fn is_reserved(slug: &str) -> bool {
    match slug {
        "con" | "prn" | "aux" | "nul" => true,
        _ => matches!(
            slug.as_bytes(),
            [b'c', b'o', b'm', b'0'..=b'9'] | [b'l', b'p', b't', b'0'..=b'9']
        ),
    }
}

/// The whole words that fit, and a hash of all of it.
fn shortened(slug: &str) -> String {
    let room = LONGEST - HASH_DIGITS - 1;
    let head = &slug[..room];
    let head = match head.rfind('-') {
        Some(dash) if slug.as_bytes()[room] != b'-' => &head[..dash],
        _ => head.trim_end_matches('-'),
    };
    format!("{head}-{}", hash(slug))
}

fn hash(text: &str) -> String {
    let mut hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    hash.truncate(HASH_DIGITS);
    hash
}
