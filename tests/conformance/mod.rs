//! What the specifications ask for beside the documents themselves, and the table that says so.

mod atom;
mod json_feed;
mod rss;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use feedmill::compose::GENERATOR;
use feedmill::config;

use crate::support::Site;

const JUNE: &str = "2024-06-27 13:49:00 +02:00";

/// The text of each feed, by path.
type Documents = Vec<(String, String)>;

/// A site that uses all that there is, with names that no URL can hold as they are.
fn newsroom() -> Documents {
    let site = Site::new()
        .configured(
            "\
description: Ce que nous faisons
language: fr
authors: {name: La rédaction, email: redaction@example.org, url: /équipe/}
rights: © La rédaction
icon: /icône.png
logo: /logo été.png
feeds:
  archive: 2
  limit: 2
  hubs: https://hub.exämple.org/é?a=1&b=2
  ttl: 60
  skip_hours: [23, 0, 23]
  skip_days: [Sunday]
  moved: {tags/nuage: tags/cloud}
",
        )
        .article("a", JUNE, "tags: [Fin]\n")
        .article("b", JUNE, "tags: [Cloud]\nguid: note 7\n")
        .article("c", JUNE, "tags: [Cloud]\npermalink: /été/c/\n")
        .article("d", JUNE, "tags: [Cloud]\nauthor: {name: Zoé, email: zoe@example.org}\n")
        .article("e", JUNE, "tags: [Cloud, \"L’été\"]\ncategories: [Actualité]\nchapeau: C\n")
        .file(
            "content/f.md",
            "\
---
title: L’été & <nous>
date: 2024-06-28
updated: 2024-07-01
lang: en_GB
authors: [Ada, {name: محمد, email: محمد@example.org, url: /équipe/محمد/}]
contributors: {name: Ida, email: ida@example.org}
rights: CC BY 4.0
external_url: https://exämple.org/é
source: {title: Le journal, feed: \"https://exämple.org/é.xml\"}
comments_url: /é#c
image: /photo été.jpg
audio: [{url: /é.mp3, title: Un}, /deux.ogg]
tags: [Cloud]
---
[Link](#y)

Text
",
        );
    site.build().unwrap();
    site.write("content/a.md", "---\ntitle: a\ndate: 2024-06-27\n---\nA\n");
    site.build().unwrap();
    let files = site.files("feeds").into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// RFC 2045, section 5.1, without parameters, of a kind that IANA knows.
fn assert_media_type(text: &str) {
    let (main, sub) = text.split_once('/').unwrap();
    let kinds = "application audio font image message model multipart text video";
    assert!(kinds.split(' ').any(|kind| kind == main), "{text}");
    for token in [main, sub] {
        let is_token =
            |letter: char| letter.is_ascii_alphanumeric() || "!#$&-^_.+".contains(letter);
        assert!(!token.is_empty() && token.chars().all(is_token), "{text}");
    }
}

/// Every function of the tests, as `module::name`.
fn tests() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut tests = BTreeSet::new();
    for file in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap) {
        if file.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let path = file.path().strip_prefix(&folder).unwrap().with_extension("");
        let module = path.to_str().unwrap().replace('/', "::");
        let module = module.trim_end_matches("::mod");
        let text = fs::read_to_string(file.path()).unwrap();
        let names = text.split("#[test]").skip(1).filter_map(|after| {
            let (_, after) = after.split_once("fn ")?;
            after.split_once('(').map(|(name, _)| name)
        });
        tests.extend(names.map(|name| format!("{module}::{name}")));
    }
    tests
}

#[test]
fn every_row_of_the_conformance_table_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/conformance.md")).unwrap();
    let (rules, _) = text.split_once("## What readers see").unwrap();
    let tests = tests();
    let mut rows = 0;
    for row in rules.lines().filter(|line| line.starts_with("| ") && !line.contains("| held by |"))
    {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [_, _, held_by] = cells[..] else { panic!("three columns: {row}") };
        let names: Vec<&str> = held_by.split('`').skip(1).step_by(2).collect();
        for name in names.iter().filter(|name| name.contains("::")) {
            assert!(tests.contains(*name), "there is no test `{name}`");
        }
        for script in names.iter().filter(|name| name.strip_suffix(".py").is_some()) {
            assert!(root.join("tests/scripts").join(script).exists(), "{script}");
        }
        let reason = ["does not apply", "not held:"].iter().any(|reason| held_by.contains(reason));
        let is_held =
            names.iter().any(|name| name.contains("::") || name.strip_suffix(".py").is_some());
        assert!(is_held || reason, "neither a test nor a reason: {row}");
        rows += 1;
    }
    assert!(rows > 200, "{rows} rows");
}

#[test]
fn no_address_in_a_body_needs_a_base() {
    let body = "[x](#y) [z](#z) [b](../b/)[^1]\n\n<p id=\"y\">y</p>\n\n[^1]: Note\n";
    let site = Site::new()
        .file("content/a.md", format!("---\ntitle: a\ndate: 2024-06-27\n---\n{body}"))
        .article("b", JUNE, "");
    site.build().unwrap();
    for path in ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"] {
        let text = site.text(path).replace("\\\"", "\"").replace("&quot;", "\"");
        assert!(!text.contains("xml:base"), "{path}");
        // In Atom and JSON Feed as in RSS: the note and the way back, y, z, b.
        let links: Vec<&str> = text.split("<a href=\"").skip(1).collect();
        let links =
            if links.is_empty() { text.split("&lt;a href=\"").skip(1).collect() } else { links };
        assert_eq!(links.len(), 5, "{path}: {text}");
        for link in links {
            assert!(link.starts_with("https://www.example.org/actualites/"), "{path}: {link}");
        }
    }
}

