//! The digits by which the ledger knows titles and bodies, told by another implementation of
//! `MinHash`. Ledgers hold them, so they never change.

use feedmill::model::{BodyFingerprint, TitleFingerprint};
use proptest::prelude::*;

#[test]
fn digits_are_those_of_another_implementation() {
    for (text, title, body) in [
        ("Le", "aa20b2e4b9d595d3", "36a6e96b1edc1c4012b33c7928de4801"),
        ("Le cloud", "1ee70cc62444dbc8", "2f1ee01434974c476350f3a4ec84e2f8"),
        (
            "Le Cloud public, un succès : 3 ministères racontent",
            "58276b1724f435c3",
            "dff4763488c9848ce35b71741fc1b9d8",
        ),
        ("été – ÉTÉ – 北京 – straße", "a408386383d56859", "dc90aaaeb78cbe45bb87b0ab49bc6974"),
        (
            "« L’État »\u{a0}: 3×4, l’administration anticonstitutionnellement numérisée… et ¼ ² — \
             fin d’une phrase plus longue que soixante-quatre octets",
            "2ae0cb6604396246",
            "5e7b1a2bb76cdbd73843f618935ebdbd",
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
