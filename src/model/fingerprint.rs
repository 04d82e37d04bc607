//! A text in a few hexadecimal digits, of which two alike texts share many.
//!
//! MinHash by one permutation (Li, Owen and Zhang, 2012), four bits a slot: each piece of the text
//! falls into one slot, and a slot keeps its smallest hash. How many slots agree estimates the
//! share of pieces that two texts have in common (Jaccard). The hash is fixed for ever: ledgers
//! hold its digits.

use std::fmt;
use std::str::FromStr;

/// Of a title: groups of three letters.
pub type TitleFingerprint = Fingerprint<16>;

/// Of a body: groups of three words, so that markup and the order of paragraphs hardly count.
pub type BodyFingerprint = Fingerprint<32>;

/// A text in as many hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint<const SLOTS: usize>([u8; SLOTS]);

/// How many values a slot can have: as many as one digit.
const VALUES: usize = 16;

/// How many letters or words make a piece.
const PIECE: usize = 3;

impl TitleFingerprint {
    /// That of a title; nothing if it has neither letter nor digit.
    #[must_use]
    pub fn of_title(title: &str) -> Option<Self> {
        let letters: Vec<u64> = title
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .map(u64::from)
            .collect();
        Self::of_pieces(&letters)
    }
}

impl BodyFingerprint {
    /// That of a body; nothing if it has no word.
    #[must_use]
    pub fn of_body(body: &str) -> Option<Self> {
        let words: Vec<u64> = body
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(hash_of_word)
            .collect();
        Self::of_pieces(&words)
    }
}

impl<const SLOTS: usize> Fingerprint<SLOTS> {
    fn of_pieces(atoms: &[u64]) -> Option<Self> {
        let mut smallest = [u64::MAX; SLOTS];
        for piece in atoms.windows(PIECE.min(atoms.len()).max(1)) {
            let hash = piece.iter().fold(0, |hash, atom| mixed(hash ^ atom));
            let slot = usize::try_from(hash % SLOTS as u64).unwrap_or_default();
            smallest[slot] = smallest[slot].min(hash);
        }
        let filled = |slot: usize| smallest[slot % SLOTS] != u64::MAX;
        let mut digits = [0; SLOTS];
        for (slot, digit) in digits.iter_mut().enumerate() {
            // A short text leaves slots empty: each borrows from the next that is not.
            let lender = (slot..slot + SLOTS).find(|slot| filled(*slot))?;
            let value = mixed(smallest[lender % SLOTS].wrapping_add(slot as u64));
            *digit = (value >> 60).to_le_bytes()[0];
        }
        Some(Self(digits))
    }

    /// How alike the two texts are, from 0 to 100.
    #[must_use]
    pub fn likeness(self, other: Self) -> usize {
        let agreeing = self.0.iter().zip(other.0).filter(|(own, other)| **own == *other).count();
        // Unrelated texts agree by chance in one slot of sixteen.
        (agreeing * VALUES).saturating_sub(SLOTS) * 100 / ((VALUES - 1) * SLOTS)
    }

    /// The digits in groups of four: texts that share a group are worth comparing.
    pub fn groups(self) -> impl Iterator<Item = (usize, [u8; 4])> {
        let (groups, _) = self.0.as_chunks::<4>();
        groups.to_vec().into_iter().enumerate()
    }
}

/// FNV-1a, in which small and capital letters of ASCII are one.
fn hash_of_word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finaliser of `SplitMix64`, which spreads every bit over all of them.
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl<const SLOTS: usize> fmt::Display for Fingerprint<SLOTS> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(formatter, "{digit:x}"))
    }
}

impl<const SLOTS: usize> FromStr for Fingerprint<SLOTS> {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut digits = [0; SLOTS];
        if text.len() != SLOTS {
            return Err(());
        }
        for (digit, letter) in digits.iter_mut().zip(text.chars()) {
            *digit = letter.to_digit(16).ok_or(())?.to_le_bytes()[0];
        }
        Ok(Self(digits))
    }
}
