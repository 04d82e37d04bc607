//! The text of a ledger → what it remembers → the same text, and the ids of a build.
#![no_main]

use std::path::Path;

use feedmill::model::Ledger;
use feedmill::publish;
use libfuzzer_sys::fuzz_target;

const ARTICLE: &[u8] = b"---\ntitle: Un article\ndate: 2024-06-27 13:49:00 +02:00\n---\nx\n";

fn read(folder: &Path, text: &[u8]) -> Option<Ledger> {
    feedmill_fuzz::write(folder, publish::LEDGER_NAME, text);
    match publish::ledger(folder) {
        Ok(ledger) => Some(ledger),
        Err(problem) => {
            feedmill_fuzz::assert_problems(&problem.into());
            None
        }
    }
}

fuzz_target!(|data: &[u8]| feedmill_fuzz::in_folder(|folder| {
    let Some(ledger) = read(folder, data) else { return };
    let text = publish::ledger_text(&ledger);
    let again = read(folder, &text).expect("what is written can be read");
    assert_eq!(publish::ledger_text(&again), text, "what is written is read back");
    // What `merge=union` makes of it: lines in another order, and twice.
    let lines: Vec<_> = data.split(|byte| *byte == b'\n').collect();
    let reversed: Vec<_> = lines.iter().rev().chain(&lines).copied().collect();
    let merged = read(folder, &reversed.join(&b'\n')).expect("its lines are the same");
    assert_eq!(publish::ledger_text(&merged), text, "the order of lines is nothing");
    for path in &ledger.files {
        assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."), "{path}");
    }
    feedmill_fuzz::write(folder, "content/un-article.md", ARTICLE);
    let config = feedmill_fuzz::config("permalink: /:slug/\n");
    if let Some(publication) = feedmill_fuzz::publication(folder, &config) {
        feedmill_fuzz::assert_feeds(&publication);
    }
}));
