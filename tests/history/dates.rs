//! The date of a feed: when what it shows last changed (RFC 4287, section 4.2.15; RSS 2.0, `lastBuildDate`).

use chrono::{DateTime, Utc};

use super::walk::read;
use crate::support::{Site, told};

/// What the feed in a folder says of its last change, in Atom and in RSS alike.
fn date(site: &Site, folder: &str) -> DateTime<Utc> {
    let [atom, rss] =
        ["atom", "rss"].map(|format| read(site, &format!("feeds/{folder}{format}.xml")).updated);
    assert_eq!(atom, rss, "{folder}");
    atom.unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn it_is_the_instant_at_which_what_the_feed_shows_last_changed() {
    let site = Site::new().article("un", "2024-06-27", "tags: [Cloud]\n");
    site.build_at("2024-06-28T09:00:00Z").unwrap();
    // The first edition is of its newest article.
    assert_eq!(date(&site, ""), instant("2024-06-26T22:00:00Z"));
    let cloud = date(&site, "tags/cloud/");
    assert_eq!(cloud, instant("2024-06-26T22:00:00Z"));

    let site = site.article("deux", "2024-06-27", "");
    site.build_at("2024-06-28T15:00:00Z").unwrap();
    assert_eq!(date(&site, ""), instant("2024-06-28T15:00:00Z"));
    let site = site.article("trois", "2020-01-01", "");
    site.build_at("2024-06-28T16:00:00Z").unwrap();
    assert_eq!(date(&site, ""), instant("2024-06-28T16:00:00Z"));
    let corrected = site.text("content/deux.md").replace("The body", "The corrected body");
    site.write("content/deux.md", corrected);
    site.build_at("2024-06-28T17:00:00Z").unwrap();
    assert_eq!(date(&site, ""), instant("2024-06-28T17:00:00Z"));
    std::fs::remove_file(site.path("content/deux.md")).unwrap();
    site.build_at("2024-06-28T18:00:00Z").unwrap();
    assert_eq!(date(&site, ""), instant("2024-06-28T18:00:00Z"));
    assert_eq!(date(&site, "tags/cloud/"), cloud);

    let before = (site.files("feeds"), site.text("feedmill.lock"));
    site.build_at("2024-06-29T18:00:00Z").unwrap();
    assert_eq!((site.files("feeds"), site.text("feedmill.lock")), before);
}

#[test]
fn a_ledger_that_does_not_remember_it_moves_none() {
    let site = Site::new().article("un", "2024-06-27", "tags: [Cloud]\n");
    site.build_at("2024-06-28T09:00:00Z").unwrap();
    let (feeds, ledger) = (site.files("feeds"), site.text("feedmill.lock"));
    let lines = ledger.split_inclusive('\n').filter(|line| !line.starts_with("edition"));
    site.write("feedmill.lock", lines.collect::<String>());
    site.build_at("2024-06-30T00:00:00Z").unwrap();
    assert_eq!((site.files("feeds"), site.text("feedmill.lock")), (feeds, ledger));
}

#[test]
fn after_a_merge_the_later_of_two_counts() {
    let site = Site::new().article("un", "2024-06-27", "");
    site.build_at("2024-06-28T09:00:00Z").unwrap();
    let corrected = site.text("content/un.md").replace("The body", "The corrected body");
    site.write("content/un.md", corrected);
    site.build_at("2024-06-29T09:00:00Z").unwrap();
    let ledger = site.text("feedmill.lock");
    let other = "edition\t\t2024-06-28T15:00:00Z\t00000000000000ff\n";
    for merged in
        [format!("{ledger}{other}"), ledger.replace("edition", &format!("{other}edition"))]
    {
        site.write("feedmill.lock", merged);
        site.build_at("2024-06-30T00:00:00Z").unwrap();
        assert_eq!(date(&site, ""), instant("2024-06-29T09:00:00Z"));
        assert_eq!(site.text("feedmill.lock"), ledger);
    }
}

#[test]
fn a_feed_that_never_had_an_article_is_of_its_first_build() {
    let site = Site::new().article("un", "2024-06-27", "draft: true\n");
    site.build_at("2024-06-28T09:00:00Z").unwrap();
    assert_eq!(date(&site, ""), instant("2024-06-28T09:00:00Z"));
    let before = site.files("feeds");
    site.build_at("2024-06-29T09:00:00Z").unwrap();
    assert_eq!(site.files("feeds"), before);
}

#[test]
fn an_update_that_has_not_come_is_told_and_not_believed() {
    let site = Site::new().article("un", "2024-06-10 09:00:00 +02:00", "updated: 2026-01-01\n");
    let run = site.run_bare(&["build", "--now", "2024-06-28T00:00:00Z"]);
    assert_eq!(
        run.messages,
        "\
warning[updated-later]: the article says that it was updated in the future
 --> content/un.md:4:10
  |
4 | updated: 2026-01-01
  |          ^^^^^^^^^^ `2025-12-31T23:00:00Z` has not come yet
  |
  = help: check the year; until then the feeds say that it was updated when it was published

"
    );
    let published = instant("2024-06-10T07:00:00Z");
    assert_eq!(date(&site, ""), published);
    assert_eq!(read(&site, "feeds/atom.xml").entries[0].updated, Some(published));
    let build = site.build_at("2026-01-01T00:00:00Z").unwrap();
    assert_eq!(told(&build), [""; 0]);
    assert_eq!(date(&site, ""), instant("2026-01-01T00:00:00Z"));
    let updated = instant("2025-12-31T23:00:00Z");
    assert_eq!(read(&site, "feeds/atom.xml").entries[0].updated, Some(updated));
}
