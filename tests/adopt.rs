//! `feedmill adopt`: what readers know from the feeds of another publisher.

use std::collections::BTreeMap;

use crate::support::{CONFIGURATION, Site};

const TEXT: &str = "Le cloud public change le travail des agents : moins de serveurs à garder, plus \
de services à rendre. Trois ministères racontent ce qu’ils ont appris en deux ans.";

/// An item as WordPress writes it: the guid is no permalink.
fn item(number: u8, slug: &str, title: &str, text: &str) -> String {
    format!(
        "<item><title>{title}</title><link>https://old.example/2024/06/{slug}/</link>\
        <pubDate>Sat, {number:02} Jun 2024 07:30:00 +0000</pubDate>\
        <guid isPermaLink=\"false\">https://old.example/?p={number}</guid>\
        <description>{text}</description></item>"
    )
}

fn feed(generator: &str, items: &[String]) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>W</title><link>https://old.example</link>\
        <description>W</description>{generator}{}</channel></rss>",
        items.concat()
    )
}

fn article(number: u8, title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-06-{number:02} 07:30:00 +00:00\n---\n{text}\n")
}

/// The id of each entry that a build shows, by its title.
fn ids(site: &Site) -> BTreeMap<String, String> {
    site.build().unwrap();
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let text = |item: &serde_json::Value, key: &str| item[key].as_str().unwrap().to_owned();
    let items = feed["items"].as_array().unwrap().iter();
    items.map(|item| (text(item, "title"), text(item, "id"))).collect()
}

fn old_id(number: u8) -> String {
    format!("https://old.example/?p={number}")
}

#[test]
fn ids_are_taken_over_and_what_has_no_article_is_named() {
    let items = [item(1, "un", "Un", TEXT), item(2, "deux", "Deux", TEXT)];
    let site = Site::new()
        .file("old.xml", feed("", &items))
        .file("content/un.md", article(1, "Un", TEXT))
        .file("content/trois.md", article(3, "Trois", "Tout autre chose."));
    let run = site.run(&["adopt", "old.xml"]);
    assert_eq!(
        run.out,
        "\
Adopted    2 ids from 1 document; 0 known already
Found      1 of them in the content
Not found  1, which stay known by title and address:
           Deux <https://old.example/2024/06/deux/>
"
    );
    assert_eq!((run.messages.as_str(), run.exit), ("", 0));
    let run = site.run(&["adopt", "old.xml"]);
    assert_eq!(run.out, "Adopted    nothing new from 1 document: all 2 ids are known\n");
    let ids = ids(&site);
    assert_eq!(ids["Un"], old_id(1));
    assert_eq!(ids["Trois"], "https://www.example.org/actualites/trois/");
}

#[test]
fn an_article_is_found_by_the_end_of_its_address_though_its_date_and_text_differ() {
    let items = [
        item(1, "Un-%C3%A9t%C3%A9-2.0", "Un article sur le cloud", "Un extrait."),
        item(2, "autre", "Un titre", "Un extrait."),
        item(3, "fr/bilan", "Le bilan de la promotion", "Un extrait."),
        item(4, "en/bilan", "What was learned this year", "Un extrait."),
    ];
    let site = Site::new()
        .file("feedmill.yaml", CONFIGURATION.replace("/actualites/:slug/", "/:path:slug/"))
        .file("old.xml", feed("", &items))
        .file("content/un-été-2.0.md", article(9, "Un article sur le cloud public", TEXT))
        .file("content/a/bilan.md", article(13, "Le bilan de la promotion 3", TEXT))
        .file("content/b/bilan.md", article(14, "What was learned this year?", TEXT))
        // The name alone is none.
        .file("content/autre.md", article(8, "Rien de commun", "Tout autre chose."));
    site.run(&["adopt", "old.xml"]);
    let ids = ids(&site);
    assert_eq!(ids["Un article sur le cloud public"], old_id(1));
    assert_eq!(ids["Le bilan de la promotion 3"], old_id(3));
    assert_eq!(ids["What was learned this year?"], old_id(4));
    assert_eq!(ids["Rien de commun"], "https://www.example.org/autre/");
}

/// Many feeds show no more than an excerpt: then the text is no witness against.
#[test]
fn an_excerpt_with_the_title_at_the_instant_is_the_article() {
    let items = [item(1, "p-1", "Un titre", "Un extrait."), item(2, "p-2", "Revue", "Un extrait.")];
    let site = Site::new()
        .file("old.xml", feed("", &items))
        .file("content/un.md", article(1, "Un titre", TEXT))
        // The same title on another day may be another article.
        .file("content/revue.md", article(9, "Revue", "Tout autre chose."));
    site.run(&["adopt", "old.xml"]);
    let ids = ids(&site);
    assert_eq!(ids["Un titre"], old_id(1));
    assert_eq!(ids["Revue"], "https://www.example.org/actualites/revue/");
}

