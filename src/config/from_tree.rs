//! Settings from a tree of values: a value of the wrong kind is reported where it stands, and the
//! others are still read.

use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;

use super::file_tree;
use super::settings::File;
use crate::model::{Key, Node, Scalar, Value};

/// A value that cannot be read.
#[derive(Debug)]
pub(super) struct Mistake {
    /// The keys and indexes that lead to it, from the inside out while it is on its way.
    pub keys: Vec<String>,
    /// The mistake.
    pub kind: MistakeKind,
}

/// A mistake in a value.
#[derive(Debug)]
pub(super) enum MistakeKind {
    /// Something else is expected there.
    Expected(String),
    /// The mapping has a key that is none of these.
    UnknownKey(String, &'static [&'static str]),
    /// The mapping lacks a key.
    MissingKey(&'static str),
}

/// Struct settings that one value alone may stand for, each with the key whose value it then is.
const SHORT_FORMS: [(&str, &str); 3] =
    [("Built", "folder"), ("Language", "folder"), ("Pages", "publish")];

/// The settings in `tree`, without those that are wrong, and the mistakes.
pub(super) fn read<T: DeserializeOwned + Default>(tree: &Node) -> (T, Vec<Mistake>) {
    let mut tree = tree.clone();
    let mut mistakes = Vec::new();
    loop {
        match T::deserialize(TreeReader(&tree)) {
            Ok(settings) => return (settings, mistakes),
            Err(mut mistake) => {
                mistake.keys.reverse();
                let mut keys = mistake.keys.clone();
                if let MistakeKind::UnknownKey(key, _) = &mistake.kind {
                    keys.push(key.clone());
                }
                mistakes.push(mistake);
                if !remove(&mut tree, &keys) {
                    return (T::default(), mistakes);
                }
            }
        }
    }
}

/// Adds to `tree` what it lacks of the settings of a generator's configuration, and of the variables
/// that templates find there.
pub(super) fn complete(tree: &mut Node, settings: &File, variables: Option<Node>) {
    let span = &tree.span.clone();
    let mut more = file_tree::tree(&serde_yaml::to_value(settings).unwrap_or_default(), span);
    if let Value::Mapping(entries) = &mut more.value {
        // These have places, and stay as they are.
        entries.retain(|(key, _)| key.name != "defaults");
        let key = || Key { name: "variables".to_owned(), span: span.clone() };
        entries.extend(variables.map(|variables| (key(), variables)));
    }
    if tree.is_null() {
        tree.value = Value::Mapping(Vec::new());
    }
    let (Value::Mapping(tree), Value::Mapping(more)) = (&mut tree.value, more.value) else {
        return;
    };
    for (key, value) in more {
        let Some(at) = position(tree, &key.name) else {
            tree.push((key, value));
            continue;
        };
        match (key.name.as_str(), &mut tree[at].1.value, value.value) {
            // The folders of languages are one decision.
            ("languages", Value::Mapping(own), _) if !own.is_empty() => {}
            // Of several that match a path, the last counts.
            ("exclude", own, Value::List(more)) => {
                let own = match std::mem::replace(own, Value::List(more)) {
                    Value::List(items) => items,
                    one => vec![Node { value: one, span: span.clone() }],
                };
                if let Value::List(all) = &mut tree[at].1.value {
                    all.extend(own.into_iter().filter(|item| !item.is_null()));
                }
            }
            (_, Value::Mapping(own), Value::Mapping(more)) => {
                let is_new = |key: &Key| position(own, &key.name).is_none();
                let more: Vec<_> = more.into_iter().filter(|(key, _)| is_new(key)).collect();
                own.extend(more);
            }
            (_, own, more) if is_empty(own) => *own = more,
            _ => {}
        }
    }
}

fn position(entries: &[(Key, Node)], name: &str) -> Option<usize> {
    entries.iter().position(|(key, _)| key.name == name)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Scalar(scalar) => scalar.is_null(),
        Value::List(items) => items.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
    }
}

/// Removes the value at `keys`. An item of a list becomes null, so that the others keep their index.
fn remove(node: &mut Node, keys: &[String]) -> bool {
    let Some((first, rest)) = keys.split_first() else { return false };
    match &mut node.value {
        Value::Mapping(entries) => {
            let Some(at) = entries.iter().position(|(key, _)| key.name == *first) else {
                return false;
            };
            if rest.is_empty() {
                entries.remove(at);
                return true;
            }
            remove(&mut entries[at].1, rest)
        }
        Value::List(items) => {
            let Some(item) = first.parse().ok().and_then(|index: usize| items.get_mut(index))
            else {
                return false;
            };
            if rest.is_empty() {
                item.value = Value::Scalar(Scalar { text: String::new(), plain: true });
                return true;
            }
            remove(item, rest)
        }
        Value::Scalar(_) => false,
    }
}

/// Reads one value of a tree.
struct TreeReader<'n>(&'n Node);

impl Mistake {
    fn expected(what: impl Into<String>) -> Self {
        Self { keys: Vec::new(), kind: MistakeKind::Expected(what.into()) }
    }

    fn below(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into());
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.kind)
    }
}

impl std::error::Error for Mistake {}

