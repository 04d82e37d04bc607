//! What `feedmill diff` says, whole.

use crate::support::Site;

/// What people see of [`changed`].
const SEEN: &str = "\
Subscribers will notice: 1 article shown again as unread, 1 article with another date, 1 new article, 1 article updated, 1 article dropped.

shown-again  quatre
             id: https://www.example.org/actualites/quatre/ → tag:x,2024:4
redated      trois
             date: 2024-06-03T07:00:00Z → 2024-06-07T07:00:00Z
new          cinq
updated      deux *bis*
             title: deux → deux *bis*; text
dropped      un

1 article shown again as unread by readers that know entries by their id (Miniflux, FreshRSS, newsboat, NetNewsWire)
2 articles shown again as unread by readers that show changed entries again (FreshRSS and newsboat, if set so)
";

const CONFIGURATION: &str = "feeds:\n  formats: [atom]\n  limit: 4\n";

fn article(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n{body}\n")
}

/// A site whose publication lies in `old/`, after which much has happened to the articles.
fn changed() -> Site {
    let site = Site::new().configured(CONFIGURATION);
    for (name, day) in [("un", 1), ("deux", 2), ("trois", 3), ("quatre", 4)] {
        let text =
            article(name, &format!("2024-06-0{day} 09:00:00 +02:00"), "", "Un corps qui reste.");
        site.write(&format!("content/{name}.md"), text);
    }
    site.build().unwrap();
    copy(&site, "feeds", "old");
    let date = |day: u8| format!("2024-06-0{day} 09:00:00 +02:00");
    site.write("content/cinq.md", article("cinq", &date(5), "", "Un corps tout neuf."));
    site.write("content/deux.md", article("deux *bis*", &date(2), "", "Un autre corps."));
    site.write("content/trois.md", article("trois", &date(7), "", "Un corps qui reste."));
    site.write(
        "content/quatre.md",
        article("quatre", &date(4), "id: tag:x,2024:4\n", "Un corps qui reste."),
    );
    site
}

fn copy(site: &Site, from: &str, to: &str) {
    for (path, bytes) in site.files(from) {
        site.write(&format!("{to}/{path}"), bytes);
    }
}

#[test]
fn people_in_a_terminal_see_each_change_and_who_shows_it_again() {
    let site = changed();
    for old in ["old", "old/atom.xml", "feeds"] {
        let run = site.run(&["diff", old]);
        assert_eq!((run.out.as_str(), run.messages.as_str(), run.exit), (SEEN, "", 0), "{old}");
    }
}

#[test]
fn a_revision_and_an_address_are_publications_too() {
    let site = changed();
    site.git(&["init", "-q"]);
    site.git(&["add", "."]);
    site.git(&["commit", "-qm", "published"]);
    std::fs::remove_dir_all(site.path("feeds")).unwrap();
    let address = site.serve("old", 2);
    for old in ["HEAD", "HEAD:old", &address, &format!("{address}atom.xml")] {
        let run = site.run(&["diff", old]);
        assert_eq!((run.out.as_str(), run.messages.as_str(), run.exit), (SEEN, "", 0), "{old}");
    }
    let run = site.run(&["diff", "HEAD:old", "HEAD:feeds"]);
    assert_eq!((run.out.as_str(), run.exit), ("Subscribers see no change.\n", 0));
}

#[test]
fn a_feed_may_have_the_address_of_a_folder() {
    // As those of WordPress have.
    let site = changed();
    std::fs::create_dir(site.path("old/feed")).unwrap();
    std::fs::rename(site.path("old/atom.xml"), site.path("old/feed/index.xml")).unwrap();
    let run = site.run(&["diff", &format!("{}feed/", site.serve("old", 2))]);
    assert_eq!((run.out.as_str(), run.messages.as_str(), run.exit), (SEEN, "", 0));
}

#[test]
fn people_in_a_pull_request_see_it_as_markdown() {
    let run = changed().run(&["diff", "old", "--format", "markdown"]);
    assert_eq!(
        run.out,
        "\
### Subscribers will notice: 1 article shown again as unread, 1 article with another date, 1 new article, 1 article updated, 1 article dropped

- 1 article shown again as unread by readers that know entries by their id (Miniflux, FreshRSS, newsboat, NetNewsWire)
- 2 articles shown again as unread by readers that show changed entries again (FreshRSS and newsboat, if set so)

<details><summary><code>shown-again</code>: 1</summary>

- **quatre**: id: https://www.example.org/actualites/quatre/ → tag:x,2024:4

</details>

<details><summary><code>redated</code>: 1</summary>

- **trois**: date: 2024\\-06\\-03T07:00:00Z → 2024\\-06\\-07T07:00:00Z

</details>

<details><summary><code>new</code>: 1</summary>

- **cinq**

</details>

<details><summary><code>updated</code>: 1</summary>

- **deux \\*bis\\***: title: deux → deux \\*bis\\*\\; text

</details>

<details><summary><code>dropped</code>: 1</summary>

- **un**

</details>
"
    );
}

