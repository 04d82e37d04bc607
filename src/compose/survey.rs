//! A body → what there is to check in it, before it is cleaned.

use super::markdown;
use crate::config::Markdown;
use crate::html::{self, Element, Node, Tree};
use crate::model::{Expanded, Inventory, Reference, ReferenceKind, Syntax, too_much_markup};

/// Elements that show something without text.
const MEDIA: &[&str] = &["img", "video", "audio", "iframe", "object", "svg", "hr"];

/// Takes stock of a body; nothing if it nests too deep or holds too much markup,
/// which composing it tells.
#[must_use]
pub fn survey(syntax: Syntax, body: &Expanded, choices: Markdown) -> Option<Inventory> {
    if too_much_markup(&body.text).is_some() {
        return None;
    }
    let tree = match syntax {
        Syntax::Html => html::parse(&body.text).ok()?,
        Syntax::Markdown => markdown::to_tree(&body.text, choices).ok()?,
    };
    Some(inventory(&tree, syntax))
}

fn inventory(tree: &Tree, syntax: Syntax) -> Inventory {
    let mut inventory = Inventory { empty: true, ..Inventory::default() };
    for node in tree.nodes() {
        if let Some(text) = node.text() {
            inventory.empty &= text.trim().is_empty();
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
    Some(Reference { written: url.to_owned(), kind })
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
