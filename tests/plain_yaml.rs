//! Plain front matter is read at a glance, and must say what the readers of all of YAML say.

use feedmill::model::{Node, Span, Value};
use feedmill::problem::Problems;
use feedmill::syntax::{Fragment, Limits, yaml};
use proptest::prelude::*;

/// No document with a comment is read at a glance.
const COMMENT: &str = "# A comment.\n";

/// What is read: the value with its spans counted from `start`, or the code of the error.
fn read(text: &str, start: usize) -> Result<(Node, usize), &'static str> {
    let mut problems = Problems::new();
    match yaml::read(&Fragment::whole("x.md", text), Limits::default(), &mut problems) {
        Ok(mut node) => {
            shift(&mut node, start);
            Ok((node, problems.iter().count()))
        }
        Err(problem) => Err(problem.code.name()),
    }
}

fn shift(node: &mut Node, by: usize) {
    // An empty document is the whole of its text, the comment too.
    let shift = |span: &mut Span| *span = span.start.saturating_sub(by)..span.end - by;
    shift(&mut node.span);
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter_mut().for_each(|item| self::shift(item, by)),
        Value::Mapping(fields) => {
            for (key, value) in fields {
                shift(&mut key.span);
                self::shift(value, by);
            }
        }
    }
}

fn assert_same(text: &str) {
    let commented = format!("{COMMENT}{text}");
    assert_eq!(read(text, 0), read(&commented, COMMENT.len()), "{text:?}");
}

#[test]
fn front_matter_of_articles() {
    for text in [
        "title: Bonjour\ndate: 2024-06-27 13:49:00 +02:00\ntags:\n- Cloud\n- Données ouvertes\n",
        "title: \"Le cloud : un succès\"\ntags:\n  - 'Cloud'\n  -   x\n\nlayout: post\n",
        "tags: [Cloud, Open data ,x]\nimage: /img/a.png\nurl: https://example.org/#x\n",
        "draft: false\nweight: 10\nempty:\n",
        "a: b\na: c\n",
        "a: b\n  c\n",
        "a:\n- x\n - y\n",
        "a:\n  - x\n- y\n",
        "a:\n\n- x\n",
        "a: x\n- y\n",
        "a: 😀 x\nb: x 😀\n",
        "a: x\u{a0}\nb: \u{2003}x\n",
        "a: x\r\nb: y\r\n",
        "a:   x   \n",
        "\n\na: x",
        "",
        "\n",
    ] {
        assert_same(text);
    }
}

fn value() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "word",
        "é",
        "2024-06-27",
        "13:49:00",
        "true",
        "~",
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
        "[",
        "]",
        "[a, b]",
        "[a,b,]",
        "[ ]",
        "{a: 1}",
        ",",
        "&a x",
        "*a",
        "!t x",
        "|",
        ">",
        ">-",
        "%x",
        "@x",
        "`x`",
        "?",
        "? x",
        "-",
        "- x",
        "--- ",
        "...",
        "..",
        ".5",
        "/p",
        "(x)",
        "_x",
        "#",
        "<<",
        "=",
        "\t",
        " ",
        "  ",
        "\u{a0}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{fe0f}",
        "😀",
        "\u{7f}",
        "\u{1}",
    ]);
    prop::collection::vec(pieces, 0..3).prop_map(|pieces| pieces.concat())
}

fn line() -> impl Strategy<Value = String> {
    let indentation = prop::sample::select(vec!["", "", "", "", " ", "  "]);
    let key =
        prop::sample::select(vec!["a", "b", "title", "c-d", "e_f", "é", "1", "a b", "\"q\"", "<<"]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", " \n", "\r\n", "\n\n"]);
    prop_oneof![
        4 => (key.clone(), value(), end.clone()).prop_map(|(key, value, end)| format!("{key}: {value}{end}")),
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
    fn any_document(lines in prop::collection::vec(line(), 0..5)) {
        assert_same(&lines.concat());
    }
}
