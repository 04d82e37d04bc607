//! Front matter as `feedmill.yaml` holds it.

use crate::model::{Node, Value};

/// A tree as a value that a file can hold.
pub(crate) fn plain(node: &Node) -> serde_yaml::Value {
    match &node.value {
        Value::Scalar(scalar) if scalar.is_null() => serde_yaml::Value::Null,
        Value::Scalar(scalar) => scalar.text.clone().into(),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().into(),
        Value::Mapping(entries) => serde_yaml::Value::Mapping(
            entries.iter().map(|(key, node)| (key.name.clone().into(), plain(node))).collect(),
        ),
    }
}
