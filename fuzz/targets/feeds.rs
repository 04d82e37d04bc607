//! Feeds of anybody → what subscribers will see. A line of four dashes parts the old from the new.
#![no_main]

use std::collections::BTreeMap;

use feedmill::compare::{compare, read, snapshot};
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
    assert_eq!(compare(&before, &before), [], "a feed is like itself");
    compare(&before, &now);
    for item in before.values().flat_map(|feed| &feed.items) {
        item.plain_text();
    }
});
