//! Feeds of anybody → what subscribers will see. A line of four dashes parts the old from the new.
#![no_main]

use std::collections::BTreeMap;

use feedmill::compare::{Redirects, compare, read, snapshot};
use feedmill::model::ChangeKind::{Dropped, New};
use libfuzzer_sys::fuzz_target;

const BETWEEN: &[u8] = b"\n----\n";

fuzz_target!(|data: &[u8]| {
    let at = data.windows(BETWEEN.len()).position(|bytes| bytes == BETWEEN);
    let (old, new) = match at {
        Some(at) => (&data[..at], &data[at + BETWEEN.len()..]),
        None => (data, data),
    };
    let publication = |bytes: &[u8]| snapshot(&BTreeMap::from([("a".to_owned(), bytes.to_vec())]));
    let (before, now) = (publication(old), publication(new));
    assert_eq!(read(old).is_ok(), before.len() == 1);
    assert_eq!(compare(&before, &before, &Redirects::default()), [], "a feed is like itself");
    let changes = compare(&before, &now, &Redirects::default());
    let told = |kind| {
        let all = changes.iter().flat_map(|feed| &feed.changes);
        all.filter(|change| change.kind == kind).count()
    };
    if let (Some(before), Some(now)) = (before.get("a"), now.get("a")) {
        let (kept, found) = (before.items.len() - told(Dropped), now.items.len() - told(New));
        assert_eq!(kept, found, "each entry is there before and now, or is told");
    }
    for item in before.values().flat_map(|feed| &feed.items) {
        drop(item.plain_text());
    }
});
