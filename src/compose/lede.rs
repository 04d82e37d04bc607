//! Texts of the front matter, which are Markdown → plain text.

use url::Url;

use super::links::Links;
use super::text::{self, Purpose};
use super::{clean, markdown};
use crate::config::{BodyRules, Markdown};
use crate::model::strip_non_xml;

/// The plain text of a lede or a legend. Its links lead nowhere in a plain text.
pub(super) fn plain_text(written: &str) -> Option<String> {
    let (written, _) = strip_non_xml(written);
    let line = written.trim_ascii_end();
    if is_plain(line) {
        return Some(text::collapsed(line));
    }
    let tree = markdown::to_tree(&written, Markdown::default()).ok()?;
    let base = Url::parse("https://summary.invalid/").ok()?;
    let links = Links::new(base, "", &tree);
    let clean = clean::clean(&tree, &links, &BodyRules::default());
    Some(text::write(&clean.pieces, written.len(), Purpose::Summary))
}

/// Whether Markdown surely means what it says: one line, which begins with a letter, without any
/// character that does something inside a line (`CommonMark`, section 6, and GFM).
fn is_plain(markdown: &str) -> bool {
    let is_mark = |byte| {
        matches!(
            byte,
            b'\n' | b'\r' | b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'&' | b'~'
        )
    };
    markdown.starts_with(char::is_alphabetic) && !markdown.bytes().any(is_mark)
}
