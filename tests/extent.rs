//! How much of an article a feed shows, and how many bytes it may have.

use serde_json::Value;

use crate::support::{Site, told};

fn ten_articles() -> Site {
    (1..=10).fold(Site::new(), |site, day| {
        let text = format!(
            "---\ntitle: N{day}\ndate: 2024-01-{day:02}\n---\nLe début.\n\n{}\n",
            "Du texte. ".repeat(100)
        );
        site.file(&format!("content/n{day}.md"), text)
    })
}

fn items(site: &Site, feed: &str) -> Vec<Value> {
    let feed: Value = serde_json::from_str(&site.text(feed)).unwrap();
    feed["items"].as_array().unwrap().clone()
}

#[test]
fn a_feed_of_summaries_holds_no_body() {
    let site = ten_articles()
        .configured("feeds: {content: summary}\nnamed: {tout: {content: full, filter: {}}}\n");
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    for feed in ["atom.xml", "rss.xml", "feed.json"] {
        assert!(!site.text(&format!("feeds/{feed}")).contains("Du texte."), "{feed}");
        assert!(site.text(&format!("feeds/{feed}")).contains("Le début."), "{feed}");
        assert!(site.text(&format!("feeds/tout/{feed}")).contains("Du texte."), "{feed}");
    }
    let item = &items(&site, "feeds/feed.json")[0];
    assert_eq!(item["content_text"], "Le début.");
    assert_eq!(item.get("content_html"), None);
    let atom = feed_rs::parser::parse(site.text("feeds/atom.xml").as_bytes()).unwrap();
    assert!(atom.entries.iter().all(|entry| entry.content.is_none() && entry.summary.is_some()));
}

#[test]
fn a_feed_over_its_bytes_is_shortened_by_whole_articles_and_says_so() {
    let site = ten_articles().configured("feeds: {max_bytes: 10000}\n");
    let build = site.build().unwrap();
    let shown = items(&site, "feeds/feed.json").len();
    assert!((2..10).contains(&shown), "{shown}");
    assert_eq!(
        told(&build),
        [format!(
            "feed-shortened: the feed “La Fabrique” shows {shown} of 10 articles, to stay within 10000 bytes"
        )]
    );
    for feed in ["atom.xml", "rss.xml", "feed.json"] {
        let text = site.text(&format!("feeds/{feed}"));
        assert!(text.len() <= 10_000, "{feed}: {}", text.len());
        assert_eq!(site.links(&format!("feeds/{feed}")).len(), shown, "{feed}");
    }
    assert!(
        items(&site, "feeds/feed.json")[shown - 1]["content_html"]
            .as_str()
            .unwrap()
            .ends_with("Du texte.</p>")
    );
    assert!(items(&site, "feeds/feed.json")[0]["title"] == "N10");
}

#[test]
fn one_article_is_shown_however_large_it_is() {
    let site = ten_articles().configured("named: {court: {max_bytes: 1, filter: {}}}\n");
    site.build().unwrap();
    assert_eq!(items(&site, "feeds/court/feed.json").len(), 1);
    assert_eq!(items(&site, "feeds/feed.json").len(), 10);
}

#[test]
fn what_no_archive_page_holds_is_never_left_out() {
    let site = ten_articles().configured("feeds: {limit: 3, archive: 3, max_bytes: 1}\n");
    site.build().unwrap();
    let mut shown: Vec<String> = Vec::new();
    for feed in ["feeds/feed.json", "feeds/archive/1/feed.json", "feeds/archive/2/feed.json"] {
        shown.extend(items(&site, feed).iter().map(|item| item["title"].to_string()));
    }
    shown.sort();
    shown.dedup();
    assert_eq!(shown.len(), 10, "{shown:?}");
}
