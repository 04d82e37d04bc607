//! Titles: plain text in every format.

use std::borrow::Cow;

use super::allowed;
use crate::html;
use crate::model::strip_non_xml;

/// Elements that a title may hold (HTML, section 3.2.5.2.5, without media and forms).
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    "wbr",
];

/// The longest title that is looked at for markup, in bytes.
const LONGEST: usize = 4096;

/// The plain text of a title as an author writes it.
///
/// A title is HTML when all its tags are known phrasing elements, each closed, and then its text is
/// the title: `L’<em>État</em> &amp; moi` is “L’État & moi”. Otherwise it is text as it stands:
/// `Vec<T>`, `a < b`, `AT&T`, `Why <em> matters`. ASCII white space is collapsed; no-break spaces
/// stay; what XML 1.0 cannot carry is removed.
#[must_use]
pub fn plain_title(title: &str) -> String {
    let text = from_html(title).map_or(Cow::Borrowed(title), Cow::Owned);
    let text = if text.trim().is_empty() { Cow::Borrowed(title) } else { text };
    let (text, _) = strip_non_xml(&text);
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of `title`, if it is HTML.
fn from_html(title: &str) -> Option<String> {
    if !title.contains(['<', '&']) || title.len() > LONGEST {
        return None;
    }
    let tree = html::parse(&with_lone_ampersands_escaped(title)).ok()?;
    let mut text = String::with_capacity(title.len());
    let mut to_close = 0;
    // The first element is the root that the parser makes.
    for node in tree.root().descendants().skip(1) {
        if let Some(part) = node.text() {
            text.push_str(part);
            continue;
        }
        let name = node.element()?.name();
        if !PHRASING.contains(&name) {
            return None;
        }
        if name == "br" {
            text.push(' ');
        }
        to_close += usize::from(!allowed::is_void(name));
    }
    let closed = title.match_indices("</").count();
    (to_close == closed).then_some(text)
}

/// Old entities need no semicolon, so that `AT&notes` would be `AT¬es`. Only what is written as an
/// entity in full is one here.
fn with_lone_ampersands_escaped(title: &str) -> String {
    let mut escaped = String::with_capacity(title.len());
    for (index, part) in title.split('&').enumerate() {
        if index > 0 {
            let name = part.split_once(';').map(|(name, _)| name.trim_start_matches('#'));
            let entity = name.is_some_and(|name| {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
            escaped.push_str(if entity { "&" } else { "&amp;" });
        }
        escaped.push_str(part);
    }
    escaped
}
