//! RFC 5005 in the three formats.

use super::walk::{documents, ids, link, read};
use crate::support::Site;

const FORMATS: [&str; 3] = ["atom.xml", "rss.xml", "feed.json"];

/// `count` articles, one a day from 1 January 2024, with a feed that archives them by threes.
fn site(count: usize) -> Site {
    let mut site = Site::new().configured("feeds: {limit: 4, archive: 3}\n");
    for number in 1..=count {
        let date = format!("2024-{:02}-{:02}", (number - 1) / 28 + 1, (number - 1) % 28 + 1);
        site = site.article(&format!("n{number:02}"), &date, "tags: [Cloud]\n");
    }
    site.build().unwrap();
    site
}

fn expected(count: usize) -> Vec<String> {
    let newest_first = (1..=count).rev();
    newest_first.map(|number| format!("https://www.example.org/actualites/n{number:02}/")).collect()
}

#[test]
fn a_walk_meets_every_article_once() {
    for count in [0, 1, 3, 4, 6, 7, 9, 10, 13, 25] {
        let site = site(count);
        for format in FORMATS {
            assert_eq!(ids(&site, &format!("feeds/{format}")), expected(count), "{format}");
            if count > 0 {
                let tag = format!("feeds/tags/cloud/{format}");
                assert_eq!(ids(&site, &tag), expected(count), "{format}");
            }
        }
    }
}

#[test]
fn pages_are_full_and_the_subscription_document_never_holds_less_than_its_limit() {
    for count in 4..30 {
        let site = site(count);
        let sizes: Vec<usize> = documents(&site, "feeds/atom.xml")
            .iter()
            .map(|document| read(&site, document).entries.len())
            .collect();
        assert!((4..7).contains(&sizes[0]), "{count} articles: {sizes:?}");
        assert!(sizes[1..].iter().all(|size| *size == 3), "{count} articles: {sizes:?}");
    }
}

#[test]
fn a_page_of_any_size_is_remembered() {
    for size in 1..=9 {
        let configuration = format!("feeds: {{limit: 1, archive: {size}}}\n");
        let mut site = Site::new().configured(&configuration);
        for day in 1..=10 {
            site = site.article(&format!("n{day}"), &format!("2024-01-{day:02}"), "");
        }
        site.build().unwrap();
        assert!(site.build().unwrap().changes.is_empty(), "pages of {size}");
    }
}

#[test]
fn each_page_names_its_neighbours_the_current_document_and_itself() {
    let site = site(13);
    let folder = "https://www.example.org/feeds/";
    for format in &FORMATS[..2] {
        let address = |page: &str| Some(format!("{folder}{page}{format}"));
        let links = |page: &str| {
            let file = format!("feeds/{page}{format}");
            ["self", "current", "prev-archive", "next-archive"].map(|rel| link(&site, &file, rel))
        };
        let current = address("");
        assert_eq!(links(""), [current.clone(), None, address("archive/3/"), None]);
        for (page, previous, next) in [
            ("archive/3/", address("archive/2/"), None),
            ("archive/2/", address("archive/1/"), address("archive/3/")),
            ("archive/1/", None, address("archive/2/")),
        ] {
            assert_eq!(links(page), [address(page), current.clone(), previous, next], "{page}");
        }
    }
}

#[test]
fn an_archive_page_is_marked_and_a_feed_in_one_document_is_complete() {
    const HISTORY: &str = "http://purl.org/syndication/history/1.0";
    let marks = |site: &Site, file: &str| -> Vec<String> {
        let text = site.text(file);
        let document = roxmltree::Document::parse(&text).unwrap();
        // In Atom it is a child of the feed, in RSS one of the channel; never of an entry.
        let root = document.root_element();
        let head = root.children().find(|node| node.has_tag_name("channel")).unwrap_or(root);
        head.children()
            .filter(|node| node.tag_name().namespace() == Some(HISTORY))
            .map(|node| node.tag_name().name().to_owned())
            .collect()
    };
    let (long, short) = (site(13), site(6));
    for format in &FORMATS[..2] {
        assert_eq!(marks(&long, &format!("feeds/{format}")), [] as [&str; 0]);
        assert_eq!(marks(&long, &format!("feeds/archive/1/{format}")), ["archive"]);
        assert_eq!(marks(&short, &format!("feeds/{format}")), ["complete"]);
    }
    let plain = Site::new().article("a", "2024-06-27", "");
    plain.build().unwrap();
    assert_eq!(marks(&plain, "feeds/atom.xml"), [] as [&str; 0]);
}

#[test]
fn the_documents_of_a_feed_share_its_id() {
    let site = site(13);
    for document in documents(&site, "feeds/atom.xml") {
        assert_eq!(read(&site, &document).id, "https://www.example.org/feeds/atom.xml");
    }
}

#[test]
fn archives_are_kept_by_the_feeds_that_ask_for_them() {
    let mut site = Site::new().configured(
        "feeds: {limit: 1, categories: {archive: true}, tags: {limit: 2}}\nnamed: {all: {archive: 2}}\n",
    );
    for day in 1..=9 {
        let terms = "tags: [T]\ncategories: [C]\n";
        site = site.article(&format!("n{day}"), &format!("2024-06-0{day}"), terms);
    }
    site.build().unwrap();
    for (feed, documents_expected) in [("", 1), ("categories/c/", 9), ("tags/t/", 1), ("all/", 5)] {
        let documents = documents(&site, &format!("feeds/{feed}rss.xml"));
        assert_eq!(documents.len(), documents_expected, "{feed}");
    }
}
