//! Whatever an author types comes out of each format as it was typed, or is reported.

use std::fmt::Write as _;

use feedmill::problem::Code;
use proptest::prelude::*;

use crate::support::Site;

/// A word of any characters but white space and those that HTML gives a meaning.
fn word() -> impl Strategy<Value = String> {
    let any = proptest::char::any().prop_filter("white space or markup", |character| {
        !character.is_whitespace() && !"<&".contains(*character)
    });
    let telling = prop::sample::select(vec![
        '\0', '\u{B}', '\u{FFFE}', '\u{FFFF}', '\u{202E}', '\u{301}', 'é', '👩', '\u{200D}', '"',
        '\'', '>', ']', '\\', '#', ':', '{', '%', '\u{2028}', '\u{FEFF}', '\u{85}', '\u{1F}',
        '\u{7F}', '\u{80}', '\u{81}', '\u{92}', '\u{9F}',
    ])
    .prop_filter("white space", |character| !character.is_whitespace());
    prop::collection::vec(prop_oneof![any, telling], 1..8).prop_map(String::from_iter)
}

/// What XML 1.0, section 2.2, lets through, with U+0080 to U+009F as the table of HTML, section
/// 13.2.5.80, has them; it has nothing for five of these.
fn carried(text: &str) -> String {
    const MEANT: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
    let shown = |character| match character as u32 {
        number @ 0x80..=0x9F => {
            MEANT.chars().nth(number as usize - 0x80).filter(|&meant| meant != '\0')
        }
        0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x10000..=0x10_FFFF => Some(character),
        _ => None,
    };
    text.chars().filter_map(shown).collect()
}

/// A double-quoted scalar of YAML 1.2, section 7.3.1, with every character escaped.
fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for character in text.chars() {
        write!(quoted, "\\U{:08X}", character as u32).unwrap();
    }
    quoted + "\""
}

fn titles_and_labels(site: &Site, feed: &str) -> Vec<String> {
    let feed = feed_rs::parser::parse(site.text(feed).as_bytes()).unwrap();
    let entry = &feed.entries[0];
    let term = &entry.categories[0];
    let label = term.label.as_ref().unwrap_or(&term.term);
    vec![entry.title.as_ref().unwrap().content.clone(), label.clone()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_title_and_any_tag_survive_the_three_formats(
        title in prop::collection::vec(word(), 1..4).prop_map(|words| words.join(" ")),
        tag in word(),
    ) {
        prop_assume!(!carried(&title).trim().is_empty() && !carried(&tag).trim().is_empty());
        prop_assume!(!carried(&title).split(' ').any(str::is_empty));
        let site = Site::new().file(
            "content/a.md",
            format!("---\ntitle: {}\ndate: 2024-06-27\ntags: [{}]\n---\n", quoted(&title), quoted(&tag)),
        );
        let build = site.build().unwrap();
        let expected = vec![carried(&title), carried(&tag)];
        for feed in ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"] {
            prop_assert_eq!(titles_and_labels(&site, feed), expected.clone(), "{}", feed);
        }
        let reported = build.publication.problems.iter().any(|problem| problem.code == Code::ControlCharacter);
        prop_assert_eq!(reported, [title, tag].concat() != expected.concat());
    }
}
