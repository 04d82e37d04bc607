//! What a page says and what it asks for.

use std::collections::BTreeSet;

use super::{attributes, newsroom, page, texts};
use crate::support::{Site, told};

#[test]
fn the_index_shows_every_feed_with_what_it_is() {
    let site = newsroom();
    site.build().unwrap();
    let index = page(&site, "index.html");
    assert_eq!(texts(&index, "h1"), ["La Fabrique\u{a0}: s’abonner"]);
    assert_eq!(texts(&index, "title"), ["La Fabrique\u{a0}: s’abonner"]);
    assert_eq!(
        texts(&index, "h2"),
        [
            "La Fabrique",
            "Qu’est-ce qu’un flux\u{202f}?",
            "Sélections 1\u{a0}flux",
            "Catégories 1\u{a0}flux",
            "Étiquettes 2\u{a0}flux",
            "Tous les flux en un fichier"
        ]
    );
    assert_eq!(texts(&index, ".card h3"), ["Notre choix", "Actualité", "Cloud", "R&D"]);
    // Three articles in 59 days; four in 91, the last of them on 1 April in Paris.
    assert_eq!(
        texts(&index, ".panel .facts li"),
        ["4\u{a0}articles", "environ\u{a0}1 par mois", "dernier le 1er\u{a0}avril 2024"]
    );
    assert_eq!(
        texts(&index, "#tags .card:first-child .facts li"),
        ["3\u{a0}articles", "environ\u{a0}1 par mois", "dernier le 29\u{a0}février 2024"]
    );
    assert_eq!(
        texts(&index, "#tags .card:last-child .facts li"),
        ["1\u{a0}article", "dernier le 1er\u{a0}avril 2024"]
    );
    assert_eq!(texts(&index, ".recent .latest a"), ["four", "trois", "deux", "un"]);
    assert_eq!(attributes(&index, ".recent .latest a", "lang"), ["en"]);
    assert_eq!(
        attributes(&index, ".panel [data-address]", "data-address"),
        [
            "https://www.example.org/feeds/atom.xml",
            "https://www.example.org/feeds/rss.xml",
            "https://www.example.org/feeds/feed.json"
        ]
    );
    assert_eq!(
        attributes(&index, "#named .copy", "aria-label"),
        [
            "Copier l’adresse Atom\u{a0}: Notre choix",
            "Copier l’adresse RSS\u{a0}: Notre choix",
            "Copier l’adresse JSON\u{a0}: Notre choix"
        ]
    );
}

#[test]
fn the_page_of_a_feed_shows_its_newest_articles() {
    let site = newsroom();
    site.build().unwrap();
    let cloud = page(&site, "tags/cloud/index.html");
    assert_eq!(texts(&cloud, "h1"), ["Cloud"]);
    assert_eq!(texts(&cloud, ".kind"), ["Étiquette"]);
    assert_eq!(
        texts(&cloud, ".lead"),
        ["La Fabrique\u{a0}: les articles qui portent l’étiquette «\u{a0}Cloud\u{a0}»."]
    );
    assert_eq!(texts(&cloud, ".entries h3"), ["trois", "deux", "un"]);
    assert_eq!(
        attributes(&cloud, ".entries a", "href"),
        ["trois", "deux", "un"].map(|name| format!("https://www.example.org/actualites/{name}/"))
    );
    assert_eq!(
        attributes(&cloud, ".entries time", "datetime"),
        ["2024-02-29T08:00:00Z", "2024-02-01T08:00:00Z", "2024-01-01T08:00:00Z"]
    );
    assert_eq!(texts(&cloud, ".entries li:first-child p"), ["En bref & bien."]);
    assert_eq!(texts(&cloud, ".trail li"), ["Tous les flux", "Cloud"]);
    assert_eq!(
        attributes(&cloud, "link[rel=canonical]", "href"),
        ["https://www.example.org/feeds/tags/cloud/"]
    );
    assert_eq!(
        attributes(&cloud, ".readers a", "href"),
        [
            "https://feedly.com/i/subscription/feed/https%3A%2F%2Fwww%2Eexample%2Eorg%2Ffeeds%2Ftags%2Fcloud%2Fatom%2Exml",
            "https://www.inoreader.com/?add_feed=https%3A%2F%2Fwww%2Eexample%2Eorg%2Ffeeds%2Ftags%2Fcloud%2Fatom%2Exml",
            "https://www.newsblur.com/?url=https%3A%2F%2Fwww%2Eexample%2Eorg%2Ffeeds%2Ftags%2Fcloud%2Fatom%2Exml",
            "https://theoldreader.com/feeds/subscribe?url=https%3A%2F%2Fwww%2Eexample%2Eorg%2Ffeeds%2Ftags%2Fcloud%2Fatom%2Exml",
            "feed:https://www.example.org/feeds/tags/cloud/atom.xml"
        ]
    );
}