#[test]
fn archived_pages_are_read_to_the_last() {
    let generator = "<generator>https://wordpress.org/?v=6.5</generator>";
    let page = |number: u8| feed(generator, &[item(number, "x", "X", TEXT)]);
    let json = |id: &str, next: &str| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "J", {next}"items": [{{"id": "{id}", "content_text": "x"}}]}}"#
        )
    };
    let site = Site::new()
        .file("out/feed.xml", feed(generator, &[item(1, "a", "A", TEXT)]))
        .file("out/feed.xml?paged=2", feed(generator, &[item(2, "b", "B", TEXT)]))
        .file("out/feed.xml?paged=3", page(3));
    // The third page is the last.
    let address = site.serve("out", 4);
    let run = site.run(&["adopt", &format!("{address}feed.xml")]);
    assert!(
        run.out.starts_with("Adopted    3 ids from 3 documents; 0 known already\n"),
        "{}{}",
        run.out,
        run.messages
    );

    let address = site.serve("out", 2);
    site.write("out/a.json", json("tag:a", &format!("\"next_url\": \"{address}b.json\", ")));
    site.write("out/b.json", json("tag:b", ""));
    let run = site.run(&["adopt", &format!("{address}a.json")]);
    assert!(
        run.out.starts_with("Adopted    2 ids from 2 documents; 0 known already\n"),
        "{}{}",
        run.out,
        run.messages
    );
}

#[test]
fn one_address_with_two_ids_is_told() {
    let twice = item(2, "un", "Un", TEXT);
    let site = Site::new().file("old.xml", feed("", &[item(1, "un", "Un", TEXT), twice]));
    let run = site.run(&["adopt", "old.xml"]);
    assert_eq!(
        run.messages,
        "\
warning[adopted-twice]: `https://old.example/2024/06/un/` has the id `https://old.example/?p=1` and another, `https://old.example/?p=2`
 |
 = help: the first is kept; name the feed that most people read first

"
    );
    assert_eq!(run.exit, 0);
}

#[test]
fn what_is_no_feed_is_told_and_nothing_taken_over() {
    let site = Site::new()
        .file("old.xml", feed("", &[item(1, "un", "Un", TEXT)]))
        .file("page.html", "<!doctype html><title>A page</title>");
    let run = site.run(&["adopt", "old.xml", "page.html"]);
    assert!(
        run.messages.starts_with("error[feed-unreadable]: this is not a feed: "),
        "{}",
        run.messages
    );
    assert_eq!(run.exit, 1);
    assert!(!site.path("feedmill.lock").exists());
}

#[test]
fn an_entry_that_readers_cannot_know_again_is_left_out() {
    let items = [
        item(1, "un", "Un", TEXT),
        "<item><description>Une brève.</description></item>".to_owned(),
    ];
    let site = Site::new().file("old.xml", feed("", &items));
    let run = site.run(&["adopt", "old.xml"]);
    assert_eq!(
        run.messages,
        "warning[adopted-without-id]: entries without an id, an address or a title: 1\n |\n \
         = help: readers cannot recognise them; they are skipped\n\n"
    );
    assert!(
        run.out.starts_with("Adopted    1 id from 1 document; 0 known already\n"),
        "{}",
        run.out
    );
}

#[test]
fn the_address_of_a_feed_is_kept_or_it_is_told_how_to_lead_it_on() {
    let own = |address: &str| {
        let atom = "xmlns:atom=\"http://www.w3.org/2005/Atom\"";
        format!("<atom:link {atom} rel=\"self\" href=\"{address}\"/>")
    };
    let told = |settings: &str, address: &str| {
        let site = Site::new()
            .configured(settings)
            .file("old.xml", feed(&own(address), &[item(1, "un", "Un", TEXT)]))
            .file("content/un.md", article(1, "Un", TEXT));
        let run = site.run(&["adopt", "old.xml"]);
        run.out.lines().last().unwrap().to_owned()
    };
    let address = "https://www.example.org/feed.xml";
    assert_eq!(
        told("", address),
        format!(
            "Address    {address} is that of no feed: lead it to one, such as by `feeds: {{redirects: {{/feed.xml: rss.xml}}}}`, or give a feed that place"
        )
    );
    assert_eq!(
        told("feeds: {path: /, files: {rss: feed.xml}}\n", address),
        format!("Address    {address} stays that of a feed")
    );
    assert_eq!(
        told("", "https://old.example/feed/"),
        "Address    https://old.example/feed/ is elsewhere: lead it to a feed here, such as https://www.example.org/feeds/rss.xml"
    );
}
