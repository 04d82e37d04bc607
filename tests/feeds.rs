//! The published sample, read back by an independent parser.
//!
//! What is expected was written down from `content/` by a person.

use std::fs;
use std::path::{Path, PathBuf};

use feed_rs::model::{Entry, Feed};

use crate::support::Site;

/// File name, instant, categories and tags of each published article, newest first.
const ARTICLES: &[(&str, &str, &[&str])] = &[
    ("un-roman-au-bureau", "2024-10-30T11:15:00+00:00", &["Témoignage", "2024", "Sécurité"]),
    (
        "donnees-et-usages-ouvrir-sans-se-disperser",
        "2024-07-22T12:00:00+00:00",
        &["Actualité", "Open data", "Numérique", "2024"],
    ),
    (
        "cloud-souverain-retours-d-experience",
        "2024-06-13T08:30:00+00:00",
        &["Témoignage", "Actualité", "Cloud", "Sécurité", "Numérique"],
    ),
    (
        "sobriete-numerique-premier-barometre",
        "2024-05-28T14:40:00+00:00",
        &["Actualité", "Communiqué", "Écoconception", "Numérique"],
    ),
    (
        "accessibilite-des-la-conception",
        "2024-03-19T08:00:00+00:00",
        &["Témoignage", "Accessibilité", "Écoconception"],
    ),
    ("hebergement-des-administrations-nouveau-cadre", "2024-02-12T07:30:00+00:00", &["Communiqué"]),
    (
        "assistants-conversationnels-au-guichet",
        "2024-01-25T16:05:00+00:00",
        &["Témoignage", "Intelligence artificielle", "Accessibilité"],
    ),
    (
        "opening-our-code-what-we-learned",
        "2023-12-05T09:00:00+00:00",
        &["Actualité", "Open data", "Cloud"],
    ),
    ("journees-des-donnees-ouvertes", "2023-09-17T22:00:00+00:00", &["Agenda", "Open data"]),
    (
        "retour-sur-le-forum-des-agents",
        "2023-06-15T16:30:00+00:00",
        &["Agenda", "Actualité", "Numérique", "Intelligence artificielle"],
    ),
    (
        "une-api-pour-les-horaires-des-guichets",
        "2023-04-04T07:45:00+00:00",
        &["Open data", "Numérique"],
    ),
    ("identite-numerique", "2022-11-08T10:00:00+00:00", &["Communiqué", "Sécurité", "Numérique"]),
];

fn feeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds")
}

fn read(path: &Path) -> Feed {
    feed_rs::parser::parse(fs::read(path).unwrap().as_slice())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn link(entry: &Entry) -> &str {
    let alternate =
        |link: &&feed_rs::model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    &entry.links.iter().find(alternate).unwrap().href
}

/// The terms as people read them.
fn terms(entry: &Entry) -> Vec<&str> {
    entry.categories.iter().map(|term| term.label.as_deref().unwrap_or(&term.term)).collect()
}

fn published(entry: &Entry) -> String {
    entry.published.unwrap().to_rfc3339()
}

/// The three formats of every feed.
fn sets() -> Vec<(PathBuf, [Feed; 3])> {
    let files = walkdir::WalkDir::new(feeds()).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|file| file.file_name() == "atom.xml")
        .map(|file| {
            let folder = file.path().parent().unwrap().to_owned();
            let set = ["atom.xml", "rss.xml", "feed.json"].map(|name| read(&folder.join(name)));
            (folder, set)
        })
        .collect()
}

#[test]
fn the_site_feeds_hold_every_published_article_and_no_other() {
    for name in ["atom.xml", "rss.xml", "feed.json"] {
        let feed = read(&feeds().join(name));
        assert_eq!(feed.entries.len(), ARTICLES.len(), "{name}");
        for (entry, (slug, instant, labels)) in feed.entries.iter().zip(ARTICLES) {
            assert_eq!(
                link(entry),
                format!("https://www.fabrique-publique.example/actualites/{slug}/")
            );
            assert_eq!(published(entry), *instant, "{name} {slug}");
            assert_eq!(terms(entry), *labels, "{name} {slug}");
        }
    }
}

