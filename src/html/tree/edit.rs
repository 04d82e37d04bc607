//! How a tree grows and changes.

use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, local_name, ns};

use super::{Attribute, Data, Name, NodeId, Slot, Tree, Value};
use crate::html::MAX_ATTRIBUTES;

/// The node that holds all others.
pub(super) const ROOT: NodeId = NodeId(0);

impl Tree {
    /// A tree of nothing but its root, for about so many bytes of text.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        let root = Slot::new(Data::Other);
        let mut slots = Vec::with_capacity(bytes / 24 + 8);
        slots.push(root);
        Self { slots, attributes: Vec::new(), words: String::with_capacity(bytes) }
    }

    /// The `html` element of a tree that has nothing else yet.
    pub(crate) fn with_html(bytes: usize) -> (Self, NodeId) {
        let mut tree = Self::with_capacity(bytes);
        let html = tree.add_element(ROOT, local_name!("html"));
        (tree, html)
    }

    /// Adds an element without attributes to the end of `parent`.
    pub(crate) fn add_element(&mut self, parent: NodeId, name: LocalName) -> NodeId {
        let name = Name { space: ns!(html), local: name };
        let end = self.attributes.len();
        let id = self.make(Data::Element(name, end..end));
        self.append(parent, id);
        id
    }

    /// Gives the newest element, which has none of this name, an attribute of so many parts.
    pub(crate) fn add_attribute(&mut self, name: LocalName, value: &[&str]) {
        let start = self.words.len();
        self.words.extend(value.iter().copied());
        let value = Value::Words(start..self.words.len());
        self.push_attribute(Attribute { name, value });
    }

    /// As [`Self::add_attribute`], of a value that the parser gave.
    pub(crate) fn add_shared_attribute(&mut self, name: LocalName, value: StrTendril) {
        self.push_attribute(Attribute { name, value: Value::Shared(value) });
    }

    fn push_attribute(&mut self, attribute: Attribute) {
        self.attributes.push(attribute);
        if let Some(Slot { data: Data::Element(_, attributes), .. }) = self.slots.last_mut() {
            attributes.end = self.attributes.len();
        }
    }

    /// Adds text to the end of `parent`.
    pub(crate) fn add_text(&mut self, parent: NodeId, text: &str) {
        if text.is_empty() {
            return;
        }
        let range = self.keep(text);
        let last = self.slots[parent.index()].last;
        // Two texts in a row are one.
        if let Some(Data::Text(known)) = last.map(|last| &mut self.slots[last.index()].data)
            && known.end == range.start
        {
            known.end = range.end;
            return;
        }
        let id = self.make(Data::Text(range));
        self.append(parent, id);
    }

    /// Adds a comment to the end of `parent`.
    pub(crate) fn add_comment(&mut self, parent: NodeId, text: &str) {
        let range = self.keep(text);
        let id = self.make(Data::Comment(range));
        self.append(parent, id);
    }

    /// Adds text right before the node `behind`.
    pub(crate) fn insert_text(&mut self, behind: NodeId, text: &str) {
        if !text.is_empty() {
            let range = self.keep(text);
            let id = self.make(Data::Text(range));
            self.insert(behind, id);
        }
    }

    /// Adds an element without attributes right before the node `behind`.
    pub(crate) fn insert_element(&mut self, behind: NodeId, name: LocalName) -> NodeId {
        let name = Name { space: ns!(html), local: name };
        let end = self.attributes.len();
        let id = self.make(Data::Element(name, end..end));
        self.insert(behind, id);
        id
    }

    /// Takes a node with all that it holds off its parent.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let slot = &mut self.slots[id.index()];
        let (parent, before, behind) = (slot.parent.take(), slot.before.take(), slot.behind.take());
        let Some(parent) = parent else { return };
        match before {
            Some(before) => self.slots[before.index()].behind = behind,
            None => self.slots[parent.index()].first = behind,
        }
        match behind {
            Some(behind) => self.slots[behind.index()].before = before,
            None => self.slots[parent.index()].last = before,
        }
    }

    /// Gives the element `to` those attributes of the element `from` that it does not have.
    pub(crate) fn share_attributes(&mut self, from: NodeId, to: NodeId) {
        let from = self.attributes_of(from).to_vec();
        self.add_missing(to, from);
    }

    /// Gives the element `id` those of `more` that it does not have, up to [`MAX_ATTRIBUTES`].
    pub(super) fn add_missing(&mut self, id: NodeId, more: Vec<Attribute>) {
        let mut own = self.attributes_of(id).to_vec();
        let before = own.len();
        for attribute in more {
            if own.len() < MAX_ATTRIBUTES && own.iter().all(|known| known.name != attribute.name) {
                own.push(attribute);
            }
        }
        if own.len() == before {
            return;
        }
        let start = self.attributes.len();
        self.attributes.extend(own);
        if let Data::Element(_, attributes) = &mut self.slots[id.index()].data {
            *attributes = start..self.attributes.len();
        }
    }

    fn attributes_of(&self, id: NodeId) -> &[Attribute] {
        match &self.slots[id.index()].data {
            Data::Element(_, attributes) => &self.attributes[attributes.clone()],
            _ => &[],
        }
    }

    /// Makes a node that has no parent yet.
    pub(super) fn make(&mut self, data: Data) -> NodeId {
        let id = NodeId::at(self.slots.len()).unwrap_or(ROOT);
        self.slots.push(Slot::new(data));
        id
    }

    /// Makes a node without parent the last child of `parent`.
    pub(super) fn append(&mut self, parent: NodeId, id: NodeId) {
        let before = self.slots[parent.index()].last.replace(id);
        match before {
            Some(before) => self.slots[before.index()].behind = Some(id),
            None => self.slots[parent.index()].first = Some(id),
        }
        let slot = &mut self.slots[id.index()];
        slot.parent = Some(parent);
        slot.before = before;
    }

    /// Makes a node without parent the sibling right before `behind`, which has a parent.
    pub(super) fn insert(&mut self, behind: NodeId, id: NodeId) {
        let parent = self.slots[behind.index()].parent;
        let before = self.slots[behind.index()].before.replace(id);
        match (before, parent) {
            (Some(before), _) => self.slots[before.index()].behind = Some(id),
            (None, Some(parent)) => self.slots[parent.index()].first = Some(id),
            (None, None) => {}
        }
        let slot = &mut self.slots[id.index()];
        (slot.parent, slot.before, slot.behind) = (parent, before, Some(behind));
    }

    /// Keeps a text, and tells where.
    pub(super) fn keep(&mut self, text: &str) -> Range<usize> {
        let start = self.words.len();
        self.words.push_str(text);
        start..self.words.len()
    }
}

impl Slot {
    const fn new(data: Data) -> Self {
        Self { data, parent: None, before: None, behind: None, first: None, last: None }
    }
}
