//! The values of a YAML document, read along its outline.
//!
//! `serde_yaml` would make a number of `1.10` and a boolean of `no`. The outline says where
//! scalars are, so each is asked for as a text and comes as it was written.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::outline::{Outline, Shape};
use crate::model::{Key, Node, Scalar, Span, Value};
use crate::problem::{Code, Problem};
use crate::syntax::Fragment;

/// The values of the document that `outline` was taken from.
pub(super) fn values(fragment: &Fragment<'_>, outline: &Outline) -> Result<Node, Problem> {
    let mut documents = serde_yaml::Deserializer::from_str(fragment.as_str());
    let document = documents.next().ok_or_else(|| {
        Problem::new(Code::YamlInvalid, "not valid YAML: there is no document")
            .at(fragment.place(fragment.span.clone()))
    })?;
    Seed(outline).deserialize(document).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index());
        let at = fragment.span.start + at;
        Problem::new(Code::YamlInvalid, format!("not valid YAML: {error}"))
            .at(fragment.place(at..at + 1))
            .label("here the reading stopped")
    })
}

struct Seed<'a>(&'a Outline);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let value = match &self.0.shape {
            Shape::Scalar { plain } => {
                let text = deserializer.deserialize_str(Text)?;
                Value::Scalar(Scalar { text, plain: *plain })
            }
            Shape::List(items) => deserializer.deserialize_seq(List(items))?,
            Shape::Mapping(entries) => deserializer.deserialize_map(Mapping(entries))?,
        };
        Ok(Node { value, span: self.0.span.clone() })
    }
}

struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

struct List<'a>(&'a [Outline]);

impl<'de> Visitor<'de> for List<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut items = Vec::with_capacity(self.0.len());
        for outline in self.0 {
            items.extend(sequence.next_element_seed(Seed(outline))?);
        }
        Ok(Value::List(items))
    }
}

struct Mapping<'a>(&'a [(Span, Outline)]);

impl<'de> Visitor<'de> for Mapping<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut mapping = Vec::with_capacity(self.0.len());
        for (span, outline) in self.0 {
            let name = map
                .next_key_seed(Text)?
                .ok_or_else(|| A::Error::custom("two YAML readers disagree on this mapping"))?;
            let value = map.next_value_seed(Seed(outline))?;
            mapping.push((Key { name, span: span.clone() }, value));
        }
        Ok(Value::Mapping(mapping))
    }
}
