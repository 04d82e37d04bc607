//! Which articles, in what order, in which feed.

use crate::support::{Site, told};

const JUNE: &str = "2024-06-27 13:49:00 +02:00";

fn names(site: &Site, feed: &str) -> Vec<String> {
    let links = site.links(feed);
    links
        .iter()
        .map(|link| link.trim_end_matches('/').rsplit('/').next().unwrap().to_owned())
        .collect()
}

#[test]
fn newest_comes_first_and_the_permalink_decides_at_one_instant() {
    let site = Site::new()
        .article("b", JUNE, "")
        .article("a", JUNE, "")
        .article("same-instant-elsewhere", "2024-06-27 11:49:00 +00:00", "")
        .article("newer", "2024-06-27 13:50:00 +02:00", "")
        .article("older", "2024-06-27 13:48:59 +02:00", "");
    site.build().unwrap();
    assert_eq!(
        names(&site, "feeds/atom.xml"),
        ["newer", "a", "b", "same-instant-elsewhere", "older"]
    );
}

#[test]
fn a_feed_shows_as_many_as_its_limit() {
    let mut site = Site::new().configured("feeds: {limit: 3}\n");
    for day in 1..=5 {
        site = site.article(&format!("n{day}"), &format!("2024-06-0{day}"), "tags: [X]\n");
    }
    site.build().unwrap();
    for feed in ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json", "feeds/tags/x/rss.xml"] {
        assert_eq!(site.links(feed).len(), 3, "{feed}");
    }
    assert_eq!(names(&site, "feeds/tags/x/atom.xml"), ["n5", "n4", "n3"]);
}

#[test]
fn an_embargoed_article_leaves_no_trace_until_its_instant() {
    let site = Site::new().article("open", JUNE, "tags: [Cloud]\n").article(
        "secret",
        "2031-03-04 09:00:00 +01:00",
        "tags: [Secret, cloud]\ncategories: [Hidden]\n",
    );
    let build = site.build_at("2031-03-04T07:59:59Z").unwrap();
    assert_eq!(build.publication.embargoed[0].source.path.as_ref(), "content/secret.md");
    assert_eq!(told(&build), [] as [&str; 0]);
    for (path, bytes) in site.files(".") {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(
            path.starts_with("content/") || !(text.contains("secret") || path.contains("secret")),
            "{path}"
        );
        assert!(!path.contains("hidden"), "{path}");
    }
    site.build_at("2031-03-04T08:00:00Z").unwrap();
    assert_eq!(names(&site, "feeds/tags/secret/atom.xml"), ["secret"]);
    assert_eq!(names(&site, "feeds/atom.xml"), ["secret", "open"]);
}

#[test]
fn spellings_of_one_term_share_a_feed_titled_by_the_most_used() {
    let site = Site::new()
        .article("a", JUNE, "tags: [Open data]\n")
        .article("b", JUNE, "tags: [Open Data]\n")
        .article("c", JUNE, "tags: [Open data]\n");
    let build = site.build().unwrap();
    let feed =
        feed_rs::parser::parse(site.text("feeds/tags/open-data/rss.xml").as_bytes()).unwrap();
    assert_eq!(feed.title.unwrap().content, "La Fabrique – Open data");
    assert_eq!(feed.entries.len(), 3);
    assert_eq!(
        told(&build),
        ["term-spellings: one term is written `Open Data` (1), `Open data` (2)"]
    );
}

#[test]
fn a_category_and_a_tag_of_one_name_are_two_feeds() {
    let site = Site::new().article("a", JUNE, "tags: [Cloud]\n").article(
        "b",
        JUNE,
        "categories: [Cloud]\n",
    );
    site.build().unwrap();
    assert_eq!(names(&site, "feeds/tags/cloud/atom.xml"), ["a"]);
    assert_eq!(names(&site, "feeds/categories/cloud/atom.xml"), ["b"]);
}

