//! What a publisher may decide of bodies.

use feedmill::config::{BodyRules, Config};
use feedmill::model::{Entry, Syntax};

use super::{article, compose_with, config};

fn entry(syntax: Syntax, body: &str, rules: BodyRules) -> Entry {
    let config = Config { body: rules, ..config() };
    compose_with(&article(syntax), body, &config).0.unwrap()
}

fn html(body: &str, rules: BodyRules) -> String {
    entry(Syntax::Html, body, rules).content_html
}

fn text(body: &str, width: usize) -> String {
    let rules = BodyRules { wrap: Some(width), ..BodyRules::default() };
    entry(Syntax::Markdown, body, rules).content_text
}

#[test]
fn classes_stay_where_they_are_wanted() {
    let body = r#"<p class="a &quot;b" onclick="c()">x</p>"#;
    assert_eq!(html(body, BodyRules::default()), "<p>x</p>");
    let rules = BodyRules { classes: true, ..BodyRules::default() };
    assert_eq!(html(body, rules), r#"<p class="a &quot;b">x</p>"#);
}

#[test]
fn ids_stay_where_they_are_wanted_and_meet_no_other_entry() {
    let body = r#"<h2 id="a">x</h2><h2 id="a">y</h2>"#;
    assert_eq!(html(body, BodyRules::default()), "<h2>x</h2><h2>y</h2>");
    let kept = html(body, BodyRules { ids: true, ..BodyRules::default() });
    let (start, end) = kept.split_once("-a\">").unwrap();
    assert!(start.starts_with("<h2 id=\"e") && start.len() == "<h2 id=\"e".len() + 8, "{kept}");
    assert_eq!(end, "x</h2><h2>y</h2>");
}

#[test]
fn styles_are_those_named_and_no_others() {
    let body = r#"<p style="color: #c00; text-align: right; position: fixed; width: 50%">x</p>"#;
    assert_eq!(html(body, BodyRules::default()), r#"<p style="text-align: right">x</p>"#);
    let more_styles = vec!["color".to_owned()];
    let rules = BodyRules { more_styles, ..BodyRules::default() };
    assert_eq!(html(body, rules), r#"<p style="color: #c00; text-align: right">x</p>"#);
}

#[test]
fn players_of_named_hosts_stay() {
    let rules = || BodyRules {
        players: vec!["www.youtube-nocookie.com".into(), "example.org".into()],
        ..BodyRules::default()
    };
    let frame = r#"<iframe src="https://www.youtube-nocookie.com/embed/a" title="Le film" width="560" height="x" onload="a()" srcdoc="<script>" allowfullscreen></iframe>"#;
    assert_eq!(
        html(frame, rules()),
        r#"<iframe src="https://www.youtube-nocookie.com/embed/a" title="Le film" width="560" allowfullscreen=""></iframe>"#
    );
    assert_eq!(
        html(r#"<video poster="/a.jpg"><source src="/a.mp4">Pas de film</video>"#, rules()),
        r#"<video src="https://example.org/a.mp4" poster="https://example.org/a.jpg" controls=""></video>"#
    );
    assert_eq!(
        html(r#"<iframe src="https://ailleurs.example/x"></iframe>"#, rules()),
        r#"<p><a href="https://ailleurs.example/x">ailleurs.example/x</a></p>"#
    );
    assert_eq!(
        entry(Syntax::Html, frame, rules()).content_text,
        "Le film https://www.youtube-nocookie.com/embed/a"
    );
}

#[test]
fn the_introduction_ends_where_the_site_says() {
    let rules = || BodyRules { separator: Some("{{< suite >}}".into()), ..BodyRules::default() };
    let composed = entry(Syntax::Markdown, "Un.\n\nDeux.\n\n{{< suite >}}\n\nTrois.", rules());
    assert_eq!(composed.summary, "Un.\n\nDeux.");
    assert!(!composed.content_html.contains("suite"), "{}", composed.content_html);
    let composed = entry(Syntax::Markdown, "Un.\n\nDeux.\n\n<!--more-->\n\nTrois.", rules());
    assert_eq!(composed.summary, "Un.\n\nDeux.");
}

#[test]
fn lines_are_wrapped_where_that_is_wanted() {
    assert_eq!(
        text("Un deux trois quatre cinq six sept.\n\n> Un deux trois quatre cinq six sept.", 20),
        "Un deux trois quatre\ncinq six sept.\n\n> Un deux trois\n> quatre cinq six\n> sept."
    );
    assert_eq!(
        text("- Un deux trois quatre cinq\n- [ici](https://example.org/une-longue-adresse)", 20),
        "- Un deux trois\n  quatre cinq\n- ici\n  (https://example.org/une-longue-adresse)"
    );
    assert_eq!(
        text("Combien\u{a0}? Cela\u{202f}; et «\u{a0}ceci\u{a0}» d’été", 20),
        "Combien\u{a0}? Cela\u{202f}; et\n«\u{a0}ceci\u{a0}» d’été"
    );
    assert_eq!(
        text("```\nune ligne de code qui reste entière\n```", 20),
        "une ligne de code qui reste entière"
    );
}

#[test]
fn a_body_from_right_to_left_says_so() {
    for (tag, right_to_left) in [
        ("ar", true),
        ("he-IL", true),
        ("fa", true),
        ("ur-PK", true),
        ("ckb", true),
        ("pa-Arab-PK", true),
        ("ar-Latn", false),
        ("fr", false),
        ("kk", false),
    ] {
        let mut article = article(Syntax::Markdown);
        article.language = Some(tag.into());
        let html = compose_with(&article, "שלום **1**", &config()).0.unwrap().content_html;
        let body = "<p>שלום <strong>1</strong></p>";
        let expected =
            if right_to_left { format!("<div dir=\"rtl\">{body}</div>") } else { body.into() };
        assert_eq!(html, expected, "{tag}");
    }
}
