//! YAML, read in one pass: each value as it was written, with its place.
//!
//! Front matter is most of what is read of a site, and this is its usual form. Crates that know YAML
//! either know no places or take a multiple of the time (ARCHITECTURE.md has the figures). What is read is what
//! YAML 1.2 has in block and flow style, with its anchors, tags and merge keys; of tags no more is
//! known than that they are there. Texts in quotes and what stands in brackets may be indented anyhow,
//! as libyaml allows.

mod block;
mod flow;
mod merge;
mod mistake;
mod reader;
mod scalar;

use super::{Fragment, Limits, repeated};
use crate::model::{Node, Value};
use crate::problem::{Code, Problem, Problems};

/// Reads the first YAML document of a text of untrusted origin.
///
/// A key that stands twice keeps its last value, and `problems` gets a warning; so does text that YAML
/// takes for something else. An empty document is an empty mapping.
///
/// # Errors
/// The document is larger, deeper or more numerous than `limits`, or it is not valid YAML.
pub fn read(fragment: &Fragment, limits: Limits, problems: &mut Problems) -> Result<Node, Problem> {
    fragment.within(limits, "YAML")?;
    let mut reader = reader::YamlReader::new(fragment, limits);
    let document = reader.document()?;
    for mistake in std::mem::take(&mut reader.warnings) {
        problems.push(reader.mistake_of(Code::TextLost, mistake));
    }
    let Some(mut node) = document else {
        let span = fragment.span(fragment.range.clone());
        return Ok(Node { value: Value::Mapping(Vec::new()), span });
    };
    repeated::keep_last(&mut node, problems);
    Ok(node)
}
