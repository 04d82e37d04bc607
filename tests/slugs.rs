//! Slugs of titles and terms.

use feedmill::model::slug;
use proptest::prelude::*;

#[test]
fn letters_lose_their_accents() {
    assert_eq!(slug("Actualité"), "actualite");
    assert_eq!(slug("Sécurité & vie privée"), "securite-vie-privee");
    assert_eq!(slug("L’œuvre : « où ça ? »"), "l-oeuvre-ou-ca");
    assert_eq!(slug("Straße nach Ærø"), "strasse-nach-aero");
    assert_eq!(slug("Open Data"), slug("open data"));
}

#[test]
fn the_encoding_of_an_accent_does_not_matter() {
    assert_eq!(slug("Actualite\u{301}"), "actualite");
    assert_eq!(slug("が"), slug("か\u{3099}"));
    assert_eq!(slug("x\u{301}y"), "xy");
}

#[test]
fn names_that_marks_tell_apart() {
    let names =
        ["C", "C++", "C#", "F#", "C++17", ".NET", "ASP.NET", "Node.js", "Google+", "a+b", "#tag"];
    let slugs = names.map(slug);
    assert_eq!(
        slugs,
        [
            "c",
            "c-plus-plus",
            "c-sharp",
            "f-sharp",
            "c-plus-plus-17",
            "dot-net",
            "asp-net",
            "node-js",
            "google-plus",
            "a-b",
            "tag"
        ]
    );
    assert_eq!(slug("C♯"), "c-sharp");
    assert_eq!(slug("C++ / C#"), "c-plus-plus-c-sharp");
}

#[test]
fn other_scripts_are_spelled_in_latin_letters() {
    assert_eq!(slug("北京"), "bei-jing");
    assert_eq!(slug("Привет, мир"), "privet-mir");
    assert_eq!(slug("🚀 Lancement"), "rocket-lancement");
}

#[test]
fn what_cannot_be_told_is_a_hash() {
    // The first digits that `b3sum` prints for these bytes.
    assert_eq!(slug(""), "t-af1349b9");
    for text in ["..", ".", "/", "../../", "\\", "!?", "—", "\0", "\u{301}"] {
        let slug = slug(text);
        assert!(slug.len() == 10 && slug.starts_with("t-"), "{text:?}: {slug}");
    }
    assert_ne!(slug("!"), slug("?"));
    assert_ne!(slug("."), slug(".."));
}

#[test]
fn a_slug_never_leaves_its_folder() {
    assert_eq!(slug("../../etc/passwd"), "etc-passwd");
    assert_eq!(slug("a/b"), "a-b");
    assert_eq!(slug("C:\\temp"), "c-temp");
}

#[test]
fn names_that_windows_keeps() {
    assert_eq!(slug("CON"), "t-con");
    assert_eq!(slug("nul"), "t-nul");
    assert_eq!(slug("lpt1"), "t-lpt1");
    assert_eq!(slug("contact"), "contact");
}

#[test]
fn long_texts_are_cut_between_words() {
    let long = "une administration ".repeat(20);
    let cut = slug(&long);
    assert!(cut.len() <= 100, "{cut}");
    assert!(cut.starts_with("une-administration-une-"), "{cut}");
    let (head, hash) = cut.rsplit_once('-').unwrap();
    assert!(head.ends_with("-une") || head.ends_with("-administration"), "{cut}");
    assert_eq!(hash.len(), 8);
    assert_ne!(cut, slug(&format!("{long} encore")));
    assert_eq!(slug(&"a".repeat(5000)).len(), 100);
}

proptest! {
    #[test]
    fn every_slug_is_safe_and_stays_itself(text in "\\PC{0,80}") {
        let slug_of_text = slug(&text);
        prop_assert!((1..=100).contains(&slug_of_text.len()));
        prop_assert!(slug_of_text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'))
        }), "{slug_of_text}");
        prop_assert_eq!(slug(&slug_of_text), slug_of_text);
    }

    #[test]
    fn composed_and_decomposed_texts_have_one_slug(text in "[a-zA-Zà-ỹ가-힣ぁ-ヾ +#.]{0,40}") {
        use unicode_normalization::UnicodeNormalization as _;
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(slug(&composed), slug(&decomposed));
    }
}
