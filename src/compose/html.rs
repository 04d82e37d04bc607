//! A clean body → HTML, as HTML, section 13.3 writes a fragment.

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
                debug_assert!(!allowed::VOID.contains(name));
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
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if attribute => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(entity);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}
