//! RFC 4287, rule by rule, over every document of a site that uses all that there is.

use std::collections::BTreeSet;

use chrono::DateTime;
use roxmltree::{Document, Node};
use url::Url;

use super::{Documents, assert_media_type, newsroom};
use crate::support::Site;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// Those that the feeds use, in the registry of link relations at IANA.
const REGISTERED: [&str; 9] = [
    "alternate",
    "current",
    "enclosure",
    "hub",
    "next-archive",
    "prev-archive",
    "replies",
    "self",
    "via",
];

fn each(documents: &Documents, check: impl Fn(Node<'_, '_>, &str)) {
    let mut seen = 0;
    for (path, text) in documents.iter().filter(|(path, _)| path.ends_with("atom.xml")) {
        check(Document::parse(text).unwrap().root_element(), path);
        seen += 1;
    }
    assert!(seen > 7, "{seen} documents");
}

fn children<'a, 'd>(node: Node<'a, 'd>, name: &'static str) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(move |child| child.has_tag_name((ATOM, name)))
}

fn assert_counts(node: Node<'_, '_>, once: &[&'static str], at_most_once: &[&'static str]) {
    for name in once {
        assert_eq!(children(node, name).count(), 1, "{name} of {node:?}");
    }
    for name in at_most_once {
        assert!(children(node, name).count() <= 1, "{name} of {node:?}");
    }
    let alternates: Vec<_> = children(node, "link")
        .filter(|link| link.attribute("rel") == Some("alternate"))
        .map(|link| (link.attribute("type"), link.attribute("hreflang")))
        .collect();
    assert_eq!(alternates.iter().collect::<BTreeSet<_>>().len(), alternates.len(), "{node:?}");
    assert!(!alternates.is_empty(), "{node:?}");
}

#[test]
fn a_feed_has_as_many_of_each_element_as_it_may() {
    each(&newsroom(), |feed, path| {
        assert!(feed.has_tag_name((ATOM, "feed")), "{path}");
        let at_most_once = ["generator", "icon", "logo", "rights", "subtitle"];
        assert_counts(feed, &["id", "title", "updated"], &at_most_once);
        assert!(children(feed, "author").count() > 0, "{path}");
        let is_self = |link: &Node<'_, '_>| link.attribute("rel") == Some("self");
        assert_eq!(children(feed, "link").filter(is_self).count(), 1, "{path}");
        let generator = children(feed, "generator").next().unwrap();
        assert_eq!(generator.text(), Some("Feedmill"));
        assert!(generator.attribute("uri").is_none_or(|uri| Url::parse(uri).is_ok()));
    });
}

#[test]
fn an_entry_has_as_many_of_each_element_as_it_may() {
    each(&newsroom(), |feed, _| {
        let mut ids = BTreeSet::new();
        for entry in children(feed, "entry") {
            let at_most_once = ["content", "published", "rights", "source", "summary"];
            assert_counts(entry, &["id", "title", "updated"], &at_most_once);
            assert!(children(entry, "author").count() > 0, "{entry:?}");
            for source in children(entry, "source") {
                assert_eq!(children(source, "id").count(), 1);
                assert_eq!(children(source, "title").count(), 1);
            }
            assert!(ids.insert(children(entry, "id").next().unwrap().text().unwrap()));
        }
    });
}

#[test]
fn constructs_have_their_form() {
    each(&newsroom(), |feed, path| {
        for node in feed.descendants().filter(|node| node.tag_name().namespace() == Some(ATOM)) {
            let text = node.text().unwrap_or_default();
            match node.tag_name().name() {
                "title" | "subtitle" | "summary" | "rights" => {
                    assert!(matches!(node.attribute("type"), None | Some("text")), "{node:?}");
                    assert!(node.children().all(|child| child.is_text()), "{node:?}");
                }
                "content" => {
                    assert_eq!(node.attribute("type"), Some("html"));
                    assert_eq!(node.attribute("src"), None);
                    assert!(node.children().all(|child| child.is_text()), "{node:?}");
                }
                "updated" | "published" => {
                    DateTime::parse_from_rfc3339(text).unwrap();
                    assert!(text.contains('T') && text.ends_with('Z'), "{text}");
                }
                "id" | "uri" | "icon" | "logo" => assert_iri(text),
                "email" => assert!(text.is_ascii() && text.contains('@'), "{text}"),
                "author" | "contributor" => {
                    assert_eq!(children(node, "name").count(), 1, "{path}");
                    assert!(children(node, "uri").count() <= 1, "{path}");
                    assert!(children(node, "email").count() <= 1, "{path}");
                }
                _ => {}
            }
        }
    });
}

#[test]
fn links_and_categories_have_their_attributes() {
    each(&newsroom(), |feed, _| {
        for link in feed.descendants().filter(|node| node.has_tag_name((ATOM, "link"))) {
            assert_iri(link.attribute("href").unwrap());
            assert!(REGISTERED.contains(&link.attribute("rel").unwrap()), "{link:?}");
            link.attribute("type").into_iter().for_each(assert_media_type);
            let language = link.attribute("hreflang").unwrap_or("en");
            assert!(language.split('-').all(|part| (1..=8).contains(&part.len())), "{language}");
            assert!(link.attribute("length").unwrap_or("0").parse::<u64>().is_ok(), "{link:?}");
        }
        for category in feed.descendants().filter(|node| node.has_tag_name((ATOM, "category"))) {
            assert!(!category.attribute("term").unwrap().is_empty());
            assert!(!category.attribute("label").unwrap().is_empty());
            assert_iri(category.attribute("scheme").unwrap());
        }
    });
}

#[test]
fn extensions_are_simple_or_structured() {
    each(&newsroom(), |feed, _| {
        let is_own = |node: &Node<'_, '_>| node.tag_name().namespace() == Some(ATOM);
        for extension in feed.descendants().filter(|node| node.is_element() && !is_own(node)) {
            // Those of RFC 5005 are the only ones, empty and without attributes.
            assert!(extension.parent().unwrap().has_tag_name((ATOM, "feed")));
            assert_eq!((extension.attributes().count(), extension.children().count()), (0, 0));
        }
    });
}

#[test]
fn a_new_id_is_in_normal_form() {
    for (base_url, permalink, id) in [
        ("HTTPS://WWW.Example.Org:443", "/a/../b/./:slug", "https://www.example.org/b/x"),
        ("http://www.example.org:80", "/:slug/", "http://www.example.org/x/"),
        ("https://www.example.org", "/", "https://www.example.org/"),
    ] {
        let site = Site::new()
            .file(
                "feedmill.yaml",
                format!("title: T\nbase_url: {base_url}\npermalink: {permalink}\n"),
            )
            .article("x", "2024-06-27", "");
        site.build().unwrap();
        let text = site.text("feeds/atom.xml");
        let feed = Document::parse(&text).unwrap();
        let entry = children(feed.root_element(), "entry").next().unwrap();
        assert_eq!(children(entry, "id").next().unwrap().text(), Some(id));
    }
}

/// RFC 3987: absolute, and without what an IRI cannot hold.
fn assert_iri(text: &str) {
    assert!(
        !text.contains(|letter: char| letter.is_whitespace() || "<>\"{}|\\^`".contains(letter))
    );
    assert!(Url::parse(text).is_ok(), "{text}");
}
