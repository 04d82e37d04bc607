//! Merge keys: `<<: *common` brings in the fields of another mapping (<https://yaml.org/type/merge>).

use super::mistake;
use crate::model::{Mapping, Node, Value};
use crate::problem::Problem;

/// Adds the fields of the `merged` mappings, and of mappings in lists among them, to `entries`. A field
/// that is there already stays: a mapping's own fields count, then those of the first mapping.
pub(super) fn merge(entries: &mut Mapping, merged: Vec<Node>) -> Result<(), Problem> {
    for node in merged {
        match node.value {
            Value::List(items) => {
                for item in items {
                    add(entries, item)?;
                }
            }
            _ => add(entries, node)?,
        }
    }
    Ok(())
}

fn add(entries: &mut Mapping, node: Node) -> Result<(), Problem> {
    let Value::Mapping(more) = node.value else { return Err(mistake::no_mapping(&node.span)) };
    for (key, value) in more {
        if entries.iter().all(|(known, _)| known.name != key.name) {
            entries.push((key, value));
        }
    }
    Ok(())
}