#[test]
fn a_named_feed_has_its_own_filter_title_limit_and_formats() {
    let site = Site::new()
        .article("fr", "2024-06-01", "tags: [Cloud]\nauthor: Ada Exemple\n")
        .article("en", "2024-06-02", "tags: [Cloud]\nlang: en-GB\n")
        .article("agenda", "2024-06-03", "tags: [Cloud]\ncategories: Agenda\n")
        .article("archives/old", "2019-01-01", "")
        .configured(
            "language: fr
named:
  both: {title: Deux, limit: 1, formats: [json], filter: {tag: cloud}}
  english: {filter: {lang: en}}
  french: {filter: {lang: fr}}
  quiet: {filter: {tag: Cloud, not: {category: AGENDA}}}
  either: {filter: {any: [{category: agenda}, {author: ada exemple}]}}
  recent: {filter: {since: 2024-06-02, before: 2024-06-03}}
  old: {filter: {path: archives/**}}
",
        );
    site.build().unwrap();
    assert_eq!(names(&site, "feeds/both/feed.json"), ["agenda"]);
    assert!(!site.path("feeds/both/atom.xml").exists());
    assert_eq!(names(&site, "feeds/english/atom.xml"), ["en"]);
    assert_eq!(names(&site, "feeds/french/atom.xml"), ["agenda", "fr", "old"]);
    assert_eq!(names(&site, "feeds/quiet/atom.xml"), ["en", "fr"]);
    assert_eq!(names(&site, "feeds/either/atom.xml"), ["agenda", "fr"]);
    assert_eq!(names(&site, "feeds/recent/atom.xml"), ["en"]);
    assert_eq!(names(&site, "feeds/old/atom.xml"), ["old"]);
    let feed = feed_rs::parser::parse(site.text("feeds/both/feed.json").as_bytes()).unwrap();
    assert_eq!(feed.title.unwrap().content, "Deux");
}

/// The id, the title and the addresses of itself of an Atom feed.
fn identity(site: &Site, feed: &str) -> (String, String, Vec<String>) {
    let feed = feed_rs::parser::parse(site.text(feed).as_bytes()).unwrap();
    let own = feed.links.into_iter().filter(|link| link.rel.as_deref() == Some("self"));
    (feed.id, feed.title.unwrap().content, own.map(|link| link.href).collect())
}

#[test]
fn a_feed_for_one_occasion_is_that_of_its_tag_or_one_of_its_own() {
    let site = Site::new()
        .configured("feeds: {limit: 1, archive: 1}\n")
        .article("cloud", JUNE, "tags: [Cloud]\n")
        .article("older", "2024-05-01", "categories: [Agenda]\ntags: [Cloud, Été 2024]\n")
        .article("agenda", "2024-06-28", "categories: [Agenda]\n");
    site.build().unwrap();
    let run = |arguments: &[&str]| {
        let run = site.run(&[&["build", "--output", "once"], arguments].concat());
        assert_eq!((run.exit, run.messages.as_str()), (0, ""));
        identity(&site, "once/atom.xml")
    };
    let own = identity(&site, "feeds/tags/cloud/atom.xml");
    assert_eq!(own.2, ["https://www.example.org/feeds/tags/cloud/atom.xml"]);
    // In another spelling, too.
    assert_eq!(run(&["--tag", "cloud"]), own);
    assert!(!site.path("once/archive").exists());
    let several = run(&["--tag", "Cloud", "--category", "Agenda", "--tag", "Été 2024"]);
    assert_eq!(
        several,
        (
            "https://www.example.org/feeds/categories/agenda/tags/cloud+tags/ete-2024/atom.xml"
                .to_owned(),
            "La Fabrique – Agenda, Cloud, Été 2024".to_owned(),
            vec![]
        )
    );
    let since = run(&["--since", "2024-06-01"]);
    assert_eq!(since.0, "https://www.example.org/feeds/since/atom.xml");
    assert_eq!(since.1, "La Fabrique – 2024-06-01 –");
    // What is of another day every day is the same feed, so it has no day in its title.
    assert_eq!(run(&["--since", "7d"]), (since.0, "La Fabrique".to_owned(), vec![]));
    let json: serde_json::Value = serde_json::from_str(&site.text("once/feed.json")).unwrap();
    assert_eq!(json.get("feed_url"), None);
}

#[test]
fn what_no_article_has_is_told_of_a_filter_with_what_is_like_it() {
    let site = Site::new()
        .configured(
            "named:\n  lettre: {filter: {tag: [Cloud, Nuage public, Agneda], path: \"actu/**\"}}\n",
        )
        .article("un", JUNE, "tags: [cloud]\nauthor: Ann Smith\n")
        .article("deux", "2031-01-01", "tags: [Agenda]\ncategories: [Actu]\n");
    let at = " --> feedmill.yaml:6:20
  |
6 |   lettre: {filter: {tag: [Cloud, Nuage public, Agneda], path: \"actu/**\"}}
  |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
";
    let run = site.run(&[]);
    assert_eq!(run.exit, 0);
    assert_eq!(
        run.messages,
        format!(
            "\
warning[filter-empty]: no article has a path like `actu/**`
{at}  = help: correct it, or take it out of the filter

warning[filter-empty]: no article has the tag `Agneda`
{at}  = help: did you mean `Agenda`?

warning[filter-empty]: no article has the tag `Nuage public`
{at}  = help: correct it, or take it out of the filter

"
        )
    );
    let run = site.run(&["build", "--tag", "Clod", "--output", "once"]);
    assert_eq!(
        run.messages,
        "\
warning[filter-empty]: no article has the tag `Clod`
 |
 = help: did you mean `cloud`?

"
    );
    let run = site.run(&["build", "--tag", "cloud", "--category", "Actu", "--output", "once"]);
    assert_eq!(
        run.messages,
        "\
warning[filter-empty]: no article passes the filter of this feed
 |
 = help: its conditions exclude one another: the feed is empty

"
    );
    // A week without an article is none; nor is a letter without one.
    let run = site.run(&["build", "--tag", "cloud", "--since", "7d", "--output", "once"]);
    assert_eq!((run.messages.as_str(), run.exit), ("", 0));
    // A broken article may be the one that has it; and a new site has none yet.
    let broken = site.file("content/x.md", "---\ntitle: X\ndate: soon\n---\n");
    assert!(!broken.run(&["--skip-broken"]).messages.contains("filter-empty"));
    let new = Site::new().configured("named:\n  lettre: {filter: {tag: Cloud}}\n");
    assert_eq!(told(&new.build().unwrap()), [""; 0]);
}

#[test]
fn a_tag_that_is_renamed_in_the_articles_is_told_where_a_filter_names_it() {
    let site = Site::new()
        .configured("named:\n  lettre: {filter: {any: [{tag: Cloud}, {author: Ann Smith}]}}\n")
        .article("un", JUNE, "tags: [Cloud]\nauthor: Ann Smith\n");
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    let site = site.article("un", JUNE, "tags: [Nuage]\nauthor: Anne Smith\n");
    assert_eq!(
        told(&site.build().unwrap()),
        [
            "feedmill.yaml:6:20: filter-empty: no article has the tag `Cloud`",
            "feedmill.yaml:6:20: filter-empty: no article is by `Ann Smith`"
        ]
    );
}
