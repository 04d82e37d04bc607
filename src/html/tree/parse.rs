//! HTML text → tree, in linear time and within bounds.

use std::fmt;

use html5ever::driver::{self, ParseOpts, Parser};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{QualName, local_name, ns};
use memchr::memchr;

use super::sink::Sink;
use super::{Data, Node, Tree};
use crate::html::attributes::{self, MAX_ATTRIBUTES};

/// How deep elements may nest. Browsers stop at 512; bodies that people write stay below 40.
pub const MAX_DEPTH: usize = 256;

/// How much of the text the parser is given between two looks at its depth. Its work on one piece
/// is at most quadratic in this.
const PIECE: usize = 4096;

/// How many of the newest nodes are asked for their depth: the parser detaches some on its way.
const SAMPLE: usize = 8;

/// How many nodes the parser may make beyond one for each byte. Unclosed formatting elements are
/// made anew in each block that follows, so that a short text can ask for millions.
const SPARE_NODES: usize = 1024;

/// How often the parser is asked for one text if a tag begins where one seems to.
const MOST_QUESTIONS: usize = 16;

/// A start tag that the parser ignores in no place where a tag begins.
const PROBE: &str = "<script feedmill-probe>";

/// A text goes beyond a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseError {
    /// Where in the text, in bytes.
    pub at: usize,
    /// The bound.
    pub bound: Bound,
}

/// A bound of what is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Elements nest no deeper than [`MAX_DEPTH`].
    Depth,
    /// A tag has no more attributes than [`MAX_ATTRIBUTES`].
    Attributes,
}

impl ParseError {
    pub(crate) const fn too_deep(at: usize) -> Self {
        Self { at, bound: Bound::Depth }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound {
            Bound::Depth => write!(formatter, "elements nest deeper than {MAX_DEPTH} levels"),
            Bound::Attributes => {
                write!(formatter, "a tag has more than {MAX_ATTRIBUTES} attributes")
            }
        }
    }
}

impl std::error::Error for ParseError {}

/// Parses the content of a `body`.
///
/// Scripting counts as off, so that the content of `noscript` is parsed: readers run no scripts.
///
/// # Errors
/// The first place in `html` that goes beyond a bound.
pub fn parse(html: &str) -> Result<Tree, ParseError> {
    whole(html, || {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        driver::parse_fragment(Sink::new(html.len()), options(), body, Vec::new(), false)
    })
}

/// Parses a page, with its `head`.
///
/// # Errors
/// As [`parse`].
pub fn parse_page(html: &str) -> Result<Tree, ParseError> {
    whole(html, || driver::parse_document(Sink::new(html.len()), options()))
}

fn options() -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    }
}

/// Gives all of `html` to the parser that `start` makes.
fn whole(html: &str, start: impl Fn() -> Parser<Sink>) -> Result<Tree, ParseError> {
    if let Some(at) = crowded_tag(html, &start) {
        return Err(ParseError { at, bound: Bound::Attributes });
    }
    let tree = feed(start(), html, PIECE)
        .map_err(|end| feed(start(), html.get(..end).unwrap_or(html), 64).err().unwrap_or(end))
        .map_err(ParseError::too_deep)?;
    if deepest(&tree) > MAX_DEPTH { Err(ParseError::too_deep(0)) } else { Ok(tree) }
}

/// Gives the parser `html` piece by piece; fails at the end of the piece that is too much.
fn feed(mut parser: Parser<Sink>, html: &str, piece: usize) -> Result<Tree, usize> {
    let (mut fed, mut rest) = (0, html);
    while let Some((next, after)) = rest.split_at_checked(rest.ceil_char_boundary(piece))
        && !next.is_empty()
    {
        parser.process(StrTendril::from_slice(next));
        (fed, rest) = (fed + next.len(), after);
        if is_too_much(&parser.tokenizer.sink.sink.tree(), fed) {
            return Err(fed);
        }
    }
    Ok(parser.finish())
}

fn is_too_much(tree: &Tree, fed: usize) -> bool {
    tree.len() > fed + SPARE_NODES
        || tree.nodes().rev().take(SAMPLE).any(|node| node.ancestors().nth(MAX_DEPTH + 1).is_some())
}

/// Where the first tag begins that has too many attributes, in bytes.
fn crowded_tag(html: &str, start: &impl Fn() -> Parser<Sink>) -> Option<usize> {
    let mut from = 0;
    for _ in 0..MOST_QUESTIONS {
        let at = from + attributes::crowded(html.get(from..)?).next()?;
        let probed = format!("{}{PROBE}", html.get(..at)?);
        let begins = feed(start(), &probed, PIECE).map_or(true, |tree| {
            let newest = tree.nodes().rev().find_map(Node::element);
            newest.is_some_and(|element| element.attribute("feedmill-probe").is_some())
        });
        if begins {
            return Some(at);
        }
        // The comment, script or value in which it stands ends no sooner than a tag can.
        from = at + memchr(b'>', &html.as_bytes()[at..])? + 1;
    }
    attributes::crowded(html.get(from..)?).next().map(|at| from + at)
}

/// How deep the deepest element nests, those of the root being at 1.
fn deepest(tree: &Tree) -> usize {
    let (mut depths, mut deepest) = (vec![0_usize; tree.len()], 0);
    for node in tree.root().descendants() {
        let above = node.parent().map_or(0, |parent| depths[parent.id().index()]);
        let depth = above + usize::from(matches!(node.slot().data, Data::Element(..)));
        depths[node.id().index()] = depth;
        deepest = deepest.max(depth);
    }
    deepest
}
