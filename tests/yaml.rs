//! The reader of YAML against two others, and what it alone knows: places and merge keys.

use feedmill::model::{Node, Value};
use feedmill::problem::{Problem, Problems};
use feedmill::syntax::{Fragment, Limits, yaml};
use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::support::{Site, told};

fn read(text: &str) -> Result<Node, Problem> {
    yaml::read(&Fragment::whole("a.md", text), Limits::default(), &mut Problems::new())
}

/// A tree of texts on one line: `{key: value, …}`, each text with a sign for its style.
fn described(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => described_scalar(&scalar.text, scalar.plain),
        Value::List(items) => {
            format!("[{}]", items.iter().map(described).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(fields) => {
            let field = |(key, value): &(feedmill::model::Key, Node)| {
                format!("{:?}: {}", key.name, described(value))
            };
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
    }
}

fn described_scalar(text: &str, plain: bool) -> String {
    // Another reader writes nothing as `~`.
    let text = if plain && text == "~" { "" } else { text };
    format!("{text:?}{}", if plain { "" } else { "q" })
}

/// The same by the events of `saphyr-parser`; nothing if it refuses the text, or finds there what a
/// comparison cannot hold: an alias, a key that is no text or stands twice, a second document.
fn by_events(text: &str) -> Option<String> {
    let mut open: Vec<Vec<String>> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let done = match event.ok()?.0 {
            Event::Scalar(text, style, ..) => described_scalar(&text, style == ScalarStyle::Plain),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push(Vec::new());
                continue;
            }
            Event::SequenceEnd => format!("[{}]", open.pop()?.join(", ")),
            Event::MappingEnd => {
                let fields = open.pop()?;
                let keys: Vec<&str> = fields
                    .chunks(2)
                    .map(|field| field[0].strip_suffix('q').unwrap_or(&field[0]))
                    .collect();
                let is_odd = |(at, key): (usize, &&str)| {
                    !key.starts_with('"') || *key == "\"<<\"" || keys[..at].contains(key)
                };
                if keys.iter().enumerate().any(is_odd) {
                    return None;
                }
                let values = fields.chunks(2).map(|field| &field[1]);
                let fields = keys.iter().zip(values).map(|(key, value)| format!("{key}: {value}"));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
            Event::Alias(_) => return None,
            Event::DocumentStart(..) if root.is_some() => return None,
            _ => continue,
        };
        match open.last_mut() {
            Some(items) => items.push(done),
            None => root = Some(done),
        }
    }
    Some(root.unwrap_or_else(|| "{}".to_owned()))
}

fn assert_agrees(text: &str) {
    let libyaml = serde_yaml::from_str::<serde_yaml::Value>(text).is_ok();
    let Some(expected) = by_events(text).filter(|_| libyaml) else { return };
    // A document that is one text is no front matter.
    if expected.starts_with(['[', '{']) {
        assert_eq!(read(text).map(|node| described(&node)), Ok(expected), "{text:?}");
    }
}

#[test]
fn front_matter_of_articles_is_what_other_readers_make_of_it() {
    for text in [
        "title: Bonjour\ndate: 2024-06-27 13:49:00 +02:00\ntags:\n- Cloud\n- Données ouvertes\n",
        "title: \"Le cloud : un succès\"\ntags:\n  - 'Cloud'\n  -   x\n\nlayout: post\n",
        "tags: [Cloud, Open data ,x]\nimage: /img/a.png\nurl: https://example.org/#x\n",
        "draft: false\nweight: 10\nempty:\n",
        "a: b\n  c\n",
        "a:\n- x\n - y\n",
        "a:\n\n- x\n",
        "a: 😀 x\nb: x 😀\n",
        "a: x\u{a0}\nb: \u{2003}x\n",
        "a: x\r\nb: y\r\n",
        "a:   x   \n",
        "\n\na: x",
        "",
        "\n",
        "lede: \"sur deux\n  lignes, \\\n  é\n\n  et \\u00e9\"\nimages:\n- image: \"/a.png\"\n  alt: >-\n    a\n    b\n\n     c\n",
        "a: &x {b: [1, 'deux', \"trois\"], c: }\nd: |2\n    e\n   f\n\ng: !!str 1 # h\n? i\n: j\n",
        "--- # x\na: - \n...\nb\n",
        "a:\n  - - b\n    - c\n  - d: e\n    f:\n    - g\n",
        "a: |+\n\n  b\n\n\nc: >\n  d\n  e\n\n\n  f\n   g\n  h\n",
        "a: {\"b\":1, c: [d: e]}\n",
    ] {
        assert_agrees(text);
    }
}

fn value() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "word",
        "é",
        "2024-06-27",
        "13:49:00",
        "true",
        "1.10",
        "x: y",
        "x:y",
        "x:",
        ":x",
        "x #y",
        "x#y",
        "\"",
        "'",
        "''",
        "\\",
        "\"a b\"",
        "'a b'",
        "\"a\\n\"",
        "\"a\n   b\"",
        "'a\n\n   b'",
        "[",
        "]",
        "[a, b]",
        "[a,b,]",
        "[ ]",
        "{a: 1}",
        "{a: [b, {c: d}]}",
        ",",
        "&a x",
        "*a",
        "!t x",
        "|\n     t\n      u\n\n     v",
        ">\n     t\n     u\n\n     v",
        ">-",
        "%x",
        "@x",
        "`x`",
        "?",
        "? x",
        "-",
        "- x",
        "..",
        ".5",
        "/p",
        "(x)",
        "_x",
        "#",
        "=",
        " ",
        "  ",
        "\u{a0}",
        "\u{fe0f}",
        "😀",
    ]);
    prop::collection::vec(pieces, 0..3).prop_map(|pieces| pieces.concat())
}

