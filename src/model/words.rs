//! The words of a text, each as a hash that is fixed for ever: ledgers hold what comes of it.
//!
//! Every body of a site is read here in every build, so blocks of bytes are looked at at once, and
//! nothing asks of each letter whether its word goes on.

/// How many bytes are looked at at once: each has a bit.
pub(super) const BLOCK: usize = 64;

/// How many bytes of a word are hashed at once.
const GROUP: usize = 16;

/// The bit in which small letters of ASCII, and of Latin-1 in UTF-8, differ from capital ones.
const SMALL: u8 = 0x20;

/// Gives `take` the hash of each word: of letters and digits (Unicode's `Alphabetic` and `Numeric`,
/// and `×` and `÷`, which stand among Latin letters) with none between them that is something else.
pub(super) fn each(text: &str, mut take: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let (mut begun, mut before) = (None, 0);
    for (number, letters) in letters(text).into_iter().enumerate() {
        // A bit where a word begins, and one behind its end.
        let mut edges = letters ^ (letters << 1 | before);
        before = letters >> (BLOCK - 1);
        while edges != 0 {
            let at = number * BLOCK + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            begun = match begun {
                None => Some(at),
                Some(start) => {
                    take(hash(&bytes[start..], at - start));
                    None
                }
            };
        }
    }
}

/// The hash of the word of this length that `bytes` begin with: FNV-1a, but of eight bytes at a
/// time, least first, each with the bit of small letters set. Zeros make the last sixteen whole.
fn hash(bytes: &[u8], length: usize) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for start in (0..length).step_by(GROUP) {
        let group =
            u128::from_le_bytes(padded(&bytes[start..], 0)) | u128::from_le_bytes([SMALL; GROUP]);
        let missing = GROUP.saturating_sub(length - start);
        let group = (group & (u128::MAX >> (8 * missing))).to_le_bytes();
        for eight in group.as_chunks().0 {
            hash = (hash ^ u64::from_le_bytes(*eight)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// The first bytes, with `missing` where there are too few.
pub(super) fn padded<const COUNT: usize>(bytes: &[u8], missing: u8) -> [u8; COUNT] {
    bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [missing; COUNT];
        padded[..bytes.len()].copy_from_slice(bytes);
        padded
    })
}

/// A bit for each byte of `text`, set where it belongs to a word; and some more that are not.
fn letters(text: &str) -> Vec<u64> {
    let bytes = text.as_bytes();
    let mut letters = Vec::with_capacity(bytes.len() / BLOCK + 1);
    let mut to_ask = Vec::new();
    for start in (0..=bytes.len()).step_by(BLOCK) {
        let block: [u8; BLOCK] = padded(&bytes[start..], 0);
        let (mut ones, mut any) = ([0; BLOCK], 0);
        for (one, byte) in ones.iter_mut().zip(block) {
            *one = is_letter(byte);
            any |= begins_any(byte);
        }
        letters.push(bits(&ones));
        if any != 0 {
            to_ask.push(start);
        }
    }
    for block in to_ask {
        let starts =
            (block..bytes.len().min(block + BLOCK)).filter(|at| begins_any(bytes[*at]) != 0);
        for at in starts {
            let other = text[at..].chars().next().filter(|letter| !letter.is_alphanumeric());
            for at in at..at + other.map_or(0, char::len_utf8) {
                letters[at / BLOCK] &= !(1 << (at % BLOCK));
            }
        }
    }
    letters
}

/// 1 for letters and digits of ASCII, and for all beyond it; a number, so that the compiler looks
/// at many bytes at once.
const fn is_letter(byte: u8) -> u8 {
    let is_letter = (byte | SMALL).wrapping_sub(b'a') < 26;
    is_letter as u8 | (byte.wrapping_sub(b'0') < 10) as u8 | byte >> 7
}

/// 1 for the first byte in UTF-8 of what may be something else: all but U+00C0 to U+023F.
const fn begins_any(byte: u8) -> u8 {
    (byte == 0xC2) as u8 | (byte > 0xC8) as u8
}

/// A bit for each 1, the first one lowest.
pub(super) fn bits(ones: &[u8; BLOCK]) -> u64 {
    // The product moves the lowest bit of each of eight bytes into the highest byte.
    let of_eight = |eight: &[u8; 8]| {
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> (BLOCK - 8)
    };
    ones.as_chunks().0.iter().rev().fold(0, |bits, eight| bits << 8 | of_eight(eight))
}
