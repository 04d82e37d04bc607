//! HTML as a tree: nodes in one row, texts in one string.

mod edit;
mod parse;
mod sink;

use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, ns};

pub(super) use parse::{MAX_DEPTH, parse};

/// Where a node stands in its tree's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(u32);

/// The content of a `body`. Its root holds one element, `html`, which holds the content.
#[derive(Debug)]
pub(super) struct Tree {
    slots: Vec<Slot>,
    attributes: Vec<Attribute>,
    /// Texts, comments and values, each a range of it.
    words: String,
}

/// A node with its neighbours.
#[derive(Debug)]
struct Slot {
    data: Data,
    parent: Option<NodeId>,
    before: Option<NodeId>,
    behind: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

#[derive(Debug)]
enum Data {
    Element(Name, Range<usize>),
    Text(Range<usize>),
    Comment(Range<usize>),
    /// What holds others, and what shows nothing: fragments, processing instructions.
    Other,
}

/// The name of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    space: Namespace,
    local: LocalName,
}

#[derive(Debug, Clone)]
struct Attribute {
    name: LocalName,
    value: Value,
}

#[derive(Debug, Clone)]
enum Value {
    Words(Range<usize>),
    /// As the parser gives it, which shares one value among many elements.
    Shared(StrTendril),
}

impl Tree {
    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, id: edit::ROOT }
    }

    /// How many nodes there are, those that were detached among them.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Every node in the order of its making, those that were detached among them.
    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = Node<'_>> {
        (0..self.slots.len()).filter_map(|at| Some(Node { tree: self, id: NodeId::at(at)? }))
    }

    pub(super) fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// Texts, comments and values, apart from those that the parser gave.
    pub(super) fn words(&self) -> &str {
        &self.words
    }
}

impl NodeId {
    fn at(index: usize) -> Option<Self> {
        u32::try_from(index).ok().map(Self)
    }

    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node of a tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// A node that is an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'t> {
    node: Node<'t>,
    name: &'t Name,
    attributes: &'t [Attribute],
}

impl<'t> Node<'t> {
    pub(super) fn id(self) -> NodeId {
        self.id
    }

    pub(super) fn element(self) -> Option<Element<'t>> {
        let Data::Element(name, attributes) = &self.slot().data else { return None };
        Some(Element { node: self, name, attributes: &self.tree.attributes[attributes.clone()] })
    }

    pub(super) fn text(self) -> Option<&'t str> {
        let Data::Text(range) = &self.slot().data else { return None };
        Some(&self.tree.words[range.clone()])
    }

    pub(super) fn comment(self) -> Option<&'t str> {
        let Data::Comment(range) = &self.slot().data else { return None };
        Some(&self.tree.words[range.clone()])
    }

    /// Whether it is an element of this name.
    pub(super) fn is(self, name: &str) -> bool {
        self.element().is_some_and(|element| element.name() == name)
    }

    pub(super) fn parent(self) -> Option<Self> {
        self.slot().parent.map(|id| self.tree.node(id))
    }

    pub(super) fn before(self) -> Option<Self> {
        self.slot().before.map(|id| self.tree.node(id))
    }

    pub(super) fn behind(self) -> Option<Self> {
        self.slot().behind.map(|id| self.tree.node(id))
    }

    /// Its siblings before it, the nearest first.
    pub(super) fn all_before(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.before(), |node| node.before())
    }

    /// Its siblings behind it.
    pub(super) fn all_behind(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.behind(), |node| node.behind())
    }

    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        let first = self.slot().first.map(|id| self.tree.node(id));
        std::iter::successors(first, |node| node.behind())
    }

    /// What holds it, from within.
    pub(super) fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// All that it holds, in the order of the text.
    pub(super) fn descendants(self) -> impl Iterator<Item = Self> {
        let first = self.slot().first.map(|id| self.tree.node(id));
        std::iter::successors(first, move |node| node.next_inside(self))
    }

    /// The node that begins next in the text, inside `top`.
    fn next_inside(self, top: Self) -> Option<Self> {
        if let Some(first) = self.slot().first {
            return Some(self.tree.node(first));
        }
        let mut node = self;
        loop {
            if node.id == top.id {
                return None;
            }
            match node.behind() {
                Some(behind) => return Some(behind),
                None => node = node.parent()?,
            }
        }
    }

    fn slot(self) -> &'t Slot {
        &self.tree.slots[self.id.index()]
    }
}

impl<'t> Element<'t> {
    pub(super) fn node(self) -> Node<'t> {
        self.node
    }

    pub(super) fn name(self) -> &'t str {
        &self.name.local
    }

    /// Whether it is of HTML, not of SVG or `MathML`.
    pub(super) fn is_html(self) -> bool {
        self.name.space == ns!(html)
    }

    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Its attributes by name, in the order of the text.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let words = &self.node.tree.words;
        self.attributes.iter().map(|Attribute { name, value }| {
            let value = match value {
                Value::Words(range) => &words[range.clone()],
                Value::Shared(value) => &**value,
            };
            (&**name, value)
        })
    }
}
