//! Which articles, in what order, in which feed.

use crate::support::{Site, told};

const JUNE: &str = "2024-06-27 13:49:00 +02:00";

fn names(site: &Site, feed: &str) -> Vec<String> {
    let links = site.links(feed);
    links
        .iter()
        .map(|link| link.trim_end_matches('/').rsplit('/').next().unwrap().to_owned())
        .collect()
}

#[test]
fn newest_comes_first_and_the_permalink_decides_at_one_instant() {
    let site = Site::new()
        .article("b", JUNE, "")
        .article("a", JUNE, "")
        .article("same-instant-elsewhere", "2024-06-27 11:49:00 +00:00", "")
        .article("newer", "2024-06-27 13:50:00 +02:00", "")
        .article("older", "2024-06-27 13:48:59 +02:00", "");
    site.build().unwrap();
    assert_eq!(
        names(&site, "feeds/atom.xml"),
        ["newer", "a", "b", "same-instant-elsewhere", "older"]
    );
}

#[test]
fn a_feed_shows_as_many_as_its_limit() {
    let mut site = Site::new().configured("feeds: {limit: 3}\n");
    for day in 1..=5 {
        site = site.article(&format!("n{day}"), &format!("2024-06-0{day}"), "tags: [X]\n");
    }
    site.build().unwrap();
    for feed in ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json", "feeds/tags/x/rss.xml"] {
        assert_eq!(site.links(feed).len(), 3, "{feed}");
    }
    assert_eq!(names(&site, "feeds/tags/x/atom.xml"), ["n5", "n4", "n3"]);
}

#[test]
fn an_embargoed_article_leaves_no_trace_until_its_instant() {
    let site = Site::new().article("open", JUNE, "tags: [Cloud]\n").article(
        "secret",
        "2031-03-04 09:00:00 +01:00",
        "tags: [Secret, cloud]\ncategories: [Hidden]\n",
    );
    let build = site.build_at("2031-03-04T07:59:59Z").unwrap();
    assert_eq!(build.publication.embargoed[0].source.path.as_ref(), "content/secret.md");
    assert_eq!(told(&build), [] as [&str; 0]);
    for (path, bytes) in site.files(".") {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(
            path.starts_with("content/") || !(text.contains("secret") || path.contains("secret")),
            "{path}"
        );
        assert!(!path.contains("hidden"), "{path}");
    }
    site.build_at("2031-03-04T08:00:00Z").unwrap();
    assert_eq!(names(&site, "feeds/tags/secret/atom.xml"), ["secret"]);
    assert_eq!(names(&site, "feeds/atom.xml"), ["secret", "open"]);
}

#[test]
fn spellings_of_one_term_share_a_feed_titled_by_the_most_used() {
    let site = Site::new()
        .article("a", JUNE, "tags: [Open data]\n")
        .article("b", JUNE, "tags: [Open Data]\n")
        .article("c", JUNE, "tags: [Open data]\n");
    let build = site.build().unwrap();
    let feed =
        feed_rs::parser::parse(site.text("feeds/tags/open-data/rss.xml").as_bytes()).unwrap();
    assert_eq!(feed.title.unwrap().content, "La Fabrique – Open data");
    assert_eq!(feed.entries.len(), 3);
    assert_eq!(
        told(&build),
        ["term-spellings: one term is written `Open Data` (1), `Open data` (2)"]
    );
}

#[test]
fn a_category_and_a_tag_of_one_name_are_two_feeds() {
    let site = Site::new().article("a", JUNE, "tags: [Cloud]\n").article(
        "b",
        JUNE,
        "categories: [Cloud]\n",
    );
    site.build().unwrap();
    assert_eq!(names(&site, "feeds/tags/cloud/atom.xml"), ["a"]);
    assert_eq!(names(&site, "feeds/categories/cloud/atom.xml"), ["b"]);
}

#[test]
fn a_named_feed_has_its_own_filter_title_limit_and_formats() {
    let site = Site::new()
        .article("fr", "2024-06-01", "tags: [Cloud]\nauthor: Ada Exemple\n")
        .article("en", "2024-06-02", "tags: [Cloud]\nlang: en-GB\n")
        .article("agenda", "2024-06-03", "tags: [Cloud]\ncategories: Agenda\n")
        .article("archives/old", "2019-01-01", "")
        .configured(
            "language: fr
named:
  both: {title: Deux, limit: 1, formats: [json], filter: {tag: cloud}}
  english: {filter: {lang: en}}
  french: {filter: {lang: fr}}
  quiet: {filter: {tag: Cloud, not: {category: AGENDA}}}
  either: {filter: {any: [{category: agenda}, {author: ada exemple}]}}
  recent: {filter: {since: 2024-06-02, before: 2024-06-03}}
  old: {filter: {path: archives/**}}
",
        );
    site.build().unwrap();
    assert_eq!(names(&site, "feeds/both/feed.json"), ["agenda"]);
    assert!(!site.path("feeds/both/atom.xml").exists());
    assert_eq!(names(&site, "feeds/english/atom.xml"), ["en"]);
    assert_eq!(names(&site, "feeds/french/atom.xml"), ["agenda", "fr", "old"]);
    assert_eq!(names(&site, "feeds/quiet/atom.xml"), ["en", "fr"]);
    assert_eq!(names(&site, "feeds/either/atom.xml"), ["agenda", "fr"]);
    assert_eq!(names(&site, "feeds/recent/atom.xml"), ["en"]);
    assert_eq!(names(&site, "feeds/old/atom.xml"), ["old"]);
    let feed = feed_rs::parser::parse(site.text("feeds/both/feed.json").as_bytes()).unwrap();
    assert_eq!(feed.title.unwrap().content, "Deux");
}
