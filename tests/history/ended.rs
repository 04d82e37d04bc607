//! Feeds that end, and feeds that move.

use super::walk::read;
use crate::support::{Site, refusal};

const JUNE: &str = "2024-06-27 13:49:00 +02:00";
const FORMATS: [&str; 3] = ["atom.xml", "rss.xml", "feed.json"];

fn site(settings: &str) -> Site {
    let site = Site::new().configured(settings).article("a", JUNE, "tags: [Cloud]\n");
    site.build_at("2024-07-01T00:00:00Z").unwrap();
    site
}

fn untagged(site: &Site) {
    site.write("content/a.md", "---\ntitle: a\ndate: 2024-06-27\n---\n");
}

#[test]
fn a_feed_without_articles_stays_empty_and_marked_and_then_goes() {
    let site = site("feeds: {ended: {days: 30, notice: Ce flux est clos.}}\n");
    untagged(&site);
    site.build_at("2024-08-01T00:00:00Z").unwrap();
    for format in FORMATS {
        let file = format!("feeds/tags/cloud/{format}");
        let feed = read(&site, &file);
        assert_eq!(feed.title.unwrap().content, "La Fabrique – Cloud");
        assert_eq!(feed.description.unwrap().content, "Ce flux est clos.");
        assert!(feed.entries.is_empty());
    }
    let json = site.text("feeds/tags/cloud/feed.json");
    assert!(json.contains("\"expired\": true"), "{json}");
    let atom = read(&site, "feeds/tags/cloud/atom.xml");
    assert_eq!(atom.updated.unwrap().to_rfc3339(), "2024-08-01T00:00:00+00:00");
    assert_eq!(atom.id, "https://www.example.org/feeds/tags/cloud/atom.xml");

    let before = site.files("feeds");
    site.build_at("2024-08-30T23:59:59Z").unwrap();
    assert_eq!(site.files("feeds"), before);
    site.build_at("2024-08-31T00:00:00Z").unwrap();
    assert!(!site.path("feeds/tags/cloud").exists());
    assert!(!site.text("feedmill.lock").contains("tags/cloud"));
}

#[test]
fn a_feed_that_gets_an_article_again_is_what_it_was() {
    let site = site("");
    let shown = || {
        FORMATS.map(|format| {
            let feed = read(&site, &format!("feeds/tags/cloud/{format}"));
            (feed.id, feed.title, feed.description, feed.entries)
        })
    };
    let before = shown();
    untagged(&site);
    site.build_at("2024-08-01T00:00:00Z").unwrap();
    site.write(
        "content/a.md",
        format!("---\ntitle: a\ndate: {JUNE}\ntags: [Cloud]\n---\nThe body of a.\n"),
    );
    site.build_at("2024-08-02T00:00:00Z").unwrap();
    assert_eq!(shown(), before);
}

#[test]
fn a_feed_whose_article_is_broken_has_not_ended() {
    let site = site("deny: []\n");
    site.write("content/a.md", "---\ntitle: a\ndate: soon\ntags: [Cloud]\n---\n");
    let run = site.run(&["--skip-broken"]);
    assert_eq!(run.exit, 1, "{}", run.messages);
    let json = site.text("feeds/tags/cloud/feed.json");
    assert!(!json.contains("expired") && json.contains("\"items\": []"), "{json}");
}

#[test]
fn a_feed_that_moved_is_found_at_both_addresses_and_says_where_it_belongs() {
    let site = site("feeds: {moved: {tags/nuage: tags/cloud}}\n");
    for format in FORMATS {
        let (old, new) =
            (format!("feeds/tags/nuage/{format}"), format!("feeds/tags/cloud/{format}"));
        assert_eq!(read(&site, &old).entries, read(&site, &new).entries);
        let address = format!("https://www.example.org/{new}");
        assert!(read(&site, &old).links.iter().any(|link| link.href == address), "{format}");
    }
    let moved = site.text("feeds/tags/nuage/rss.xml");
    let new_feed_url = "<itunes:new-feed-url>https://www.example.org/feeds/tags/cloud/rss.xml</itunes:new-feed-url>";
    assert!(moved.contains(new_feed_url), "{moved}");
    assert!(!site.text("feeds/tags/cloud/rss.xml").contains("itunes"));
    assert_eq!(site.text("feeds/tags/nuage/atom.xml"), site.text("feeds/tags/cloud/atom.xml"));
}

#[test]
fn the_id_of_a_feed_outlives_its_address() {
    let site = site("");
    let id = read(&site, "feeds/tags/cloud/atom.xml").id;
    let text = site.text("feedmill.yaml").replace("www.example.org", "www.example.net");
    site.write("feedmill.yaml", text);
    site.build_at("2024-07-02T00:00:00Z").unwrap();
    assert_eq!(read(&site, "feeds/tags/cloud/atom.xml").id, id);
}

/// RFC 4287, section 4.2.6: an id does not change when the feed is relocated.
#[test]
fn a_feed_that_moves_takes_its_id_and_its_archive_along() {
    let tagged = |site: Site, tag: &str| {
        let tags = format!("tags: [{tag}]\n");
        let site = site.article("a", JUNE, &tags).article("b", "2024-06-28", &tags);
        site.article("c", "2024-06-29", &tags)
    };
    let shown = |site: &Site, folder: &str| {
        ["", "archive/1/", "archive/2/"].map(|part| {
            let feed = read(site, &format!("feeds/tags/{folder}/{part}atom.xml"));
            (feed.id, feed.entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>())
        })
    };
    let archive = "feeds:\n  limit: 1\n  archive: 1\n";
    let site = tagged(Site::new().configured(archive), "Cloud");
    site.build_at("2024-07-01T00:00:00Z").unwrap();
    let before = shown(&site, "cloud");
    assert_eq!(before[0].0, "https://www.example.org/feeds/tags/cloud/atom.xml");
    let site = tagged(site.configured("  moved: {tags/cloud: tags/nuage}\n"), "Nuage");
    for _ in 0..2 {
        site.build_at("2024-07-02T00:00:00Z").unwrap();
        assert_eq!(shown(&site, "nuage"), before);
        assert_eq!(read(&site, "feeds/tags/cloud/atom.xml").id, before[0].0);
    }
}

#[test]
fn a_move_that_makes_no_sense_is_told() {
    let told = |settings: &str| {
        refusal(Site::new().configured(settings).article("a", JUNE, "tags: [Cloud]\n").build())
    };
    assert_eq!(
        told("feeds: {moved: {tags/nuage: tags/clod}}\n"),
        [
            "feed-missing: the feed `tags/nuage` is said to have moved to `tags/clod`, but there is none"
        ]
    );
    assert_eq!(
        told("feeds: {moved: {tags/cloud: /}}\n"),
        ["feed-folder-taken: the feed `tags/cloud` is said to have moved, but there is still one"]
    );
}
