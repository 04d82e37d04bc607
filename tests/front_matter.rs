//! Front matter as people write it, and YAML that means harm.

use std::fmt::Write as _;

use feedmill::model::{Node, Value};
use feedmill::problem::{Code, Problem, Problems};
use feedmill::syntax::{Fragment, Limits, yaml};

use crate::support::{Site, refusal, told};

fn read(text: &str) -> Result<(Node, Problems), Problem> {
    let mut problems = Problems::new();
    let node = yaml::read(&Fragment::whole("a.md", text), Limits::default(), &mut problems)?;
    Ok((node, problems))
}

fn scalar(text: &str, key: &str) -> String {
    let (node, _) = read(text).unwrap();
    node.get(key).unwrap().as_scalar().unwrap().text.clone()
}

#[test]
fn values_come_out_as_they_were_written() {
    for written in [
        "2024",
        "1.10",
        "0x1F",
        "no",
        "Yes",
        "1e3",
        "2024-06-27 13:49:00 +02:00",
        "12:30:45",
        "+1",
        ".5",
        "~x",
    ] {
        assert_eq!(scalar(&format!("k: {written}\n"), "k"), written);
    }
    assert_eq!(scalar("k: 'l''été'\n", "k"), "l'été");
    assert_eq!(scalar("k: \"a\\nb\\u00e9\"\n", "k"), "a\nbé");
    assert_eq!(scalar("k: \"deux\n  lignes \\n\\nfin\"\n", "k"), "deux lignes \n\nfin");
    assert_eq!(scalar("k: |\n  a\n  b\n", "k"), "a\nb\n");
    assert_eq!(scalar("k: >-\n  a\n  b\n", "k"), "a b");
    assert_eq!(scalar("k: !local x\n", "k"), "x");
    assert_eq!(scalar("k: !!str 2024\n", "k"), "2024");
}

#[test]
fn every_value_knows_its_place() {
    let text = "titre: é\nüne:\n- image: \"a b\"  # c\n  alt: |\n    x\n";
    let (node, _) = read(text).unwrap();
    let place = |node: &Node| &text[node.span.range()];
    let item = node.get("üne").unwrap().item(0).unwrap();
    assert_eq!(place(node.get("titre").unwrap()), "é");
    assert_eq!(place(item.get("image").unwrap()), "\"a b\"");
    let Value::Mapping(entries) = &node.value else { panic!() };
    assert_eq!(&text[entries[1].0.span.range()], "üne");
}

#[test]
fn null_is_nothing_and_quoted_null_is_a_word() {
    let (node, _) = read("a:\nb: ~\nc: null\nd: 'null'\n").unwrap();
    let nulls: Vec<bool> =
        ["a", "b", "c", "d"].iter().map(|key| node.get(key).unwrap().is_null()).collect();
    assert_eq!(nulls, [true, true, true, false]);
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    let (node, problems) = read("a: 1\nb: 2\na: 3\n").unwrap();
    assert_eq!(node.get("a").unwrap().as_scalar().unwrap().text, "3");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["a.md:3:1: duplicate-key: the key `a` appears twice"]);
}

#[test]
fn aliases_stand_for_their_anchor() {
    let (node, _) = read("a: &x [1, 2]\nb: *x\n").unwrap();
    assert_eq!(node.get("b").unwrap().item(1).unwrap().as_scalar().unwrap().text, "2");
}

#[test]
fn an_alias_bomb_is_refused_before_it_goes_off() {
    let mut text = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (name, of) in
        ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"])
    {
        let nine = vec![format!("*{of}"); 9].join(",");
        writeln!(text, "{name}: &{name} [{nine}]").unwrap();
    }
    assert_eq!(read(&text).unwrap_err().code, Code::TooManyValues);
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = format!("a: {}{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(read(&deep).unwrap_err().code, Code::TooDeep);
    let endless = format!("a: {}", "[".repeat(60_000));
    assert!(matches!(read(&endless).unwrap_err().code, Code::YamlInvalid | Code::TooDeep));
    for nest in ["- ", "? ", "{a: ", "a: [", "&a [", "!t [", "[{"] {
        let code = read(&nest.repeat(15_000)).unwrap_err().code;
        assert!(matches!(code, Code::YamlInvalid | Code::TooDeep), "{nest}: {code}");
    }
    let long = format!("a: {}", "x".repeat(70_000));
    assert_eq!(read(&long).unwrap_err().code, Code::FrontMatterTooLarge);
    let itself = "a: &x [*x]\n";
    assert_eq!(read(itself).unwrap_err().code, Code::YamlInvalid);
}

#[test]
fn a_file_of_gigabytes_is_refused_unread() {
    let site = Site::new();
    let file = std::fs::File::create(site.path("content/huge.md")).unwrap();
    file.set_len(8 << 30).unwrap();
    assert_eq!(
        refusal(site.build()),
        [
            "content/huge.md:1:1: file-too-large: 8589934592 bytes are more than the limit of 16777216"
        ]
    );
}

#[test]
fn fences_are_found_where_people_put_them() {
    for text in [
        "---\ntitle: T\ndate: 2024-06-27\n---\nCorps\n",
        "\u{FEFF}---\ntitle: T\ndate: 2024-06-27\n---\nCorps\n",
        "\n\n---  \ntitle: T\ndate: 2024-06-27\n---\t\nCorps\n",
        "---\r\ntitle: T\r\ndate: 2024-06-27\r\n---\r\nCorps\r\n",
        "---\ntitle: T\ndate: 2024-06-27\n---",
        "---\ntitle: T\ndate: 2024-06-27\n---\n---\nA rule above\n",
    ] {
        let site = Site::new().file("content/a.md", text);
        let build = site.build().unwrap();
        assert_eq!((build.publication.articles.len(), told(&build)), (1, vec![]), "{text:?}");
    }
}

#[test]
fn what_has_no_front_matter_is_no_article() {
    for (text, told) in [
        ("", "content/a.md:1:1: front-matter-missing: the article has no front matter"),
        ("Text\n", "content/a.md:1:1: front-matter-missing: the article has no front matter"),
        ("---\ntitle: T\n", "content/a.md:1:1: front-matter-open: the front matter has no end"),
        (
            "---\n- a\n---\n",
            "content/a.md:2:1: yaml-invalid: the front matter is not a list of `key: value` lines",
        ),
    ] {
        let site = Site::new().file("content/a.md", text);
        assert_eq!(refusal(site.build()), [told], "{text:?}");
    }
}
