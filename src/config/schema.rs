//! The JSON schema of `feedmill.yaml`, made of the settings and their doc comments.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::settings::{File, OneOrMany};
use super::{DAYS, Field};
use crate::generator::Generator;
use crate::model::ChangeKind;

/// The JSON schema (draft 7) of `feedmill.yaml`.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<File>();
    RecursiveTransform(without_empty_values).transform(&mut schema);
    schema.insert("title".to_owned(), super::FILE_NAME.into());
    schema.to_value()
}

/// Removes what is true of every setting, and the names of Rust's number types.
fn without_empty_values(schema: &mut Schema) {
    schema.remove("format");
    let is_empty = |value: &mut Value| match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Null | Value::Object(_) => true,
        _ => false,
    };
    if schema.get_mut("default").is_some_and(is_empty) {
        schema.remove("default");
    }
    // A setting without a value is as if it were not there, which nobody writes on purpose.
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [kind] = &kinds[..] {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    if let Some(Value::Array(kinds)) = schema.get_mut("anyOf") {
        kinds.retain(|kind| kind["type"] != "null");
        if let [kind] = &kinds[..] {
            let kind = kind.clone();
            schema.remove("anyOf");
            schema.insert("allOf".to_owned(), vec![kind].into());
        }
    }
}

/// The fields of an article, each with one key or several.
pub(super) fn fields(generator: &mut SchemaGenerator) -> Schema {
    let keys = generator.subschema_for::<OneOrMany<String>>();
    let properties: serde_json::Map<String, Value> =
        Field::ALL.iter().map(|field| (field.name().to_owned(), keys.clone().to_value())).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// The names of generators.
pub(super) fn generators(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = Generator::all().map(|generator| generator.profile().name).collect();
    json_schema!({ "enum": names })
}

/// One change or several.
pub(super) fn changes(_: &mut SchemaGenerator) -> Schema {
    let change = json_schema!({ "type": "string", "enum": ChangeKind::ALL.map(ChangeKind::name) });
    json_schema!({ "anyOf": [change, { "type": "array", "items": change }] })
}

/// Hours of a day.
pub(super) fn hours(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 23 } })
}

/// Days of a week.
pub(super) fn days(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": { "enum": DAYS } })
}
