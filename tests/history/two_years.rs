//! Two years of publications, one after the other, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::walk::{documents, ids};
use crate::support::Site;

const FORMATS: [&str; 3] = ["atom.xml", "rss.xml", "feed.json"];

type Files = BTreeMap<String, Vec<u8>>;

fn files(site: &Site) -> Files {
    site.files("feeds").into_iter().collect()
}

/// The files whose bytes differ from those before, or that are new.
fn changed<'a>(before: &Files, after: &'a Files) -> BTreeSet<&'a str> {
    after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .collect()
}

fn newest_page(files: &Files) -> usize {
    let page = |path: &String| path.strip_prefix("archive/")?.split('/').next()?.parse().ok();
    files.keys().filter_map(page).max().unwrap_or(0)
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(number)
}

/// Builds at noon of a day; what changed must be allowed.
fn build(site: &Site, today: u64) -> (Files, Files) {
    let before = files(site);
    site.build_at(&format!("{}T12:00:00Z", day(today))).unwrap();
    (before, files(site))
}

/// What a reader that knows no archive sees, and the newest page, may change; and a new page may
/// come. Of the newest page nothing may change but its link to that new one.
fn only_the_newest_changed(before: &Files, after: &Files) {
    let (last, now) = (newest_page(before), newest_page(after));
    for path in changed(before, after) {
        if FORMATS.contains(&path) {
            continue;
        }
        let page: usize = path.split('/').nth(1).unwrap().parse().unwrap();
        if page == last {
            assert!(now > last, "{path} changed without a page after it");
            let text = |files: &Files| String::from_utf8(files[path].clone()).unwrap();
            let (old, new) = (text(before), text(after));
            let element = next_link(path, &new).unwrap();
            assert_eq!(new.replacen(element, "", 1), old, "{path}");
        } else {
            assert!(page > last, "{path} changed, and the newest page was {last}");
        }
    }
    let gone: Vec<&String> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

fn next_link<'a>(path: &str, text: &'a str) -> Option<&'a str> {
    let start_tag = if path.ends_with("atom.xml") { "<link " } else { "<atom:link " };
    let end = if path.ends_with("atom.xml") { "/>" } else { "</atom:link>" };
    let at = text.find("rel=\"next-archive\"")?;
    let start = text[..at].rfind(start_tag)?;
    Some(&text[start..at + text[at..].find(end)? + end.len()])
}

/// The simulation: an article every sixth day; now and then one with an old date, one that
/// was written long before its time, and a correction of an old one.
#[test]
fn nothing_old_changes_but_what_is_corrected() {
    let site = Site::new().configured("feeds: {limit: 5, archive: 6}\n");
    let article = |number: u64, date: NaiveDate, body: &str| {
        let text = format!("---\ntitle: Article {number}\ndate: {date}\n---\n{body}\n");
        site.write(&format!("content/a{number}.md"), text);
    };
    let mut published: BTreeSet<String> = BTreeSet::new();
    for today in (0..730).step_by(6) {
        let id = |number: u64| format!("https://www.example.org/actualites/a{number}/");
        match today % 60 {
            // Found in a drawer: published today, dated half a year ago.
            30 => article(today, day(today) - Days::new(180), "Old."),
            // Written today for next week.
            42 => article(today, day(today) + Days::new(6), "Soon."),
            _ => article(today, day(today), "Now."),
        }
        let (before, after) = build(&site, today);
        only_the_newest_changed(&before, &after);
        if today % 60 != 42 {
            published.insert(id(today));
        }
        if today % 60 == 48 {
            published.insert(id(today - 6));
        }
        for format in FORMATS.iter().filter(|_| today % 60 == 0) {
            let found = ids(&site, &format!("feeds/{format}"));
            assert_eq!(found.len(), published.len(), "{format} on {}", day(today));
            assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), published, "{format}");
        }
    }
    assert!(newest_page(&files(&site)) >= 18);

    // Each correction of an old article rewrites the page it is on, and nothing else.
    for number in [0, 102, 210, 300] {
        let date = if number % 60 == 30 { day(number) - Days::new(180) } else { day(number) };
        article(number, date, "Corrected.");
        let (before, after) = build(&site, 730);
        let changed = changed(&before, &after);
        let folders: BTreeSet<&str> =
            changed.iter().map(|path| path.rsplit_once('/').unwrap().0).collect();
        assert_eq!((changed.len(), folders.len()), (3, 1), "{changed:?}");
    }

    // A withdrawn article leaves its page, and comes back to it.
    let first = site.text("content/a0.md");
    let whole = files(&site);
    site.write("content/a0.md", first.replace("---\n", "---\ndraft: true\n"));
    let (before, after) = build(&site, 730);
    assert_eq!(changed(&before, &after).len(), 3);
    site.write("content/a0.md", first);
    assert_eq!(build(&site, 730).1, whole);

    // Without the ledger it is filled anew, by date; still each article is there once.
    std::fs::remove_file(site.path("feedmill.lock")).unwrap();
    build(&site, 730);
    let found = ids(&site, "feeds/atom.xml");
    assert_eq!(found.len(), published.len());
    assert_eq!(documents(&site, "feeds/atom.xml").len(), newest_page(&files(&site)) + 1);
}
