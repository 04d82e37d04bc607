//! The words of a text, each as a hash that is fixed for ever: ledgers hold what comes of it.
//!
//! Every body of a site is read here in every build, so blocks of bytes are looked at at once, and
//! nothing asks of each letter whether its word goes on.

use std::mem;

use super::block::{BLOCK, bits, padded, places};

/// How many bytes of a word are hashed at once.
const GROUP: usize = 16;

/// Odd, with its bits everywhere: 2⁶⁴ divided by the golden ratio.
pub(super) const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The bit in which small letters of ASCII, and of Latin-1 in UTF-8, differ from capital ones.
const SMALL: u8 = 0x20;

/// Gives `take` the hash of each word: of letters and digits (Unicode's `Alphabetic` and `Numeric`,
/// and `×` and `÷`, which stand among Latin letters) with none between them that is something else.
pub(super) fn each(text: &str, mut take: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    // Whether a word goes on from the block before, and where it begins, or the next one does.
    let (mut before, mut begun) = (0, 0);
    each_block(text, |block, letters| {
        let behind = letters << 1 | before;
        before = letters >> (BLOCK - 1);
        let mut starts = places(letters & !behind).map(|at| block + at);
        if behind & 1 == 0 {
            begun = starts.next().unwrap_or(begun);
        }
        for end in places(behind & !letters) {
            take(hash(&bytes[begun..], block + end - begun));
            begun = starts.next().unwrap_or(begun);
        }
    });
}

/// The hash of the word of this length that `bytes` begin with: eight bytes at a time, least first,
/// each with the bit of small letters set, are the digits of a number to the base [`SPREAD`]. Zeros
/// make the last sixteen whole.
fn hash(mut bytes: &[u8], mut length: usize) -> u64 {
    let mut hash = 0_u64;
    loop {
        let group = u128::from_le_bytes(padded(bytes, 0)) | u128::from_le_bytes([SMALL; GROUP]);
        let missing = GROUP.saturating_sub(length);
        let group = (group & (u128::MAX >> (8 * missing))).to_le_bytes();
        for eight in group.as_chunks().0 {
            hash = hash.wrapping_mul(SPREAD).wrapping_add(u64::from_le_bytes(*eight));
        }
        if length <= GROUP {
            return hash;
        }
        bytes = &bytes[GROUP..];
        length -= GROUP;
    }
}

/// Gives `take` where each block begins, with a bit for each of its bytes, set where it belongs to a
/// word. The last block has a byte at least that does not.
fn each_block(text: &str, mut take: impl FnMut(usize, u64)) {
    let bytes = text.as_bytes();
    // The bytes of a block that belong to what began in the one before, and is no letter.
    let mut begun_before = 0;
    for start in (0..=bytes.len()).step_by(BLOCK) {
        let block: [u8; BLOCK] = padded(&bytes[start..], 0);
        let (mut ones, mut asked) = ([0; BLOCK], [0; BLOCK]);
        for ((one, ask), byte) in ones.iter_mut().zip(&mut asked).zip(block) {
            *one = is_letter(byte);
            *ask = begins_any(byte);
        }
        let mut others = mem::take(&mut begun_before);
        for at in places(bits(&asked)) {
            let letter = text[start + at..].chars().next();
            let other = letter.filter(|letter| !letter.is_alphanumeric());
            let other = (1_u64 << other.map_or(0, char::len_utf8)) - 1;
            others |= other << at;
            begun_before |= other >> 1 >> (BLOCK - 1 - at);
        }
        take(start, bits(&ones) & !others);
    }
}

/// 1 for letters and digits of ASCII, and for all beyond it; a number, so that the compiler looks
/// at many bytes at once.
const fn is_letter(byte: u8) -> u8 {
    let is_letter = (byte | SMALL).wrapping_sub(b'a') < 26;
    is_letter as u8 | (byte.wrapping_sub(b'0') < 10) as u8 | byte >> 7
}

/// 1 for the first byte in UTF-8 of what may be no letter: all but U+00C0 to U+023F.
const fn begins_any(byte: u8) -> u8 {
    (byte == 0xC2) as u8 | (byte > 0xC8) as u8
}
