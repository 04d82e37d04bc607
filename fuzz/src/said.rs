//! What a feed says of its entries, whatever its format, by parsers that are not Feedmill's.

use chrono::{DateTime, Utc};
use roxmltree::{Document, Node};
use serde_json::Value;

#[derive(Debug)]
pub struct Said {
    pub id: String,
    pub link: String,
    pub title: String,
    pub published: DateTime<Utc>,
    pub html: Option<String>,
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        let of = |said: &Self| {
            let Self { link, title, published, .. } = said;
            (link.clone(), title.clone(), *published)
        };
        // In a feed of summaries RSS alone has something in the place of the body.
        let is_body = match (&self.html, &other.html) {
            (Some(left), Some(right)) => left == right,
            _ => true,
        };
        // Atom makes a UUID of an id that is no IRI.
        let is_made = |said: &Self| said.id.starts_with("urn:uuid:");
        let is_id = self.id == other.id || is_made(self) || is_made(other);
        is_id && of(self) == of(other) && is_body
    }
}

/// Those of Atom 1.0 or RSS 2.0; none of another document.
pub fn in_xml(document: &Document) -> Vec<Said> {
    let entries = document.descendants();
    entries
        .filter_map(|node| match node.tag_name().name() {
            "entry" => Some(Said {
                id: text(node, "id").expect("an id"),
                link: child(node, "link")
                    .and_then(|link| link.attribute("href"))
                    .expect("an address")
                    .to_owned(),
                title: text(node, "title").expect("a title"),
                published: instant(DateTime::parse_from_rfc3339(
                    &text(node, "published").expect("a date"),
                )),
                html: text(node, "content"),
            }),
            "item" => Some(Said {
                id: text(node, "guid").expect("an id"),
                link: text(node, "link").expect("an address"),
                title: text(node, "title").expect("a title"),
                published: instant(DateTime::parse_from_rfc2822(
                    &text(node, "pubDate").expect("a date"),
                )),
                html: text(node, "encoded").or_else(|| text(node, "description")),
            }),
            _ => None,
        })
        .collect()
}

/// Those of JSON Feed 1.1.
pub fn in_json(feed: &Value) -> Vec<Said> {
    let items = feed["items"].as_array().into_iter().flatten();
    items
        .map(|item| {
            let text = |key: &str| item[key].as_str().map(str::to_owned);
            Said {
                id: text("id").expect("an id"),
                link: text("url").expect("an address"),
                title: text("title").expect("a title"),
                published: instant(DateTime::parse_from_rfc3339(
                    &text("date_published").expect("a date"),
                )),
                html: text("content_html"),
            }
        })
        .collect()
}

fn instant(read: chrono::ParseResult<DateTime<chrono::FixedOffset>>) -> DateTime<Utc> {
    read.expect("an instant in the form of its format").to_utc()
}

/// The child of its own vocabulary, or the element that RSS has for the body from another.
fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    let own = node.tag_name().namespace();
    node.children().find(|child| {
        let tag = child.tag_name();
        tag.name() == name && (tag.namespace() == own || name == "encoded")
    })
}

fn text(node: Node<'_, '_>, name: &str) -> Option<String> {
    Some(child(node, name)?.children().filter_map(|child| child.text()).collect())
}
