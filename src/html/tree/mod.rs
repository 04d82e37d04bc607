//! HTML as a tree: nodes in one row, texts in one string.

mod edit;
mod parse;
mod sink;

use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, ns};

pub use parse::{Bound, MAX_DEPTH, ParseError, parse, parse_page};

/// Where a node stands in its tree's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(u32);

/// The nodes of a text. The root of a tree holds one element, `html`; in that of a body this holds the
/// content, in that of a page `head` and `body`.
#[derive(Debug)]
pub struct Tree {
    slots: Vec<Slot>,
    attributes: Vec<Attribute>,
    /// Texts, comments and values, each a range of it.
    words: String,
}

/// A node with its neighbours.
#[derive(Debug)]
pub(in crate::html) struct Slot {
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
    /// The node that holds all others.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: edit::ROOT }
    }

    /// How many nodes there are, those that were detached among them.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Every node in the order of its making, those that were detached among them.
    pub(crate) fn nodes(&self) -> impl DoubleEndedIterator<Item = Node<'_>> {
        (0..self.slots.len()).filter_map(|at| Some(Node { tree: self, id: NodeId::at(at)? }))
    }

    /// The node of this tree that `id` names.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// Texts, comments and values, apart from those that the parser gave.
    pub(crate) fn words(&self) -> &str {
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
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// A node that is an element.
#[derive(Debug, Clone, Copy)]
pub struct Element<'t> {
    node: Node<'t>,
    name: &'t Name,
    attributes: &'t [Attribute],
}

impl<'t> Node<'t> {
    /// Its place in the tree.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The node as an element, if it is one.
    #[must_use]
    pub fn element(self) -> Option<Element<'t>> {
        let Data::Element(name, attributes) = &self.slot().data else { return None };
        Some(Element { node: self, name, attributes: &self.tree.attributes[attributes.clone()] })
    }

    /// The text of a text node.
    #[must_use]
    pub fn text(self) -> Option<&'t str> {
        let Data::Text(range) = &self.slot().data else { return None };
        self.tree.words.get(range.clone())
    }

    /// The text of a comment.
    #[must_use]
    pub fn comment(self) -> Option<&'t str> {
        let Data::Comment(range) = &self.slot().data else { return None };
        self.tree.words.get(range.clone())
    }

    /// True for an element of this name.
    #[must_use]
    pub fn is(self, name: &str) -> bool {
        self.element().is_some_and(|element| element.name() == name)
    }

    /// The node that holds it.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.slot().parent.map(|id| self.tree.node(id))
    }

    /// Its sibling right before it.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        self.slot().before.map(|id| self.tree.node(id))
    }

    /// Its sibling right behind it.
    #[must_use]
    pub fn behind(self) -> Option<Self> {
        self.slot().behind.map(|id| self.tree.node(id))
    }

    /// Its siblings before it, the nearest first.
    pub fn all_before(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.before(), |node| node.before())
    }

    /// Its siblings behind it.
    pub fn all_behind(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.behind(), |node| node.behind())
    }

    /// The nodes that it holds itself, in the order of the text.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let first = self.slot().first.map(|id| self.tree.node(id));
        std::iter::successors(first, |node| node.behind())
    }

    /// What holds it, from within.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// Its text, without markup, comments and alternatives of pictures (DOM, `textContent`).
    #[must_use]
    pub fn text_content(self) -> String {
        self.text().into_iter().chain(self.descendants().filter_map(Self::text)).collect()
    }

    /// All that it holds, in the order of the text.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
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

    pub(in crate::html) fn slot(self) -> &'t Slot {
        &self.tree.slots[self.id.index()]
    }
}

impl<'t> Element<'t> {
    /// The element as a node.
    #[must_use]
    pub fn node(self) -> Node<'t> {
        self.node
    }

    /// Its name; of HTML in small letters.
    #[must_use]
    pub fn name(self) -> &'t str {
        &self.name.local
    }

    pub(in crate::html) fn local_name(self) -> &'t LocalName {
        &self.name.local
    }

    pub(in crate::html) fn namespace(self) -> &'t Namespace {
        &self.name.space
    }

    /// True for an element of HTML, false for one of SVG or `MathML`.
    #[must_use]
    pub fn is_html(self) -> bool {
        self.name.space == ns!(html)
    }

    /// The value of its attribute of this name.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Its attributes by name, in the order of the text.
    pub fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let words = &self.node.tree.words;
        self.attributes.iter().map(|Attribute { name, value }| {
            let value = match value {
                Value::Words(range) => words.get(range.clone()).unwrap_or_default(),
                Value::Shared(value) => &**value,
            };
            (&**name, value)
        })
    }
}
