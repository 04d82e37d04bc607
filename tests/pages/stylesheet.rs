//! The stylesheet of the feeds.

use super::newsroom;
use crate::support::Site;

#[test]
fn each_feed_names_the_stylesheet_right_after_its_declaration() {
    let site = newsroom().configured("feeds: {archive: 1, limit: 1}\n");
    site.build().unwrap();
    for (path, way) in [
        ("rss.xml", ""),
        ("atom.xml", ""),
        ("choix/atom.xml", "../"),
        ("tags/cloud/rss.xml", "../../"),
        ("archive/1/atom.xml", "../../"),
    ] {
        let text = site.text(&format!("feeds/{path}"));
        let lines: Vec<&str> = text.lines().take(2).collect();
        assert_eq!(
            lines,
            [
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
                &format!("<?xml-stylesheet type=\"text/css\" href=\"{way}assets/feed.css\"?>")
            ],
            "{path}"
        );
    }
    assert!(site.path("feeds/assets/feed.css").exists());
}

#[test]
fn it_explains_in_the_language_of_the_pages() {
    let site = newsroom();
    site.build().unwrap();
    let css = site.text("feeds/assets/feed.css");
    assert!(css.starts_with("@namespace atom \"http://www.w3.org/2005/Atom\";\n"), "{css}");
    assert!(
        css.contains(
            "--xml-title: \"Ceci est un flux\u{a0}: une page pour les lecteurs de flux.\";"
        )
    );
    assert!(css.contains("https://www.example.org/feeds/"));
}

#[test]
fn a_quotation_mark_cannot_end_its_text() {
    let site = Site::with_pages()
        .configured("language: de\n")
        .file("languages/de.ftl", "xml-title = Ein \"Feed\" \\ </style>\n")
        .article("a", "2024-01-01", "");
    site.build().unwrap();
    let css = site.text("feeds/assets/feed.css");
    assert!(css.contains(r#"--xml-title: "Ein \"Feed\" \\ \3C /style>";"#), "{css}");
}

#[test]
fn without_pages_feeds_name_none() {
    let site = Site::new().article("a", "2024-01-01", "");
    site.build().unwrap();
    assert!(!site.text("feeds/atom.xml").contains("xml-stylesheet"));
    let files: Vec<String> = site.files("feeds").into_iter().map(|(path, _)| path).collect();
    assert_eq!(files, ["atom.xml", "feed.json", "rss.xml"]);
}

/// Its bytes count like any other.
#[test]
fn it_counts_among_the_bytes_that_a_feed_may_have() {
    let article = |site: Site, name: &str| site.article(name, "2024-01-01", "");
    let site = ["a", "b", "c"].into_iter().fold(Site::with_pages(), article);
    site.build().unwrap();
    let largest = ["atom.xml", "rss.xml", "feed.json"]
        .map(|name| site.text(&format!("feeds/{name}")).len())
        .into_iter()
        .max()
        .unwrap();
    let site = site.configured(&format!("feeds: {{max_bytes: {}}}\n", largest - 1));
    site.build().unwrap();
    for name in ["atom.xml", "rss.xml", "feed.json"] {
        assert!(site.text(&format!("feeds/{name}")).len() < largest, "{name}");
    }
}
