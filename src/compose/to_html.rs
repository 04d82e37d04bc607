//! A clean body → HTML, as HTML, section 13.3 writes a fragment.

use super::allowed;
use super::piece::Piece;
use crate::html::{push_attribute, push_text};

/// The HTML of `pieces`, without white space around it. A link to a part of the entry leads there by the
/// entry's own address, `page`: RSS has no base, JSON Feed neither, and readers that know none would look
/// for `#…` on the home page of the site.
pub(super) fn write(pieces: &[Piece<'_>], capacity: usize, page: &str) -> String {
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
                    if value.starts_with('#') && matches!(*name, "cite" | "href" | "longdesc") {
                        push_attribute(&mut html, page);
                    }
                    push_attribute(&mut html, value);
                    html.push('"');
                }
                html.push('>');
                // A parser takes off the first line end of `pre`.
                if *name == "pre" && starts_with_line_end(pieces.get(at + 1)) {
                    html.push('\n');
                }
            }
            Piece::Text(text) => push_text(&mut html, text),
            Piece::Close(name) => {
                debug_assert!(!allowed::is_void(name));
                html.push_str("</");
                html.push_str(name);
                html.push('>');
            }
            Piece::More | Piece::Own(_) => {}
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
