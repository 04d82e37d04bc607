//! Text that XML can carry, and texts with some of their characters replaced.

use std::borrow::Cow;

use super::block::{self, bits, padded, places};

/// How many bytes are looked at before asking whether one needs care.
const BLOCK: usize = 256;

/// The text without the characters that XML 1.0 cannot carry, and with LF as its only line ending.
///
/// XML 1.0, section 2.2, production `Char`; section 2.11 for line ends. The second value counts
/// the characters removed; a line ending changed is not counted.
#[must_use]
pub fn strip_non_xml(text: &str) -> (Cow<'_, str>, usize) {
    let Some(first) = first_to_change(text) else { return (Cow::Borrowed(text), 0) };
    let mut removed = 0;
    let mut kept = String::with_capacity(text.len());
    let (before, rest) = text.split_at(first);
    kept.push_str(before);
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => kept.push('\n'),
            _ if is_xml_char(character) => kept.push(character),
            _ => removed += 1,
        }
    }
    (Cow::Owned(kept), removed)
}

/// The text as readers are to see it: as [`strip_non_xml`] gives it, and with the characters of
/// windows-1252 for U+0080 to U+009F, as HTML reads their numbers (HTML, section 13.2.5.80). The second
/// value counts the characters removed, the third those replaced.
#[must_use]
pub fn legible(text: &str) -> (Cow<'_, str>, usize, usize) {
    let (text, mut removed) = strip_non_xml(text);
    // In UTF-8 they are 0xC2 with a byte below 0xA0 behind it.
    let bytes = text.as_bytes();
    let is_control = |at: usize| bytes.get(at + 1).is_some_and(|byte| *byte < 0xA0);
    if !memchr::memchr_iter(0xC2, bytes).any(is_control) {
        return (text, removed, 0);
    }
    let mut replaced = 0;
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{80}'..='\u{9F}' => match WINDOWS_1252[character as usize - 0x80] {
                '\0' => removed += 1,
                meant => {
                    replaced += 1;
                    kept.push(meant);
                }
            },
            character => kept.push(character),
        }
    }
    (Cow::Owned(kept), removed, replaced)
}

/// What windows-1252 has from 0x80 to 0x9F; U+0000 where it has nothing.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Where the first character is that does not stay as it is.
fn first_to_change(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let changes = |at: &usize| match bytes[*at..] {
        [0xEF, 0xBF, third, ..] => third >= 0xBE,
        [0xEF, ..] | [] => false,
        [byte, ..] => may_change(byte),
    };
    // Whole blocks without a way out of them, so that the compiler looks at many bytes at once.
    let blocks = bytes.chunks(BLOCK).enumerate();
    blocks
        .filter(|(_, block)| block.iter().fold(false, |found, byte| found | may_change(*byte)))
        .find_map(|(at, block)| (at * BLOCK..at * BLOCK + block.len()).find(changes))
}

/// Control characters, and the first byte of U+FFFE and U+FFFF.
const fn may_change(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t' && byte != b'\n') || byte == 0xEF
}

const fn is_xml_char(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Adds `text` to `out`; `replace` writes what stands for those of its bytes that are special, all of
/// them ASCII and none a space. `is_special` is 1 for those, and 0 for others: numbers without a way
/// out of their computation let the compiler look at many bytes at once.
pub fn push_replacing(
    out: &mut String,
    text: &str,
    is_special: impl Fn(u8) -> u8,
    replace: impl Fn(&mut String, u8),
) {
    let bytes = text.as_bytes();
    let mut plain = 0;
    for start in (0..bytes.len()).step_by(block::BLOCK) {
        let block: [u8; block::BLOCK] = padded(&bytes[start..], b' ');
        let mut ones = [0; block::BLOCK];
        for (one, byte) in ones.iter_mut().zip(block) {
            *one = is_special(byte);
        }
        for at in places(bits(&ones)) {
            let at = start + at;
            out.push_str(&text[plain..at]);
            replace(out, bytes[at]);
            plain = at + 1;
        }
    }
    out.push_str(&text[plain..]);
}
