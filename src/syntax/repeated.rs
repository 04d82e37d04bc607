//! Keys that stand twice in one mapping.

use crate::model::{Node, Span, Value};
use crate::problem::{Code, Problem, Problems};

/// Repeated keys: the last one wins, in the place of the first.
pub(super) fn keep_last(node: &mut Node, problems: &mut Problems) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::List(items) => {
            for item in items {
                keep_last(item, problems);
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
                    problems.push(repeated(&first.name, &first.span, &last.span));
                } else {
                    position += 1;
                }
            }
            for (_, value) in mapping {
                keep_last(value, problems);
            }
        }
    }
}

fn repeated(name: &str, first: &Span, last: &Span) -> Problem {
    Problem::new(Code::DuplicateKey, format!("the key `{name}` stands twice"))
        .at(last.place())
        .label("this one counts")
        .related(first.place(), "this one is ignored")
        .help("remove one of the two lines")
}
