//! HTML as a person sees it: white space and the order of attributes do not count.

use crate::html::{self, Node, Tree};

/// Tells if two fragments are the same to a person.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || normal(one) == normal(other)
}

/// The text of a fragment without its markup; the fragment itself if it goes beyond a bound.
pub(super) fn text(fragment: &str) -> String {
    let Ok(tree) = html::parse(fragment) else { return fragment.to_owned() };
    let texts: Vec<&str> = tree.root().descendants().filter_map(Node::text).collect();
    texts.join(" ")
}

/// Each tag with its attributes in order, each word; what is between them does not count. Of a fragment
/// beyond a bound, its words as they are written.
fn normal(fragment: &str) -> Vec<String> {
    html::parse(fragment).map_or_else(|_| words(fragment).collect(), |tree| pieces(&tree))
}

fn pieces(tree: &Tree) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut depth = 0;
    for node in tree.root().descendants() {
        let above = node.ancestors().count();
        pieces.extend((above..depth).map(|_| "</>".to_owned()));
        depth = above;
        if let Some(text) = node.text() {
            pieces.extend(words(text));
        } else if let Some(element) = node.element() {
            let mut attributes: Vec<_> = element.attributes().collect();
            attributes.sort_unstable();
            pieces.push(format!("<{} {attributes:?}>", element.name()));
            depth += 1;
        }
    }
    pieces
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(str::to_owned)
}
