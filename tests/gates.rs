//! `build --check`, `--report` and what the configuration makes of warnings.

use std::fs;

use serde_json::Value;

use crate::support::Site;

fn site() -> Site {
    Site::new().article("un", "2024-06-27", "tags: [Cloud]\n").article("futur", "2031-03-04", "")
}

fn report(site: &Site) -> Value {
    let report = serde_json::from_str(&site.text("report.json")).unwrap();
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");
    let schema = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    jsonschema::validate(&schema, &report).unwrap();
    report
}

#[test]
fn check_lists_what_a_build_would_change_and_writes_nothing() {
    let site = site();
    let run = site.run(&["--check"]);
    assert_eq!(
        run.out,
        "\
Add        ./feeds/atom.xml
Add        ./feeds/feed.json
Add        ./feeds/rss.xml
Add        ./feeds/tags/cloud/atom.xml
Add        ./feeds/tags/cloud/feed.json
Add        ./feeds/tags/cloud/rss.xml
Change     ./feedmill.lock
Checked    7 of the files differ; nothing was written
"
    );
    assert_eq!(run.exit, 1);
    assert!(!site.path("feeds").exists());
    assert!(!site.path("feedmill.lock").exists());

    site.run(&[]);
    let run = site.run(&["--check"]);
    assert_eq!(run.out, "Checked    ./feeds: as it is to be\n");
    assert_eq!(run.exit, 0);

    site.write("feeds/atom.xml", "by hand");
    let site = site.configured("feeds:\n  formats: [atom, rss]\n");
    let run = site.run(&["--check"]);
    assert_eq!(run.exit, 1);
    assert!(run.out.contains("Change     ./feeds/atom.xml\n"), "{}", run.out);
    assert!(run.out.contains("Remove     ./feeds/tags/cloud/feed.json\n"), "{}", run.out);
    assert_eq!(site.text("feeds/atom.xml"), "by hand");
}

#[test]
fn a_report_tells_what_was_done() {
    let site = site();
    site.run(&["--report", "report.json"]);
    let first = report(&site);
    assert_eq!(first["outcome"], "done");
    assert_eq!(first["articles"]["read"], 2);
    assert_eq!(first["articles"]["published"], 1);
    assert_eq!(first["embargoed"][0]["path"], "content/futur.md");
    assert_eq!(first["embargoed"][0]["due"], "2031-03-03T23:00:00Z");
    assert_eq!(first["feeds"][0]["url"], "https://www.example.org/feeds/atom.xml");
    assert_eq!(first["feeds"][0]["changed"], true);

    site.run(&["--report", "report.json"]);
    assert_eq!(report(&site)["feeds"][0]["changed"], false);
}

#[test]
fn a_report_names_every_file_that_no_feed_shows_with_the_reason() {
    let site = site()
        .configured("generator: zola\n")
        .article("draft", "2024-06-27", "draft: true\n")
        .article("unpublished", "2024-06-27", "published: false\n")
        .article("expired", "2024-06-27", "expiryDate: 2025-01-01\n")
        .article("same", "2024-06-27", "slug: un\n")
        .file("content/about.md", "---\ntitle: About\n---\n")
        .file("content/README.md", "Read me\n")
        .file("content/manuel.rst", "Manuel\n======\n")
        .file("content/broken.md", "---\ntitle: X\ndate: soon\n---\n");
    assert_eq!(site.run(&["--skip-broken", "--report", "report.json"]).exit, 1);
    let report = report(&site);
    let files = report["left_out"].as_array().unwrap();
    let named: Vec<[&str; 4]> = files
        .iter()
        .map(|file| ["path", "reason", "detail", "at"].map(|key| file[key].as_str().unwrap_or("")))
        .collect();
    let due = "2031-03-03T23:00:00Z";
    let ended = "2024-12-31T23:00:00Z";
    assert_eq!(
        named,
        [
            ["content/README.md", "page", "a page: it has no front matter", ""],
            ["content/about.md", "page", "a page: it has no date", ""],
            ["content/broken.md", "broken", "it has errors", ""],
            ["content/draft.md", "draft", "a draft", ""],
            ["content/expired.md", "expired", "expired on 2024-12-31T23:00:00Z", ended],
            ["content/futur.md", "embargoed", "until 2031-03-03T23:00:00Z", due],
            ["content/manuel.rst", "unsupported", "reStructuredText is not read", ""],
            ["content/same.md", "broken", "it has errors", ""],
            ["content/un.md", "broken", "it has errors", ""],
            ["content/unpublished.md", "unpublished", "its author does not publish it", ""],
        ]
    );
    assert_eq!(report["articles"]["read"], files.len());
}

#[test]
fn a_report_tells_why_nothing_was_done() {
    let site = site().file("content/x.md", "---\ntitle: X\ndate: soon\n---\n");
    assert_eq!(site.run(&["--report", "report.json"]).exit, 1);
    let refused = report(&site);
    assert_eq!(refused["outcome"], "refused");
    assert_eq!(refused["errors"][0]["code"], "date-unknown-form");
    assert_eq!(refused["errors"][0]["path"], "content/x.md");
    assert_eq!(refused["errors"][0]["line"], 3);

    let site = self::site().file("feeds", "a file where a folder should be");
    assert_eq!(site.run(&["--report", "report.json"]).exit, 3);
    let failed = report(&site);
    assert_eq!(failed["outcome"], "failed");
    assert_eq!(failed["errors"][0]["code"], "io");
}

