//! The repository itself: the sample agrees with its feeds.

use feedmill::{Request, build, config};

use crate::documentation::copy_of_the_sample;

/// The instant that `feeds/` was made at, so that its embargo holds in ten years too.
const NOW: &str = "2026-11-23T00:00:00Z";

#[test]
fn feeds_are_what_the_content_gives() {
    let site = copy_of_the_sample();
    let text = |path: &str| std::fs::read_to_string(site.path().join(path)).unwrap();
    let ledger = text("feedmill.lock");
    let config = config::parse("feedmill.yaml", &text("feedmill.yaml")).unwrap();
    let build = build(&Request::new(site.path(), NOW.parse().unwrap()), &config).unwrap();
    assert_eq!(build.changes.written, [] as [&str; 0]);
    assert_eq!(build.changes.removed, [] as [&str; 0]);
    assert_eq!(text("feedmill.lock"), ledger);
}
