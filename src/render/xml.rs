//! What Atom and RSS have in common: crates write them, but only as whole documents.

use std::fmt::Display;

use memchr::memmem;

use super::{Contents, Frame};
use crate::model::push_replacing;

/// One of the crates writes no encoding and the other one no line end, so both leave it to us.
const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

/// More than most of what the crates write has bytes.
const USUAL: usize = 4096;

/// The document that a crate writes to what it is given.
pub(super) fn document<E: Display>(write: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, E>) -> String {
    let bytes = write(Vec::with_capacity(USUAL))
        .unwrap_or_else(|error| unreachable!("memory takes what is written: {error}"));
    String::from_utf8(bytes).unwrap_or_else(|error| unreachable!("texts are UTF-8: {error}"))
}

/// What stands from the first start tag of `name` to its last end tag.
pub(super) fn element<'a>(document: &'a str, name: &str) -> &'a str {
    let (start_tag, end_tag) = (format!("<{name}"), format!("</{name}>"));
    let start = document.find(&start_tag).unwrap_or(0);
    let end = document.rfind(&end_tag).map_or(document.len(), |at| at + end_tag.len());
    &document[start..end]
}

/// The element `xml` with a text in a child that was written empty, before `end`; `write` writes it.
/// Nothing else can be taken for `end`, for in every other text `<` is escaped.
pub(super) fn with_text(
    xml: &str,
    end: &str,
    text: &str,
    write: impl FnOnce(&mut String, &str),
) -> String {
    let (before, after) =
        xml.split_at(memmem::find(xml.as_bytes(), end.as_bytes()).unwrap_or(xml.len()));
    let mut whole = String::with_capacity(xml.len() + text.len() + text.len() / 4);
    whole.push_str(before);
    write(&mut whole, text);
    whole.push_str(after);
    whole
}

/// Writes character data with the references that the crates write.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let is = |byte, special| u8::from(byte == special);
    let is_special =
        |byte| is(byte, b'<') | is(byte, b'>') | is(byte, b'&') | is(byte, b'"') | is(byte, b'\'');
    push_replacing(out, text, is_special, |out, byte| {
        out.push_str(match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            _ => "&apos;",
        });
    });
}

/// Writes what stands in a CDATA section, which what would end it makes two (XML 1.0, section 2.7).
pub(super) fn push_in_cdata(out: &mut String, text: &str) {
    let mut start = 0;
    for at in memmem::find_iter(text.as_bytes(), b"]]>") {
        let end = at + "]]".len();
        out.extend([&text[start..end], "]]><![CDATA["]);
        start = end;
    }
    out.push_str(&text[start..]);
}

/// A document with this root element, whose entries stand in front of its last `end_tag`;
/// `stylesheet` is the path of one for browsers (W3C, Associating Style Sheets with XML documents).
pub(super) fn frame(
    root: &str,
    end_tag: &str,
    contents: Contents,
    stylesheet: Option<&str>,
) -> Frame {
    let (head, foot) = root.split_at(root.rfind(end_tag).unwrap_or(root.len()));
    let after_entries = if contents.count > 0 { "\n" } else { "" };
    let stylesheet = stylesheet
        .map(|path| format!("<?xml-stylesheet type=\"text/css\" href=\"{path}\"?>\n"))
        .unwrap_or_default();
    Frame {
        head: format!("{DECLARATION}\n{stylesheet}{head}\n"),
        between: "\n",
        foot: format!("{after_entries}{foot}\n"),
    }
}
