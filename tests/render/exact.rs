//! Documents to the byte, written by hand from the specifications.

use feedmill::model::{Addresses, Feed, Format, Timestamp};
use feedmill::render;

use super::sample::{bare_entry, document, feed, full_entry};

#[test]
fn atom() {
    let written = document(Format::Atom, &[full_entry(), bare_entry()]);
    assert_eq!(written, include_str!("expected/atom.xml"));
}

#[test]
fn rss() {
    let written = document(Format::Rss, &[full_entry(), bare_entry()]);
    assert_eq!(written, include_str!("expected/rss.xml"));
}

#[test]
fn json_feed() {
    let written = document(Format::JsonFeed, &[full_entry(), bare_entry()]);
    assert_eq!(written, include_str!("expected/feed.json"));
}

#[test]
fn a_feed_without_entries_is_whole() {
    for format in Format::ALL {
        let written = document(format, &[]);
        let read = feed_rs::parser::parse(written.as_bytes()).unwrap();
        assert_eq!(read.title.unwrap().content, feed().title, "{format:?}");
        assert!(read.entries.is_empty(), "{format:?}");
    }
    assert!(document(Format::JsonFeed, &[]).ends_with("\"items\": []\n}\n"));
}

#[test]
fn what_a_feed_does_not_have_leaves_no_element() {
    let feed = Feed {
        description: String::new(),
        urls: Addresses::default(),
        hubs: vec![],
        skip_hours: vec![],
        skip_days: vec![],
        user_comment: None,
        published: None,
        language: None,
        rights: None,
        icon: None,
        logo: None,
        ttl: None,
        updated: Timestamp::epoch(),
        ..feed()
    };
    let [atom, rss, json] =
        Format::ALL.map(|format| String::from_utf8(render::document(format, &feed, &[])).unwrap());
    for absent in
        ["<subtitle", "rel=\"self\"", "rel=\"hub\"", "fh:", "xml:lang", "<rights", "<icon", "<logo"]
    {
        assert!(!atom.contains(absent), "{absent} in {atom}");
    }
    for absent in [
        "<atom:link",
        "<language",
        "<copyright",
        "<image",
        "<ttl",
        "<skip",
        "<pubDate",
        "fh:",
        "itunes",
    ] {
        assert!(!rss.contains(absent), "{absent} in {rss}");
    }
    assert!(rss.contains("<description>Nouvelles &#x26; idées</description>"), "{rss}");
    for absent in [
        "feed_url",
        "description",
        "language",
        "icon",
        "hubs",
        "next_url",
        "expired",
        "_feedmill",
        "null",
    ] {
        assert!(!json.contains(absent), "{absent} in {json}");
    }
}

#[test]
fn an_id_that_is_no_iri_becomes_a_uuid_in_atom_alone() {
    let id = |id: &str| {
        let entry = feedmill::model::Entry { id: id.into(), ..bare_entry() };
        let written = document(Format::Atom, &[entry]);
        let start = written.rfind("<id>").unwrap() + "<id>".len();
        written[start..written.rfind("</id>").unwrap()].to_owned()
    };
    for iri in ["tag:example.org,2024:été", "urn:isbn:1", "https://example.org/é?q=1#f"] {
        assert_eq!(id(iri), iri);
    }
    for name in ["7", "note: un deux", "7:8", ":x", "x:", "/a/b", "http://a b/", "été:1"] {
        assert!(id(name).starts_with("urn:uuid:"), "{name}: {}", id(name));
    }
}
