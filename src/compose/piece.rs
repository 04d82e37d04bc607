//! A clean body, as a flat row of pieces that the HTML, the plain text and the summary are
//! written from.

use std::borrow::Cow;

/// A piece of a clean body. Every [`Piece::Open`] that is not of a void element has its
/// [`Piece::Close`]; text is decoded.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// A start tag.
    Open(&'static str, Vec<(&'static str, Cow<'a, str>)>),
    /// Text.
    Text(Cow<'a, str>),
    /// An end tag.
    Close(&'static str),
    /// The end of the part that introduces the article: `<!--more-->`.
    More,
    /// The start (true) or the end of what no summary is made of: what stands in for a player or a
    /// template, and the notes.
    Own(bool),
}

/// The value of the attribute `name`.
pub(super) fn attribute<'p>(attributes: &'p [(&str, Cow<'_, str>)], name: &str) -> Option<&'p str> {
    attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
}

/// How many of `pieces`, which start behind a start tag, lie before the end tag that closes it.
pub(super) fn content_length(pieces: &[Piece<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(name, _) if !super::allowed::is_void(name) => depth += 1,
            Piece::Close(_) if depth == 0 => return at,
            Piece::Close(_) => depth -= 1,
            Piece::Open(..) | Piece::Text(_) | Piece::More | Piece::Own(_) => {}
        }
    }
    pieces.len()
}