impl serde::de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::expected(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(expected.to_string())
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        Self::expected(one_of(known))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self { keys: Vec::new(), kind: MistakeKind::UnknownKey(name.to_owned(), known) }
    }

    fn missing_field(name: &'static str) -> Self {
        Self { keys: Vec::new(), kind: MistakeKind::MissingKey(name) }
    }
}

/// `a`, `b` or `c`.
fn one_of(names: &[&str]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("`{}` or `{last}`", most.join("`, `")),
        _ => format!("`{}`", names.join("`, `")),
    }
}

impl<'n> TreeReader<'n> {
    fn scalar(&self, expected: &str) -> Result<&'n Scalar, Mistake> {
        let scalar = self.0.as_scalar().filter(|scalar| !scalar.is_null());
        scalar.ok_or_else(|| Mistake::expected(expected))
    }

    fn number(&self, most: u64) -> Result<u64, Mistake> {
        let expected = if most > u64::from(u32::MAX) {
            "a whole number".to_owned()
        } else {
            format!("a whole number from 0 to {most}")
        };
        let number = self.scalar(&expected)?.text.parse().ok();
        number.filter(|number| *number <= most).ok_or_else(|| Mistake::expected(expected))
    }
}

impl<'de> Deserializer<'de> for TreeReader<'_> {
    type Error = Mistake;

    /// A scalar is a number or a boolean only if it is written exactly as one would be.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.0.value {
            Value::Scalar(scalar) if scalar.is_null() => visitor.visit_unit(),
            Value::Scalar(Scalar { text, plain: true }) => match text.as_str() {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                text => match text.parse::<i64>() {
                    Ok(number) if number.to_string() == text => match u64::try_from(number) {
                        Ok(number) => visitor.visit_u64(number),
                        Err(_) => visitor.visit_i64(number),
                    },
                    _ => visitor.visit_str(text),
                },
            },
            Value::Scalar(scalar) => visitor.visit_str(&scalar.text),
            Value::List(items) => visitor.visit_seq(Items { items, next: 0 }),
            Value::Mapping(entries) => visitor.visit_map(Settings::of(entries, &[])),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let expected = "`true` or `false`";
        let flag = self.scalar(expected)?.as_bool();
        visitor.visit_bool(flag.ok_or_else(|| Mistake::expected(expected))?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_u64(self.number(u8::MAX.into())?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_u64(self.number(u16::MAX.into())?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_u64(self.number(u32::MAX.into())?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_u64(self.number(u64::MAX)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_str(&self.scalar("a text")?.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// One value is a list of one.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.0.value {
            Value::List(items) => visitor.visit_seq(Items { items, next: 0 }),
            _ => visitor.visit_seq(Items { items: std::slice::from_ref(self.0), next: 0 }),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.0.value {
            Value::Mapping(entries) => visitor.visit_map(Settings::of(entries, &[])),
            _ => Err(Mistake::expected("names with values, such as `name: value`")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let short = SHORT_FORMS.iter().find(|(settings, _)| *settings == name);
        match (&self.0.value, short) {
            (Value::Mapping(entries), _) => visitor.visit_map(Settings::of(entries, fields)),
            (Value::Scalar(scalar), _) if scalar.is_null() => {
                visitor.visit_map(Settings::of(&[], fields))
            }
            (Value::Scalar(_), Some((_, key))) => {
                let key = Key { name: (*key).to_owned(), span: self.0.span.clone() };
                let entries = [(key, self.0.clone())];
                // The value has no key of its own to be named by.
                visitor.visit_map(Settings::of(&entries, fields)).map_err(|mut mistake| {
                    mistake.keys.clear();
                    mistake
                })
            }
            _ => Err(Mistake::expected(format!("settings such as `{}: …`", fields[0]))),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let name = self.scalar(&one_of(variants))?.text.as_str();
        let name: StrDeserializer<'_, Mistake> = name.into_deserializer();
        visitor.visit_enum(name)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct identifier
    }
}

/// The items of a list that are not null.
struct Items<'n> {
    items: &'n [Node],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        while let Some(item) = self.items.get(self.next) {
            self.next += 1;
            if !item.is_null() {
                let index = self.next - 1;
                let value = seed.deserialize(TreeReader(item));
                return value.map(Some).map_err(|mistake| mistake.below(index.to_string()));
            }
        }
        Ok(None)
    }
}

/// The entries of a mapping, without settings that have no value.
struct Settings<'n> {
    written: std::slice::Iter<'n, (Key, Node)>,
    known: &'static [&'static str],
    current: Option<&'n (Key, Node)>,
}

impl<'n> Settings<'n> {
    fn of(entries: &'n [(Key, Node)], known: &'static [&'static str]) -> Self {
        Self { written: entries.iter(), known, current: None }
    }
}

impl<'de> MapAccess<'de> for Settings<'_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        let known = self.known;
        self.current = self
            .written
            .find(|(key, value)| !(value.is_null() && known.contains(&key.name.as_str())));
        let Some((key, _)) = self.current else { return Ok(None) };
        let key: StringDeserializer<Mistake> = key.name.clone().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let Some((key, value)) = self.current else {
            return Err(Mistake::expected("a value"));
        };
        seed.deserialize(TreeReader(value)).map_err(|mistake| mistake.below(&key.name))
    }
}
