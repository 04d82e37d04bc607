//! Template markup as it reaches subscribers.

mod attributes;
mod bounds;
#[cfg(feature = "liquid")]
mod data;
mod leftovers;
#[cfg(feature = "liquid")]
mod liquid;
mod markdown;
mod mdx;
mod shortcodes;

use crate::support::{Site, told};

/// A site with these lines of configuration and an article with this body.
pub(crate) fn site(configuration: &str, body: &str) -> Site {
    let text = format!("---\ntitle: Un article\ndate: 2024-06-27\ncolour: blue\n---\n{body}");
    let site = Site::new().configured(configuration).file("content/blog/un-article.md", text);
    site.file(
        "content/blog/2023-01-02-un-autre.md",
        "---\ntitle: Un autre\ndate: 2023-01-02\n---\n",
    )
    .file("_includes/parts/box.html", "<b>{{ include.text }}</b>")
    .file("_includes/loop.html", "{% include loop.html %}")
}

/// The HTML of the article on such a site, and what is told.
pub(crate) fn article(configuration: &str, body: &str) -> (String, Vec<String>) {
    let site = site(configuration, body);
    let build = site.build().unwrap();
    (published(&site), told(&build))
}

/// The HTML of an article about which nothing is told.
pub(crate) fn html(configuration: &str, body: &str) -> String {
    let (html, told) = article(configuration, body);
    assert_eq!(told, [""; 0], "{body}");
    html
}

fn published(site: &Site) -> String {
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    feed["items"][0]["content_html"].as_str().unwrap().to_owned()
}
