//! Keys that stand twice in one mapping.

use std::collections::BTreeMap;

use crate::model::{Mapping, Node, Span, Value};
use crate::problem::{Code, Problem, Problems};

/// How many keys are compared with each other: sooner done than an index of them.
const FEW: usize = 32;

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
            take_out_repeated(mapping, problems);
            for (_, value) in mapping {
                keep_last(value, problems);
            }
        }
    }
}

fn take_out_repeated(mapping: &mut Mapping, problems: &mut Problems) {
    let mut rest = mapping.as_slice();
    if mapping.len() <= FEW {
        while let Some(((key, _), later)) = rest.split_first()
            && later.iter().all(|(other, _)| other.name != key.name)
        {
            rest = later;
        }
        if rest.is_empty() {
            return;
        }
    }
    let mut later = BTreeMap::new();
    let from_end = mapping.iter().rev();
    let mut next: Vec<Option<Span>> =
        from_end.map(|(key, _)| later.insert(key.name.clone(), key.span.clone())).collect();
    next.reverse();
    for ((key, _), next) in mapping.iter().zip(&next) {
        if let Some(next) = next {
            problems.push(repeated(&key.name, &key.span, next));
        }
    }
    let mut next = next.into_iter();
    mapping.retain(|_| next.next().flatten().is_none());
}

fn repeated(name: &str, first: &Span, last: &Span) -> Problem {
    Problem::new(Code::DuplicateKey, format!("the key `{name}` appears twice"))
        .at(last.place())
        .label("this one counts")
        .related(first.place(), "this one is ignored")
        .help("remove one of the two lines")
}
