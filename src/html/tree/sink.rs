//! What the parser asks of a tree.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, QualName, expanded_name, local_name, ns};

use super::edit::ROOT;
use super::{Attribute, Data, Name, NodeId, Tree, Value};

/// A tree that is being parsed.
pub(super) struct Sink(RefCell<Growing>);

struct Growing {
    tree: Tree,
    /// The parts of texts to which the parser came back after it had written others.
    scattered: BTreeMap<NodeId, Vec<Range<usize>>>,
}

impl Sink {
    pub(super) fn new(bytes: usize) -> Self {
        Self(RefCell::new(Growing { tree: Tree::with_capacity(bytes), scattered: BTreeMap::new() }))
    }

    pub(super) fn tree(&self) -> Ref<'_, Tree> {
        Ref::map(self.0.borrow(), |growing| &growing.tree)
    }
}

impl Growing {
    /// Adds `text` to the text node `id`.
    fn extend(&mut self, id: NodeId, text: &str) {
        let more = self.tree.keep(text);
        let Data::Text(whole) = &mut self.tree.slots[id.index()].data else { return };
        let parts = self.scattered.get_mut(&id);
        let end = match parts {
            Some(ref parts) => parts.last().map_or(0, |part| part.end),
            None => whole.end,
        };
        match parts {
            Some(parts) if end == more.start => {
                if let Some(part) = parts.last_mut() {
                    part.end = more.end;
                }
            }
            Some(parts) => parts.push(more),
            None if end == more.start => whole.end = more.end,
            None => _ = self.scattered.insert(id, vec![whole.clone(), more]),
        }
    }

    /// The node to place for `child` behind `before`; none for text that `before` takes up.
    fn node_of(&mut self, child: NodeOrText<NodeId>, before: Option<NodeId>) -> Option<NodeId> {
        let text = match child {
            NodeOrText::AppendNode(id) => return Some(id),
            NodeOrText::AppendText(text) => text,
        };
        let is_text = |id: &NodeId| matches!(self.tree.slots[id.index()].data, Data::Text(_));
        if let Some(before) = before.filter(is_text) {
            self.extend(before, &text);
            return None;
        }
        let range = self.tree.keep(&text);
        Some(self.tree.make(Data::Text(range)))
    }

    fn append(&mut self, parent: NodeId, child: NodeOrText<NodeId>) {
        let last = self.tree.slots[parent.index()].last;
        if let Some(id) = self.node_of(child, last) {
            self.tree.append(parent, id);
        }
    }

    fn insert(&mut self, behind: NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(id) = child {
            self.tree.detach(id);
        }
        let slot = &self.tree.slots[behind.index()];
        if slot.parent.is_none() {
            return;
        }
        let before = slot.before;
        if let Some(id) = self.node_of(child, before) {
            self.tree.insert(behind, id);
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = ElementName<'a>;

    fn finish(self) -> Tree {
        let Growing { mut tree, scattered } = self.0.into_inner();
        for (id, parts) in scattered {
            let start = tree.words.len();
            for part in parts {
                tree.words.extend_from_within(part);
            }
            tree.slots[id.index()].data = Data::Text(start..tree.words.len());
        }
        tree
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> ElementName<'a> {
        ElementName(Ref::map(self.0.borrow(), |growing| {
            match &growing.tree.slots[target.index()].data {
                Data::Element(name, _) => name,
                _ => &NO_NAME,
            }
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<html5ever::Attribute>,
        _flags: ElementFlags,
    ) -> NodeId {
        let tree = &mut self.0.borrow_mut().tree;
        let is_template = name.expanded() == expanded_name!(html "template");
        let start = tree.attributes.len();
        tree.attributes.extend(attributes.into_iter().map(Attribute::from));
        let name = Name { space: name.ns, local: name.local };
        let id = tree.make(Data::Element(name, start..tree.attributes.len()));
        if is_template {
            let contents = tree.make(Data::Other);
            tree.append(id, contents);
        }
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let tree = &mut self.0.borrow_mut().tree;
        let range = tree.keep(&text);
        tree.make(Data::Comment(range))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.0.borrow_mut().tree.make(Data::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.0.borrow_mut().append(*parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let mut growing = self.0.borrow_mut();
        if growing.tree.slots[element.index()].parent.is_some() {
            growing.insert(*element, child);
        } else {
            growing.append(*previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.0.borrow().tree.slots[target.index()].first.unwrap_or(*target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.0.borrow_mut().insert(*sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<html5ever::Attribute>) {
        let more = attributes.into_iter().map(Attribute::from).collect();
        self.0.borrow_mut().tree.add_missing(*target, more);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.0.borrow_mut().tree.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let tree = &mut self.0.borrow_mut().tree;
        while let Some(child) = tree.slots[node.index()].first {
            tree.detach(child);
            tree.append(*new_parent, child);
        }
    }
}

impl From<html5ever::Attribute> for Attribute {
    fn from(attribute: html5ever::Attribute) -> Self {
        Self { name: attribute.name.local, value: Value::Shared(attribute.value) }
    }
}

/// The name of what is no element; the parser asks for none.
static NO_NAME: Name = Name { space: ns!(), local: local_name!("") };

/// A name, while the tree is looked at.
#[derive(Debug)]
pub(super) struct ElementName<'a>(Ref<'a, Name>);

impl ElemName for ElementName<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.space
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}
