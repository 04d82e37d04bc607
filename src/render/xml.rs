//! What Atom and RSS have in common: crates write them, but only as whole documents.

use super::{Contents, Frame};

/// One of the crates writes no encoding and the other one no line end, so both leave it to us.
const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

/// What stands from the first start tag of `name` to its last end tag.
pub(super) fn element<'a>(document: &'a str, name: &str) -> &'a str {
    let (start_tag, end_tag) = (format!("<{name}"), format!("</{name}>"));
    let start = document.find(&start_tag).unwrap_or(0);
    let end = document.rfind(&end_tag).map_or(document.len(), |at| at + end_tag.len());
    &document[start..end]
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
