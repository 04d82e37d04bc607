//! One small feed: an entry that has everything, and one that has only what it must have.

use chrono::DateTime;
use feedmill::model::{
    Addresses, Entry, Episode, Extent, Feed, Format, Generator, MediaObject, Origin, Person,
    Pixels, Schemes, Taxonomy, Term, Timestamp,
};
use feedmill::render;

pub(crate) fn schemes() -> Schemes {
    Schemes::below("https://example.org/feeds/")
}

pub(crate) fn timestamp(text: &str) -> Timestamp {
    Timestamp::new(DateTime::parse_from_rfc3339(text).unwrap())
}

pub(crate) fn feed() -> Feed {
    Feed {
        id: "https://example.org/feeds/atom.xml".into(),
        title: "Nouvelles & idées".into(),
        description: "Ce que nous faisons".into(),
        home_page_url: "https://example.org/".into(),
        urls: addresses("https://example.org/feeds/"),
        extent: Extent::Window,
        related: vec![],
        hubs: vec!["https://hub.example.org/?a=1&b=2".into()],
        ended: false,
        moved: false,
        language: Some("fr".into()),
        authors: vec![Person {
            name: "La rédaction".into(),
            url: Some("https://example.org/redaction".into()),
            email: Some("redaction@example.org".into()),
            avatar: Some("https://example.org/redaction.png".into()),
        }],
        rights: Some("© 2024 La rédaction".into()),
        icon: Some("https://example.org/icon.png".into()),
        logo: Some("https://example.org/logo.png".into()),
        ttl: Some(60),
        skip_hours: vec![0, 23],
        skip_days: vec!["Saturday", "Sunday"],
        user_comment: Some("Ce fichier est pour les lecteurs de flux.".into()),
        published: Some(timestamp("2024-06-27T13:49:00+02:00")),
        updated: timestamp("2024-07-01T08:00:00Z"),
        generator: Generator { name: "Feedmill", url: Some("https://example.com/feedmill") },
        stylesheet: None,
        podcast: None,
    }
}

pub(crate) fn full_entry() -> Entry {
    Entry {
        id: "https://example.org/2024/cloud?a=1&b=2".into(),
        url: "https://example.org/2024/cloud?a=1&b=2".into(),
        title: "AT&T : 1 < 2, \"vu\" d’ici 🎈".into(),
        published: timestamp("2024-06-27T13:49:00+02:00"),
        updated: timestamp("2024-07-01T08:00:00Z"),
        authors: vec![person("Zoé Ørsted"), person("محمد")],
        terms: vec![
            term(Taxonomy::Category, "Actualité", "actualite"),
            term(Taxonomy::Category, "Cloud", "cloud"),
            term(Taxonomy::Tag, "Cloud", "cloud"),
            term(Taxonomy::Tag, "R&D", "r-d"),
        ],
        language: None,
        summary: "Si a < b & c".into(),
        content_html: "<p>Si a &lt; b &amp; c</p>\n<code>x[y[0]]>1</code>".into(),
        content_text: "Si a < b & c\nx[y[0]]>1".into(),
        picture: Some(MediaObject {
            url: "https://example.org/i.png?w=1&h=2".into(),
            media_type: "image/png".into(),
            length: Some(1234),
            pixels: Some(Pixels { width: 640, height: 480 }),
            duration: None,
            alternative: Some("Deux \"nuages\" <gris>".into()),
            caption: Some("Le ciel & nous".into()),
        }),
        banner: Some("https://example.org/b.jpg".into()),
        attachments: vec![],
        episode: Episode::default(),
        contributors: vec![person("Ida & Co")],
        rights: Some("CC BY 4.0".into()),
        origin: Origin {
            url: Some("https://journal.example/1?a=1&b=2".into()),
            feed_title: Some("Le Journal & cie".into()),
            feed_url: Some("https://journal.example/rss?a=1&b=2".into()),
        },
        comments_url: Some("https://forum.example/1".into()),
    }
}

pub(crate) fn bare_entry() -> Entry {
    Entry {
        id: "article-7".into(),
        url: "https://example.org/en/7".into(),
        title: "Hello".into(),
        published: timestamp("2024-01-02T03:04:05Z"),
        updated: timestamp("2024-01-02T03:04:05Z"),
        authors: vec![Person { email: Some("ann@example.org".into()), ..person("Ann") }],
        terms: vec![],
        language: Some("en".into()),
        summary: String::new(),
        content_html: "<p>Hello.</p>".into(),
        content_text: "Hello.".into(),
        picture: None,
        banner: None,
        attachments: vec![],
        episode: Episode::default(),
        contributors: vec![],
        rights: None,
        origin: Origin::default(),
        comments_url: None,
    }
}

/// The addresses of the document in a folder.
pub(crate) fn addresses(folder: &str) -> Addresses {
    let address = |format: Format| (format, format!("{folder}{}", format.file_name()));
    Addresses(Format::ALL.map(address).into())
}

pub(crate) fn person(name: &str) -> Person {
    Person { name: name.into(), ..Person::default() }
}

pub(crate) fn term(taxonomy: Taxonomy, label: &str, slug: &str) -> Term {
    Term { taxonomy, label: label.into(), slug: slug.into() }
}

pub(crate) fn document(format: Format, entries: &[Entry]) -> String {
    document_of(&feed(), format, entries)
}

pub(crate) fn document_of(feed: &Feed, format: Format, entries: &[Entry]) -> String {
    let entries: Vec<_> =
        entries.iter().map(|entry| render::entry(format, entry, &schemes())).collect();
    let document = render::document(format, feed, &entries.iter().collect::<Vec<_>>());
    String::from_utf8(document).unwrap()
}
