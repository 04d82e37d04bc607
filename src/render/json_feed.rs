//! JSON Feed 1.1.
//!
//! U+2028 and U+2029 stand as they are: JSON allows it, and so does ECMAScript since 2019.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Contents, Frame};
use crate::model::{Entry, Feed, Format, MediaObject, Person, Relation, Taxonomy, push_replacing};

/// How deep an item stands in the document.
const INDENTATION: &str = "\n    ";

/// Where a long text is put in.
const HOLE: &str = "";

/// What stands between two items.
const BETWEEN: &str = ",\n    ";

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_comment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    expired: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    #[serde(rename = "_feedmill", skip_serializing_if = "Option::is_none")]
    extension: Option<About<'a>>,
    items: [(); 0],
}

/// An extension says once in a feed, before its first use, where people can read about it.
#[derive(Serialize)]
struct About<'a> {
    about: &'a str,
}

#[derive(Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    protocol: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'static str>,
    content_text: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    banner_image: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(rename = "_feedmill", skip_serializing_if = "Option::is_none")]
    extension: Option<Categories<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u64>,
}

/// JSON Feed has one kind of tag: here stand those that are categories.
#[derive(Serialize)]
struct Categories<'a> {
    categories: Vec<&'a str>,
}

/// It has no field for an e-mail address.
#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<&'a str>,
}

/// An object of `items`, and whether it uses the extension.
pub(super) fn item(entry: &Entry) -> (String, bool) {
    let categories: Vec<&str> = entry
        .terms
        .iter()
        .filter(|term| term.taxonomy == Taxonomy::Category)
        .map(|term| &*term.label)
        .collect();
    let mut seen = BTreeSet::new();
    let labels = entry.terms.iter().map(|term| &*term.label);
    let item = Item {
        id: &entry.id,
        url: &entry.url,
        external_url: entry.origin.url.as_deref(),
        title: &entry.title,
        content_html: (!entry.content_html.is_empty()).then_some(HOLE),
        content_text: HOLE,
        // Newsletter tools stop at an item without one.
        summary: &entry.summary,
        image: entry.picture.as_ref().map(|picture| picture.url.as_str()),
        banner_image: entry.banner.as_deref(),
        date_published: entry.published.to_rfc3339(),
        date_modified: (entry.updated != entry.published).then(|| entry.updated.to_rfc3339()),
        authors: authors(&entry.authors),
        tags: labels.filter(|label| seen.insert(*label)).collect(),
        language: entry.language.as_deref(),
        attachments: attachments(&entry.attachments),
        extension: (!categories.is_empty()).then_some(Categories { categories }),
    };
    // Within two lists it gets the indentation that it has in a document.
    let mut nested = pretty(&[[&item]]);
    nested.truncate(nested.len() - "\n  ]\n]".len());
    let nested = &nested["[\n  [\n    ".len()..];
    (with_contents(nested, entry), item.extension.is_some())
}

/// The object with the two long texts in their holes. In texts quotes are escaped, so that no other
/// place can be taken for a hole.
fn with_contents(object: &str, entry: &Entry) -> String {
    // Readers show the content before the summary, even where it is empty.
    let has_body = !(entry.content_html.is_empty() && entry.content_text.is_empty());
    let content_text = if has_body { &entry.content_text } else { &entry.summary };
    let texts =
        [("\"content_html\": \"", &entry.content_html), ("\"content_text\": \"", content_text)];
    let bytes: usize = texts.iter().map(|(_, text)| text.len() + text.len() / 8).sum();
    let mut whole = String::with_capacity(object.len() + bytes);
    let mut rest = object;
    for (key, text) in texts {
        let Some(at) = rest.find(key) else { continue };
        let (before, after) = rest.split_at(at + key.len());
        whole.push_str(before);
        push_escaped(&mut whole, text);
        rest = after;
    }
    whole + rest
}

/// Writes what stands between the quotes of a string (RFC 8259, section 7), as `serde_json` does.
fn push_escaped(out: &mut String, text: &str) {
    let is_special =
        |byte| u8::from(byte == b'"') | u8::from(byte == b'\\') | u8::from(byte < b' ');
    push_replacing(out, text, is_special, |out, byte| match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\t' => out.push_str("\\t"),
        // Writing to a String cannot fail.
        other => _ = write!(out, "\\u{other:04x}"),
    });
}

/// A feed document without its items.
pub(super) fn frame(feed: &Feed, contents: Contents) -> Frame {
    let mut head = pretty(&Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home_page_url,
        feed_url: feed.url(Format::JsonFeed),
        description: &feed.description,
        user_comment: feed.user_comment.as_deref(),
        next_url: feed.related(Relation::PrevArchive, Format::JsonFeed),
        icon: feed.logo.as_deref(),
        favicon: feed.icon.as_deref(),
        authors: authors(&feed.authors),
        language: feed.language.as_deref(),
        expired: feed.ended,
        hubs: feed.hubs.iter().map(|url| Hub { protocol: "WebSub", url }).collect(),
        extension: feed.generator.url.filter(|_| contents.extended).map(|about| About { about }),
        items: [],
    });
    let end = "]\n}";
    head.truncate(head.len() - end.len());
    let (first, last) = if contents.count > 0 { (INDENTATION, "\n  ") } else { ("", "") };
    Frame { head: head + first, between: BETWEEN, foot: format!("{last}{end}\n") }
}

/// Attachments of one title are one thing in several forms; two files of one form are two things, so
/// there the later one goes without.
fn attachments(media: &[MediaObject]) -> Vec<Attachment<'_>> {
    let mut titles = BTreeSet::new();
    media
        .iter()
        .map(|media| Attachment {
            url: &media.url,
            mime_type: &media.media_type,
            title: media
                .caption
                .as_deref()
                .filter(|title| titles.insert((*title, media.media_type.as_str()))),
            size_in_bytes: media.length,
            duration_in_seconds: media.duration,
        })
        .collect()
}

fn authors(people: &[Person]) -> Vec<Author<'_>> {
    people
        .iter()
        .map(|person| Author {
            name: &person.name,
            url: person.url.as_deref(),
            avatar: person.avatar.as_deref(),
        })
        .collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value)
        .unwrap_or_else(|error| unreachable!("texts and lists of texts are always JSON: {error}"))
}
