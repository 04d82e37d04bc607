//! A body → what there is to check in it, before it is cleaned.

use std::collections::BTreeMap;
use std::ops::Range;

use super::hidden::is_hidden;
use super::markdown;
use crate::config::Markdown;
use crate::html::{self, Element, Node, Tree};
use crate::model::{Expanded, Inventory, Reference, ReferenceKind, Syntax, too_much_markup};

/// Elements that show something without text.
const MEDIA: &[&str] = &["img", "video", "audio", "iframe", "object", "hr"];

/// Takes stock of a body; nothing if it nests too deep or holds too much markup,
/// which composing it tells.
#[must_use]
pub fn survey(syntax: Syntax, body: &Expanded, choices: Markdown) -> Option<Inventory> {
    if too_much_markup(&body.text).is_some() {
        return None;
    }
    let is_kramdown = choices.kramdown && syntax == Syntax::Markdown;
    let rewritten = is_kramdown.then(|| markdown::kramdown::rewritten(body));
    let body = rewritten.as_ref().unwrap_or(body);
    let tree = match syntax {
        Syntax::Html => html::parse(&body.text).ok()?,
        Syntax::Markdown => markdown::to_tree(&body.text, choices).ok()?,
    };
    let mut inventory = inventory(&tree, syntax);
    let code = match syntax {
        Syntax::Html => Vec::new(),
        Syntax::Markdown => markdown::code(&body.text, choices),
    };
    find_places(&mut inventory.references, body, &code);
    Some(inventory)
}

/// Finds where each address stands outside of `code`: the second of two equal ones behind the first.
fn find_places(references: &mut [Reference], body: &Expanded, code: &[Range<usize>]) {
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    for Reference { written, at, .. } in references {
        let next = next.entry(written).or_default();
        let is_code = |at: &usize| code.iter().any(|range| range.contains(at));
        let from = *next;
        let places = body.text[from..].match_indices(written.as_str());
        let mut places = places.map(|(place, _)| from + place);
        let place = places.find(|place| !is_code(place));
        if let Some(place) = place.filter(|_| !written.is_empty()) {
            *at = Some(body.origin(place));
            *next = place + written.len();
        }
    }
}

fn inventory(tree: &Tree, syntax: Syntax) -> Inventory {
    let mut inventory = Inventory { empty: true, ..Inventory::default() };
    for node in tree.nodes() {
        if let Some(text) = node.text() {
            inventory.empty &= text.trim().is_empty() || is_unseen(node);
            if !is_code(node) {
                inventory.leftovers.extend(leftovers(text));
            }
        } else if let Some(element) = node.element() {
            inventory.empty &= !MEDIA.contains(&element.name());
            inventory.references.extend(reference(element, syntax));
        }
    }
    inventory
}

/// Whether nobody sees a text: that of a program, of a style sheet, or of what is hidden.
fn is_unseen(node: Node<'_>) -> bool {
    node.ancestors()
        .filter_map(Node::element)
        .any(|element| matches!(element.name(), "script" | "style") || is_hidden(element))
}

fn is_code(node: Node<'_>) -> bool {
    node.ancestors()
        .filter_map(Node::element)
        .any(|element| matches!(element.name(), "code" | "pre" | "script" | "style" | "template"))
}

fn reference(element: Element<'_>, syntax: Syntax) -> Option<Reference> {
    let (url, kind) = match element.name() {
        "a" => (element.attribute("href")?, ReferenceKind::Link),
        "img" => {
            let alternative = element
                .attribute("alt")
                .filter(|alternative| syntax == Syntax::Html || !alternative.trim().is_empty());
            let kind = match alternative {
                Some(_) => ReferenceKind::Picture,
                None => ReferenceKind::PictureWithoutAlternative,
            };
            (element.attribute("src")?, kind)
        }
        _ => return None,
    };
    Some(Reference { written: url.to_owned(), at: None, kind })
}

/// What Liquid, Jinja, Go or ERB would have carried out.
fn leftovers(text: &str) -> impl Iterator<Item = String> {
    const FENCES: [(&str, &str); 4] = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("{{<", ">}}")];
    FENCES.into_iter().filter_map(|(open, close)| {
        let start = text.find(open)?;
        let end = text[start..].find(close)? + start + close.len();
        Some(text[start..end].to_owned())
    })
}
