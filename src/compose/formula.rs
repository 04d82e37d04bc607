//! A formula of `MathML` → a line of text: `E=mc^2`, `1/3`, `√(a+b)`.

use super::piece::{self, Piece};

/// The text of the pieces inside `math`.
pub(super) fn text(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        match piece {
            Piece::Open(name, _) => {
                let inside = &pieces[at..at + piece::content_length(&pieces[at..])];
                at += inside.len() + 1;
                text.push_str(&element(name, inside));
            }
            Piece::Text(part) => text.extend(part.split_ascii_whitespace()),
            Piece::Close(_) | Piece::More | Piece::Own(_) => {}
        }
    }
    text
}

fn element(name: &str, inside: &[Piece<'_>]) -> String {
    let signs: &[&str] = match name {
        "mtext" => return written(inside),
        "mo" => return operator(&written(inside)),
        "mspace" => return " ".to_owned(),
        "msqrt" => return format!("√{}", group(text(inside))),
        "mfrac" => &["/"],
        "msup" | "mover" => &["^"],
        "msub" | "munder" => &["_"],
        "msubsup" | "munderover" => &["_", "^"],
        "mroot" => {
            let parts = parts(inside);
            let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
            return format!("{}√{}", part(1), group(part(0)));
        }
        "mtr" => return parts(inside).join(", ") + "; ",
        "mtable" => return text(inside).trim_end_matches("; ").to_owned(),
        _ => return text(inside),
    };
    let mut joined = String::new();
    for (index, part) in parts(inside).into_iter().enumerate() {
        if index > 0 {
            joined.push_str(signs.get(index - 1).copied().unwrap_or(" "));
        }
        // A base of several letters is a function or a word.
        joined.push_str(&if index == 0 && name != "mfrac" { part } else { group(part) });
    }
    joined
}

/// The texts of the elements that are arguments.
fn parts(pieces: &[Piece<'_>]) -> Vec<String> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        if let Piece::Open(name, _) = piece {
            let inside = &pieces[at..at + piece::content_length(&pieces[at..])];
            at += inside.len() + 1;
            parts.push(element(name, inside));
        }
    }
    parts
}

fn written(pieces: &[Piece<'_>]) -> String {
    let texts = pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

/// An operator without the signs that nobody sees: function application, times, separator, plus.
fn operator(sign: &str) -> String {
    sign.trim().trim_matches(|sign| ('\u{2061}'..='\u{2064}').contains(&sign)).to_owned()
}

/// An argument of several signs, in parentheses.
fn group(part: String) -> String {
    let is_one = part.chars().all(|letter| letter.is_alphanumeric() || letter == '.')
        || part.chars().nth(1).is_none();
    if is_one { part } else { format!("({part})") }
}
