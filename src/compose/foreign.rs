//! `MathML` and SVG: a formula stays as far as `MathML` Core has it, a drawing becomes its words.
//!
//! Of a formula only elements and attributes that [`allowed`] names come out, and
//! within them nothing but text: no link, no script, no HTML that a later parser could move.

use std::borrow::Cow;

use super::allowed;
use super::piece::Piece;
use crate::html::{Element, Node};

/// Elements that hold text alone.
const TOKENS: &[&str] = &["mi", "mn", "mo", "ms", "mtext"];

/// The pieces of a formula; of one without anything to show its annotation, else its alternative text.
pub(super) fn formula(math: Element<'_>) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    if math.node().descendants().any(is_shown) {
        element(math, &mut pieces);
        return pieces;
    }
    let annotation = math.node().descendants().find(|node| node.is("annotation"));
    let annotation = annotation.map(Node::text_content).filter(|text| !text.trim().is_empty());
    let alternative = || math.attribute("alttext").map(str::to_owned);
    pieces.extend(annotation.or_else(alternative).map(|text| Piece::Text(text.into())));
    pieces
}

/// Whether a node is a text of a formula, and of none of its annotations.
fn is_shown(node: Node<'_>) -> bool {
    node.text().is_some_and(|text| !text.trim().is_empty())
        && !node.ancestors().any(|above| above.is("annotation") || above.is("annotation-xml"))
}

fn element<'a>(element: Element<'a>, pieces: &mut Vec<Piece<'a>>) {
    let Some(name) = allowed::MATH_ELEMENTS.iter().find(|name| **name == element.name()) else {
        return match element.name() {
            "annotation" | "annotation-xml" | "script" | "style" => {}
            _ => children(element.node(), pieces),
        };
    };
    pieces.push(Piece::Open(name, attributes(element)));
    if TOKENS.contains(name) {
        pieces.push(Piece::Text(text_of(element.node()).into()));
    } else {
        children(element.node(), pieces);
    }
    pieces.push(Piece::Close(name));
}

fn children<'a>(node: Node<'a>, pieces: &mut Vec<Piece<'a>>) {
    for child in node.children() {
        if let Some(text) = child.text().filter(|text| !text.trim().is_empty()) {
            pieces.push(Piece::Text(text.into()));
        } else if let Some(child) = child.element() {
            if child.is_html() {
                pieces.push(Piece::Text(text_of(child.node()).into()));
            } else {
                element(child, pieces);
            }
        }
    }
}

fn attributes(element: Element<'_>) -> Vec<(&'static str, Cow<'_, str>)> {
    let is_plain = |value: &str| {
        value.chars().all(|letter| letter.is_ascii_alphanumeric() || " #%.+-".contains(letter))
    };
    let own = element.attributes().filter_map(|(name, value)| {
        let known = allowed::MATH_ATTRIBUTES.iter().find(|known| **known == name)?;
        (name == "alttext" || is_plain(value)).then_some((*known, Cow::Borrowed(value)))
    });
    own.collect()
}

/// The words of a drawing: what it is called, then what is written in it. Empty if it has none.
pub(super) fn drawing(svg: Element<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(svg.attribute("aria-label").map(str::to_owned));
    for node in svg.node().descendants() {
        let is_of_words = |node: Node<'_>| {
            ["title", "desc", "text", "foreignObject"].iter().any(|name| node.is(name))
        };
        if is_of_words(node) && !node.ancestors().any(is_of_words) {
            words.push(text_of(node));
        }
    }
    let mut shown: Vec<String> = Vec::new();
    for text in words {
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        // The label is most often the title once more.
        if !text.is_empty() && shown.last() != Some(&text) {
            shown.push(text);
        }
    }
    shown.join(" ")
}

/// The text in a node, without programs and style sheets.
fn text_of(node: Node<'_>) -> String {
    let is_code = |above: Node<'_>| above.is("script") || above.is("style");
    let texts = node.descendants().filter(|inside| !inside.ancestors().any(is_code));
    texts.filter_map(Node::text).collect()
}
