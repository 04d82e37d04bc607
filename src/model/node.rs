//! A tree of values as their author wrote them, each with its place in its file.

use super::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, a number, a date: whatever is written in one piece.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// Keys with values.
    Mapping(Mapping),
}

/// A scalar as it was written: `1.10` is not 1.1, and `no` is not false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, with quotes taken off and escapes resolved.
    pub text: String,
    /// Whether it stood without quotes, so that it may mean null, a boolean or a number.
    pub plain: bool,
}

/// Keys with values, in the order they were written. A key stands once.
pub type Mapping = Vec<(Key, Node)>;

/// The key of a mapping with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

impl Scalar {
    /// Whether it is one of YAML's ways to write nothing.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// The truth value that YAML 1.1 or 1.2 gives it, if it gives it one.
    ///
    /// Quoted words count too: who writes `draft: "true"` means it.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }
}

impl Node {
    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(Scalar::is_null)
    }

    /// The scalar, if it is one.
    #[must_use]
    pub const fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            Value::List(_) | Value::Mapping(_) => None,
        }
    }

    /// The value of the key `name`, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match &self.value {
            Value::Mapping(mapping) => {
                mapping.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
            }
            Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// The value of the first key that is `name` but for its capitals: Hugo and Pelican take
    /// `Title` for `title`.
    #[must_use]
    pub fn get_in_any_case(&self, name: &str) -> Option<&Self> {
        match &self.value {
            Value::Mapping(mapping) => mapping
                .iter()
                .find(|(key, _)| key.name.eq_ignore_ascii_case(name))
                .map(|(_, node)| node),
            Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// The item at `index`, if this is a list that long.
    #[must_use]
    pub fn item(&self, index: usize) -> Option<&Self> {
        match &self.value {
            Value::List(items) => items.get(index),
            Value::Scalar(_) | Value::Mapping(_) => None,
        }
    }
}
