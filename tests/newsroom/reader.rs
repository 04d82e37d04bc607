//! A reader that knows entries by their id, as Miniflux does. It shares nothing with the tool.

use std::collections::{BTreeMap, BTreeSet};

/// What the reader keeps: for each id the article that it showed, by its mark.
#[derive(Default)]
pub(super) struct Reader {
    shown: BTreeMap<String, String>,
}

impl Reader {
    /// Fetches a JSON feed and shows what is new to it.
    pub(super) fn reads(&mut self, feed: &str) {
        let feed: serde_json::Value = serde_json::from_str(feed).unwrap();
        let mut in_feed = BTreeSet::new();
        for item in feed["items"].as_array().unwrap() {
            let id = item["id"].as_str().unwrap().to_owned();
            let mark = mark_in(item["content_html"].as_str().unwrap());
            assert!(in_feed.insert(id.clone()), "two entries of one feed have the id {id}");
            if let Some(known) = self.shown.get(&id) {
                assert_eq!(*known, mark, "{id} hides an article behind another");
                continue;
            }
            let twice = self.shown.iter().find(|(_, known)| **known == mark);
            assert_eq!(twice, None, "{mark} is shown again, as {id}");
            self.shown.insert(id, mark);
        }
    }

    /// Whether no article was missed.
    pub(super) fn has_seen_all(&self, marks: &[String]) {
        let seen: BTreeSet<&String> = self.shown.values().collect();
        for mark in marks {
            assert!(seen.contains(mark), "{mark} was never shown");
        }
    }
}

fn mark_in(html: &str) -> String {
    let start = html.find("mark").unwrap();
    html[start..].chars().take_while(char::is_ascii_alphanumeric).collect()
}
