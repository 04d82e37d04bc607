//! The schema by which editors complete and check `feedmill.yaml`, and the reference of its settings:
//! both are made of the declarations of the settings, and know what the code knows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use feedmill::config::{self, Field};
use feedmill::model::ChangeKind;
use feedmill::problem::Code;
use serde_json::{Value, json};

use crate::documentation::{blocks, root, text};

fn schema() -> Value {
    serde_json::from_str(&text("docs/feedmill.schema.json")).unwrap()
}

/// An object of the schema with the keys that lead to one of its kind.
type Objects<'a> = Vec<(Vec<String>, &'a Value)>;

/// Every place where the schema lists keys, and every place where it lists values.
fn walk<'a>(
    root: &'a Value,
    node: &'a Value,
    keys: &mut Vec<String>,
    objects: &mut Objects<'a>,
    enums: &mut Objects<'a>,
) {
    // Conditions nest as deep as one likes.
    if keys.len() > 4 {
        return;
    }
    if let Some(name) = node["$ref"].as_str() {
        let name = name.strip_prefix("#/definitions/").unwrap();
        return walk(root, &root["definitions"][name], keys, objects, enums);
    }
    if node["oneOf"]
        .as_array()
        .is_some_and(|kinds| kinds.iter().all(|kind| kind["const"].is_string()))
    {
        enums.push((keys.clone(), node));
    }
    for kind in ["allOf", "anyOf"] {
        for part in node[kind].as_array().into_iter().flatten() {
            walk(root, part, keys, objects, enums);
        }
    }
    if node.get("enum").is_some() {
        enums.push((keys.clone(), node));
    }
    if let Some(properties) = node["properties"].as_object() {
        objects.push((keys.clone(), node));
        for (name, property) in properties {
            keys.push(name.clone());
            walk(root, property, keys, objects, enums);
            keys.pop();
        }
    }
    for (step, below) in [("x", &node["additionalProperties"]), ("0", &node["items"])] {
        if below.is_object() {
            keys.push(step.to_owned());
            walk(root, below, keys, objects, enums);
            keys.pop();
        }
    }
}

/// The values that a node of the schema lists.
fn values(node: &Value) -> Vec<&str> {
    let of_enum = node["enum"].as_array().into_iter().flatten();
    let of_kinds = node["oneOf"].as_array().into_iter().flatten().map(|kind| &kind["const"]);
    of_enum.chain(of_kinds).map(|value| value.as_str().unwrap()).collect()
}

/// A configuration with `value` at the end of `keys`.
fn file(keys: &[String], value: Value) -> String {
    let value = keys.iter().rev().fold(value, |inner, key| match key.as_str() {
        "0" => json!([inner]),
        key => json!({ key: inner }),
    });
    let mut file = json!({ "title": "T", "base_url": "https://www.example.org" });
    for (key, value) in value.as_object().unwrap() {
        file[key] = value.clone();
    }
    file.to_string()
}

fn messages(file: &str) -> Vec<String> {
    match config::parse("feedmill.yaml", file) {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .iter()
            .map(|problem| {
                let help = problem.help.as_deref().unwrap_or_default();
                format!("{}: {}: {} ({help})", problem.code, problem.message, problem.label)
            })
            .collect(),
    }
}

/// Compares a file of the documentation with what it is to hold, or writes it.
fn compare(path: &str, expected: &str) {
    if std::env::var_os("FEEDMILL_WRITE_DOCUMENTATION").is_some() {
        fs::write(root().join(path), expected).unwrap();
    }
    assert_eq!(text(path), expected, "run the tests with FEEDMILL_WRITE_DOCUMENTATION=1");
}

#[test]
fn the_schema_is_the_one_of_the_program() {
    compare("docs/feedmill.schema.json", &format!("{:#}\n", config::schema()));
}

#[test]
fn the_command_prints_the_schema() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_feedmill")).arg("schema").output();
    let printed = String::from_utf8(run.unwrap().stdout).unwrap();
    assert_eq!(printed, format!("{:#}\n", config::schema()));
}

/// The part of the schema that a node refers to, or the node itself.
fn referred<'a>(root: &'a Value, node: &'a Value) -> &'a Value {
    let reference = node["$ref"].as_str().or_else(|| node["allOf"][0]["$ref"].as_str());
    reference.map_or(node, |name| root.pointer(&name[1..]).unwrap())
}

