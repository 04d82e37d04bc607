//! A site that an earlier program published goes on as it was: no id and no instant changes by upgrading.
//!
//! `upgrade/` is such a site after three builds, with its ledger: a new domain and permalink pattern, a file that was
//! renamed, one that was written anew after its article was gone, a feed that ended, pages of an archive.
//! `published.txt` is what its Atom feeds said, read by a parser that is not ours.

use std::path::Path;

use super::walk::read;
use crate::support::{Site, told};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/history/upgrade");

fn fixture(path: &str) -> String {
    std::fs::read_to_string(Path::new(FOLDER).join(path)).unwrap()
}

/// What the feeds say, as `published.txt` does.
fn said(site: &Site) -> String {
    let feeds = site.files("feeds").into_iter().map(|(path, _)| path);
    let instant = |at: Option<chrono::DateTime<chrono::Utc>>| at.unwrap().to_rfc3339();
    let mut said = Vec::new();
    for path in feeds.filter(|path| path.ends_with("atom.xml")) {
        let feed = read(site, &format!("feeds/{path}"));
        said.push(format!("{path} {} {}\n", feed.id, instant(feed.updated)));
        said.extend(feed.entries.into_iter().map(|entry| {
            let (published, updated) = (instant(entry.published), instant(entry.updated));
            format!("  {} {published} {updated}\n", entry.id)
        }));
    }
    said.concat()
}

/// The lines of a ledger, but for those of files and those of the kinds that it did not have.
fn lines(ledger: &str) -> Vec<&str> {
    let kind =
        |line: &&str| !["file", "edition", "zones"].contains(&line.split('\t').next().unwrap());
    ledger.lines().filter(kind).collect()
}

#[test]
fn a_ledger_of_an_earlier_program_goes_on() {
    let mut site = Site::new();
    for path in ["feedmill.yaml", "feedmill.lock"] {
        site = site.file(path, fixture(path));
    }
    for name in ["cinq", "deux", "premier", "quatre", "six", "trois"] {
        let path = format!("content/{name}.md");
        site = site.file(&path, fixture(&path));
    }
    for now in ["2024-07-03T00:00:00Z", "2024-08-01T00:00:00Z"] {
        let build = site.build_at(now).unwrap();
        assert_eq!(told(&build), [""; 0]);
        assert_eq!(said(&site), fixture("published.txt"));
        assert_eq!(lines(&site.text("feedmill.lock")), lines(&fixture("feedmill.lock")));
    }
}
