//! The list of feeds for readers, and the links by which they find feeds.

use feedmill::render::page::Messages;
use roxmltree::{Document, Node};

use super::{newsroom, page};
use crate::support::Site;

fn outlines<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(|child| child.has_tag_name("outline"))
}

fn feeds(node: Node<'_, '_>) -> Vec<[String; 4]> {
    let of = |feed: Node<'_, '_>| {
        ["type", "text", "xmlUrl", "htmlUrl"]
            .map(|name| feed.attribute(name).unwrap_or_default().to_owned())
    };
    outlines(node).filter(|outline| outline.has_attribute("xmlUrl")).map(of).collect()
}

#[test]
fn opml_lists_every_feed_once_in_groups() {
    let site = newsroom();
    site.build().unwrap();
    let text = site.text("feeds/feeds.opml");
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("version")), ("opml", Some("2.0")));
    let said = |name| document.descendants().find(|node| node.has_tag_name(name)).unwrap().text();
    assert_eq!(said("title"), Some("La Fabrique\u{a0}: s’abonner"));
    assert_eq!(said("dateModified"), Some("Sun, 31 Mar 2024 23:30:00 +0000"));
    let body = document.descendants().find(|node| node.has_tag_name("body")).unwrap();
    let address = |path: &str| format!("https://www.example.org/feeds/{path}atom.xml");
    let feed = |title: &str, path: &str| {
        ["rss".into(), title.into(), address(path), "https://www.example.org/".into()]
    };
    assert_eq!(feeds(body), [feed("La Fabrique", "")]);
    let groups: Vec<_> = outlines(body)
        .skip(1)
        .map(|group| (group.attribute("text").unwrap(), feeds(group)))
        .collect();
    assert_eq!(
        groups,
        [
            ("Sélections", vec![feed("La Fabrique – Notre choix", "choix/")]),
            ("Catégories", vec![feed("La Fabrique – Actualité", "categories/actualite/")]),
            (
                "Étiquettes",
                vec![
                    feed("La Fabrique – Cloud", "tags/cloud/"),
                    feed("La Fabrique – R&D", "tags/r-d/")
                ]
            ),
        ]
    );
}

#[test]
fn heads_lead_readers_from_a_page_to_its_feed() {
    let site = newsroom();
    site.build().unwrap();
    let links = |folder: &str, title: &str| {
        let link = |kind: &str, format: &str, file: &str| {
            format!(
                "<link rel=\"alternate\" type=\"application/{kind}\" title=\"{title} ({format})\" href=\"https://www.example.org/feeds/{folder}{file}\">\n"
            )
        };
        link("atom+xml", "Atom", "atom.xml")
            + &link("rss+xml", "RSS", "rss.xml")
            + &link("feed+json", "JSON", "feed.json")
    };
    assert_eq!(site.text("feeds/head.html"), links("", "La Fabrique"));
    let map: serde_json::Value = serde_json::from_str(&site.text("feeds/head.json")).unwrap();
    assert_eq!(map["site"]["html"], links("", "La Fabrique"));
    assert_eq!(map["tags"]["r-d"]["label"], "R&D");
    assert_eq!(map["tags"]["r-d"]["html"], links("tags/r-d/", "La Fabrique – R&amp;D"));
    assert_eq!(map["categories"]["actualite"]["label"], "Actualité");
    assert_eq!(map["named"]["choix"]["label"], "Notre choix");
    assert_eq!(map["sections"], serde_json::json!({}));
    // A template has the name at hand, and the slug of its own program.
    assert_eq!(map["tags"]["R&D"], map["tags"]["r-d"]);
    assert_eq!(map["categories"]["Actualité"], map["categories"]["actualite"]);
    // The pages carry the same links themselves, and a reader can tell them apart.
    assert_eq!(
        super::attributes(&page(&site, "tags/cloud/index.html"), "link[rel=alternate]", "title"),
        ["Atom", "RSS", "JSON"].map(|format| format!("La Fabrique – Cloud ({format})"))
    );
    let cloud = page(&site, "tags/cloud/index.html");
    assert_eq!(
        super::attributes(&cloud, "link[rel=alternate]", "href"),
        ["atom.xml", "rss.xml", "feed.json"]
            .map(|file| format!("https://www.example.org/feeds/tags/cloud/{file}"))
    );
}

#[test]
fn a_reader_subscribes_to_the_first_format_that_there_is() {
    let site = Site::with_pages().configured("feeds: {formats: [json, rss]}\n").article(
        "a",
        "2024-01-01",
        "",
    );
    site.build().unwrap();
    assert!(
        site.text("feeds/feeds.opml").contains("xmlUrl=\"https://www.example.org/feeds/rss.xml\"")
    );
    assert!(!site.text("feeds/index.html").contains("atom.xml"));
}

#[test]
fn a_site_without_articles_has_a_list_of_one_feed() {
    let site = Site::with_pages();
    site.build().unwrap();
    let text = site.text("feeds/feeds.opml");
    assert_eq!(text.matches("<outline").count(), 1);
    assert!(!text.contains("dateModified"));
    let messages = Messages::new(None, None, &mut feedmill::problem::Problems::new());
    assert_eq!(messages.say("empty"), "Nothing has appeared here yet.");
}