/// The form of a value, in words.
fn form(root: &Value, node: &Value) -> String {
    let node = referred(root, node);
    let several = node["anyOf"].as_array().or_else(|| node["oneOf"].as_array());
    if let Some(kinds) = several.filter(|_| values_of(node).is_none()) {
        let forms: Vec<String> = kinds.iter().map(|kind| form(root, kind)).collect();
        return match &forms[..] {
            [one, list] if *list == format!("a list: {one}") => format!("{one}, or a list"),
            _ => forms.join(", or "),
        };
    }
    if let Some(values) = values_of(node) {
        return values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    }
    match node["type"].as_str() {
        Some("string") => "a text".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") => match node["maximum"].as_u64() {
            Some(most) => format!("a number from {} to {most}", node["minimum"]),
            None => format!("a number from {}", node["minimum"]),
        },
        Some("array") => format!("a list: {}", form(root, &node["items"])),
        Some("object") if node["additionalProperties"].is_object() => {
            format!("names, each with {}", form(root, &node["additionalProperties"]))
        }
        Some("object") if node["additionalProperties"] == json!(true) => {
            "names with values".to_owned()
        }
        Some("object") => "settings".to_owned(),
        _ => "any value".to_owned(),
    }
}

fn values_of(node: &Value) -> Option<Vec<&str>> {
    let lists = |kind: &Value| kind["const"].is_string() || kind["enum"].is_array();
    let is_list = node["oneOf"].as_array().is_some_and(|kinds| kinds.iter().all(lists));
    (is_list || node["enum"].is_array()).then(|| values(node))
}

/// What a setting is, from its doc comment and those of its values.
fn meaning(root: &Value, node: &Value) -> String {
    let below = referred(root, node);
    let own = node["description"].as_str().or_else(|| below["description"].as_str());
    let mut meaning = own.unwrap_or_default().replace('\n', " ");
    let kinds = below["oneOf"].as_array().into_iter().flatten();
    let kinds: Vec<String> = kinds
        .filter_map(|kind| {
            let meaning = kind["description"].as_str()?.trim_end_matches('.');
            Some(format!("`{}`: {}", kind["const"].as_str()?, meaning.replace('\n', " ")))
        })
        .collect();
    if !kinds.is_empty() {
        write!(meaning, " {}.", kinds.join("; ")).unwrap();
    }
    match &node["default"] {
        Value::Null => {}
        Value::String(text) => write!(meaning, " Without it, `{text}`.").unwrap(),
        value => write!(meaning, " Without it, `{value}`.").unwrap(),
    }
    meaning.replace('|', "\\|").trim().to_owned()
}

/// The rows of the settings in an object of the schema.
fn rows(root: &Value, node: &Value, prefix: &str, document: &mut String) {
    for (name, setting) in node["properties"].as_object().unwrap() {
        let key = format!("{prefix}{name}");
        let meaning = meaning(root, setting);
        writeln!(document, "| `{key}` | {} | {meaning} |", form(root, setting)).unwrap();
        // Conditions nest as deep as one likes, and the names of fields are in configuration.md.
        if prefix.contains("filter.") || key == "fields" {
            continue;
        }
        let setting = referred(root, setting);
        for (step, below) in [
            (".", setting),
            ("[].", &setting["items"]),
            (".NAME.", &setting["additionalProperties"]),
        ] {
            let below = referred(root, below);
            let parts = below["anyOf"].as_array().into_iter().flatten().chain([below]);
            for below in parts.map(|part| referred(root, part)) {
                if below["properties"].is_object() {
                    rows(root, below, &format!("{key}{step}"), document);
                }
            }
        }
    }
}

#[test]
fn the_reference_of_the_settings_is_made_of_the_schema() {
    let schema = config::schema();
    let mut document = "\
# Settings

Every setting of `feedmill.yaml`. [Configuration](configuration.md) explains how they work together.
`feedmill schema` prints a JSON schema of the same settings for editors; where one value is asked for, a list
may be too. `a.b` stands for the key `b` below the key `a`, `NAME` for a name of your own, and `[]` for an item
of a list.

| setting | value | meaning |
|---|---|---|
"
    .to_owned();
    rows(&schema, &schema, "", &mut document);
    compare("docs/settings.md", &document);
}

#[test]
fn the_schema_has_the_keys_that_the_code_has() {
    let schema = schema();
    let (mut objects, mut enums) = (Vec::new(), Vec::new());
    walk(&schema, &schema, &mut Vec::new(), &mut objects, &mut enums);
    assert!(objects.len() >= 20, "{}", objects.len());
    for (keys, object) in objects {
        let known: BTreeSet<&str> =
            object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        // What the code says where it meets a key that nobody could mean.
        let told = messages(&file(&keys, json!({ "§": "1" })));
        let of_code: BTreeSet<&str> = told
            .iter()
            .filter(|told| told.starts_with("config-unknown-key: "))
            .flat_map(|told| {
                told.rsplit_once("known are ")
                    .map_or("", |(_, known)| known)
                    .split('`')
                    .skip(1)
                    .step_by(2)
            })
            .collect();
        // An author may be a text too, so the code does not tell which keys one may have.
        if keys.first().is_some_and(|key| key == "authors") {
            continue;
        }
        assert_eq!(known, of_code, "at {keys:?}: {told:?}");
    }
}

