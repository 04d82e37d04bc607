//! Front matter in TOML and JSON: the values as written, their places, and what means harm.

use feedmill::model::{Node, Value};
use feedmill::problem::{Code, Problem, Problems};
use feedmill::syntax::{Fragment, Limits, json, toml, yaml};
use proptest::prelude::*;

use crate::support::{Site, refusal, told};

fn read_toml(text: &str) -> Result<Node, Problem> {
    toml::read(&Fragment::whole("a.md", text), Limits::default())
}

fn read_json(text: &str) -> Result<(Node, Problems), Problem> {
    let mut problems = Problems::new();
    let node = json::read(&Fragment::whole("a.md", text), Limits::default(), &mut problems)?;
    Ok((node, problems))
}

fn scalar(node: &Node, path: &[&str]) -> (String, bool) {
    let node = path.iter().fold(node, |node, key| node.get(key).unwrap());
    let scalar = node.as_scalar().unwrap();
    (scalar.text.clone(), scalar.plain)
}

#[test]
fn toml_values_come_out_as_they_were_written() {
    let text = "a = 1.10\nb = 2024-06-27 13:49:00+02:00\nc = 0x1F\nd = 'x'\ne = \"\\u00e9\"\nf = \"\"\"\ntwo\nlines\"\"\"\ng = true\n[extra]\nh.i = [1, 2]\n";
    let node = read_toml(text).unwrap();
    for (key, written, plain) in [
        ("a", "1.10", true),
        ("b", "2024-06-27 13:49:00+02:00", true),
        ("c", "0x1F", true),
        ("d", "x", false),
        ("e", "é", false),
        ("f", "two\nlines", false),
        ("g", "true", true),
    ] {
        assert_eq!(scalar(&node, &[key]), (written.to_owned(), plain));
    }
    let list = node.get("extra").unwrap().get("h").unwrap().get("i").unwrap();
    assert_eq!(&text[list.item(1).unwrap().span.range()], "2");
    let Value::Mapping(entries) = &node.value else { panic!() };
    let keys: Vec<&str> = entries.iter().map(|(key, _)| &text[key.span.range()]).collect();
    assert_eq!(keys[..3], ["a", "b", "c"]);
}

#[test]
fn json_values_come_out_as_they_were_written() {
    let text =
        "{\"a\": 1.10,\n\t\"b\" : [true, null, \"\\ud83d\\ude00\\/\"], \"é\\\"\": {\"c\": {}}}";
    let (node, problems) = read_json(text).unwrap();
    assert_eq!(problems.iter().count(), 0);
    assert_eq!(scalar(&node, &["a"]), ("1.10".to_owned(), true));
    let list = node.get("b").unwrap();
    assert_eq!(list.item(2).unwrap().as_scalar().unwrap().text, "😀/");
    assert!(list.item(1).unwrap().is_null());
    assert_eq!(&text[list.item(2).unwrap().span.range()], "\"\\ud83d\\ude00\\/\"");
    let Value::Mapping(entries) = &node.value else { panic!() };
    assert_eq!(entries[2].0.name, "é\"");
    assert_eq!(&text[entries[2].0.span.range()], "\"é\\\"\"");
    let (node, problems) = read_json("{\"a\": 1, \"a\": 2}").unwrap();
    assert_eq!(scalar(&node, &["a"]).0, "2");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["a.md:1:10: duplicate-key: the key `a` appears twice"]);
}

#[test]
fn size_depth_and_number_are_bounded() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(50), close.repeat(50));
    let long = "x".repeat(70_000);
    let many = vec!["1"; 11_000].join(",");
    for (toml, json, code) in [
        (
            format!("a = {}", deep("[", "]")),
            format!("{{\"a\": {}}}", deep("[", "]")),
            Code::TooDeep,
        ),
        (format!("a = '{long}'"), format!("{{\"a\": \"{long}\"}}"), Code::FrontMatterTooLarge),
        (format!("a = [{many}]"), format!("{{\"a\": [{many}]}}"), Code::TooManyValues),
    ] {
        assert_eq!(read_toml(&toml).unwrap_err().code, code);
        assert_eq!(read_json(&json).unwrap_err().code, code);
    }
    for harm in ["[", "{\"a\":", "[{\"a\":["] {
        let code = read_json(&format!("{{\"a\": {}", harm.repeat(9_000))).unwrap_err().code;
        assert!(matches!(code, Code::JsonInvalid | Code::FrontMatterTooLarge), "{code}");
    }
    let code = read_toml(&format!("a = {}", "[".repeat(60_000))).unwrap_err().code;
    assert!(matches!(code, Code::TomlInvalid | Code::TooDeep), "{code}");
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    for (text, message) in [
        ("+++\ntitle = T\n+++\n", "content/a.md:2:9: toml-invalid: a text has no quotes"),
        (
            "+++\na = 1\na = 2\n+++\n",
            "content/a.md:3:1: toml-invalid: not valid TOML: duplicate key",
        ),
        ("+++\ntitle = 'T'\n", "content/a.md:1:1: front-matter-open: the front matter has no end"),
        (
            "{\"title\": \"T\",\n \"a\" 1}\n",
            "content/a.md:2:6: json-invalid: not valid JSON: expected `:`",
        ),
        ("{% raw %}\n", "content/a.md:1:1: front-matter-missing: the article has no front matter"),
    ] {
        let site = Site::new().file("content/a.md", text);
        assert_eq!(refusal(site.build()), [message], "{text:?}");
    }
}

