//! Any text → a name that is safe in a path, the same for each encoding of the text.
#![no_main]

use feedmill::model::slug;
use libfuzzer_sys::fuzz_target;
use unicode_normalization::UnicodeNormalization;

fuzz_target!(|text: &str| {
    let name = slug(text);
    assert!((1..=100).contains(&name.len()), "{name}");
    let is_safe = |word: &str| {
        let safe = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9');
        !word.is_empty() && word.bytes().all(safe)
    };
    assert!(name.split('-').all(is_safe), "{name}");
    assert_eq!(slug(&name), name, "a slug is its own slug");
    let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
    assert_eq!((slug(&composed), slug(&decomposed)), (name.clone(), name));
});