#[test]
fn machines_read_it_as_json() {
    let run = changed().run(&["diff", "old", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let actualites = |name: &str| format!("https://www.example.org/actualites/{name}/");
    let expected = serde_json::json!({
        "totals": {
            "shown-again": 1, "redated": 1, "new": 1, "updated": 1, "dropped": 1,
        },
        "shown_again": [
            { "readers": "id", "entries": 1 },
            { "readers": "id-or-text", "entries": 0 },
            { "readers": "link", "entries": 0 },
            { "readers": "text", "entries": 2 },
        ],
        "feeds": [{
            "path": "atom.xml",
            "changes": [
                {
                    "kind": "redated", "title": "trois", "id": actualites("trois"),
                    "before": "2024-06-03T07:00:00Z", "after": "2024-06-07T07:00:00Z",
                },
                { "kind": "new", "title": "cinq", "id": actualites("cinq") },
                {
                    "kind": "shown-again", "title": "quatre", "id": "tag:x,2024:4",
                    "before": actualites("quatre"), "after": "tag:x,2024:4",
                    "shown_again_by": ["id", "text"],
                },
                {
                    "kind": "updated", "title": "deux *bis*", "id": actualites("deux"),
                    "title_before": "deux", "changed": ["title", "text"],
                    "before": "2024-06-02T07:00:00Z", "after": "2024-06-02T07:00:00Z",
                    "shown_again_by": ["text"],
                },
                { "kind": "dropped", "title": "un", "id": actualites("un") },
            ],
        }],
    });
    assert_eq!(told, expected);
}

#[test]
fn a_feed_may_be_new_moved_or_gone() {
    let site = changed();
    let feed = site.text("old/atom.xml");
    let titled = |title: &str| feed.replace("<title>La Fabrique</title>", title);
    site.write("before/atom.xml", &feed);
    site.write("before/tags/cloud/atom.xml", titled("<title>Cloud</title>"));
    site.write("before/tags/droit/atom.xml", titled("<title>Droit</title>"));
    site.write("after/atom.xml", &feed);
    site.write("after/sujets/cloud.xml", titled("<title>Cloud</title>"));
    let others = titled("<title>Code</title>").replace("/actualites/", "/autres/");
    site.write("after/tags/code/atom.xml", others);
    site.write("after/package.json", "{}");
    let run = site.run(&["diff", "before", "after"]);
    assert_eq!(
        run.out,
        "\
Subscribers will notice: 1 feed gone, 1 feed moved (1 without a redirect), 1 new feed.

feed-gone    Droit
             https://www.example.org/feeds/atom.xml
feed-moved   Cloud
             tags/cloud/atom.xml → sujets/cloud.xml; no redirect leads there
feed-new     Code
             https://www.example.org/feeds/atom.xml

No reader shows an article again as unread.
"
    );
}

const REDATED: &str = "<pubDate>Thu, 27 Jun 2024 11:49:00 +0000</pubDate>";

/// A feed as Hugo makes it, of these articles.
fn of_hugo(path: &str, title: &str, names: &[&str]) -> String {
    let item = |name: &&str| {
        let url = format!("https://www.example.org/actualites/{name}/");
        format!(
            "<item><title>{name}</title><link>{url}</link><guid>{url}</guid>{REDATED}<description>The body of {name}.</description></item>"
        )
    };
    let items: String = names.iter().map(item).collect();
    format!(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>{title}</title><link>https://www.example.org/</link><description>.</description><atom:link href=\"https://www.example.org/{path}\" rel=\"self\" type=\"application/rss+xml\"/>{items}</channel></rss>"
    )
}

/// What a new publisher has at other addresses: the feed where a redirect leads, and the one with the same
/// entries.
#[test]
fn a_feed_that_kept_its_entries_has_moved_and_is_not_gone() {
    let date = "2024-06-27 13:49:00 +02:00";
    let site = Site::new()
        .article("un", date, "tags: [Guichet]\n")
        .article("deux", date, "tags: [Eau]\n")
        .configured("feeds:\n  redirects: {/tags/guichet/index.xml: tags/guichet/rss.xml}\n  formats: [rss]\n");
    site.write("old/index.xml", of_hugo("index.xml", "La Fabrique", &["deux", "un"]));
    site.write(
        "old/tags/guichet/index.xml",
        of_hugo("tags/guichet/index.xml", "Guichet on X", &["un"]),
    );
    site.write("old/tags/eau/index.xml", of_hugo("tags/eau/index.xml", "Eau on X", &["deux"]));
    site.write("old/tags/air/index.xml", of_hugo("tags/air/index.xml", "Air on X", &["trois"]));
    let run = site.run(&["diff", "old"]);
    assert_eq!(
        run.out,
        "\
Subscribers will notice: 1 feed gone, 3 feeds moved (2 without a redirect), 2 articles updated.

feed-gone    Air on X
             https://www.example.org/tags/air/index.xml
feed-moved   La Fabrique
             https://www.example.org/index.xml → https://www.example.org/feeds/rss.xml; no redirect leads there
feed-moved   La Fabrique – Eau
             https://www.example.org/tags/eau/index.xml → https://www.example.org/feeds/tags/eau/rss.xml; no redirect leads there
feed-moved   La Fabrique – Guichet
             https://www.example.org/tags/guichet/index.xml → https://www.example.org/feeds/tags/guichet/rss.xml
updated      deux
             summary; text
             in index.xml and tags/eau/index.xml
updated      un
             summary; text
             in index.xml and tags/guichet/index.xml

2 articles shown again as unread by readers that show changed entries again (FreshRSS and newsboat, if set so)
"
    );
}

#[test]
fn one_change_is_told_once_with_the_feeds_that_it_is_in() {
    let more = "categories: [Agenda]\ntags: [Cloud, Eau, Droit]\n";
    let site = Site::new().article("un", "2024-06-27 13:49:00 +02:00", more);
    site.build().unwrap();
    copy(&site, "feeds", "old");
    let article = site.text("content/un.md").replace("title: un", "title: Une fermeture");
    site.write("content/un.md", article.replace("2024-06-27", "2024-06-28"));
    let run = site.run(&["diff", "old", "--deny", "updated"]);
    let seen = "\
Subscribers will notice: 1 article with another date, 1 article updated.

redated      Une fermeture
             date: 2024-06-27T11:49:00Z → 2024-06-28T11:49:00Z
             in the site's feed, categories/agenda, tags/cloud and 2 feeds more
updated      Une fermeture
             title: un → Une fermeture
             in the site's feed, categories/agenda, tags/cloud and 2 feeds more

1 article shown again as unread by readers that show changed entries again (FreshRSS and newsboat, if set so)
";
    assert_eq!((&*run.out, &*run.messages, run.exit), (seen, "Denied     1 updated\n", 1));
    // A build counts as the comparison does.
    let run = site.run(&["build", "--deny", "updated"]);
    assert!(run.messages.ends_with(
        "Nothing was written: 1 denied change. The published feeds are as they were.\n"
    ));
    site.write("content/un.md", article.replace(more, ""));
    let run = site.run(&["diff", "old"]);
    assert!(
        run.out.starts_with("Subscribers will notice: 4 feeds ended, 1 article updated.\n"),
        "{}",
        run.out
    );
    let run = site.run(&["build", "--deny", "feed-ended"]);
    assert!(
        run.messages.ends_with(
            "Nothing was written: 4 denied changes. The published feeds are as they were.\n"
        ),
        "{}",
        run.messages
    );
}

/// What GitHub takes for a comment is 65,536 characters.
#[test]
fn the_report_of_three_hundred_articles_fits_a_pull_request() {
    let title =
        "Le ministère ouvre une consultation sur l'hébergement des données de santé ".repeat(2);
    let feed = |from: usize| {
        let item = |number: usize| {
            format!(
                "<item><title>{title}{number}</title><link>https://www.example.org/{from}/{number}/</link><guid>https://www.example.org/{from}/{number}/</guid>{REDATED}<description>Corps {number}.</description></item>"
            )
        };
        let items: String = (0..300).map(item).collect();
        format!(
            "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link><description>.</description>{items}</channel></rss>"
        )
    };
    let site = Site::new().file("old/rss.xml", feed(1)).file("new/rss.xml", feed(2));
    let run = site.run(&["diff", "old", "new", "--format", "markdown"]);
    assert!(run.out.starts_with("### Subscribers will notice: 300 articles shown again as unread, 300 articles at another address\n"), "{}", run.out);
    assert!(run.out.contains("\n- and 280 more: `feedmill diff --format json` has all\n"));
    assert!(run.out.chars().count() < 65_536);
    let run = site.run(&["diff", "old", "new"]);
    assert_eq!(
        run.out.matches("\nmoved        and 280 more; `--format json` has all\n").count(),
        1
    );
}

#[test]
fn a_comparison_and_a_build_agree_on_what_is_lost() {
    let mut site = Site::new().configured("generator: hugo\n");
    for day in 1..=4 {
        let expires = if day < 4 { "expiryDate: 2024-07-01\n" } else { "" };
        site = site.article(&format!("a{day}"), &format!("2024-06-0{day}"), expires);
    }
    site.build_at("2024-06-05T00:00:00Z").unwrap();
    let later = ["diff", "feeds", "--deny", "articles-lost", "--now", "2024-08-01T00:00:00Z"];
    let run = site.run_bare(&later);
    assert!(run.out.starts_with("Subscribers will notice: 3 articles dropped.\n"), "{}", run.out);
    assert_eq!(run.exit, 0);
    let smaller = site.configured("feeds: {limit: 1}\n");
    let run = smaller.run_bare(&["diff", "feeds", "--now", "2024-06-05T00:00:00Z"]);
    assert!(run.out.starts_with("Subscribers will notice: 3 articles dropped.\n"), "{}", run.out);
}

/// What differs to a machine, but to no person.
#[test]
fn white_space_and_the_order_of_attributes_are_no_change() {
    let feed = |content: &str| {
        format!(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>tag:t</id><updated>2024-01-01T00:00:00Z</updated><entry><id>tag:e</id><title>E</title><updated>2024-01-01T00:00:00Z</updated><content type="html">{content}</content></entry></feed>"#
        )
    };
    let site = Site::new();
    site.write("a/atom.xml", feed("&lt;p id='x' class='y'>Un corps&lt;/p>"));
    site.write("b/atom.xml", feed("\n&lt;p class=\"y\"\n  id=\"x\">Un\n corps&lt;/p>\n"));
    site.write("c/atom.xml", feed("&lt;p id='x' class='y'>Un  autre corps&lt;/p>"));
    assert_eq!(site.run(&["diff", "a", "b"]).out, "Subscribers see no change.\n");
    assert!(site.run(&["diff", "a", "c"]).out.starts_with(
        "Subscribers will notice: 1 article updated.\n\nupdated      E\n             text\n"
    ));
}

/// `NewsBlur` takes an entry with another id for the same, if title, text and day are the same.
#[test]
fn who_shows_an_entry_again_depends_on_what_it_is_known_by() {
    let feed = |id: &str, link: &str, day: u8, text: &str| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{{"id": "{id}", "url": "https://a.example/{link}", "title": "E", "date_published": "2024-01-0{day}T00:00:00Z", "content_text": "{text}"}}]}}"#
        )
    };
    let long = "mot ".repeat(300);
    let site = Site::new();
    site.write("old.json", feed("1", "a", 1, &long));
    let cases: [(&str, String, &[&str]); 8] = [
        ("another id", feed("2", "a", 1, &long), &["id", "text"]),
        ("another id and day", feed("2", "a", 3, &long), &["id", "id-or-text", "text"]),
        ("another id and text", feed("2", "a", 1, "mot"), &["id", "id-or-text", "text"]),
        (
            "another id, address and text",
            feed("2", "b", 1, "mot"),
            &["id", "id-or-text", "link", "text"],
        ),
        (
            "another id, address and day",
            feed("2", "b", 3, &long),
            &["id", "id-or-text", "link", "text"],
        ),
        ("another address", feed("1", "b", 1, &long), &["link", "text"]),
        ("another text", feed("1", "a", 1, "mot"), &["text"]),
        ("another day", feed("1", "a", 3, &long), &[]),
    ];
    for (what, new, readers) in cases {
        site.write("new.json", new);
        let run = site.run(&["diff", "old.json", "new.json", "--format", "json"]);
        let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let again = told["shown_again"].as_array().unwrap().iter();
        let again: Vec<&str> = again
            .filter(|family| family["entries"] == 1)
            .map(|family| family["readers"].as_str().unwrap())
            .collect();
        assert_eq!(again, readers, "{what}");
    }
}

#[test]
fn a_change_that_is_denied_is_named() {
    let run = changed().run(&["diff", "old", "--deny", "redated,updated,moved"]);
    assert_eq!(run.messages, "Denied     1 redated, 1 updated\n");
    assert_eq!((run.out.as_str(), run.exit), (SEEN, 1));
}

#[test]
fn what_is_no_publication_is_told() {
    let site = changed();
    let run = site.run(&["diff", "nowhere"]);
    assert!(
        run.messages.starts_with(
            "error[unreachable]: `nowhere` is neither a file, a folder, an address nor a revision of git\n |\n = help: check the spelling; git says: "
        ),
        "{}",
        run.messages
    );
    assert_eq!(run.exit, 2);
    site.write("text/atom.xml", "no feed");
    for named in ["text", "text/atom.xml"] {
        let run = site.run(&["diff", named]);
        assert_eq!(
            run.messages,
            format!(
                "\
error[feed-unreadable]: there is no feed in `{named}`
 |
 = help: name a folder, a file or an address of Atom, RSS or JSON feeds

"
            )
        );
        assert_eq!((run.out.as_str(), run.exit), ("", 2));
    }
}
