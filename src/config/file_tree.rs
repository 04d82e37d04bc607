//! Trees of values as `feedmill.yaml` holds them.

use crate::model::{Key, Node, Scalar, Span, Value};

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

/// Settings as a tree. It has no place of its own; `span` stands for one.
pub(super) fn tree(settings: &serde_yaml::Value, span: &Span) -> Node {
    let scalar = |text: String, plain| Value::Scalar(Scalar { text, plain });
    let value = match settings {
        serde_yaml::Value::Null => scalar(String::new(), true),
        serde_yaml::Value::Bool(flag) => scalar(flag.to_string(), true),
        serde_yaml::Value::Number(number) => scalar(number.to_string(), true),
        serde_yaml::Value::String(text) => scalar(text.clone(), false),
        serde_yaml::Value::Sequence(items) => {
            Value::List(items.iter().map(|item| tree(item, span)).collect())
        }
        serde_yaml::Value::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .filter_map(|(key, value)| {
                    let name = key.as_str()?.to_owned();
                    Some((Key { name, span: span.clone() }, tree(value, span)))
                })
                .collect(),
        ),
        serde_yaml::Value::Tagged(tagged) => return tree(&tagged.value, span),
    };
    Node { value, span: span.clone() }
}