#[test]
fn the_feed_of_the_site_has_its_title() {
    let site = Site::new().article("a", JUNE, "tags: [T]\n");
    site.build().unwrap();
    assert!(site.text("feeds/rss.xml").contains("<channel><title>La Fabrique</title>"));
}

#[test]
fn the_page_of_a_feed_is_the_one_of_its_term() {
    let site = Site::new()
        .configured("feeds: {tags: {page: \"/sujets/:slug/\"}}\nnamed: {b: {page: /b.html}}\n")
        .article("a", JUNE, "tags: [Open data]\ncategories: [C]\n");
    site.build().unwrap();
    for (feed, page) in
        [("tags/open-data", "sujets/open-data/"), ("categories/c", ""), ("b", "b.html")]
    {
        let link = format!("<link>https://www.example.org/{page}</link>");
        assert!(site.text(&format!("feeds/{feed}/rss.xml")).contains(&link), "{feed}");
    }
}

#[test]
fn an_extension_is_announced_only_where_it_is_used() {
    let site = Site::new().article("a", JUNE, "tags: [T]\ncategories: [C]\n").article(
        "b",
        JUNE,
        "tags: ['\"_feedmill\":']\n",
    );
    site.build().unwrap();
    let about = |feed: &str| {
        let feed: serde_json::Value = serde_json::from_str(&site.text(feed)).unwrap();
        feed["_feedmill"]["about"].as_str().map(str::to_owned)
    };
    assert_eq!(about("feeds/tags/t/feed.json").as_deref(), GENERATOR.url);
    assert_eq!(about("feeds/tags/feedmill/feed.json"), None);
}

#[test]
fn an_id_may_be_a_tag_uri() {
    let site = Site::new().configured("ids: tag:example.org,2019-06\n").article("a", JUNE, "");
    site.build().unwrap();
    let feed = feed_rs::parser::parse(site.text("feeds/atom.xml").as_bytes()).unwrap();
    assert_eq!(feed.id, "tag:example.org,2019-06:/feeds/atom.xml");
    assert_eq!(feed.entries[0].id, "tag:example.org,2019-06:/actualites/a/");
    let rss = site.text("feeds/rss.xml");
    assert!(
        rss.contains("<guid isPermaLink=\"false\">tag:example.org,2019-06:/actualites/a/</guid>")
    );

    for ids in
        ["tag:example.org", "tag:Example.org,2019", "tag:example.org,2019-13", "guid", "tag:,2019"]
    {
        let text = format!("title: T\nbase_url: https://a.example\nids: '{ids}'\n");
        let problems = config::parse("f", &text).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["f:3:6: config-invalid: `ids` is not valid"], "{ids}");
    }
}

#[test]
fn hours_days_and_hubs_that_are_none_are_told() {
    for (settings, key) in [
        ("skip_hours: [24]", "skip_hours"),
        ("skip_days: [Samedi]", "skip_days"),
        ("skip_days: [Friday, Friday]", "skip_days"),
        ("hubs: hub", "hubs"),
        ("archive: 0", "archive"),
        ("redirects: {feed.xml: rss.xml}", "redirects.feed.xml"),
        ("moved: {a: ../b}", "moved.a"),
    ] {
        let text = format!("title: T\nbase_url: https://a.example\nfeeds: {{{settings}}}\n");
        let problems = config::parse("f", &text).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1, "{settings}");
        assert!(
            told[0].ends_with(&format!("config-invalid: `feeds.{key}` is not valid")),
            "{told:?}"
        );
    }
}

/// On the day that this fails, the crate escapes them, and whoever writes one must no longer.
#[test]
fn the_crate_does_not_escape_attributes_of_extensions_in_atom() {
    use atom_syndication::extension::Extension;
    let element = Extension {
        name: "x:y".to_owned(),
        attrs: [("url".to_owned(), "a&b\"<".to_owned())].into(),
        ..Extension::default()
    };
    let extensions = [("x".to_owned(), [("y".to_owned(), vec![element])].into())].into();
    let feed = atom_syndication::Feed { extensions, ..atom_syndication::Feed::default() };
    assert!(feed.to_string().contains("<x:y url=\"a&b\"<\">"), "{}", feed.to_string());
}

#[test]
fn snippets_name_every_document_and_every_redirect() {
    let site = Site::new()
        .configured("feeds: {limit: 1, archive: 1, ttl: 5, redirects: {/feed.xml: rss.xml}}\n")
        .article("a", JUNE, "")
        .article("b", JUNE, "");
    assert_eq!(
        site.run(&["snippets", "redirects"]).out,
        "/feed.xml https://www.example.org/feeds/rss.xml 301\n"
    );
    let headers = site.run(&["snippets", "headers"]).out;
    assert!(headers.starts_with(
        "/feeds/archive/1/atom.xml\n  Content-Type: text/xml; charset=utf-8\n  \
         Cache-Control: public, max-age=86400\n  \
         Link: <https://www.example.org/feeds/archive/1/atom.xml>; rel=\"self\"\n\n"
    ));
    assert!(headers.contains("\n/feeds/rss.xml\n  Content-Type: text/xml; charset=utf-8\n  Cache-Control: public, max-age=300\n"));
    assert!(!site.path("feeds").exists());
}
