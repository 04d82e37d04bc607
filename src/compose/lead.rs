//! The lead picture and the lede of an article → the start of its content, for readers and mails that show
//! the content alone.

use std::borrow::Cow;

use super::piece::{self, Piece};
use super::text::{self, Purpose};
use crate::model::MediaObject;

/// What to put before `body`: the picture with its legend, then the paragraphs of the lede. Neither where
/// the body has it: the picture anywhere, the lede as its first words.
pub(super) fn pieces(
    picture: Option<&MediaObject>,
    lede: Option<&str>,
    body: &[Piece<'_>],
) -> Vec<Piece<'static>> {
    let mut pieces = Vec::new();
    // No summary is made of it.
    pieces.push(Piece::Own(true));
    if let Some(picture) = picture.filter(|picture| !shows(body, &picture.url)) {
        push_figure(picture, &mut pieces);
    }
    let lede = lede.filter(|lede| !begins_with(body, lede)).unwrap_or_default();
    for paragraph in lede.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        pieces.push(Piece::Open("p", Vec::new()));
        pieces.push(Piece::Text(paragraph.to_owned().into()));
        pieces.push(Piece::Close("p"));
        pieces.push(Piece::Text("\n".into()));
    }
    pieces.push(Piece::Own(false));
    pieces
}

fn push_figure(picture: &MediaObject, pieces: &mut Vec<Piece<'static>>) {
    let alternative = picture.alternative.clone().unwrap_or_default();
    let mut attributes =
        vec![("src", Cow::from(picture.url.clone())), ("alt", Cow::from(alternative))];
    for (name, size) in
        picture.pixels.iter().flat_map(|size| [("width", size.width), ("height", size.height)])
    {
        attributes.push((name, Cow::from(size.to_string())));
    }
    pieces.push(Piece::Open("figure", Vec::new()));
    pieces.push(Piece::Open("img", attributes));
    if let Some(caption) = &picture.caption {
        pieces.push(Piece::Open("figcaption", Vec::new()));
        pieces.push(Piece::Text(caption.clone().into()));
        pieces.push(Piece::Close("figcaption"));
    }
    pieces.push(Piece::Close("figure"));
    pieces.push(Piece::Text("\n".into()));
}

/// Whether a body shows the picture at an address, in whatever size its query asks for.
fn shows(body: &[Piece<'_>], url: &str) -> bool {
    let without_query = |url: &str| url.split('?').next().unwrap_or_default().to_owned();
    let picture = without_query(url);
    body.iter().any(|piece| match piece {
        Piece::Open("img", attributes) => {
            piece::attribute(attributes, "src").is_some_and(|src| without_query(src) == picture)
        }
        _ => false,
    })
}

fn begins_with(body: &[Piece<'_>], lede: &str) -> bool {
    let text = text::write(body, 0, Purpose::Summary);
    let mut words = text.split_whitespace();
    lede.split_whitespace().all(|word| words.next() == Some(word))
}
