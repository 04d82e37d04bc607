//! RSS 2.0, as the RSS Advisory Board's Best Practices Profile wants it.

mod media;
mod podcast;

use std::collections::BTreeMap;

use ::rss::extension::dublincore::DublinCoreExtension;
use ::rss::extension::{Extension, ExtensionMap};
use ::rss::{Category, Channel, Guid, Image, Item, Source};

use super::{Contents, Frame, HISTORY_NAMESPACE, history_element, xml};
use crate::html::push_text;
use crate::model::{Entry, Extent, Feed, Format, Person, Schemes, Term, Timestamp};

/// Declared by every feed, so that an item can stand in any of them.
const NAMESPACES: [(&str, &str); 4] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("media", "http://search.yahoo.com/mrss/"),
];

/// Declared where a feed has moved.
const ITUNES_NAMESPACE: (&str, &str) = ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd");

/// An `item` element.
pub(super) fn item(entry: &Entry, schemes: &Schemes) -> String {
    let dublin_core = DublinCoreExtension {
        creators: names(&entry.authors),
        contributors: names(&entry.contributors),
        languages: entry.language.iter().cloned().collect(),
        rights: entry.rights.iter().cloned().collect(),
        // RSS has no element for the page that a post is about.
        sources: entry.origin.url.iter().cloned().collect(),
        ..DublinCoreExtension::default()
    };
    let excerpt = entry.excerpt().map(html);
    // The whole text is put in before its end tag.
    let whole = (!entry.content_html.is_empty()).then(String::new);
    // Some readers take `media:description` for the content of an item without `content:encoded`.
    // The Profile, "description": the whole text, where there is no summary.
    let description_is_whole = excerpt.is_none();
    let (description, content) = (excerpt.or_else(|| whole.clone()), whole);
    let item = Item {
        title: Some(entry.title.clone()),
        link: Some(entry.url.clone()),
        description,
        author: None,
        categories: entry.terms.iter().map(|term| category(term, schemes)).collect(),
        comments: entry.comments_url.clone(),
        source: entry
            .origin
            .feed_url
            .as_ref()
            .map(|url| Source { url: url.clone(), title: entry.origin.feed_title.clone() }),
        enclosure: media::enclosure(entry),
        guid: Some(Guid { value: entry.id.clone(), permalink: entry.id == entry.url }),
        pub_date: Some(entry.published.to_rfc2822()),
        content,
        extensions: media::elements(entry),
        itunes_ext: podcast::item(entry),
        dublin_core_ext: Some(dublin_core),
    };
    let channel = Channel { items: vec![item], ..Channel::default() };
    let alone = xml::document(|to| channel.write_to(to));
    let element = with_hexadecimal_references(xml::element(&alone, "item"));
    let with_whole =
        |xml: &str, end| xml::with_text(xml, end, &entry.content_html, xml::push_in_cdata);
    let element = with_whole(&element, "]]></content:encoded>");
    if description_is_whole { with_whole(&element, "]]></description>") } else { element }
}

/// A feed document without its entries.
pub(super) fn frame(feed: &Feed, contents: Contents) -> Frame {
    let editor = editor(&feed.authors);
    let creators = if editor.is_none() { names(&feed.authors) } else { Vec::new() };
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.home_page_url.clone(),
        // A channel must have one.
        description: [&feed.description, &feed.title]
            .into_iter()
            .find(|text| !text.is_empty())
            .cloned()
            .unwrap_or_default(),
        language: feed.language.clone(),
        copyright: feed.rights.clone(),
        managing_editor: editor,
        pub_date: feed.published.map(Timestamp::to_rfc2822),
        last_build_date: Some(feed.updated.to_rfc2822()),
        generator: Some(match feed.generator.url {
            Some(url) => format!("{} ({url})", feed.generator.name),
            None => feed.generator.name.to_owned(),
        }),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        ttl: feed.ttl.map(|minutes| minutes.to_string()),
        image: feed.logo.as_ref().filter(|logo| media::may_be_image(logo)).map(|logo| Image {
            url: logo.clone(),
            title: feed.title.clone(),
            link: feed.home_page_url.clone(),
            ..Image::default()
        }),
        itunes_ext: feed.podcast.as_ref().map(podcast::channel),
        skip_hours: feed.skip_hours.iter().map(u8::to_string).collect(),
        skip_days: feed.skip_days.iter().map(|&day| day.to_owned()).collect(),
        extensions: extensions(feed),
        dublin_core_ext: Some(DublinCoreExtension { creators, ..DublinCoreExtension::default() }),
        namespaces: namespaces(feed),
        ..Channel::default()
    };
    let head = xml::document(|to| channel.write_to(to));
    let root = with_hexadecimal_references(xml::element(&head, "rss"));
    xml::frame(&root, "</channel>", contents, feed.stylesheet.as_deref())
}

/// The one person of a feed, with an e-mail address, as `managingEditor` has it. Items have no
/// `author`: readers would show the address in place of the name.
fn editor(people: &[Person]) -> Option<String> {
    let [Person { name, email: Some(email), .. }] = people else { return None };
    Some(format!("{email} ({name})"))
}

/// The names of `people`, as Dublin Core has them.
fn names(people: &[Person]) -> Vec<String> {
    people.iter().map(|person| person.name.clone()).collect()
}

