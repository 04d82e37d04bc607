//! Walks through the history of a feed as a reader would, by its links alone.

use feed_rs::model::Feed;

use crate::support::Site;

const FEEDS: &str = "https://www.example.org/feeds/";

/// The file of an address.
pub(super) fn file(url: &str) -> String {
    format!("feeds/{}", url.strip_prefix(FEEDS).unwrap())
}

pub(super) fn read(site: &Site, file: &str) -> Feed {
    feed_rs::parser::parse(site.text(file).as_bytes()).unwrap()
}

/// Where a document leads by `rel`.
pub(super) fn link(site: &Site, file: &str, rel: &str) -> Option<String> {
    if rel == "prev-archive" && file.ends_with(".json") {
        let feed: serde_json::Value = serde_json::from_str(&site.text(file)).unwrap();
        return feed["next_url"].as_str().map(str::to_owned);
    }
    if file.ends_with("rss.xml") {
        return rss_link(site, file, rel);
    }
    let links = read(site, file).links;
    links.iter().find(|link| link.rel.as_deref() == Some(rel)).map(|link| link.href.clone())
}

/// `feed-rs` does not tell the relation of a channel's links.
fn rss_link(site: &Site, file: &str, rel: &str) -> Option<String> {
    let text = site.text(file);
    let document = roxmltree::Document::parse(&text).unwrap();
    let mut links = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "link")));
    let link = links.find(|node| node.attribute("rel") == Some(rel))?;
    link.attribute("href").map(str::to_owned)
}

/// The documents of a feed, from the subscription document to the oldest page.
pub(super) fn documents(site: &Site, subscription: &str) -> Vec<String> {
    let mut documents = vec![subscription.to_owned()];
    while let Some(url) = link(site, documents.last().unwrap(), "prev-archive") {
        let next = file(&url);
        assert!(!documents.contains(&next), "{next} comes twice");
        documents.push(next);
    }
    documents
}

/// The ids of every entry of a feed, in the order in which a reader meets them.
pub(super) fn ids(site: &Site, subscription: &str) -> Vec<String> {
    let documents = documents(site, subscription);
    documents
        .iter()
        .flat_map(|document| read(site, document).entries)
        .map(|entry| entry.id)
        .collect()
}
