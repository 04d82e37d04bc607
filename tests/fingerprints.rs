//! The digits by which the ledger knows titles and bodies, told by another implementation of
//! `MinHash`. Ledgers hold them, so they never change.

use feedmill::model::{BodyFingerprint, TitleFingerprint};
use proptest::prelude::*;

#[test]
fn digits_are_those_of_another_implementation() {
    for (text, title, body) in [
        ("Le", "e3a82147140b4a6c", "96bfb2d3f009ab79b5606664628f0f2c"),
        ("Le cloud", "7a19c81d135e5a1f", "212e641f7f1c42134c160cff3659adae"),
        (
            "Le Cloud public, un succès : 3 ministères racontent",
            "22c20d61e3bec0c5",
            "c54ebd6942b1629734e75c9698a0aa62",
        ),
        ("été – ÉTÉ – 北京 – straße", "2e8428e1c5e88153", "738a816e0d863ef40e0f76566c27bf14"),
        (
            "« L’État »\u{a0}: 3×4, l’administration anticonstitutionnellement numérisée… et ¼ ² — \
             fin d’une phrase plus longue que soixante-quatre octets",
            "1094f39dcf967926",
            "bb2c5a985d68fa8648f7f82a2c165b23",
        ),
    ] {
        assert_eq!(TitleFingerprint::of_title(text).unwrap().to_string(), title, "{text}");
        assert_eq!(BodyFingerprint::of_body(text).unwrap().to_string(), body, "{text}");
    }
    assert_eq!(TitleFingerprint::of_title("…"), None);
    assert_eq!(BodyFingerprint::of_body("…"), None);
}

proptest! {
    #[test]
    fn what_stands_between_the_words_of_a_body_counts_for_nothing(text in "([a-zé×’. 京]|\\PC){0,200}") {
        let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '×' | '÷');
        let words: Vec<&str> =
            text.split(|letter| !is_letter(letter)).filter(|word| !word.is_empty()).collect();
        prop_assert_eq!(BodyFingerprint::of_body(&text), BodyFingerprint::of_body(&words.join(" ")));
    }
}