/// Every address that a page would load by itself is a file of the publication, and its policy
/// allows no other.
#[test]
fn pages_ask_no_other_host_for_anything() {
    let site = newsroom();
    site.build().unwrap();
    let published: BTreeSet<String> =
        site.files("feeds").into_iter().map(|(path, _)| path).collect();
    for path in published.iter().filter(|path| path.ends_with("index.html")) {
        let html = page(&site, path);
        assert_eq!(
            attributes(&html, "meta[http-equiv]", "content"),
            [
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
            ],
            "{path}"
        );
        let mut loaded = attributes(&html, "[src]", "src");
        loaded.extend(attributes(&html, "link[rel=stylesheet]", "href"));
        assert_eq!(loaded.len(), 2, "{path}: {loaded:?}");
        let depth = path.matches('/').count();
        for address in loaded {
            let file = address.strip_prefix(&"../".repeat(depth)).unwrap();
            assert!(published.contains(file), "{path} loads {address}");
        }
        assert!(texts(&html, "style, script:not([src]), [style], [onclick]").is_empty(), "{path}");
        for link in attributes(&html, "main a", "href") {
            let page = link.trim_start_matches("../");
            let is_file = published.contains(page)
                || published.contains(&format!("{page}index.html"))
                || html
                    .select(
                        &scraper::Selector::parse(&format!(
                            "[id='{}']",
                            page.trim_start_matches('#')
                        ))
                        .unwrap(),
                    )
                    .next()
                    .is_some();
            assert!(link.contains(':') || is_file, "{path} leads to {link}, where nothing is");
        }
    }
}

#[test]
fn a_title_cannot_become_markup_nor_leave_its_attribute() {
    let site = Site::with_pages()
        .article("a", "2024-01-01", "tags: ['\"><img src=x onerror=1>']\n")
        .file(
            "content/b.md",
            "---\ntitle: '</title><script>1</script>'\ndate: 2024-01-02\ntags: ['\"><img src=x onerror=1>']\nsummary: '<script>2</script>'\n---\nB.\n",
        );
    site.build().unwrap();
    for (path, _) in site.files("feeds").iter().filter(|(path, _)| path.ends_with("index.html")) {
        let html = page(&site, path);
        assert_eq!(texts(&html, "img, script:not([src])"), [""; 0], "{path}");
    }
    let index = page(&site, "index.html");
    assert_eq!(texts(&index, "#tags h3"), ["\"><img src=x onerror=1>"]);
    assert_eq!(texts(&index, ".recent a"), ["</title><script>1</script>", "a"]);
}

#[test]
fn nothing_is_rewritten_when_nothing_happened() {
    let site = newsroom();
    site.build_at("2024-06-01T00:00:00Z").unwrap();
    let before = site.files("feeds");
    let build = site.build_at("2029-06-01T00:00:00Z").unwrap();
    assert!(build.changes.is_empty(), "{:?}", build.changes);
    assert_eq!(site.files("feeds"), before);
}

