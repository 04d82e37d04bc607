//! The schema by which editors complete and check `feedmill.yaml`: it knows what the code knows.

use std::collections::{BTreeMap, BTreeSet};

use feedmill::config::{self, Field};
use feedmill::model::ChangeKind;
use feedmill::problem::Code;
use serde_json::{Value, json};

use crate::documentation::{blocks, text};

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
        for value in node["enum"].as_array().unwrap() {
            let told = messages(&file(&keys, value.clone()));
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
        let known: BTreeSet<&str> =
            node["enum"].as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect();
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
    assert_eq!(texts("/definitions/change/enum"), kinds);
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
