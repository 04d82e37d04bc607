//! HTML as a person sees it: white space and the order of attributes do not count.

use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// Whether two fragments are the same to a person.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || normal(one) == normal(other)
}

/// The text of a fragment without its markup.
pub(super) fn text(fragment: &str) -> String {
    let tree = Html::parse_fragment(fragment).tree;
    let texts: Vec<&str> = tree.values().filter_map(Node::as_text).map(|text| &**text).collect();
    texts.join(" ")
}

/// Each tag with its attributes in order, each word; what is between them does not count.
fn normal(fragment: &str) -> Vec<String> {
    let tree = Html::parse_fragment(fragment).tree;
    let mut pieces = Vec::new();
    for edge in tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => pieces.extend(text.split_whitespace().map(str::to_owned)),
                Node::Element(element) => {
                    let mut attributes: Vec<_> = element.attrs().collect();
                    attributes.sort_unstable();
                    pieces.push(format!("<{} {attributes:?}>", element.name()));
                }
                _ => {}
            },
            Edge::Close(node) if node.value().is_element() => pieces.push("</>".to_owned()),
            Edge::Close(_) => {}
        }
    }
    pieces
}
