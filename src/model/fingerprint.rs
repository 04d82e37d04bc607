//! A text in a few hexadecimal digits, of which two alike texts share many.
//!
//! `MinHash` by one permutation (Li, Owen and Zhang, 2012), four bits a slot: each piece of the text
//! falls into one slot, and a slot keeps its smallest hash. How many slots agree estimates the
//! share of pieces that two texts have in common (Jaccard). The hash is fixed for ever: ledgers
//! hold its digits.

use std::fmt::{self, Write as _};
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
        let bytes = body.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (mut hash, start) = (FNV_BASIS, at);
            while let Some(&byte) = bytes.get(at) {
                let folded = FOLDED[usize::from(byte)];
                if folded != 0 {
                    hash = with_byte(hash, folded);
                    at += 1;
                    continue;
                }
                let other = body[at..].chars().next().filter(|letter| letter.is_alphanumeric());
                let Some(letter) = other else { break };
                let end = at + letter.len_utf8();
                hash = bytes[at..end].iter().fold(hash, |hash, byte| with_byte(hash, *byte));
                at = end;
            }
            if at > start {
                pieces.push(hash);
            }
            at += body[at..].chars().next().map_or(0, char::len_utf8);
        }
        pieces.fingerprint()
    }
}

/// The smallest hash of each slot, while the letters or words of a text come one after another.
struct Pieces<const SLOTS: usize> {
    smallest: [u64; SLOTS],
    /// The last two that came.
    recent: [u64; PIECE - 1],
    count: usize,
}

impl<const SLOTS: usize> Default for Pieces<SLOTS> {
    fn default() -> Self {
        Self { smallest: [u64::MAX; SLOTS], recent: [0; PIECE - 1], count: 0 }
    }
}

impl<const SLOTS: usize> Pieces<SLOTS> {
    fn push(&mut self, atom: u64) {
        let [first, second] = self.recent;
        if self.count >= self.recent.len() {
            self.piece(&[first, second, atom]);
        }
        self.recent = [second, atom];
        self.count += 1;
    }

    fn piece(&mut self, atoms: &[u64]) {
        let hash = atoms.iter().fold(0, |hash, atom| mixed(hash ^ atom));
        let slot = usize::try_from(hash % SLOTS as u64).unwrap_or_default();
        self.smallest[slot] = self.smallest[slot].min(hash);
    }

    fn fingerprint(mut self) -> Option<Fingerprint<SLOTS>> {
        let [first, second] = self.recent;
        match self.count {
            0 => return None,
            1 => self.piece(&[second]),
            2 => self.piece(&[first, second]),
            _ => {}
        }
        let filled = |slot: usize| self.smallest[slot % SLOTS] != u64::MAX;
        let mut digits = [0; SLOTS];
        for (slot, digit) in digits.iter_mut().enumerate() {
            // A short text leaves slots empty: each borrows from the next that is not.
            let lender = (slot..slot + SLOTS).find(|slot| filled(*slot))?;
            let value = mixed(self.smallest[lender % SLOTS].wrapping_add(slot as u64));
            *digit = (value >> 60).to_le_bytes()[0];
        }
        Some(Fingerprint(digits))
    }
}

impl<const SLOTS: usize> Fingerprint<SLOTS> {
    /// How alike the two texts are, from 0 to 100.
    #[must_use]
    pub fn likeness(self, other: Self) -> usize {
        let agreeing = self.0.iter().zip(other.0).filter(|(own, other)| **own == *other).count();
        // Unrelated texts agree by chance in one slot of sixteen.
        (agreeing * VALUES).saturating_sub(SLOTS) * 100 / ((VALUES - 1) * SLOTS)
    }

    /// Its digits.
    pub fn digits(self) -> impl Iterator<Item = char> {
        self.0.into_iter().map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
    }

    /// The digits in groups of four: texts that share a group are worth comparing.
    pub fn groups(self) -> impl Iterator<Item = (usize, [u8; 4])> {
        let digits = self.0;
        let group = move |at: usize| std::array::from_fn(|digit| digits[4 * at + digit]);
        (0..SLOTS / 4).map(move |at| (at, group(at)))
    }
}

/// Where FNV-1a begins.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a.
const fn with_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The letters of ASCII, all of them small, and its digits; 0 for every other byte.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// The finaliser of `SplitMix64`, which spreads every bit over all of them.
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl<const SLOTS: usize> fmt::Display for Fingerprint<SLOTS> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits().try_for_each(|digit| formatter.write_char(digit))
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
