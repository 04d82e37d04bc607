//! A text in a few hexadecimal digits, of which two alike texts share many.
//!
//! `MinHash` by one permutation (Li, Owen and Zhang, 2012), four bits a slot: each piece of the text
//! falls into one slot, and a slot keeps its smallest hash. How many slots agree estimates the
//! share of pieces that two texts have in common (Jaccard). The hash is fixed for ever: ledgers
//! hold its digits.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::words::{self, SPREAD};

/// Of a title: groups of three letters.
pub type TitleFingerprint = Fingerprint<8>;

/// Of a body: groups of three words, so that markup and the order of paragraphs hardly count.
pub type BodyFingerprint = Fingerprint<16>;

/// A text in twice as many hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint<const BYTES: usize>([u8; BYTES]);

/// How many values a slot can have: as many as one digit.
const VALUES: usize = 16;

/// How many letters or words make a piece.
const PIECE: usize = 3;

impl TitleFingerprint {
    /// That of a title; nothing if it has neither letter nor digit.
    #[must_use]
    pub fn of_title(title: &str) -> Option<Self> {
        let mut pieces = Pieces::default();
        for letter in title.chars().filter(|letter| letter.is_alphanumeric()) {
            if letter.is_ascii() {
                pieces.push(letter.to_ascii_lowercase().into());
            } else {
                letter.to_lowercase().for_each(|letter| pieces.push(letter.into()));
            }
        }
        pieces.fingerprint()
    }
}

impl BodyFingerprint {
    /// That of a body; nothing if it has no word.
    #[must_use]
    pub fn of_body(body: &str) -> Option<Self> {
        let mut pieces = Pieces::default();
        words::each(body, |word| pieces.push(word));
        pieces.fingerprint()
    }
}

/// The smallest hash of each slot, while the letters or words of a text come one after another.
struct Pieces<const BYTES: usize> {
    /// Two slots to a byte of the fingerprint.
    smallest: [[u64; 2]; BYTES],
    /// The last two that came.
    recent: [u64; PIECE - 1],
    count: usize,
}

impl<const BYTES: usize> Default for Pieces<BYTES> {
    fn default() -> Self {
        Self { smallest: [[u64::MAX; 2]; BYTES], recent: [0; PIECE - 1], count: 0 }
    }
}

impl<const BYTES: usize> Pieces<BYTES> {
    fn push(&mut self, atom: u64) {
        let [first, second] = self.recent;
        if self.count >= self.recent.len() {
            self.piece(&[first, second, atom]);
        }
        self.recent = [second, atom];
        self.count += 1;
    }

    fn piece(&mut self, atoms: &[u64]) {
        let number = |number: u64, atom: &u64| number.wrapping_mul(SPREAD).wrapping_add(*atom);
        let number = atoms.iter().fold(0, number);
        // The highest bits say the slot: of a product they hang on all others.
        let hash = (number ^ (number >> 32)).wrapping_mul(MIXER);
        let slots = self.smallest.as_flattened_mut();
        let slot = usize::try_from(((hash >> 32) * slots.len() as u64) >> 32).unwrap_or_default();
        slots[slot] = slots[slot].min(hash);
    }

    fn fingerprint(mut self) -> Option<Fingerprint<BYTES>> {
        let [first, second] = self.recent;
        match self.count {
            0 => return None,
            1 => self.piece(&[second]),
            2 => self.piece(&[first, second]),
            _ => {}
        }
        let slots = self.smallest.as_flattened();
        let digit = |slot: usize| {
            // A short text leaves slots empty: each borrows from the next that is not.
            let lenders = slots[slot..].iter().chain(slots);
            let lent = lenders.copied().find(|smallest| *smallest != u64::MAX)?;
            Some((mixed(lent.wrapping_add(slot as u64)) >> 60).to_le_bytes()[0])
        };
        let mut bytes = [0; BYTES];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = digit(2 * at)? << 4 | digit(2 * at + 1)?;
        }
        Some(Fingerprint(bytes))
    }
}

impl<const BYTES: usize> Fingerprint<BYTES> {
    /// How alike the two texts are, from 0 to 100.
    #[must_use]
    pub fn likeness(self, other: Self) -> u8 {
        let agreeing = self.values().zip(other.values()).filter(|(own, other)| own == other);
        let (agreeing, slots) = (agreeing.count(), 2 * BYTES);
        // Unrelated texts agree by chance in one slot of sixteen.
        let share = (agreeing * VALUES).saturating_sub(slots) * 100 / ((VALUES - 1) * slots);
        u8::try_from(share).unwrap_or(100)
    }

    fn values(self) -> impl Iterator<Item = u8> {
        self.0.into_iter().flat_map(|byte| [byte >> 4, byte & 0xf])
    }

    /// Its digits.
    pub fn digits(self) -> impl Iterator<Item = char> {
        self.values().map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
    }

    /// The digits in groups of four, two to a byte: texts that share a group are worth comparing.
    pub fn groups(self) -> impl Iterator<Item = (usize, [u8; 2])> {
        let bytes = self.0;
        (0..BYTES / 2).map(move |at| (at, [bytes[2 * at], bytes[2 * at + 1]]))
    }
}

/// A hash of bytes, fixed for ever, that tells them from all others but by chance.
#[must_use]
pub fn digest(bytes: &[u8]) -> u64 {
    let step = |hash: u64, next: u64| (hash.rotate_left(29) ^ next).wrapping_mul(SPREAD);
    let (eights, rest) = bytes.as_chunks();
    let hash =
        eights.iter().fold(bytes.len() as u64, |hash, next| step(hash, u64::from_le_bytes(*next)));
    let last = rest.iter().rev().fold(0, |last, byte| last << 8 | u64::from(*byte));
    mixed(step(hash, last))
}

/// The first multiplier of `SplitMix64`.
const MIXER: u64 = 0xbf58_476d_1ce4_e5b9;

/// The finaliser of `SplitMix64`, which spreads every bit over all of them.
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(SPREAD);
    let value = (value ^ (value >> 30)).wrapping_mul(MIXER);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl<const BYTES: usize> fmt::Display for Fingerprint<BYTES> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits().try_for_each(|digit| formatter.write_char(digit))
    }
}

impl<const BYTES: usize> FromStr for Fingerprint<BYTES> {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (digits, []) = text.as_bytes().as_chunks() else { return Err(()) };
        if digits.len() != BYTES {
            return Err(());
        }
        let value = |digit: u8| char::from(digit).to_digit(16).map(|value| value.to_le_bytes()[0]);
        let mut bytes = [0; BYTES];
        for (byte, [high, low]) in bytes.iter_mut().zip(digits) {
            *byte = value(*high).ok_or(())? << 4 | value(*low).ok_or(())?;
        }
        Ok(Self(bytes))
    }
}
