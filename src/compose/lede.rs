//! Texts of the front matter, which are Markdown → plain text.

use url::Url;

use super::links::Links;
use super::piece::Piece;
use super::text::{self, Purpose};
use super::title::PHRASING;
use super::{clean, markdown, tags};
use crate::config::{BodyRules, Markdown};
use crate::model::{ATTRIBUTE_LIST, legible};

/// The plain text of a lede or a legend. Its links lead nowhere in a plain text.
pub(super) fn plain_text(written: &str) -> Option<String> {
    let (written, ..) = legible(written);
    let line = written.trim_ascii_end();
    if is_plain(line) {
        return Some(text::collapsed(line));
    }
    let marked = with_marks(&tags::escaped_but(&written, &[PHRASING, BLOCKS].concat(), MARK));
    let tree = markdown::to_tree(&marked, Markdown::default()).ok()?;
    let base = Url::parse("https://summary.invalid/").ok()?;
    let links = Links::new(base, "", &tree);
    let mut clean = clean::clean(&tree, &links, &BodyRules::default());
    // What stands in for a template is a part of the author's sentence.
    clean.pieces.retain(|piece| !matches!(piece, Piece::Own(_)));
    Some(text::write(&clean.pieces, written.len(), Purpose::Summary).replace(MARK, "<"))
}

/// Elements that a lede may hold besides phrases; any other is a text.
const BLOCKS: &[&str] = &[
    ATTRIBUTE_LIST,
    "blockquote",
    "center",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "section",
    "ul",
];

/// Stands for `<` while Markdown is read: a noncharacter, to which Markdown gives no meaning anywhere.
const MARK: &str = "\u{FDD0}";

/// The text with `<` again where Markdown needs it: in `<https://…>`, in `[…](<…>)` and in `\<`.
fn with_marks(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for (index, part) in text.split(MARK).enumerate() {
        if index > 0 {
            let name = part.split(['>', '<', ' ', '\n']).next().unwrap_or_default();
            let is_address = part[name.len()..].starts_with('>') && name.contains([':', '@']);
            let is_markdown = is_address || written.ends_with('\\') || written.ends_with("](");
            written.push_str(if is_markdown { "<" } else { MARK });
        }
        written.push_str(part);
    }
    written
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
