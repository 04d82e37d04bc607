//! Every format read by `feed-rs`, field for field.

use feed_rs::model as read;
use feedmill::model::{Entry, Format};

use super::sample::{bare_entry, document, document_of, feed, full_entry};

fn read(format: Format) -> read::Feed {
    let written = document(format, &[full_entry(), bare_entry()]);
    feed_rs::parser::parse(written.as_bytes()).unwrap()
}

fn content(text: Option<&read::Text>) -> &str {
    text.map_or("", |text| text.content.as_str())
}

fn names(people: &[read::Person]) -> Vec<&str> {
    people.iter().filter_map(|person| person.name.as_deref()).collect()
}

#[test]
fn what_every_format_says_of_an_entry() {
    for format in Format::ALL {
        let entries = read(format).entries;
        assert_eq!(entries.len(), 2);
        for (entry, read) in [full_entry(), bare_entry()].iter().zip(&entries) {
            assert_eq!(content(read.title.as_ref()), entry.title, "{format:?}");
            assert_eq!(read.published, Some(entry.published.utc()), "{format:?}");
            assert_eq!(read.links[0].href, entry.url, "{format:?}");
            let body = read.content.as_ref().and_then(|content| content.body.as_deref());
            // What has no summary is an RSS item's description.
            let body = body.unwrap_or_else(|| content(read.summary.as_ref()));
            assert_eq!(body, entry.content_html, "{format:?}");
        }
        assert_eq!(entries[0].id, full_entry().id, "{format:?}");
        assert_eq!(names(&entries[0].authors), ["Zoé Ørsted", "محمد"], "{format:?}");
        let summary = if format == Format::Rss { "Si a &lt; b &amp; c" } else { "Si a < b & c" };
        assert_eq!(content(entries[0].summary.as_ref()), summary, "{format:?}");
    }
}

#[test]
fn what_every_format_says_of_a_feed() {
    for format in Format::ALL {
        let (feed, read) = (feed(), read(format));
        assert_eq!(content(read.title.as_ref()), feed.title, "{format:?}");
        assert_eq!(content(read.description.as_ref()), feed.description, "{format:?}");
        assert_eq!(read.language, feed.language, "{format:?}");
        assert_eq!(read.logo.map(|logo| logo.uri), feed.logo, "{format:?}");
        assert!(read.links.iter().any(|link| link.href == feed.home_page_url), "{format:?}");
        let own_url = feed.url(format).unwrap();
        assert!(read.links.iter().any(|link| link.href == own_url), "{format:?}");
        if format != Format::JsonFeed {
            assert_eq!(content(read.rights.as_ref()), "© 2024 La rédaction", "{format:?}");
            assert_eq!(read.updated, Some(feed.updated.utc()), "{format:?}");
        }
    }
}

#[test]
fn what_atom_says_besides() {
    let feed = read(Format::Atom);
    assert_eq!(feed.icon.unwrap().uri, "https://example.org/icon.png");
    assert_eq!(feed.authors[0].email.as_deref(), Some("redaction@example.org"));
    assert_eq!(feed.authors[0].uri.as_deref(), Some("https://example.org/redaction"));
    let entry = &feed.entries[0];
    assert_eq!(entry.updated, Some(full_entry().updated.utc()));
    for (term, read) in full_entry().terms.iter().zip(&entry.categories) {
        assert_eq!((&*read.term, read.label.as_deref()), (&*term.label, Some(&*term.label)));
        let folder = format!("https://example.org/feeds/{}/", term.taxonomy.folder());
        assert_eq!(read.scheme.as_deref(), Some(folder.as_str()));
    }
    let picture = full_entry().picture.unwrap();
    let link = entry.links.iter().find(|link| link.rel.as_deref() == Some("enclosure")).unwrap();
    assert_eq!(link.href, picture.url);
    assert_eq!(link.media_type.as_ref(), Some(&picture.media_type));
    assert_eq!(link.length, picture.length);
    assert_eq!(link.title, picture.alternative);
    assert_eq!(feed.entries[1].links[0].href_lang.as_deref(), Some("en"));
}

#[test]
fn a_generator_without_an_address_is_named_alone() {
    let mut feed = feed();
    feed.generator.url = None;
    for (format, named) in [
        (Format::Atom, "<generator>Feedmill</generator>"),
        (Format::Rss, "<generator>Feedmill</generator>"),
    ] {
        let written = document_of(&feed, format, &[full_entry()]);
        assert!(written.contains(named), "{format:?}: {written}");
    }
    // An extension need not say where people can read about it (JSON Feed 1.1, “Extensions”).
    let written = document_of(&feed, Format::JsonFeed, &[full_entry()]);
    let written: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(written.get("_feedmill"), None);
    assert!(written["items"][0].get("_feedmill").is_some());
}

#[test]
fn what_rss_says_besides() {
    let feed = read(Format::Rss);
    assert_eq!(feed.ttl, Some(60));
    assert_eq!(feed.generator.unwrap().content, "Feedmill (https://example.com/feedmill)");
    let entry = &feed.entries[0];
    for (term, read) in full_entry().terms.iter().zip(&entry.categories) {
        let folder = format!("https://example.org/feeds/{}/", term.taxonomy.folder());
        assert_eq!((&*read.term, read.scheme.as_deref()), (&*term.label, Some(folder.as_str())));
    }
    let picture = full_entry().picture.unwrap();
    let media: Vec<_> = entry.media.iter().flat_map(|media| &media.content).collect();
    assert!(!media.is_empty());
    for content in media {
        assert_eq!(content.url.as_ref().unwrap().as_str(), picture.url);
        assert_eq!(content.size, picture.length);
    }
    let described = |text: &Option<String>| {
        let media = entry.media.iter();
        media
            .flat_map(|media| [&media.title, &media.description])
            .flatten()
            .any(|found| Some(&found.content) == text.as_ref())
    };
    assert!(described(&picture.alternative) && described(&picture.caption));
    assert_eq!(feed.entries[1].id, "article-7");
    // Readers would show the address in place of the name.
    assert_eq!(feed.entries[1].authors[0].name.as_deref(), Some("Ann"));
    assert_eq!(feed.entries[1].authors[0].email, None);
}

#[test]
fn an_enclosure_of_unknown_length_says_0_in_rss_and_nothing_in_atom() {
    let mut entry: Entry = full_entry();
    entry.attachments = entry.picture.take().into_iter().collect();
    entry.attachments[0].length = None;
    let rss = document(Format::Rss, std::slice::from_ref(&entry));
    assert!(rss.contains(r#"length="0""#) && !rss.contains("fileSize"), "{rss}");
    assert!(!document(Format::Atom, &[entry]).contains("length="));
}

#[test]
fn an_empty_text_of_a_picture_leaves_no_element() {
    let mut entry: Entry = full_entry();
    entry.picture.as_mut().unwrap().alternative = Some(String::new());
    let rss = document(Format::Rss, std::slice::from_ref(&entry));
    assert!(!rss.contains("<media:description"), "{rss}");
    assert!(document(Format::Atom, &[entry]).contains("title=\"Le ciel &amp; nous\""));
}

#[test]
fn an_entry_without_body_is_read() {
    let entry = Entry { content_html: String::new(), content_text: String::new(), ..bare_entry() };
    for format in Format::ALL {
        let written = document(format, std::slice::from_ref(&entry));
        let read = feed_rs::parser::parse(written.as_bytes()).unwrap();
        assert_eq!(content(read.entries[0].title.as_ref()), "Hello", "{format:?}");
    }
}
