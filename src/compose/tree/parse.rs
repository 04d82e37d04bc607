//! HTML text → tree, in linear time and bounded depth.

use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{QualName, local_name, ns};

use super::sink::Sink;
use super::{Data, Tree};

/// How deep elements may nest. Browsers stop at 512; bodies that people write stay below 40.
pub(in super::super) const MAX_DEPTH: usize = 256;

/// How much of the text the parser is given between two looks at its depth. Its work on one piece
/// is at most quadratic in this.
const PIECE: usize = 4096;

/// How many of the newest nodes are asked for their depth: the parser detaches some on its way.
const SAMPLE: usize = 8;

/// How many nodes the parser may make beyond one for each byte. Unclosed formatting elements are
/// made anew in each block that follows, so that a short text can ask for millions.
const SPARE_NODES: usize = 1024;

/// Parses the content of a `body`.
///
/// Scripting counts as off, so that the content of `noscript` is parsed: readers run no scripts.
///
/// # Errors
/// Where in `html` it nests deeper than [`MAX_DEPTH`], in bytes.
pub(in super::super) fn parse(html: &str) -> Result<Tree, usize> {
    let tree = feed(html, PIECE).map_err(|end| feed(&html[..end], 64).err().unwrap_or(end))?;
    if deepest(&tree) > MAX_DEPTH { Err(0) } else { Ok(tree) }
}

/// Gives the parser `html` piece by piece; fails at the end of the piece that is too much.
fn feed(html: &str, piece: usize) -> Result<Tree, usize> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let mut parser =
        driver::parse_fragment(Sink::new(html.len()), options, body, Vec::new(), false);
    let mut fed = 0;
    while fed < html.len() {
        let end = html.ceil_char_boundary(html.len().min(fed + piece));
        parser.process(StrTendril::from_slice(&html[fed..end]));
        fed = end;
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
