//! What `feedmill diff` says, whole.

use crate::support::Site;

/// What people see of [`changed`].
const SEEN: &str = "\
atom.xml
  redated     trois (2024-06-03T07:00:00Z → 2024-06-07T07:00:00Z)
  updated     trois (2024-06-03T07:00:00Z → 2024-06-07T07:00:00Z)
  reordered   trois
  new         cinq
  shown-again quatre (https://www.example.org/actualites/quatre/ → tag:x,2024:4)
  updated     deux *bis*
  dropped     un

In 1 feed: 1 shown-again, 1 redated, 1 new, 2 updated, 1 reordered, 1 dropped
1 shown again as unread by readers that know entries by their id (Miniflux, FreshRSS, newsboat, NetNewsWire)
0 shown again as unread by readers that know entries by their id or text (NewsBlur)
0 shown again as unread by readers that know entries by their link (FreshRSS, if set so)
2 shown again as unread by readers that show changed entries again (FreshRSS and newsboat, if set so)
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
### What subscribers will see

- **1** shown again as unread by readers that know entries by their id (Miniflux, FreshRSS, newsboat, NetNewsWire)
- **0** shown again as unread by readers that know entries by their id or text (NewsBlur)
- **0** shown again as unread by readers that know entries by their link (FreshRSS, if set so)
- **2** shown again as unread by readers that show changed entries again (FreshRSS and newsboat, if set so)

<details><summary><code>atom.xml</code></summary>

- **redated** trois (2024\\-06\\-03T07:00:00Z → 2024\\-06\\-07T07:00:00Z)
- **updated** trois (2024\\-06\\-03T07:00:00Z → 2024\\-06\\-07T07:00:00Z)
- **reordered** trois
- **new** cinq
- **shown-again** quatre (https://www.example.org/actualites/quatre/ → tag:x,2024:4)
- **updated** deux \\*bis\\*
- **dropped** un

</details>
"
    );
}

#[test]
fn machines_read_it_as_json() {
    let run = changed().run(&["diff", "old", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let actualites = |name: &str| format!("https://www.example.org/actualites/{name}/");
    let trois = |kind: &str| {
        serde_json::json!({
            "kind": kind, "title": "trois", "id": actualites("trois"),
            "before": "2024-06-03T07:00:00Z", "after": "2024-06-07T07:00:00Z",
        })
    };
    let expected = serde_json::json!({
        "totals": {
            "shown-again": 1, "redated": 1, "new": 1, "updated": 2, "reordered": 1, "dropped": 1,
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
                trois("redated"),
                trois("updated"),
                { "kind": "reordered", "title": "trois", "id": actualites("trois") },
                { "kind": "new", "title": "cinq", "id": actualites("cinq") },
                {
                    "kind": "shown-again", "title": "quatre", "id": "tag:x,2024:4",
                    "before": actualites("quatre"), "after": "tag:x,2024:4",
                    "shown_again_by": ["id", "text"],
                },
                {
                    "kind": "updated", "title": "deux *bis*", "id": actualites("deux"),
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
    site.write("after/tags/code/atom.xml", titled("<title>Code</title>"));
    site.write("after/package.json", "{}");
    let run = site.run(&["diff", "before", "after"]);
    assert_eq!(
        run.out,
        "\
tags/cloud/atom.xml
  feed-moved  Cloud (tags/cloud/atom.xml → sujets/cloud.xml)
tags/code/atom.xml
  feed-new    Code (https://www.example.org/feeds/atom.xml)
tags/droit/atom.xml
  feed-gone   Droit (https://www.example.org/feeds/atom.xml)

In 3 feeds: 1 feed-gone, 1 feed-moved, 1 feed-new
0 shown again as unread by readers that know entries by their id (Miniflux, FreshRSS, newsboat, NetNewsWire)
0 shown again as unread by readers that know entries by their id or text (NewsBlur)
0 shown again as unread by readers that know entries by their link (FreshRSS, if set so)
0 shown again as unread by readers that show changed entries again (FreshRSS and newsboat, if set so)
"
    );
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
    assert!(site.run(&["diff", "a", "c"]).out.starts_with("atom.xml\n  updated     E\n"));
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
    assert_eq!(run.messages, "Denied     1 redated, 2 updated\n");
    assert_eq!((run.out.as_str(), run.exit), (SEEN, 1));
}

#[test]
fn what_is_no_publication_is_told() {
    let site = changed();
    let run = site.run(&["diff", "nowhere"]);
    assert!(
        run.messages.starts_with(
            "error[unreachable]: `nowhere` is neither a file, a folder, an address nor a revision of git\n |\n = help: look for a slip of the pen; git says: "
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
 = help: name what holds Atom, RSS or JSON feeds: a folder of them, a file, an address

"
            )
        );
        assert_eq!((run.out.as_str(), run.exit), ("", 2));
    }
}
