//! A body → what there is to check in it, before it is cleaned.

use scraper::{ElementRef, Html, Node};

use super::{markdown, tree};
use crate::config::Markdown;
use crate::model::{Expanded, Inventory, Reference, ReferenceKind, Syntax};

/// Elements that show something without text.
const MEDIA: &[&str] = &["img", "video", "audio", "iframe", "object", "svg", "hr"];

/// Takes stock of a body; nothing if it nests too deep, which composing it tells.
#[must_use]
pub fn survey(syntax: Syntax, body: &Expanded, choices: Markdown) -> Option<Inventory> {
    let html = match syntax {
        Syntax::Html => tree::parse(&body.text).ok()?,
        Syntax::Markdown => tree::parse(&markdown::to_html(&body.text, choices).ok()?).ok()?,
    };
    Some(inventory(&html, syntax))
}

fn inventory(html: &Html, syntax: Syntax) -> Inventory {
    let mut inventory = Inventory { empty: true, ..Inventory::default() };
    for node in html.tree.nodes() {
        match node.value() {
            Node::Text(text) => {
                inventory.empty &= text.trim().is_empty();
                let in_code = node.ancestors().filter_map(ElementRef::wrap).any(|element| {
                    matches!(
                        element.value().name(),
                        "code" | "pre" | "script" | "style" | "template"
                    )
                });
                if !in_code {
                    inventory.leftovers.extend(leftovers(text));
                }
            }
            Node::Element(element) => {
                inventory.empty &= !MEDIA.contains(&element.name());
                let reference = match element.name() {
                    "a" => element.attr("href").map(|url| (url, ReferenceKind::Link)),
                    "img" => {
                        let alternative = element.attr("alt").filter(|alternative| {
                            syntax == Syntax::Html || !alternative.trim().is_empty()
                        });
                        let kind = match alternative {
                            Some(_) => ReferenceKind::Picture,
                            None => ReferenceKind::PictureWithoutAlternative,
                        };
                        element.attr("src").map(|url| (url, kind))
                    }
                    _ => None,
                };
                inventory.references.extend(
                    reference.map(|(url, kind)| Reference { written: url.to_owned(), kind }),
                );
            }
            _ => {}
        }
    }
    inventory
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
