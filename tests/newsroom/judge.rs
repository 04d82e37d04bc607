//! How sure one can be that two texts are one article, reckoned from the whole texts by the weights
//! of docs/identity.md. It shares nothing with the tool, which has but fingerprints of them.

use std::collections::BTreeSet;

use super::desk::Piece;

/// How far off a likeness may be that is estimated from a fingerprint.
const ALLOWANCE: usize = 25;

/// Whether the documentation promises that `now` is taken for what was published as `before`.
/// `alone`: no other article has their instant.
pub(super) fn is_plain(before: &Piece, now: &Piece, alone: bool) -> bool {
    let instant = before.minute == now.minute;
    let title = alike(&letters(before), &letters(now));
    let body = alike(&words(before), &words(now));
    let score = usize::from(instant) * 30 + title * 30 / 100 + body * 40 / 100;
    score >= 65 + ALLOWANCE || (alone && instant && body >= 50 + ALLOWANCE)
}

fn letters(piece: &Piece) -> Vec<char> {
    piece.title.concat().chars().collect()
}

fn words(piece: &Piece) -> Vec<&str> {
    piece.words.iter().copied().chain([piece.mark.as_str()]).collect()
}

/// The share of groups of three that two texts have in common, of 100.
fn alike<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (one, other): (BTreeSet<_>, BTreeSet<_>) =
        (one.windows(3).collect(), other.windows(3).collect());
    one.intersection(&other).count() * 100 / one.union(&other).count().max(1)
}
