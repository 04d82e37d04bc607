//! Titles: plain text in every format.

use std::borrow::Cow;

use super::tags;
use crate::html;
use crate::model::legible;

/// Elements that a title may hold: phrases (HTML, section 3.2.5.2.5), without media and forms, of former
/// times too.
pub(super) const PHRASING: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// The longest title that is looked at for markup, in bytes.
const LONGEST: usize = 4096;

/// The plain text of a title as an author writes it.
///
/// Phrasing elements that have their end tag are markup, and so are entities: `L’<em>État</em> &amp;
/// moi` is “L’État & moi”. Everything else is text as it stands: `Vec<T>`, `a<b`, `AT&T`, `<tr>`, `Why
/// <em> matters`. ASCII white space is collapsed; no-break spaces stay; characters are those that
/// [`legible`] gives.
#[must_use]
pub fn plain_title(title: &str) -> String {
    let text = from_html(title).map_or(Cow::Borrowed(title), Cow::Owned);
    let text = if text.trim().is_empty() { Cow::Borrowed(title) } else { text };
    let (text, ..) = legible(&text);
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of `title`, if it is HTML.
fn from_html(title: &str) -> Option<String> {
    if !title.contains(['<', '&']) || title.len() > LONGEST {
        return None;
    }
    let written = tags::escaped_but(title, PHRASING, "&lt;");
    let tree = html::parse(&with_lone_ampersands_escaped(&written)).ok()?;
    let mut text = String::with_capacity(title.len());
    for node in tree.root().descendants() {
        text.push_str(node.text().unwrap_or_default());
        if node.is("br") {
            text.push(' ');
        }
    }
    Some(text)
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
