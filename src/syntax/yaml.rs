//! YAML: an outline of bounded size first, then the values.
//!
//! The outline is taken from the parser's events before anything is built from them.
//! It knows the place and the shape of every value; `serde_yaml` then reads the values along it,
//! each scalar as it was written.

mod outline;
mod values;

use super::{Fragment, Limits};
use crate::model::{Node, Value};
use crate::problem::{Code, Problem, Problems};

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
    if fragment.span.len() > limits.bytes {
        return Err(Problem::new(
            Code::FrontMatterTooLarge,
            format!(
                "{} bytes of YAML are more than the limit of {}",
                fragment.span.len(),
                limits.bytes
            ),
        )
        .at(fragment.place(fragment.span.start..fragment.span.start + 1))
        .label("it begins here")
        .help("move long text into the body of the article"));
    }
    let Some(outline) = outline::outline(fragment, limits)? else {
        return Ok(Node { value: Value::Mapping(Vec::new()), span: fragment.span.clone() });
    };
    let mut node = values::values(fragment, &outline)?;
    keep_last_of_each_key(&mut node, fragment, problems);
    Ok(node)
}

/// Repeated keys: the last one wins, in the place of the first.
fn keep_last_of_each_key(node: &mut Node, fragment: &Fragment<'_>, problems: &mut Problems) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::List(items) => {
            for item in items {
                keep_last_of_each_key(item, fragment, problems);
            }
        }
        Value::Mapping(mapping) => {
            let mut position = 0;
            while position < mapping.len() {
                let later = mapping[position + 1..]
                    .iter()
                    .position(|(key, _)| key.name == mapping[position].0.name);
                if let Some(offset) = later {
                    let (first, _) = mapping.remove(position);
                    let (last, _) = &mapping[position + offset];
                    problems.push(repeated(fragment, &first.name, &first.span, &last.span));
                } else {
                    position += 1;
                }
            }
            for (_, value) in mapping {
                keep_last_of_each_key(value, fragment, problems);
            }
        }
    }
}

fn repeated(
    fragment: &Fragment<'_>,
    name: &str,
    first: &std::ops::Range<usize>,
    last: &std::ops::Range<usize>,
) -> Problem {
    Problem::new(Code::DuplicateKey, format!("the key `{name}` stands twice"))
        .at(fragment.place(last.clone()))
        .label("this one counts")
        .related(fragment.place(first.clone()), "this one is ignored")
        .help("remove one of the two lines")
}