#[test]
fn a_page_goes_with_its_feed_and_one_that_ended_says_so() {
    let site = newsroom();
    site.build().unwrap();
    let four = site.text("content/four.md").replace("R&D", "Cloud");
    let site = site.file("content/four.md", four);
    site.build_at("2030-01-02T00:00:00Z").unwrap();
    let ended = page(&site, "tags/r-d/index.html");
    assert_eq!(texts(&ended, ".notice"), ["Ce flux s’est arrêté le 2\u{a0}janvier 2030."]);
    assert_eq!(texts(&page(&site, "index.html"), "#tags h3"), ["Cloud"]);
    assert!(!site.text("feeds/feeds.opml").contains("r-d"));
    assert!(!site.text("feeds/head.json").contains("r-d"));
    assert!(!site.text("feeds/head.json").contains("R&D"));
    site.build_at("2032-01-01T00:00:00Z").unwrap();
    assert!(!site.path("feeds/tags/r-d").exists());
}

#[test]
fn a_feed_that_moved_leads_to_its_new_page() {
    let site = Site::with_pages().configured("feeds: {moved: {tags/nuage: tags/cloud}}\n").article(
        "a",
        "2024-01-01",
        "tags: [Cloud]\n",
    );
    site.build().unwrap();
    let moved = page(&site, "tags/nuage/index.html");
    assert_eq!(texts(&moved, ".notice"), ["This feed has moved. See its new page"]);
    assert_eq!(attributes(&moved, ".notice a", "href"), ["../../tags/cloud/"]);
    assert_eq!(
        attributes(&moved, "link[rel=canonical]", "href"),
        ["https://www.example.org/feeds/tags/cloud/"]
    );
    assert_eq!(site.text("feeds/tags/nuage/rss.xml").matches("../../assets/feed.css").count(), 1);
}

#[test]
fn what_another_program_wrote_is_never_replaced() {
    let site = newsroom()
        .file("feeds/index.html", "<h1>The site's own</h1>")
        .file("feeds/tags/cloud/index.html", "<h1>The tag's own</h1>");
    let build = site.build().unwrap();
    assert_eq!(
        told(&build),
        [
            "feedmill.yaml:1:1: page-taken: `index.html` and 1 more are not ours and were not replaced"
        ]
    );
    assert_eq!(site.text("feeds/index.html"), "<h1>The site's own</h1>");
    assert!(site.path("feeds/tags/r-d/index.html").exists());
    // Nor does it become ours by being there.
    assert!(!site.text("feedmill.lock").contains("feeds/index.html"));
    site.build().unwrap();
    assert_eq!(site.text("feeds/index.html"), "<h1>The site's own</h1>");
}

#[test]
fn pages_are_known_again_where_the_ledger_was_lost() {
    let site = newsroom();
    site.build().unwrap();
    std::fs::remove_file(site.path("feedmill.lock")).unwrap();
    let build = site.build().unwrap();
    assert!(told(&build).is_empty());
    assert!(build.changes.written.is_empty());
}

#[test]
fn a_feed_for_one_occasion_has_no_pages() {
    let site = newsroom();
    let run = site.run(&["build", "--tag", "Cloud", "--output", "once"]);
    assert_eq!(run.exit, 0, "{}", run.messages);
    let files: Vec<String> = site.files("once").into_iter().map(|(path, _)| path).collect();
    assert_eq!(files, ["atom.xml", "feed.json", "rss.xml"]);
    assert!(!site.text("once/atom.xml").contains("xml-stylesheet"));
}

#[test]
fn a_report_names_feeds_and_no_pages() {
    let site = newsroom();
    site.run(&["--report", "report.json"]);
    let report: serde_json::Value = serde_json::from_str(&site.text("report.json")).unwrap();
    // The site, one category, two tags, one of the publisher's own; three formats each.
    assert_eq!(report["feeds"].as_array().unwrap().len(), 15);
    for feed in report["feeds"].as_array().unwrap() {
        let path = feed["path"].as_str().unwrap();
        let name = path.rsplit('/').next().unwrap();
        assert!(["atom.xml", "rss.xml", "feed.json"].contains(&name), "{path}");
    }
}