#[test]
fn the_schema_has_the_values_that_the_code_has() {
    let schema = schema();
    let (mut objects, mut enums) = (Vec::new(), Vec::new());
    walk(&schema, &schema, &mut Vec::new(), &mut objects, &mut enums);
    let mut seen = 0;
    for (keys, node) in enums {
        // A severity belongs to a code.
        let keys: Vec<String> = keys
            .iter()
            .map(|key| {
                if keys[0] == "severity" && key == "x" {
                    "term-spellings".to_owned()
                } else {
                    key.clone()
                }
            })
            .collect();
        for value in values(node) {
            let told = messages(&file(&keys, json!(value)));
            let told: Vec<_> = told
                .iter()
                .filter(|told| told.contains(&keys[0]) || told.contains("there is no"))
                .collect();
            assert!(told.is_empty(), "{value} at {keys:?}: {told:?}");
            seen += 1;
        }
        let told = messages(&file(&keys, json!("§")));
        assert!(!told.is_empty(), "nothing keeps `§` from {keys:?}");
        let listed: BTreeSet<&str> = told
            .iter()
            .filter_map(|told| told.split_once("expected "))
            .flat_map(|(_, known)| known.split('`').skip(1).step_by(2))
            .collect();
        let known: BTreeSet<&str> = values(node).into_iter().collect();
        if listed.len() > 1 {
            assert_eq!(listed, known, "at {keys:?}: {told:?}");
        }
    }
    assert!(seen > 30, "{seen}");
    // What is told by no message.
    let texts = |pointer: &str| -> BTreeSet<String> {
        let list = schema.pointer(pointer).unwrap();
        list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let kinds: BTreeSet<String> =
        ChangeKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    assert_eq!(texts("/properties/deny/anyOf/0/enum"), kinds);
    let fields: BTreeSet<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    let known: BTreeSet<&str> = schema["properties"]["fields"]["properties"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(known, fields);
}

#[test]
fn no_message_has_a_word_of_the_programming_language() {
    let schema = schema();
    let (mut objects, mut enums) = (Vec::new(), Vec::new());
    walk(&schema, &schema, &mut Vec::new(), &mut objects, &mut enums);
    let mut seen = 0;
    for (keys, object) in objects {
        for name in object["properties"].as_object().unwrap().keys() {
            let keys: Vec<String> = keys.iter().chain([name]).cloned().collect();
            for wrong in [json!([[["§"]]]), json!({ "§": { "§": ["§"] } }), json!("§"), json!(-1.5)]
            {
                for message in messages(&file(&keys, wrong)) {
                    let words = message.split(|character: char| !character.is_alphanumeric());
                    let jargon = [
                        "struct", "enum", "variant", "untagged", "string", "sequence", "map",
                        "unit", "integer", "boolean", "field", "usize", "u8", "u16", "u32", "u64",
                        "Option", "null", "type", "visitor",
                    ];
                    let found: Vec<&str> = words.filter(|word| jargon.contains(word)).collect();
                    let is_about_it = message.contains("type`") || keys[0] == "fields";
                    assert!(found.is_empty() || is_about_it, "{keys:?}: {message}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn every_configuration_of_the_documentation_is_as_the_schema_says() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut checked = 0;
    let samples = BTreeMap::from([("feedmill.yaml".to_owned(), vec![text("feedmill.yaml")])]);
    let documents = ["configuration", "templates", "pages", "podcast", "languages"];
    let documents = documents.map(|name| format!("docs/{name}.md"));
    let documents = documents.map(|path| (path.clone(), blocks(&text(&path), "yaml")));
    for (path, files) in samples.into_iter().chain(documents) {
        for file in files {
            let mut value: Value = serde_yaml::from_str(&file).unwrap();
            // A scalar is what is written, whatever YAML makes of it.
            if let Some(path) = value.pointer_mut("/feeds/path").filter(|path| !path.is_string()) {
                *path = json!(path.to_string());
            }
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| format!("{}: {error}", error.instance_path))
                .collect();
            assert!(errors.is_empty(), "{path}: {errors:?}\n{file}");
            checked += 1;
        }
    }
    assert!(checked > 5);
    for wrong in [
        "{titel: T}",
        "{feeds: {formats: [pdf]}}",
        "{named: {a: {filter: {tags: x}}}}",
        "{base_url: www.example.org}",
    ] {
        let value: Value = serde_yaml::from_str(wrong).unwrap();
        assert!(!validator.is_valid(&value), "{wrong}");
    }
    assert!(Code::ALL.len() > 60, "else `severity` could list its keys");
}
