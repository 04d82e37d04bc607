//! Feeds whose entries are more than is kept in memory.

use std::process::Command;

use crate::support::Site;

/// Eight articles of 200 kilobytes each, which stand in three formats.
fn large_site() -> Site {
    let mut site = Site::new();
    for number in 1..=8 {
        let paragraph = format!("Paragraph of article {number}, with `a < b & c`.\n\n");
        site = site.file(
            &format!("content/{number}.md"),
            format!(
                "---\ntitle: Article {number}\ndate: 2024-06-0{number}\ntags: [Cloud]\n---\n{}",
                paragraph.repeat(1 << 12)
            ),
        );
    }
    site
}

#[test]
fn every_entry_stands_whole_in_every_feed() {
    let site = large_site();
    site.build().unwrap();
    for feed in ["feeds/feed.json", "feeds/tags/cloud/feed.json"] {
        let document: serde_json::Value = serde_json::from_str(&site.text(feed)).unwrap();
        let items = document["items"].as_array().unwrap();
        assert_eq!(items.len(), 8, "{feed}");
        for (item, number) in items.iter().zip((1..=8).rev()) {
            let html = item["content_html"].as_str().unwrap();
            let paragraph = format!(
                "<p>Paragraph of article {number}, with <code>a &lt; b &amp; c</code>.</p>"
            );
            assert_eq!(html.lines().filter(|line| *line == paragraph).count(), 1 << 12, "{feed}");
        }
    }
    assert!(site.build().unwrap().changes.is_empty());
}

#[test]
fn a_machine_without_a_folder_for_temporary_files_publishes_the_same() {
    let (site, other) = (large_site(), large_site());
    site.build().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_feedmill"))
        .args(["--now", "2030-01-01T00:00:00Z"])
        .env("TMPDIR", other.path("none"))
        .current_dir(other.root())
        .status();
    assert!(run.unwrap().success());
    assert_eq!(site.files("feeds"), other.files("feeds"));
}
