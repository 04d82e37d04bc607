//! YAML: an outline of bounded size first, then the values.
//!
//! The outline is taken from the parser's events before anything is built from them.
//! It knows the place and the shape of every value; `serde_yaml` then reads the values along it,
//! each scalar as it was written. Documents that hold nothing but lines such as `title: …` need
//! neither.

mod mistake;
mod outline;
mod plain;
mod values;

use super::{Fragment, Limits, repeated};
use crate::model::{Node, Value};
use crate::problem::{Problem, Problems};

/// Reads a YAML document of untrusted origin. Spans count from the start of the file.
///
/// A key that stands twice keeps its last value, and `problems` gets a warning. An empty document
/// is an empty mapping.
///
/// # Errors
/// The document is larger, deeper or more numerous than `limits`, or it is not valid YAML.
pub fn read(
    fragment: &Fragment<'_>,
    limits: Limits,
    problems: &mut Problems,
) -> Result<Node, Problem> {
    fragment.within(limits, "YAML")?;
    if let Some(node) = plain::read(fragment, limits) {
        return Ok(node);
    }
    let Some(outline) = outline::outline(fragment, limits)? else {
        return Ok(Node { value: Value::Mapping(Vec::new()), span: fragment.span.clone() });
    };
    let mut node = values::values(fragment, &outline)?;
    repeated::keep_last(&mut node, fragment, problems);
    Ok(node)
}
