//! What an article is about, in a few sentences of plain text.

use unicode_segmentation::UnicodeSegmentation as _;

use super::piece::{self, Piece};
use super::text::{self, Purpose};

/// The longest summary taken from a body, in graphemes. What an author wrote as the summary is
/// never cut.
pub const SUMMARY_LIMIT: usize = 500;

/// The summary of a body: the part before `<!--more-->`, else the first paragraph with text, else
/// the text as a whole; cut at [`SUMMARY_LIMIT`].
pub(super) fn of_body(pieces: &[Piece<'_>]) -> String {
    let before_more = pieces.iter().position(|piece| matches!(piece, Piece::More));
    let introduction = before_more.map(|more| text::write(&pieces[..more], 0, Purpose::Summary));
    let summary = introduction
        .filter(|text| !text.is_empty())
        .or_else(|| first_paragraph(pieces))
        .unwrap_or_else(|| text::write(pieces, 0, Purpose::Summary));
    cut(summary, SUMMARY_LIMIT)
}

fn first_paragraph(pieces: &[Piece<'_>]) -> Option<String> {
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        match piece {
            Piece::Own(true) => at += text::own_length(&pieces[at..]),
            Piece::Open("p", _) => {
                let inside = &pieces[at..at + piece::content_length(&pieces[at..])];
                let text = text::write(inside, 0, Purpose::Summary);
                if text.contains(char::is_alphanumeric) && !is_bare_address(inside, &text) {
                    return Some(text);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a paragraph is nothing but a link that shows its own address.
fn is_bare_address(paragraph: &[Piece<'_>], text: &str) -> bool {
    let is_blank = |piece: &Piece<'_>| matches!(piece, Piece::Text(text) if text.trim().is_empty());
    let first = paragraph.iter().find(|piece| !is_blank(piece));
    let Some(Piece::Open("a", attributes)) = first else { return false };
    piece::attribute(attributes, "href").is_some_and(|href| text::is_address_of(text, href))
}

/// Whether the plain text of `pieces` certainly has more words than `summary`, as it has more
/// characters than that has bytes. Not counted is what a plain text leaves out: ways back from notes,
/// parts of tables.
pub(super) fn says_less(summary: &str, pieces: &[Piece<'_>]) -> bool {
    let before_table = pieces.iter().take_while(|piece| !matches!(piece, Piece::Open("table", _)));
    let texts = before_table.filter_map(|piece| match piece {
        Piece::Text(text) if text.trim() != text::BACK => Some(&**text),
        _ => None,
    });
    let mut written = texts.flat_map(str::chars).filter(|character| !character.is_whitespace());
    written.nth(summary.len()).is_some()
}

/// Cuts behind a word, so that with its ellipsis the text has at most `limit` graphemes.
///
/// Words end at white space; in a script that writes none, where UAX 29 says. A word longer than
/// half the limit is cut between graphemes.
fn cut(mut text: String, limit: usize) -> String {
    // A grapheme has at least one byte, so most texts need no counting.
    if text.len() <= limit {
        return text;
    }
    let Some(end) = grapheme_starts(&text).nth(limit - 1) else { return text };
    if end + grapheme_length(&text[end..]) == text.len() {
        return text;
    }
    let fits = |at: &usize| *at <= end && *at > end / 2;
    // The space behind the last word that fits may itself be the first thing that does not.
    let space = text[..text.ceil_char_boundary(end + 1)]
        .rfind(|character: char| character.is_ascii_whitespace());
    let word =
        || text.split_word_bound_indices().map(|(at, _)| at).take_while(|at| *at <= end).last();
    let at = space.filter(fits).or_else(|| word().filter(fits)).unwrap_or(end);
    let kept = text[..at].trim_end_matches(|last: char| {
        last.is_whitespace() || matches!(last, ',' | ';' | ':' | '–' | '—' | '(' | '«' | '“')
    });
    text.truncate(kept.len());
    text.push('…');
    text
}

fn grapheme_starts(text: &str) -> impl Iterator<Item = usize> {
    let next = |at: &usize| Some(at + grapheme_length(&text[*at..]));
    std::iter::successors(Some(0), next).take_while(|at| *at < text.len())
}

/// How many bytes the first grapheme has (UAX 29, section 3). ASCII before ASCII is one, but for CR.
fn grapheme_length(text: &str) -> usize {
    match text.as_bytes() {
        [first, second, ..] if first.is_ascii() && second.is_ascii() && *first != b'\r' => 1,
        _ => text.graphemes(true).next().map_or(1, str::len),
    }
}