#[test]
fn every_notation_makes_the_same_article() {
    let yaml = "---\ntitle: T\ndate: 2024-06-27\ntags: [a]\n---\nCorps\n";
    let expected = {
        let site = Site::new().file("content/a.md", yaml);
        site.build().unwrap();
        site.text("feeds/atom.xml")
    };
    for text in [
        "\u{FEFF}+++\r\ntitle = \"T\"\r\ndate = 2024-06-27\r\ntags = ['a']\r\n+++ \r\nCorps\r\n",
        "\n+++\ntitle = 'T'\ndate = '2024-06-27'\n[taxonomies]\ntags = ['a']\n+++\nCorps\n",
        "{\"title\": \"T\", \"date\": \"2024-06-27\",\n \"tags\": [\"a\"]}\n\nCorps\n",
        "---\ntitle: T\ndate: 2024-06-27\ntags: [a]\n...\nCorps\n",
        "---\ntitle: \"T\"\nx: \"unindented\nlines, é\n\nof text\" # c\ndate: 2024-06-27\ntags: [a]\n---\nCorps\n",
    ] {
        let site = Site::new().file("content/a.md", text);
        let build = site.build().unwrap();
        assert_eq!(told(&build), Vec::<String>::new(), "{text:?}");
        assert_eq!(site.text("feeds/atom.xml"), expected, "{text:?}");
    }
}

proptest! {
    /// Whatever is read, every place lies in the text, and nothing panics.
    #[test]
    fn any_text_is_read_or_refused(text in "([a-z]{1,2}[:=] ?|[\\[\\]{}\"',\n#-]|\\PC| |\t){0,60}") {
        let fragment = Fragment::whole("a.md", &text);
        let mut problems = Problems::new();
        let nodes = [
            yaml::read(&fragment, Limits::default(), &mut problems),
            toml::read(&fragment, Limits::default()),
            json::read(&fragment, Limits::default(), &mut problems),
        ];
        for node in nodes.into_iter().flatten() {
            prop_assert!(in_text(&node, &text));
        }
    }

    /// A JSON text is read as `serde_json` reads it.
    #[test]
    fn json_agrees_with_another_reader(key in "\\PC{0,8}", value in "\\PC{0,8}") {
        let text = serde_json::json!({ key.clone(): [value.clone(), 1] }).to_string();
        let (node, _) = read_json(&text).unwrap();
        let item = node.get(&key).unwrap().item(0).unwrap();
        prop_assert_eq!(&item.as_scalar().unwrap().text, &value);
    }
}

fn in_text(node: &Node, text: &str) -> bool {
    let inside = text.get(node.span.range()).is_some();
    inside
        && match &node.value {
            Value::Scalar(_) => true,
            Value::List(items) => items.iter().all(|item| in_text(item, text)),
            Value::Mapping(entries) => entries
                .iter()
                .all(|(key, node)| text.get(key.span.range()).is_some() && in_text(node, text)),
        }
}

#[test]
fn yaml_may_close_brackets_at_the_margin() {
    let site = Site::new().file(
        "content/a.md",
        "---\ntitle: A\ntags: [\n  'Open [data', # why\n  cloud,\n]\ncover: {\n  image: '/a.png'\n}\ndate: 2024-06-31\n---\n",
    );
    // The places of what follows are those of the file.
    assert_eq!(
        refusal(site.build()),
        ["content/a.md:10:15: date-impossible: June 2024 has 30 days"]
    );
}
