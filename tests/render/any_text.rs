//! Any text that XML can carry comes out of every format as it went in.

use feedmill::model::{Entry, Format, MediaObject, Taxonomy, strip_non_xml};
use proptest::prelude::*;
use roxmltree::{Document, Node};
use serde_json::Value;

use super::sample::{bare_entry, document, full_entry, person, term};

/// Texts made of what is dangerous and of anything else, never blank.
fn any_text() -> impl Strategy<Value = String> {
    let dangerous = prop::sample::select(vec![
        "]]>",
        "<![CDATA[",
        "&",
        "&amp;",
        "&#x26;",
        "<",
        "</item>",
        "</entry>",
        "</channel>",
        "</feed>",
        "<updated>",
        "</updated>",
        "\"",
        "'",
        "<!--",
        "-->",
        "<?",
        "👩‍👩‍👧",
        "e\u{301}",
        "\u{202E}",
        "שלום",
        "\u{2028}",
        "\u{85}",
        "\u{A0}",
        "\\",
        "\n",
        "\t",
        "{",
        "[]\n}",
    ]);
    let piece = prop_oneof![dangerous.prop_map(str::to_owned), "\\PC{0,4}", any::<String>()];
    prop::collection::vec(piece, 0..8)
        .prop_map(|pieces| strip_non_xml(&pieces.concat()).0.into_owned() + ".")
}

fn any_entry() -> impl Strategy<Value = Entry> {
    (any_text(), any_text(), any_text(), any_text(), any_text()).prop_map(
        |(title, summary, content, label, name)| Entry {
            title,
            summary: format!("Chapeau. {summary}"),
            content_text: content.clone(),
            content_html: content,
            terms: vec![term(Taxonomy::Tag, &label, "tag")],
            picture: Some(MediaObject {
                alternative: Some(label),
                ..full_entry().picture.unwrap()
            }),
            authors: vec![person(&name)],
            ..bare_entry()
        },
    )
}

/// XML 1.0, section 3.3.3: a parser makes a space of each line end and tab in an attribute.
fn in_attribute(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
    node.children().find(|child| child.tag_name().name() == name).unwrap()
}

fn text(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text()).collect()
}

fn unescape_html(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

proptest! {
    #[test]
    fn survives_atom(entry in any_entry()) {
        let written = document(Format::Atom, &[entry.clone(), full_entry()]);
        let parsed = Document::parse(&written).unwrap();
        let entries: Vec<_> =
            parsed.root_element().children().filter(|node| node.has_tag_name(
                ("http://www.w3.org/2005/Atom", "entry"))).collect();
        prop_assert_eq!(entries.len(), 2);
        let read = entries[0];
        prop_assert_eq!(text(child(read, "title")), &*entry.title);
        prop_assert_eq!(text(child(read, "content")), &*entry.content_html);
        prop_assert_eq!(text(child(child(read, "author"), "name")), &*entry.authors[0].name);
        prop_assert_eq!(text(child(read, "summary")), &*entry.summary);
        let label = in_attribute(&entry.terms[0].label);
        prop_assert_eq!(child(read, "category").attribute("label"), Some(&*label));
        let enclosure = read.children()
            .find(|node| node.attribute("rel") == Some("enclosure")).unwrap();
        prop_assert_eq!(enclosure.attribute("title"), Some(&*label));
        prop_assert_eq!(text(child(read, "updated")), "2024-01-02T03:04:05Z");
    }

    #[test]
    fn survives_rss(entry in any_entry()) {
        let written = document(Format::Rss, &[entry.clone(), full_entry()]);
        let parsed = Document::parse(&written).unwrap();
        let channel = child(parsed.root_element(), "channel");
        let items: Vec<_> = channel.children().filter(|node| node.has_tag_name("item")).collect();
        prop_assert_eq!(items.len(), 2);
        let read = items[0];
        prop_assert_eq!(text(child(read, "title")), &*entry.title);
        prop_assert_eq!(text(child(read, "encoded")), &*entry.content_html);
        prop_assert_eq!(text(child(read, "creator")), &*entry.authors[0].name);
        prop_assert_eq!(unescape_html(&text(child(read, "description"))), &*entry.summary);
        prop_assert_eq!(text(child(read, "category")), &*entry.terms[0].label);
        let media = child(read, "content");
        prop_assert_eq!(text(child(media, "description")), &*entry.terms[0].label);
    }

    #[test]
    fn survives_json_feed(entry in any_entry()) {
        let written = document(Format::JsonFeed, &[entry.clone(), full_entry()]);
        let parsed: Value = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(parsed["items"].as_array().unwrap().len(), 2);
        let read = &parsed["items"][0];
        prop_assert_eq!(&read["title"], &*entry.title);
        prop_assert_eq!(&read["content_html"], &*entry.content_html);
        prop_assert_eq!(&read["content_text"], &*entry.content_text);
        prop_assert_eq!(&read["summary"], &*entry.summary);
        prop_assert_eq!(&read["tags"][0], &*entry.terms[0].label);
        prop_assert_eq!(&read["authors"][0]["name"], &*entry.authors[0].name);
    }

    #[test]
    fn feed_rs_reads_every_title(entry in any_entry()) {
        for format in Format::ALL {
            let written = document(format, std::slice::from_ref(&entry));
            let read = feed_rs::parser::parse(written.as_bytes()).unwrap();
            prop_assert_eq!(read.entries.len(), 1);
            let title = read.entries[0].title.as_ref().map_or("", |title| title.content.as_str());
            prop_assert_eq!(title.trim(), entry.title.trim(), "{:?}", format);
        }
    }
}
