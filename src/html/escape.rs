//! Text → HTML that shows it (HTML, section 13.3, "escaping a string").

use memchr::{memchr, memchr3};

/// `text` as HTML, for an element or an attribute in double quotes.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_attribute(&mut html, text);
    html
}

/// Adds `text` to `html` as the content of an element. A no-break space stays as it is typed.
pub(crate) fn push_text(html: &mut String, text: &str) {
    push(html, text, |bytes| memchr3(b'&', b'<', b'>', bytes));
}

/// Adds `text` to `html` as the value of an attribute in double quotes. `<` and `>` are escaped too,
/// so that a filter that reads tags without their quotes is not misled.
pub(crate) fn push_attribute(html: &mut String, text: &str) {
    push(html, text, |bytes| {
        let markup = memchr3(b'&', b'<', b'>', bytes);
        memchr(b'"', &bytes[..markup.unwrap_or(bytes.len())]).or(markup)
    });
}

/// Adds `text` to `html`; `special` finds the first byte that HTML gives a meaning.
fn push(html: &mut String, text: &str, special: impl Fn(&[u8]) -> Option<usize>) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        let (plain, from) = rest.split_at(at);
        html.push_str(plain);
        let mut from = from.chars();
        html.push_str(match from.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            _ => "&quot;",
        });
        rest = from.as_str();
    }
    html.push_str(rest);
}