#[test]
fn the_publisher_says_how_bad_a_warning_is() {
    let twice = "---\ntitle: A\ntitle: B\ndate: 2024-06-27\n---\nBody\n";
    let site = Site::new().file("content/a.md", twice);
    assert_eq!(site.run(&[]).exit, 0);
    let strict =
        Site::new().file("content/a.md", twice).configured("severity:\n  duplicate-key: error\n");
    let run = strict.run(&[]);
    assert!(run.messages.starts_with("error[duplicate-key]"), "{}", run.messages);
    assert_eq!(run.exit, 1);
    assert!(!strict.path("feeds").exists());
    let deaf =
        Site::new().file("content/a.md", twice).configured("severity:\n  duplicate-key: off\n");
    assert_eq!(deaf.run(&[]).messages, "");
}

#[test]
fn an_error_cannot_be_talked_away() {
    let site = Site::new().configured("severity:\n  date-missing: off\n  date-mising: error\n");
    assert_eq!(
        site.run(&[]).messages,
        "\
error[config-unknown-key]: there is no rule `date-mising`
 --> feedmill.yaml:7:3
  |
7 |   date-mising: error
  |   ^^^^^^^^^^^ Feedmill does not know this code
  |
  = help: did you mean `date-missing`?

error[config-invalid]: `severity.date-missing` is not valid
 --> feedmill.yaml:6:17
  |
6 |   date-missing: off
  |                 ^^^ expected `error`: an article with this problem cannot be published

"
    );
}

#[test]
fn files_that_are_no_longer_wanted_stay_if_the_publisher_says_so() {
    let site = site();
    site.run(&[]);
    let keep = "feeds:\n  formats: [atom]\n  stale: keep\n";
    let site = site.configured(keep);
    site.run(&[]);
    assert!(site.path("feeds/rss.xml").exists());
    let site = site
        .file("feedmill.yaml", crate::support::CONFIGURATION)
        .configured(&keep.replace("keep", "remove"));
    site.run(&[]);
    assert!(!site.path("feeds/rss.xml").exists());
}

#[test]
fn a_lost_ledger_beside_feeds_changes_no_id_in_silence() {
    let site =
        Site::new().article("un", "2024-06-27", "").configured("permalink: /ancien/:slug/\n");
    let configuration = site.text("feedmill.yaml").replace("permalink: /actualites/:slug/\n", "");
    site.write("feedmill.yaml", &configuration);
    site.run(&[]);
    site.write("feedmill.yaml", configuration.replace("/ancien/", "/nouveau/"));
    site.run(&[]);
    let mut before = site.files("feeds");
    let entries = || {
        ["atom.xml", "rss.xml", "feed.json"].map(|name| {
            let text = site.text(&format!("feeds/{name}"));
            feed_rs::parser::parse(text.as_bytes()).unwrap().entries
        })
    };
    let known = entries();
    for ledger in [None, Some("")] {
        fs::remove_file(site.path("feedmill.lock")).unwrap();
        if let Some(text) = ledger {
            site.write("feedmill.lock", text);
        }
        let run = site.run(&[]);
        assert_eq!(
            run.messages,
            "\
error[ledger-lost]: there is no article in the ledger, but the output folder holds feeds that would be shown again
--> feedmill.lock
 = help: `un` is known as `https://www.example.org/ancien/un/`: restore the last feedmill.lock, from version control or a backup; if it is lost, run `feedmill adopt ./feeds/atom.xml`; to begin anew, allow it this once with `--allow shown-again`

Nothing was written: 1 denied change. The published feeds are as they were.
"
        );
        assert_eq!((run.exit, site.files("feeds")), (1, before));
        // What it advises settles it. Only when the feed last changed is not known any more.
        assert_eq!(site.run(&["adopt", "./feeds/atom.xml"]).exit, 0);
        let run = site.run(&[]);
        assert_eq!((run.messages.as_str(), run.exit), ("", 0));
        assert_eq!(entries(), known);
        before = site.files("feeds");
    }
}

