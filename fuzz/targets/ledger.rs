//! The text of a ledger → what it remembers → the same text.
#![no_main]

use feedmill::model::{Ledger, Syntax};
use feedmill::{normalise, publish};
use libfuzzer_sys::fuzz_target;

const ARTICLE: &[u8] = b"---\ntitle: Un article\ndate: 2024-06-27 13:49:00 +02:00\n---\nx\n";

fn read(text: &[u8]) -> Option<Ledger> {
    feedmill_fuzz::file(publish::LEDGER_NAME, text);
    match feedmill_fuzz::in_folder(publish::ledger) {
        Ok(ledger) => Some(ledger),
        Err(problem) => {
            feedmill_fuzz::assert_problems(&problem.into());
            None
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let Some(ledger) = read(data) else { return };
    let text = publish::ledger_text(&ledger);
    let again = read(text.as_bytes()).expect("what is written can be read");
    assert_eq!(publish::ledger_text(&again), text, "what is written is read back");
    assert_eq!(
        (&again.articles, &again.files, &again.feeds),
        (&ledger.articles, &ledger.files, &ledger.feeds)
    );
    // What `merge=union` makes of it: lines in another order, and twice.
    let lines: Vec<_> = data.split(|byte| *byte == b'\n').collect();
    let reversed: Vec<_> = lines.iter().rev().chain(&lines).copied().collect();
    assert_eq!(read(&reversed.join(&b'\n')), Some(ledger.clone()), "the order of lines is nothing");
    for path in &ledger.files {
        assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."), "{path}");
    }
    let draft = feedmill_fuzz::draft("un-article.md", ARTICLE, Syntax::Markdown);
    let article = feedmill_fuzz::article(
        &draft.expect("the article is right"),
        &feedmill_fuzz::config("permalink: /:slug/\n"),
    );
    normalise::recognise(&mut [article.expect("the article is right")], &ledger);
});
