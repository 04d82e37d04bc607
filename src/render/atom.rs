//! Atom 1.0, RFC 4287.
//!
//! The feed names no sibling formats: a second `alternate` link is allowed, but there are readers
//! that take any of them for the home page. The pages of the site are where formats are announced.

use std::borrow::Cow;
use std::collections::BTreeMap;

use atom_syndication as atom;
use atom_syndication::extension::{Extension, ExtensionMap};
use chrono::{DateTime, Utc};
use memchr::memmem;
use uuid::Uuid;

use super::{Contents, Frame, HISTORY_NAMESPACE, history_element, xml};
use crate::model::{Entry, Extent, Feed, Format, MediaObject, Origin, Person, Schemes, Term};

const HTML: &str = "text/html";

/// How it is declared.
const NAMESPACE: &str = " xmlns=\"http://www.w3.org/2005/Atom\"";

/// An `entry` element.
pub(super) fn entry(entry: &Entry, schemes: &Schemes) -> String {
    let language = entry.language.as_ref();
    let mut links = vec![atom::Link {
        hreflang: language.cloned(),
        ..link("alternate", &entry.url, Some(HTML))
    }];
    // Players take the first one.
    links.extend(entry.attachments.iter().chain(&entry.picture).map(enclosure));
    links.extend(entry.origin.url.as_deref().map(|url| link("via", url, Some(HTML))));
    // RFC 4685, section 4.
    links.extend(entry.comments_url.as_deref().map(|url| link("replies", url, Some(HTML))));
    let written = atom::Entry {
        title: text(&entry.title, language),
        id: iri(&entry.id).into_owned(),
        updated: entry.updated.shown(),
        authors: entry.authors.iter().map(person).collect(),
        categories: entry.terms.iter().map(|term| category(term, schemes)).collect(),
        contributors: entry.contributors.iter().map(person).collect(),
        links,
        rights: entry.rights.as_deref().map(|rights| text(rights, language)),
        source: source(&entry.origin),
        published: Some(entry.published.shown()),
        summary: entry.excerpt().map(|summary| text(summary, language)),
        content: present(&entry.content_html).map(|_| atom::Content {
            lang: language.cloned(),
            content_type: Some("html".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    };
    // Alone it declares the namespace, which in a feed the root does.
    let alone = xml::document(|to| written.write_to(to));
    let element = xml::element(&alone, "entry").replacen(NAMESPACE, "", 1);
    let element =
        if entry.origin.feed_url.is_some() { without_unknown_date(&element) } else { element };
    xml::with_text(&with_z(&element), "</content>", &entry.content_html, xml::push_escaped)
}

/// A feed document without its entries.
pub(super) fn frame(feed: &Feed, contents: Contents) -> Frame {
    let own_url = feed.url(Format::Atom);
    let mut links = vec![link("alternate", &feed.home_page_url, Some(HTML))];
    links.extend(own_url.map(|url| link("self", url, Some(Format::Atom.media_type()))));
    links.extend(feed.hubs.iter().map(|hub| link("hub", hub, None)));
    links.extend(feed.related.iter().filter_map(|(relation, addresses)| {
        let url = addresses.of(Format::Atom)?;
        Some(link(relation.name(), url, Some(Format::Atom.media_type())))
    }));
    let written = atom::Feed {
        title: text(&feed.title, None),
        id: feed.id.clone(),
        updated: feed.updated.shown(),
        authors: feed.authors.iter().map(person).collect(),
        generator: Some(atom::Generator {
            value: feed.generator.name.to_owned(),
            uri: feed.generator.url.map(str::to_owned),
            version: None,
        }),
        icon: feed.icon.clone(),
        links,
        logo: feed.logo.clone(),
        rights: feed.rights.as_deref().map(|rights| text(rights, None)),
        subtitle: present(&feed.description).map(|description| text(description, None)),
        lang: feed.language.clone(),
        extensions: history(feed.extent),
        namespaces: match feed.extent {
            Extent::Window => BTreeMap::new(),
            Extent::Complete | Extent::Archive => {
                let (prefix, url) = HISTORY_NAMESPACE;
                BTreeMap::from([(prefix.to_owned(), url.to_owned())])
            }
        },
        ..atom::Feed::default()
    };
    let head = xml::document(|to| written.write_to(to));
    let root = with_z(xml::element(&head, "feed"));
    xml::frame(&root, "</feed>", contents, feed.stylesheet.as_deref())
}

/// Attributes of extension elements are not escaped by the crate; these have none.
fn history(extent: Extent) -> ExtensionMap {
    let Some(name) = history_element(extent) else { return ExtensionMap::new() };
    let (prefix, _) = HISTORY_NAMESPACE;
    let element = Extension { name: format!("{prefix}:{name}"), ..Extension::default() };
    let elements = BTreeMap::from([(name.to_owned(), vec![element])]);
    ExtensionMap::from([(prefix.to_owned(), elements)])
}

/// The feed that the entry was taken from (section 4.2.11).
fn source(origin: &Origin) -> Option<atom::Source> {
    let Origin { feed_title, feed_url, .. } = origin;
    let url = feed_url.as_ref()?;
    Some(atom::Source {
        title: text(feed_title.as_ref().unwrap_or(url), None),
        id: url.clone(),
        updated: UNKNOWN.fixed_offset(),
        links: vec![link("self", url, None)],
        ..atom::Source::default()
    })
}

/// What the crate wants for a date that is not known; it is taken out again.
const UNKNOWN: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn without_unknown_date(xml: &str) -> String {
    let Some((before, source)) = xml.split_once("<source>") else { return xml.to_owned() };
    let unknown = format!("<updated>{}</updated>", UNKNOWN.to_rfc3339());
    format!("{before}<source>{}", source.replacen(&unknown, "", 1))
}

/// Atom's `id` must be an absolute IRI (section 4.2.6). An id that is none becomes the UUID made
/// from it by name (RFC 9562, section 5.5), so that one id always gives one IRI.
fn iri(id: &str) -> Cow<'_, str> {
    if is_absolute_iri(id) {
        Cow::Borrowed(id)
    } else {
        Cow::Owned(Uuid::new_v5(&Uuid::NAMESPACE_URL, id.as_bytes()).urn().to_string())
    }
}

/// RFC 3987, section 2.2, as far as it keeps a title with a colon from passing for an IRI.
fn is_absolute_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme_character = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(is_scheme_character)
        && !rest.is_empty()
        && !rest.contains(|character: char| {
            character.is_whitespace() || character.is_control() || "<>\"{}|\\^`".contains(character)
        })
}

/// The crate writes instants of UTC with `+00:00`, where the project has `Z`.
/// No text can be taken for a tag, because in text the crate escapes every `<`.
fn with_z(xml: &str) -> String {
    let mut written = String::with_capacity(xml.len());
    let mut rest = 0;
    for at in memmem::find_iter(xml.as_bytes(), "+00:00</") {
        let (before, behind) = (&xml[rest..at], at + "+00:00".len());
        if ["</updated>", "</published>"].iter().any(|tag| xml[behind..].starts_with(tag)) {
            written.extend([before, "Z"]);
            rest = behind;
        }
    }
    written + &xml[rest..]
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn text(value: &str, language: Option<&String>) -> atom::Text {
    atom::Text { value: value.to_owned(), lang: language.cloned(), ..atom::Text::default() }
}

fn person(person: &Person) -> atom::Person {
    atom::Person {
        name: person.name.clone(),
        email: person.email.clone(),
        uri: person.url.clone(),
        ..atom::Person::default()
    }
}

fn category(term: &Term, schemes: &Schemes) -> atom::Category {
    atom::Category {
        // Many readers show the term, and not the label.
        term: term.label.to_string(),
        scheme: Some(schemes.of(term.taxonomy).to_owned()),
        label: Some(term.label.to_string()),
    }
}

fn link(rel: &str, href: &str, media_type: Option<&str>) -> atom::Link {
    atom::Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: media_type.map(str::to_owned),
        ..atom::Link::default()
    }
}

fn enclosure(media: &MediaObject) -> atom::Link {
    let mut texts = [&media.alternative, &media.caption].into_iter().flatten();
    atom::Link {
        title: texts.find(|text| !text.is_empty()).cloned(),
        length: media.length.map(|length| length.to_string()),
        ..link("enclosure", &media.url, Some(&media.media_type))
    }
}