#[test]
fn each_term_has_a_feed_of_its_articles_and_no_other_term_has() {
    let mut expected = vec![feeds(), feeds().join("cloud-et-donnees")];
    for (label, folder) in [
        ("Actualité", "categories/actualite"),
        ("Agenda", "categories/agenda"),
        ("Communiqué", "categories/communique"),
        ("Témoignage", "categories/temoignage"),
        ("2024", "tags/2024"),
        ("Accessibilité", "tags/accessibilite"),
        ("Cloud", "tags/cloud"),
        ("Écoconception", "tags/ecoconception"),
        ("Intelligence artificielle", "tags/intelligence-artificielle"),
        ("Numérique", "tags/numerique"),
        ("Open data", "tags/open-data"),
        ("Sécurité", "tags/securite"),
    ] {
        expected.push(feeds().join(folder));
        let feed = read(&feeds().join(folder).join("rss.xml"));
        let wanted: Vec<&str> = ARTICLES
            .iter()
            .filter(|(_, _, labels)| labels.contains(&label))
            .map(|(slug, _, _)| *slug)
            .collect();
        let found: Vec<&str> = feed
            .entries
            .iter()
            .map(|entry| link(entry).trim_end_matches('/').rsplit('/').next().unwrap())
            .collect();
        assert_eq!(found, wanted, "{label}");
    }
    expected.sort();
    let mut found: Vec<PathBuf> = sets().into_iter().map(|(folder, _)| folder).collect();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn the_three_formats_of_a_feed_say_the_same() {
    for (folder, [atom, rss, json]) in sets() {
        for other in [&rss, &json] {
            let place = folder.display();
            assert_eq!(atom.title.as_ref().unwrap().content, other.title.as_ref().unwrap().content);
            assert_eq!(atom.entries.len(), other.entries.len(), "{place}");
            for (left, right) in atom.entries.iter().zip(&other.entries) {
                let place = format!("{place}: {}", left.id);
                let title = |entry: &Entry| entry.title.clone().unwrap().content;
                let body =
                    |entry: &Entry| entry.content.clone().unwrap().body.unwrap().trim().to_owned();
                let authors = |entry: &Entry| -> Vec<String> {
                    entry.authors.iter().map(|author| author.name.clone().unwrap()).collect()
                };
                assert_eq!(left.id, right.id, "{place}");
                assert_eq!(title(left), title(right), "{place}");
                assert_eq!(link(left), link(right), "{place}");
                assert_eq!(published(left), published(right), "{place}");
                assert_eq!(terms(left), terms(right), "{place}");
                assert_eq!(body(left), body(right), "{place}");
                assert_eq!(authors(left), authors(right), "{place}");
            }
        }
    }
}

#[test]
fn an_address_that_is_none_stays_out_of_the_feeds() {
    for (email, stays) in [
        ("ann@example.org", true),
        ("ann.ohara+news@news.example.org", true),
        ("no at sign", false),
        ("ann@localhost", false),
        ("@example.org", false),
        ("ann@example..org", false),
        ("Ann <ann@example.org>", false),
        ("ann@bob@example.org", false),
        ("ann..ohara@example.org", false),
        ("zoé@example.org", false),
        ("zoe@exämple.org", false),
    ] {
        let author = format!("author: {{name: Ann, email: \"{email}\"}}\n");
        let site = Site::new().article("a", "2024-06-27", &author);
        site.build().unwrap();
        assert_eq!(site.text("feeds/atom.xml").contains(&format!("<email>{email}<")), stays);
        for feed in ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"] {
            assert!(site.text(feed).contains("Ann"), "{email}");
            assert!(stays || !site.text(feed).contains("no at sign"), "{email}");
        }
    }
}

/// The authors of the one entry of each format: Atom, RSS, JSON Feed.
fn authors_of(front_matter: &str) -> [Vec<String>; 3] {
    let site = Site::new().article("a", "2024-06-27", front_matter);
    site.build().unwrap();
    ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"].map(|feed| {
        let feed = feed_rs::parser::parse(site.text(feed).as_bytes()).unwrap();
        feed.entries[0].authors.iter().map(|person| person.name.clone().unwrap()).collect()
    })
}

