//! Attribute lists (`{: lang="en"}`), which the room of templates made elements of: their
//! attributes go to what they are about, and they go.

use ego_tree::{NodeId, NodeMut, NodeRef};
use scraper::{Html, Node};

use crate::model::ATTRIBUTE_LIST;

/// The class of a list that is to become a table of contents. A feed has no use for one.
const CONTENTS: &str = "toc";

/// Carries out every attribute list in `tree`.
pub(super) fn apply(tree: &mut Html) {
    let lists: Vec<NodeId> = tree.tree.nodes().filter(is_list).map(|node| node.id()).collect();
    for list in lists {
        let Some(node) = tree.tree.get(list) else { continue };
        let target = target(node).map(|target| target.id());
        let attributes = node.value().as_element().map(|element| element.attrs.clone());
        let parent =
            node.parent().filter(|parent| is_element(*parent, "p")).map(|parent| parent.id());
        if let Some(mut node) = tree.tree.get_mut(list) {
            node.detach();
        }
        if let (Some(target), Some(attributes)) = (target, attributes) {
            let is_contents = attributes.iter().any(|(name, value)| {
                &*name.local == "class" && value.split(' ').any(|class| class == CONTENTS)
            });
            let Some(mut target) = tree.tree.get_mut(target) else { continue };
            if is_contents {
                remove_list(target);
            } else if let Node::Element(element) = target.value() {
                for (name, value) in attributes {
                    element.attrs.entry(name).or_insert(value);
                }
            }
        }
        // A paragraph of nothing but the list goes with it.
        let is_empty = |parent: &NodeId| {
            tree.tree.get(*parent).is_some_and(|parent| parent.children().all(is_blank))
        };
        if let Some(mut parent) =
            parent.filter(is_empty).and_then(|parent| tree.tree.get_mut(parent))
        {
            parent.detach();
        }
    }
}

fn remove_list(mut target: NodeMut<'_, Node>) {
    let name = target.value().as_element().map(|element| element.name().to_owned());
    match name.as_deref() {
        Some("ul" | "ol") => target.detach(),
        Some("li") => {
            if let Some(mut list) = target.parent() {
                list.detach();
            }
        }
        _ => {}
    }
}

/// What a list is about: the span right before it; else the block that it ends or begins; else
/// the block before it, or else behind it.
fn target(list: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let before = list.prev_sibling();
    if let Some(span) = before.filter(|before| before.value().is_element() && !is_block(*before)) {
        return Some(span);
    }
    let alone = list.prev_siblings().all(is_blank);
    let parent = list.parent().filter(|parent| parent.value().is_element())?;
    let is_last = list.next_siblings().all(is_blank);
    let on_own_line =
        before.and_then(|before| before.value().as_text()).is_some_and(|text| text.ends_with('\n'));
    if alone && is_last && is_element(parent, "p") {
        return beside(parent);
    }
    if is_element(parent, "li") && (alone || (is_last && on_own_line)) {
        return Some(parent);
    }
    if is_element(parent, "p") && (alone || (is_last && on_own_line)) {
        return Some(parent);
    }
    if before.is_none_or(|_| alone || on_own_line) { beside(list) } else { None }
}

/// The element before `node`, else the one behind it.
fn beside(node: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let element = |sibling: &NodeRef<'_, Node>| sibling.value().is_element();
    let near = |sibling: &NodeRef<'_, Node>| !is_blank(*sibling);
    node.prev_siblings()
        .find(near)
        .filter(element)
        .or_else(|| node.next_siblings().find(near).filter(element))
}

fn is_block(node: NodeRef<'_, Node>) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "div",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
    ];
    node.value().as_element().is_some_and(|element| BLOCKS.contains(&element.name()))
}

fn is_element(node: NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

fn is_list(node: &NodeRef<'_, Node>) -> bool {
    is_element(*node, ATTRIBUTE_LIST)
}

fn is_blank(node: NodeRef<'_, Node>) -> bool {
    match node.value() {
        Node::Text(text) => text.trim().is_empty(),
        Node::Comment(_) => true,
        _ => false,
    }
}
