//! JSON: every scalar as it was written, with its place.
//!
//! `serde_json` checks the whole, then lends the text of each value; where that text lies in the
//! document is its place.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Error, StreamDeserializer};

use super::{Budget, Fragment, Limits, repeated};
use crate::model::{Key, Node, Scalar, Value};
use crate::problem::{Code, Problem, Problems};

/// Reads a JSON document of untrusted origin. Spans count from the start of the file.
///
/// A key that stands twice keeps its last value, and `problems` gets a warning.
///
/// # Errors
/// The document is larger, deeper or more numerous than `limits`, or it is not valid JSON.
pub fn read(fragment: &Fragment, limits: Limits, problems: &mut Problems) -> Result<Node, Problem> {
    fragment.within(limits, "JSON")?;
    let text = fragment.as_str();
    let raw: &RawValue = serde_json::from_str(text)
        .map_err(|error| invalid(fragment, text, fragment.range.start, &error))?;
    let mut node = JsonReader { fragment, budget: Budget::new(limits) }.node(raw.get())?;
    repeated::keep_last(&mut node, problems);
    Ok(node)
}

/// The length of the value at the start of `text`, blanks before it counted.
///
/// Nothing if it has no end.
#[must_use]
pub fn length(text: &str) -> Option<usize> {
    let mut values: StreamDeserializer<'_, _, &RawValue> =
        serde_json::Deserializer::from_str(text).into_iter();
    values.next()?.ok()?;
    Some(values.byte_offset())
}

struct JsonReader<'a> {
    fragment: &'a Fragment,
    budget: Budget,
}

impl<'a> JsonReader<'a> {
    /// The value whose text `raw` is, a part of the fragment.
    fn node(&mut self, raw: &'a str) -> Result<Node, Problem> {
        let range = self.range(raw);
        let span = self.fragment.span(range.clone());
        self.budget.spend(&span)?;
        let failed = |error| invalid(self.fragment, raw, range.start, &error);
        let value = match raw.as_bytes().first() {
            Some(b'{') => {
                let entries = serde_json::Deserializer::from_str(raw)
                    .deserialize_map(Entries)
                    .map_err(failed)?;
                self.budget.descend(&span)?;
                let mut mapping = Vec::with_capacity(entries.len());
                let mut key_start = range.start + 1;
                for (name, raw) in entries {
                    let key = self.key(key_start..self.range(raw).start, name);
                    mapping.push((key, self.node(raw)?));
                    key_start = self.range(raw).end;
                }
                self.budget.ascend();
                Value::Mapping(mapping)
            }
            Some(b'[') => {
                let items = serde_json::Deserializer::from_str(raw)
                    .deserialize_seq(Items)
                    .map_err(failed)?;
                self.budget.descend(&span)?;
                let items: Result<_, _> = items.into_iter().map(|item| self.node(item)).collect();
                self.budget.ascend();
                Value::List(items?)
            }
            Some(b'"') => {
                let text = serde_json::from_str(raw).map_err(failed)?;
                Value::Scalar(Scalar { text, plain: false })
            }
            _ => Value::Scalar(Scalar { text: raw.to_owned(), plain: true }),
        };
        Ok(Node { value, span })
    }

    /// The key that stands between the value before it and its own.
    fn key(&self, between: Range<usize>, name: String) -> Key {
        let text = self.fragment.file.text.get(between.clone()).unwrap_or_default();
        let start = between.start + text.find('"').unwrap_or_default();
        let end = between.start + text.rfind('"').map_or(text.len(), |quote| quote + 1);
        Key { name, span: self.fragment.span(start..end.max(start)) }
    }

    fn range(&self, raw: &str) -> Range<usize> {
        let start = raw.as_ptr().addr() - self.fragment.file.text.as_ptr().addr();
        start..start + raw.len()
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de str)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, raw)) = map.next_entry::<String, &RawValue>()? {
            entries.push((name, raw.get()));
        }
        Ok(entries)
    }
}

struct Items;

impl<'de> Visitor<'de> for Items {
    type Value = Vec<&'de str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(raw) = sequence.next_element::<&RawValue>()? {
            items.push(raw.get());
        }
        Ok(items)
    }
}

/// `text` is what was read, and `start` its place in the file.
fn invalid(fragment: &Fragment, text: &str, start: usize, error: &Error) -> Problem {
    let line_start = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let at = start + line_start + error.column().saturating_sub(1);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Problem::new(Code::JsonInvalid, format!("not valid JSON: {message}"))
        .at(fragment.place(at..at + 1))
        .label("here the reading stopped")
        .help("put double quotes around keys and texts, and no comma after the last value")
}
