//! Text in blocks of bytes that are looked at at once, where a look at each would take longer.

/// How many bytes a block has: as many as a number has bits.
pub(super) const BLOCK: usize = 64;

/// The first bytes, with `missing` where there are too few.
pub(super) fn padded<const COUNT: usize>(bytes: &[u8], missing: u8) -> [u8; COUNT] {
    bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [missing; COUNT];
        padded[..bytes.len()].copy_from_slice(bytes);
        padded
    })
}

/// A bit for each 1, the first one lowest.
pub(super) fn bits(ones: &[u8; BLOCK]) -> u64 {
    // The product moves the lowest bit of each of eight bytes into the highest byte.
    let of_eight = |eight: &[u8; 8]| {
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> (BLOCK - 8)
    };
    ones.as_chunks().0.iter().rev().fold(0, |bits, eight| bits << 8 | of_eight(eight))
}

/// The place of each bit that is set, lowest first.
pub(super) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}