fn line() -> impl Strategy<Value = String> {
    let indentation = prop::sample::select(vec!["", "", "", "", " ", "  "]);
    let key = prop::sample::select(vec!["a", "b", "title", "c-d", "e_f", "é", "1", "a b", "\"q\""]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", " \n", "\r\n", "\n\n"]);
    prop_oneof![
        4 => (indentation.clone(), key.clone(), value(), end.clone())
            .prop_map(|(indentation, key, value, end)| format!("{indentation}{key}: {value}{end}")),
        2 => (key, end.clone()).prop_map(|(key, end)| format!("{key}:{end}")),
        4 => (indentation.clone(), value(), end.clone())
            .prop_map(|(indentation, value, end)| format!("{indentation}- {value}{end}")),
        1 => (indentation, value(), end)
            .prop_map(|(indentation, value, end)| format!("{indentation}{value}{end}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_what_other_readers_make_of_it(
        lines in prop::collection::vec(line(), 0..5)
    ) {
        assert_agrees(&lines.concat());
    }
}

#[test]
fn every_part_has_its_place() {
    let text =
        "é: &x [a, {\"b\": 'é'}]  # c\nliste:\n- \"sur\n  deux\"\n- *x\nbloc: |\n  t\nrien:\n";
    let node = read(text).unwrap();
    let place = |node: &Node| node.span.as_str().to_owned();
    let (first, list) = (node.get("é").unwrap(), node.get("liste").unwrap());
    for (node, expected) in [
        (&node, text.trim_end_matches(":\n")),
        (first, "[a, {\"b\": 'é'}]"),
        (first.item(1).unwrap().get("b").unwrap(), "'é'"),
        (list, "- \"sur\n  deux\"\n- *x"),
        (list.item(0).unwrap(), "\"sur\n  deux\""),
        (list.item(1).unwrap(), "*x"),
        // What an alias stands for is where its anchor is.
        (list.item(1).unwrap().item(0).unwrap(), "a"),
        (node.get("bloc").unwrap(), "t"),
        (node.get("rien").unwrap(), ""),
    ] {
        assert_eq!(place(node), expected);
    }
    let place = first.item(1).unwrap().span.place();
    assert_eq!((place.line, place.column), (1, 11));
}

#[test]
fn a_merge_key_brings_in_the_fields_that_a_mapping_has_not() {
    let text = "\
base: &b {lang: en, tags: [a], n: 1}
autre: &a {n: 2, m: 3}
own: {n: 0, <<: *b}
list:
  <<: [*a, *b]
  m: 0
bloc:
  <<: *b
  <<: *a
nested: &n
  <<: *a
  x: 1
twice: {<<: *n}
here: {<<: {a: 1}}
quoted: {\"<<\": 1}
";
    let node = read(text).unwrap();
    for (key, expected) in [
        ("own", r#"{"n": "0", "lang": "en", "tags": ["a"]}"#),
        ("list", r#"{"m": "0", "n": "2", "lang": "en", "tags": ["a"]}"#),
        ("bloc", r#"{"lang": "en", "tags": ["a"], "n": "1", "m": "3"}"#),
        ("twice", r#"{"x": "1", "n": "2", "m": "3"}"#),
        ("here", r#"{"a": "1"}"#),
        ("quoted", r#"{"<<": "1"}"#),
    ] {
        assert_eq!(described(node.get(key).unwrap()), expected, "{key}");
    }
    let lang = node.get("own").unwrap().get("lang").unwrap().span.place();
    assert_eq!((lang.line, lang.column), (1, 17));
}

#[test]
fn a_merge_key_without_a_mapping_is_refused() {
    for text in ["a: &a 1\n<<: *a\n", "<<: x\n", "<<:\n", "a: &a [1]\n<<: [*a]\n"] {
        let problem = read(text).unwrap_err();
        assert_eq!(problem.message, "`<<` brings in the fields of a mapping, and this is none");
    }
}

#[test]
fn what_is_merged_in_withholds_an_article() {
    let site = Site::new()
        .file(
            "content/prevu.md",
            "---\ncommun: &c {published: false, tags: [interne]}\n<<: *c\ntitle: Prévu\ndate: 2024-06-27\n---\nSecret.\n",
        )
        .article("vrai", "2024-06-26", "");
    let build = site.build().unwrap();
    assert_eq!(told(&build), [""; 0]);
    assert_eq!(site.links("feeds/feed.json"), ["https://www.example.org/actualites/vrai/"]);
}

#[test]
fn what_is_merged_into_defaults_holds() {
    let site = Site::new()
        .file(
            "_config.yml",
            "title: T\nurl: https://www.example.org\ncommun: &d {author: Ada, lang: en}\ndefaults:\n- scope: {path: \"\"}\n  values:\n    <<: *d\n    categories: [actus]\n",
        )
        .file("_posts/2024-06-28-b.md", "---\ntitle: B\n---\nCorps.\n");
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    assert_eq!(site.run(&[]).exit, 0);
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    assert_eq!(feed["items"][0]["authors"][0]["name"], "Ada");
    assert_eq!(feed["items"][0]["language"], "en");
}

#[test]
fn what_is_no_yaml_is_refused_at_its_place() {
    for (text, expected) in [
        ("a: \"x\" y\n", "a.md:1:6: yaml-invalid: a quote ends the text too early"),
        ("a: \"x\nb: \"y\"\n", "a.md:1:4: yaml-invalid: a quote has no end"),
        (
            "é: \"x\": y\n",
            "a.md:1:7: yaml-invalid: a text contains `: `, which would begin another field",
        ),
        (
            "a: 'é'\n  b: c\n",
            "a.md:2:3: yaml-invalid: a line is not indented as the fields around it",
        ),
        (
            "  a: b\nc: d\n",
            "a.md:2:1: yaml-invalid: a line is not indented as the fields around it",
        ),
        ("a: b\n- c\n", "a.md:2:1: yaml-invalid: a line is no field"),
        ("a: ]\n", "a.md:1:4: yaml-invalid: a text cannot begin with `]`"),
        ("%a\n", "a.md:1:1: yaml-invalid: a text cannot begin with `%`"),
        ("a: - b\n", "a.md:1:4: yaml-invalid: a list begins on the line of its field"),
        ("a: [b, c\nd: e\n", "a.md:1:1: yaml-invalid: a list has no end"),
        ("a: [é,, b]\n", "a.md:1:7: yaml-invalid: a comma follows no value"),
        (
            "a: [- b]\n",
            "a.md:1:5: yaml-invalid: not valid YAML: a list with hyphens stands in brackets",
        ),
        ("a: ['b'c]\n", "a.md:1:7: yaml-invalid: a quote ends the text too early"),
        (
            "a: ['b' c]\n",
            "a.md:1:9: yaml-invalid: not valid YAML: a comma is missing before this, or the list has no end",
        ),
        (
            "x: &x y\na: *b\n",
            "a.md:2:4: yaml-invalid: not valid YAML: there is no anchor `&b` before this alias",
        ),
        ("a: \"\\q\"\n", "a.md:1:5: yaml-invalid: `\\q` has no meaning in double quotes"),
        ("a: | b\n", "a.md:1:4: yaml-invalid: a text cannot begin with `|`"),
        ("a: *b\n", "a.md:1:4: yaml-invalid: a text cannot begin with `*`"),
        ("a: & b\n", "a.md:1:4: yaml-invalid: a text cannot begin with `&`"),
        ("a: &x [*x]\n", "a.md:1:8: yaml-invalid: the alias names itself"),
        ("[a]: b\n", "a.md:1:1: yaml-invalid: a key must be a plain word"),
        (
            "é: \u{1}\n",
            "a.md:1:4: yaml-invalid: not valid YAML: control characters are not allowed",
        ),
        (
            "é: b\n \tc: d\n\te: f\n",
            "a.md:2:3: yaml-invalid: a line is not indented as the fields around it",
        ),
        (
            "- é\nb: c\n",
            "a.md:2:1: yaml-invalid: not valid YAML: the document has ended before this",
        ),
    ] {
        assert_eq!(read(text).unwrap_err().to_string(), expected, "{text:?}");
    }
}
