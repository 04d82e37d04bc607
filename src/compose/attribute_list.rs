//! Attribute lists (`{: lang="en"}`), which `template` turned into elements: their
//! attributes go to what they are about, and they go.

use crate::html::{Node, NodeId, Tree};
use crate::model::ATTRIBUTE_LIST;

/// The class of a list that is to become a table of contents. A feed has no use for one.
const CONTENTS: &str = "toc";

/// Carries out every attribute list in `tree`; gives the texts that were taken off.
pub(super) fn apply(tree: &mut Tree) -> Vec<String> {
    let mut taken_off = Vec::new();
    let lists: Vec<NodeId> = tree.nodes().filter(is_list).map(Node::id).collect();
    for list in lists {
        let node = tree.node(list);
        let is_contents = node.element().and_then(|element| element.attribute("class"));
        let is_contents =
            is_contents.is_some_and(|classes| classes.split(' ').any(|class| class == CONTENTS));
        let target = target(node).map(Node::id);
        let paragraph = node.parent().filter(|parent| parent.is("p")).map(Node::id);
        taken_off.push(node.text_content());
        tree.detach(list);
        match target {
            Some(target) if is_contents => taken_off.extend(remove_list(tree, target)),
            Some(target) => tree.share_attributes(list, target),
            None => {}
        }
        // A paragraph of nothing but the list goes with it.
        if let Some(paragraph) = paragraph
            && tree.node(paragraph).children().all(is_blank)
        {
            tree.detach(paragraph);
        }
    }
    taken_off
}

fn remove_list(tree: &mut Tree, target: NodeId) -> Option<String> {
    let is_list = |node: &Node<'_>| node.is("ul") || node.is("ol");
    let target = tree.node(target);
    let list = Some(target).filter(is_list).or_else(|| target.parent().filter(is_list));
    let text = list.map(Node::text_content);
    if let Some(list) = list.map(Node::id) {
        tree.detach(list);
    }
    text
}

/// What a list is about: the span right before it; else the block that it ends or begins; else
/// the block before it, or else behind it.
fn target(list: Node<'_>) -> Option<Node<'_>> {
    let before = list.before();
    if let Some(span) = before.filter(|before| before.element().is_some() && !is_block(*before)) {
        return Some(span);
    }
    let alone = list.all_before().all(is_blank);
    let parent = list.parent().filter(|parent| parent.element().is_some())?;
    let is_last = list.all_behind().all(is_blank);
    let on_own_line = before.and_then(Node::text).is_some_and(|text| text.ends_with('\n'));
    if alone && is_last && parent.is("p") {
        return beside(parent);
    }
    if parent.is("li") && (alone || (is_last && on_own_line)) {
        return Some(parent);
    }
    if parent.is("p") && (alone || (is_last && on_own_line)) {
        return Some(parent);
    }
    if before.is_none_or(|_| alone || on_own_line) { beside(list) } else { None }
}

/// The element before `node`, else the one behind it.
fn beside(node: Node<'_>) -> Option<Node<'_>> {
    let element = |sibling: &Node<'_>| sibling.element().is_some();
    let near = |sibling: &Node<'_>| !is_blank(*sibling);
    node.all_before()
        .find(near)
        .filter(element)
        .or_else(|| node.all_behind().find(near).filter(element))
}

fn is_block(node: Node<'_>) -> bool {
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
    node.element().is_some_and(|element| BLOCKS.contains(&element.name()))
}

fn is_list(node: &Node<'_>) -> bool {
    node.is(ATTRIBUTE_LIST)
}

fn is_blank(node: Node<'_>) -> bool {
    node.text().is_some_and(|text| text.trim().is_empty()) || node.comment().is_some()
}