#[test]
fn an_author_with_an_address_in_the_text_has_a_name_alone() {
    for (written, names) in [
        ("'[Zoé Brun](https://zoe.example/)'", &["Zoé Brun"] as &[&str]),
        ("'[Zoé Brun](mailto:zoe@example.org)'", &["Zoé Brun"]),
        ("Zoé Brun <zoe@example.org>", &["Zoé Brun"]),
        ("Zoé Brun <https://zoe.example/>", &["Zoé Brun"]),
        ("'\"Brun, Zoé\" <zoe@example.org>'", &["Brun, Zoé"]),
        (
            "'[Zoé](https://zoe.example/), [Luc](https://luc.example/) et Ida'",
            &["Zoé", "Luc", "Ida"],
        ),
        ("Zoé <zoe@example.org>; Luc <luc@example.org>", &["Zoé", "Luc"]),
        ("{name: Zoé Brun, email: zoe@example.org}", &["Zoé Brun"]),
        // Without an address, commas and brackets are the author's own.
        ("Brun, Zoé & filles <3", &["Brun, Zoé & filles <3"]),
        ("'Zoé Brun [ministère]'", &["Zoé Brun [ministère]"]),
    ] {
        for read in authors_of(&format!("author: {written}\n")) {
            assert_eq!(read, names, "{written}");
        }
    }
}

#[test]
fn addresses_of_people_have_a_scheme_of_the_web() {
    for (field, column) in [
        ("author: {name: Zoé, url: 'javascript:alert(1)'}", 26),
        ("author: {name: Zoé, avatar: 'data:image/png;base64,AA'}", 29),
        ("contributors: {name: Zoé, url: 'data:text/html,x'}", 32),
        ("author: '[Zoé](javascript:alert)'", 9),
        ("author: {name: Zoé, url: 'data: plus tard'}", 26),
        ("author: {name: Zoé, url: 'plus tard'}", 26),
    ] {
        let site = Site::new().article("a", "2024-06-27", &format!("{field}\n"));
        let build = site.build().unwrap();
        let told = crate::support::told(&build);
        assert_eq!(told.len(), 1, "{told:?}");
        let place = format!("content/a.md:4:{column}: url-invalid: ");
        assert!(told[0].starts_with(&place), "{told:?}");
        for feed in ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"] {
            let text = site.text(feed);
            assert!(!text.contains("javascript:") && !text.contains("data:"), "{text}");
        }
    }
}

#[test]
fn each_format_says_what_its_readers_look_for() {
    let site = Site::new().article(
        "a",
        "2024-06-27",
        "external_url: https://ailleurs.example/?a=1&b=2\ntags: [\"Bits  &amp; bytes\", C++]\n\
         summary: |\n  Un bloc.\n\n  Un autre.\naudio: {url: https://sons.example/1.m4a?a=1&b=2, length: 3}\n\
         slug: c#-en-bref?\n",
    );
    site.build().unwrap();
    let rss = site.text("feeds/rss.xml");
    for said in [
        "<dc:source>https://ailleurs.example/?a=1&#x26;b=2</dc:source>",
        "<![CDATA[<p>Un bloc.</p><p>Un autre.</p>]]>",
        "<enclosure url=\"https://sons.example/1.m4a?a=1&amp;b=2\" length=\"3\" type=\"audio/x-m4a\"/>",
        ">Bits &#x26; bytes</category>",
        "c%23-en-bref%3F",
    ] {
        assert!(rss.contains(said), "{said} in {rss}");
    }
    let atom = site.text("feeds/atom.xml");
    for said in ["term=\"Bits &amp; bytes\"", "term=\"C++\"", "c%23-en-bref%3F"] {
        assert!(atom.contains(said), "{said} in {atom}");
    }
}

#[test]
fn a_summary_is_the_text_of_an_item_without_body() {
    let article = "---\ntitle: A\ndate: 2024-06-27\nsummary: Tout est là.\n---\n";
    let site = Site::new().file("content/a.md", article);
    site.build().unwrap();
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    assert_eq!(feed["items"][0]["content_text"], "Tout est là.");
}
