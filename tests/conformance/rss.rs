//! RSS 2.0 and its Best Practices Profile, rule by rule, over every document of the same site.

use std::collections::BTreeMap;

use chrono::DateTime;
use feedmill::model::{Entry, Feed, Format, Podcast};
use feedmill::render;
use roxmltree::{Document, Node};
use url::Url;

use super::{Documents, assert_media_type, newsroom};
use crate::render::sample::{document, feed, full_entry};

fn each(documents: &Documents, check: impl Fn(Node<'_, '_>)) {
    let mut seen = 0;
    for (_, text) in documents.iter().filter(|(path, _)| path.ends_with("rss.xml")) {
        let document = Document::parse(text).unwrap();
        assert_eq!(document.root_element().attribute("version"), Some("2.0"));
        let mut channels = document.root_element().children().filter(Node::is_element);
        check(channels.next().unwrap());
        assert_eq!(channels.next(), None);
        seen += 1;
    }
    assert!(seen > 7, "{seen} documents");
}

/// The elements of RSS itself in an element, by name.
fn own<'a, 'd>(node: Node<'a, 'd>) -> BTreeMap<&'a str, Vec<Node<'a, 'd>>> {
    let mut elements: BTreeMap<&str, Vec<Node<'_, '_>>> = BTreeMap::new();
    for child in node.children().filter(Node::is_element) {
        if child.tag_name().namespace().is_none() {
            elements.entry(child.tag_name().name()).or_default().push(child);
        }
    }
    elements
}

fn assert_elements(node: Node<'_, '_>, required: &[&str], optional: &[&str]) {
    let elements = own(node);
    for name in required {
        assert!(elements.contains_key(name), "{name} of {node:?}");
    }
    for (name, found) in elements {
        assert!(required.contains(&name) || optional.contains(&name), "{name}");
        assert!(found.len() == 1 || matches!(name, "category" | "item"), "{name}");
    }
}

#[test]
fn a_channel_has_the_elements_that_it_must_and_may_have() {
    each(&newsroom(), |channel| {
        let optional = [
            "copyright",
            "docs",
            "generator",
            "image",
            "item",
            "language",
            "lastBuildDate",
            "managingEditor",
            "pubDate",
            "skipDays",
            "skipHours",
            "ttl",
        ];
        assert_elements(channel, &["description", "link", "title"], &optional);
        let is_item = |node: &Node<'_, '_>| node.has_tag_name("item");
        let elements = channel.children().filter(Node::is_element);
        assert!(elements.skip_while(|node| !is_item(node)).all(|node| is_item(&node)));
        let text = |node: Node<'_, '_>, name: &str| own(node)[name][0].text().unwrap().to_owned();
        for image in &own(channel)["image"] {
            assert_elements(*image, &["link", "title", "url"], &[]);
            assert_eq!(text(*image, "title"), text(channel, "title"));
            assert_eq!(text(*image, "link"), text(channel, "link"));
        }
        assert_eq!(text(channel, "docs"), "https://www.rssboard.org/rss-specification");
        let hours: Vec<_> = own(channel)["skipHours"][0].children().map(|it| it.text()).collect();
        assert_eq!(hours, [Some("0"), Some("23")]);
    });
}

#[test]
fn an_item_has_the_elements_that_it_must_and_may_have() {
    const CONTENT: (&str, &str) = ("http://purl.org/rss/1.0/modules/content/", "encoded");
    const CREATOR: (&str, &str) = ("http://purl.org/dc/elements/1.1/", "creator");
    each(&newsroom(), |channel| {
        for item in channel.children().filter(|node| node.has_tag_name("item")) {
            let optional = ["author", "category", "comments", "enclosure", "pubDate", "source"];
            assert_elements(item, &["description", "guid", "link", "title"], &optional);
            let at = |name: (&str, &str)| item.children().position(|it| it.has_tag_name(name));
            let description = item.children().position(|it| it.has_tag_name("description"));
            assert!(at(CONTENT).is_none_or(|content| Some(content) > description));
            assert_ne!(own(item).contains_key("author"), at(CREATOR).is_some());
            let guid = own(item)["guid"][0];
            let is_permalink = guid.attribute("isPermaLink") != Some("false");
            assert_eq!(is_permalink, guid.text() == own(item)["link"][0].text());
            for enclosure in own(item).get("enclosure").into_iter().flatten() {
                assert!(enclosure.attribute("length").unwrap().parse::<u64>().is_ok());
                assert_media_type(enclosure.attribute("type").unwrap());
                assert!(enclosure.attribute("url").unwrap().starts_with("http"));
            }
        }
    });
}