/// Plain text as HTML that shows it, with its paragraphs, which blank lines separate: an item's
/// description is HTML, and no other text is.
fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let paragraphs = || text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    if paragraphs().nth(1).is_none() {
        push_text(&mut html, text);
        return html;
    }
    for paragraph in paragraphs() {
        html.push_str("<p>");
        push_text(&mut html, paragraph);
        html.push_str("</p>");
    }
    html
}

/// The references that an XML writer writes, without their `&`, and what stands for them.
const REFERENCES: [(&str, &str); 3] = [("amp;", "&#x26;"), ("lt;", "&#x3C;"), ("gt;", "&#x3E;")];

/// The elements that hold an address.
const ADDRESSES: [&str; 6] = ["comments", "docs", "guid", "itunes:new-feed-url", "link", "url"];

/// The Profile, "Character Data": in plain text these references are understood by the most
/// readers. To an XML parser they are the same. In attributes and addresses they stay as they are:
/// there are podcast players that know `&amp;` alone. CDATA, where references mean nothing to XML
/// but something to HTML, stays as it is too.
fn with_hexadecimal_references(xml: &str) -> String {
    let (mut rest, mut rewritten) = (xml, String::with_capacity(xml.len() + xml.len() / 8));
    while let Some((markup, data)) = rest.split_once("<![CDATA[") {
        // Most of the entry is in here.
        let end = memchr::memmem::find(data.as_bytes(), b"]]>").unwrap_or(data.len());
        let (data, after) = data.split_at(end);
        push_hexadecimal(&mut rewritten, markup);
        rewritten.extend(["<![CDATA[", data, "]]>"]);
        rest = after.strip_prefix("]]>").unwrap_or(after);
    }
    push_hexadecimal(&mut rewritten, rest);
    rewritten
}

/// Writes `markup`, in which a `<` begins a tag and the next `>` ends it.
fn push_hexadecimal(out: &mut String, markup: &str) {
    let mut parts = markup.split('<');
    out.extend(parts.next());
    for part in parts {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        out.extend(["<", tag, ">"]);
        let name = tag.split(' ').next().unwrap_or_default();
        if ADDRESSES.contains(&name) {
            out.push_str(text);
        } else {
            push_text_in_hexadecimal(out, text);
        }
    }
}

fn push_text_in_hexadecimal(out: &mut String, text: &str) {
    let mut parts = text.split('&');
    out.extend(parts.next());
    for part in parts {
        let known = REFERENCES.iter().find_map(|(reference, hexadecimal)| {
            part.strip_prefix(reference).map(|rest| (*hexadecimal, rest))
        });
        let (reference, rest) = known.unwrap_or(("&", part));
        out.extend([reference, rest]);
    }
}

fn category(term: &Term, schemes: &Schemes) -> Category {
    Category { name: term.label.to_string(), domain: Some(schemes.of(term.taxonomy).to_owned()) }
}

fn namespaces(feed: &Feed) -> BTreeMap<String, String> {
    let history = (feed.extent != Extent::Window).then_some(HISTORY_NAMESPACE);
    let itunes = feed.moved.then_some(ITUNES_NAMESPACE);
    let namespaces = NAMESPACES.into_iter().chain(history).chain(itunes);
    namespaces.map(|(prefix, url)| (prefix.to_owned(), url.to_owned())).collect()
}

/// What other vocabularies say of a channel.
fn extensions(feed: &Feed) -> ExtensionMap {
    let mut extensions = ExtensionMap::from([(
        "atom".to_owned(),
        BTreeMap::from([("link".to_owned(), links(feed))]),
    )]);
    if let Some(name) = history_element(feed.extent) {
        let (prefix, _) = HISTORY_NAMESPACE;
        let element = extension(&format!("{prefix}:{name}"), &[], None);
        extensions.extend(extension_map(prefix, name, element));
    }
    if let Some(url) = feed.url(Format::Rss).filter(|_| feed.moved) {
        let (prefix, _) = ITUNES_NAMESPACE;
        let element = extension("itunes:new-feed-url", &[], Some(url));
        extensions.extend(extension_map(prefix, "new-feed-url", element));
    }
    extensions
}

/// To the document itself, to the hubs, and to the rest of the history (RFC 5005, appendix B).
///
/// The crate's own type for it needs a feature that brings in a family of macros.
fn links(feed: &Feed) -> Vec<Extension> {
    let media_type = ("type", Format::Rss.media_type());
    let link = |rel: &str, url: &str| {
        extension("atom:link", &[("href", url), ("rel", rel), media_type], None)
    };
    let mut links: Vec<Extension> =
        feed.url(Format::Rss).map(|url| link("self", url)).into_iter().collect();
    links.extend(
        feed.hubs.iter().map(|hub| extension("atom:link", &[("href", hub), ("rel", "hub")], None)),
    );
    links.extend(feed.related.iter().filter_map(|(relation, addresses)| {
        Some(link(relation.name(), addresses.of(Format::Rss)?))
    }));
    links
}

fn extension(name: &str, attributes: &[(&str, &str)], value: Option<&str>) -> Extension {
    Extension {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        attrs: attributes
            .iter()
            .map(|&(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        ..Extension::default()
    }
}

fn extension_map(prefix: &str, name: &str, extension: Extension) -> ExtensionMap {
    let elements = BTreeMap::from([(name.to_owned(), vec![extension])]);
    ExtensionMap::from([(prefix.to_owned(), elements)])
}
