//! A clean body → HTML, as HTML, section 13.3 writes a fragment.

use memchr::{memchr, memchr3};

use super::allowed;
use super::piece::Piece;

/// The HTML of `pieces`, without white space around it.
pub(super) fn write(pieces: &[Piece<'_>], capacity: usize) -> String {
    let mut html = String::with_capacity(capacity);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(name, attributes) => {
                html.push('<');
                html.push_str(name);
                for (name, value) in attributes {
                    html.push(' ');
                    html.push_str(name);
                    html.push_str("=\"");
                    escape(&mut html, value, true);
                    html.push('"');
                }
                html.push('>');
                // A parser takes off the first line end of `pre`.
                if *name == "pre" && starts_with_line_end(pieces.get(at + 1)) {
                    html.push('\n');
                }
            }
            Piece::Text(text) => escape(&mut html, text, false),
            Piece::Close(name) => {
                debug_assert!(!allowed::is_void(name));
                html.push_str("</");
                html.push_str(name);
                html.push('>');
            }
            Piece::More => {}
        }
    }
    html.truncate(html.trim_ascii_end().len());
    let start = html.len() - html.trim_ascii_start().len();
    html.drain(..start);
    html
}

fn starts_with_line_end(piece: Option<&Piece<'_>>) -> bool {
    matches!(piece, Some(Piece::Text(text)) if text.starts_with('\n'))
}

/// Escapes `<` and `>` in attributes too: a filter that reads tags without quotes is not misled.
/// A no-break space stays as it is typed.
fn escape(html: &mut String, text: &str, attribute: bool) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes(), attribute) {
        let (plain, from) = rest.split_at(at);
        html.push_str(plain);
        html.push_str(match from.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &from[1..];
    }
    html.push_str(rest);
}

/// Where the first byte is that HTML gives a meaning.
fn special(bytes: &[u8], attribute: bool) -> Option<usize> {
    let markup = memchr3(b'&', b'<', b'>', bytes);
    if !attribute {
        return markup;
    }
    memchr(b'"', &bytes[..markup.unwrap_or(bytes.len())]).or(markup)
}