#[test]
fn addresses_are_urls_and_dates_have_one_form() {
    each(&newsroom(), |channel| {
        for node in channel.descendants().filter(Node::is_element) {
            let text = node.text().unwrap_or_default();
            match node.tag_name().name() {
                "url" | "comments" | "docs" | "new-feed-url" => assert_url(text),
                "link" if node.tag_name().namespace().is_none() => assert_url(text),
                "guid" if node.attribute("isPermaLink").is_none() => assert_url(text),
                "pubDate" | "lastBuildDate" => assert_date(text),
                _ => {}
            }
            let addresses = ["url", "href", "domain"].iter().filter_map(|it| node.attribute(*it));
            addresses.for_each(assert_url);
        }
    });
}

fn assert_url(text: &str) {
    assert!(text.bytes().all(|byte| byte.is_ascii_graphic()), "{text}");
    assert!(Url::parse(text).is_ok(), "{text}");
}

/// `Thu, 04 Oct 2007 23:59:45 +0000`: of the forms that all readers took, the one with digits.
fn assert_date(text: &str) {
    // The weekday is that of the date, or this fails.
    let date = DateTime::parse_from_rfc2822(text).unwrap();
    assert_eq!(text, date.format("%a, %d %b %Y %H:%M:%S +0000").to_string());
}

#[test]
fn text_without_a_summary_is_the_description() {
    let whole = full_entry().content_html;
    for summary in ["", "Si a < b & c x[y[0]]>1", "AT&T : 1 < 2, \"vu\" d’ici 🎈"] {
        let entry = Entry { summary: summary.into(), ..full_entry() };
        let written = document(Format::Rss, std::slice::from_ref(&entry));
        let parsed = Document::parse(&written).unwrap();
        let channel = parsed.root_element().first_element_child().unwrap();
        let description = own(own(channel)["item"][0])["description"][0];
        let texts: String = description.children().filter_map(|text| text.text()).collect();
        assert_eq!(texts, whole);
        // There are readers that take the description of a picture for the text of an item without.
        let content = channel.descendants().find(|node| node.tag_name().name() == "encoded");
        let texts: String = content.unwrap().children().filter_map(|text| text.text()).collect();
        assert_eq!(texts, whole);

        // A feed of summaries has nothing else to say.
        let written = document(Format::Rss, &[entry.summarised()]);
        assert_eq!(written.contains("<description><![CDATA["), !summary.is_empty(), "{written}");
    }
}

#[test]
fn the_picture_of_a_channel_is_of_a_kind_that_rss_knows() {
    for (logo, stays) in [
        ("https://example.org/logo.gif", true),
        ("https://example.org/logo.JPG?w=100", true),
        ("https://example.org/logo.png#x", true),
        ("https://example.org/logo", true),
        ("https://example.org/logo.svg", false),
        ("https://example.org/logo.webp?v=1.png", false),
    ] {
        let podcast = Podcast { image: Some(logo.into()), ..Podcast::default() };
        let feed = Feed { logo: Some(logo.into()), podcast: Some(podcast), ..feed() };
        let written = |format| String::from_utf8(render::document(format, &feed, &[])).unwrap();
        assert_eq!(written(Format::Rss).contains("<image>"), stays, "{logo}");
        // Directories of podcasts take no GIF.
        let is_artwork = stays && !logo.ends_with("gif");
        assert_eq!(written(Format::Rss).contains("<itunes:image "), is_artwork, "{logo}");
        assert!(written(Format::Atom).contains(&format!("<logo>{logo}</logo>")));
    }
}
