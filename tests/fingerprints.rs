//! The digits by which the ledger knows titles and bodies, told by another implementation of
//! `MinHash`. Ledgers hold them, so they never change.

use feedmill::model::{BodyFingerprint, TitleFingerprint};

#[test]
fn digits_are_those_of_another_implementation() {
    for (text, title, body) in [
        ("Le", "e3a82147140b4a6c", "bf999ce7d3b0bc2ffb311f60595cda82"),
        ("Le cloud", "7a19c81d135e5a1f", "196efd079bcb6032570b1f500296c3af"),
        (
            "Le Cloud public, un succès : 3 ministères racontent",
            "22c20d61e3bec0c5",
            "25ac31090651eb3ae4615d800273a542",
        ),
        ("été – ÉTÉ – 北京 – straße", "2e8428e1c5e88153", "d7ccc9f759f40f3ca24f4568ef6862b1"),
    ] {
        assert_eq!(TitleFingerprint::of_title(text).unwrap().to_string(), title, "{text}");
        assert_eq!(BodyFingerprint::of_body(text).unwrap().to_string(), body, "{text}");
    }
    assert_eq!(TitleFingerprint::of_title("…"), None);
    assert_eq!(BodyFingerprint::of_body("…"), None);
}
