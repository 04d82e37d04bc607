//! Texts of an entry and a feed → the three formats → the same texts, by parsers of their own.
#![no_main]

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/render/sample.rs"]
mod sample;

use feedmill::model::{Entry, Format, MediaObject, Taxonomy, strip_non_xml};
use feedmill::render;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use roxmltree::{Document, Node};
use sample::{bare_entry, full_entry, person, schemes, term};
use serde_json::Value;

/// Texts as stages before this one may hand them over: XML can carry them, and none is blank.
#[derive(Debug, Arbitrary)]
struct Texts<'a> {
    title: &'a str,
    summary: &'a str,
    html: &'a str,
    plain: &'a str,
    label: &'a str,
    name: &'a str,
    feed: &'a str,
    rights: &'a str,
}

fn carried(text: &str) -> String {
    strip_non_xml(text).0.into_owned() + "."
}

fuzz_target!(|texts: Texts| {
    let label = carried(texts.label);
    let entry = Entry {
        // Each begins otherwise: a summary that repeats another of them is not written.
        title: "Title ".to_owned() + &carried(texts.title),
        summary: "Summary ".to_owned() + &carried(texts.summary),
        content_html: carried(texts.html),
        content_text: "Text ".to_owned() + &carried(texts.plain),
        terms: vec![term(Taxonomy::Tag, &label, "tag")],
        picture: Some(MediaObject {
            alternative: Some(label.clone()),
            caption: Some(carried(texts.name)),
            ..full_entry().picture.unwrap()
        }),
        authors: vec![person(&carried(texts.name))],
        rights: Some(carried(texts.rights)),
        ..bare_entry()
    };
    let mut feed = sample::feed();
    feed.title = carried(texts.feed);
    feed.description = carried(texts.summary);
    feed.rights = Some(carried(texts.rights));
    let write = |format| {
        let entries = [&entry, &full_entry()].map(|entry| render::entry(format, entry, &schemes()));
        let entries: Vec<_> = entries.iter().collect();
        String::from_utf8(render::document(format, &feed, &entries)).expect("feeds are UTF-8")
    };
    atom(&write(Format::Atom), &entry, &feed.title);
    rss(&write(Format::Rss), &entry, &feed.title);
    json_feed(&write(Format::JsonFeed), &entry, &feed.title);
});

fn atom(written: &str, entry: &Entry, title: &str) {
    let document = Document::parse(written).expect("Atom is XML");
    let root = document.root_element();
    assert_eq!(text(child(root, "title")), title);
    let entries = children(root, "entry");
    assert_eq!(entries.len(), 2);
    let read = entries[0];
    assert_eq!(text(child(read, "title")), entry.title);
    assert_eq!(text(child(read, "content")), entry.content_html);
    assert_eq!(text(child(read, "summary")), entry.summary);
    assert_eq!(text(child(child(read, "author"), "name")), entry.authors[0].name);
    assert_eq!(Some(text(child(read, "rights"))), entry.rights);
    let label = in_attribute(&entry.terms[0].label);
    assert_eq!(child(read, "category").attribute("label"), Some(&*label));
    assert_eq!(text(child(read, "updated")), "2024-01-02T03:04:05Z");
}

fn rss(written: &str, entry: &Entry, title: &str) {
    let document = Document::parse(written).expect("RSS is XML");
    let channel = child(document.root_element(), "channel");
    assert_eq!(text(child(channel, "title")), title);
    let items = children(channel, "item");
    assert_eq!(items.len(), 2);
    let read = items[0];
    assert_eq!(text(child(read, "title")), entry.title);
    assert_eq!(text(child(read, "encoded")), entry.content_html);
    assert_eq!(text(child(read, "creator")), entry.authors[0].name);
    assert_eq!(text(child(read, "category")), &*entry.terms[0].label);
    let description = text(child(read, "description"));
    let description = description.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(description, entry.summary);
}

fn json_feed(written: &str, entry: &Entry, title: &str) {
    let feed: Value = serde_json::from_str(written).expect("JSON Feed is JSON");
    assert_eq!(feed["title"], title);
    assert_eq!(feed["items"].as_array().map(Vec::len), Some(2));
    let read = &feed["items"][0];
    assert_eq!(read["title"], *entry.title);
    assert_eq!(read["content_html"], *entry.content_html);
    assert_eq!(read["content_text"], *entry.content_text);
    assert_eq!(read["summary"], *entry.summary);
    assert_eq!(read["tags"][0], *entry.terms[0].label);
    assert_eq!(read["authors"][0]["name"], *entry.authors[0].name);
}

fn children<'a>(node: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.tag_name().name() == name).collect()
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
    children(node, name).first().copied().unwrap_or_else(|| panic!("no <{name}>"))
}

fn text(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text()).collect()
}

/// XML 1.0, section 3.3.3: a parser makes a space of each line end and tab in an attribute.
fn in_attribute(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