#[test]
fn the_loss_of_most_articles_at_once_is_denied_unless_a_person_allows_it() {
    let site = Site::new();
    for number in 1..=5 {
        site.write(
            &format!("content/a{number}.md"),
            format!("---\ntitle: A{number}\ndate: 2024-06-0{number}\ntags: [Cloud]\n---\nBody {number}.\n"),
        );
    }
    site.run(&[]);
    let before = site.files("feeds");
    let denied = |kept: &str| {
        format!(
            "\
error[denied]: articles-lost: `La Fabrique` keeps {kept} of 5 entries
 |
 = help: look whether the content folder is whole, and the clock right, or allow it this once with `--allow articles-lost`

Nothing was written: 1 denied change. The published feeds are as they were.
"
        )
    };
    // The clock of another year: all of them wait for their time.
    let run = site.run_bare(&["build", "--now", "2020-01-01T00:00:00Z"]);
    assert_eq!((run.messages, run.exit), (denied("0"), 1));
    for number in 1..=2 {
        fs::remove_file(site.path(&format!("content/a{number}.md"))).unwrap();
    }
    let texts: Vec<String> =
        (3..=5).map(|number| site.text(&format!("content/a{number}.md"))).collect();
    // An empty checkout, and one in which only two are left.
    for number in 3..=5 {
        fs::remove_file(site.path(&format!("content/a{number}.md"))).unwrap();
    }
    assert_eq!(site.run(&[]).messages, denied("0"));
    for number in 4..=5 {
        site.write(&format!("content/a{number}.md"), &texts[number - 3]);
    }
    assert_eq!(site.run(&[]).messages, denied("2"));
    assert_eq!(site.files("feeds"), before);
    let run = site.run_bare(&["diff", "feeds", "--now", "2030-01-01T00:00:00Z"]);
    assert!(
        run.out
            .contains("articles-lost La Fabrique\n             5 of 5 entries → 2 of 5 entries\n"),
        "{}",
        run.out
    );
    // Three of five may go.
    site.write("content/a3.md", &texts[0]);
    assert_eq!((site.run(&[]).messages.as_str(), site.run(&[]).exit), ("", 0));
    for number in 3..=5 {
        fs::remove_file(site.path(&format!("content/a{number}.md"))).unwrap();
    }
    assert_eq!(site.run(&["--allow", "articles-lost", "--deny", "feed-ended"]).exit, 1);
    assert_eq!(site.run(&["--allow", "articles-lost"]).exit, 0);
}

#[test]
fn what_expires_is_not_lost() {
    let site = Site::new()
        .configured("generator: hugo\n")
        .article("a", "2024-06-01", "expiryDate: 2024-07-01\n")
        .article("b", "2024-06-02", "expiryDate: 2024-07-01\n");
    site.build_at("2024-06-03T00:00:00Z").unwrap();
    site.build_at("2024-08-03T00:00:00Z").unwrap();
    assert!(!site.text("feeds/feed.json").contains("/a/"));
}

/// The rules of the release 2025b are simulated by the offset that they gave; the article has none.
#[test]
fn an_instant_that_new_rules_of_zones_move_is_redated_with_the_reason() {
    let local = "2026-11-27 13:00:00";
    let zones = feedmill::model::Zone::DATABASE;
    let site = Site::new().configured("timezone: America/Vancouver\n").article(
        "un",
        &format!("{local} -08:00"),
        "",
    );
    let configuration = site.text("feedmill.yaml").replacen("timezone: Europe/Paris\n", "", 1);
    site.write("feedmill.yaml", configuration);
    site.run(&[]);
    let ledger = site.text("feedmill.lock");
    assert!(ledger.ends_with(&format!("\nzones\t{zones}\n")), "{ledger}");
    site.write("feedmill.lock", ledger.replace(&format!("zones\t{zones}"), "zones\t2025b"));
    let site = site.article("un", local, "");
    let reason = format!("the time zone rules changed from 2025b to {zones}");
    let run = site.run(&["--deny", "redated"]);
    assert_eq!(
        run.messages,
        format!(
            "\
error[denied]: redated: `un`; it was `2026-11-27T21:00:00Z`
 --> content/un.md:2:8
  |
2 | title: un
  |        ^^
  |
  = help: {reason}; to keep its instant, write `date: 2026-11-27 13:00:00 -08:00`, or allow it this once with `--allow redated`

Nothing was written: 1 denied change. The published feeds are as they were.
"
        )
    );
    // So it is where the date itself names the zone.
    let site = site.article("un", &format!("{local} America/Vancouver"), "");
    assert_eq!(site.run(&["--deny", "redated"]).messages, run.messages);
    let site = site.article("un", local, "");
    let seen = format!(
        "redated      un\n             date: 2026-11-27T21:00:00Z → 2026-11-27T20:00:00Z; {reason}\n"
    );
    let run = site.run(&["diff", "feeds"]);
    assert!(run.out.contains(&seen), "{}", run.out);
    // What it advises settles it; so does the permission, and then the ledger is of these rules.
    let site = site.article("un", &format!("{local} -08:00"), "");
    assert_eq!(site.run(&["--deny", "redated"]).exit, 0);
    assert!(site.text("feedmill.lock").ends_with("\nzones\t2025b\n"));
    let site = site.article("un", local, "");
    assert_eq!(site.run(&["--deny", "redated", "--allow", "redated"]).exit, 0);
    assert!(site.text("feedmill.lock").ends_with(&format!("\nzones\t{zones}\n")));
    // An author's own change has no such reason, though the release is another.
    let ledger = site.text("feedmill.lock").replace(&format!("zones\t{zones}"), "zones\t2025b");
    site.write("feedmill.lock", ledger);
    let site = site.article("un", "2026-11-28 13:00:00 +00:00", "");
    let run = site.run(&["--deny", "redated"]);
    assert!(
        run.messages.contains("= help: give the article its date back, or"),
        "{}",
        run.messages
    );
}
