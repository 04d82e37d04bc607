//! HTML: text → tree, CSS selectors over it, and text → HTML that shows it.
//!
//! A tree is what the browsers' algorithm makes (HTML, section 13.2), in linear time, with bounds on
//! its depth and on the attributes of one tag.

#![warn(clippy::string_slice)]

mod attributes;
mod escape;
mod selector;
mod tree;

pub use attributes::MAX_ATTRIBUTES;
pub(crate) use attributes::may_be_crowded;
pub use escape::escaped;
pub(crate) use escape::{push_attribute, push_text};
pub use selector::{Selector, SelectorError};
pub use tree::{Bound, Element, MAX_DEPTH, Node, NodeId, ParseError, Tree, parse, parse_page};
