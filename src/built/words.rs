//! Sequences of words, by which two texts are compared.

use std::collections::BTreeSet;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

/// How many words make a sequence.
const LENGTH: usize = 3;

/// Every sequence of three words of a text, without regard to case and to what stands between words.
#[derive(Debug, Default)]
pub struct Sequences(BTreeSet<u64>);

impl Sequences {
    /// The sequences of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(sequences(text).collect())
    }

    /// True if the text has fewer words than a sequence.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of these sequences `text` has.
    pub(super) fn count_in(&self, text: &str) -> usize {
        let found: BTreeSet<u64> = sequences(text).filter(|one| self.0.contains(one)).collect();
        found.len()
    }

    /// The share of these sequences that `text` has, in percent.
    pub(super) fn percent_in(&self, text: &str) -> usize {
        self.count_in(text) * 100 / self.0.len().max(1)
    }

    /// True if this text has half of the sequences of `part`, of which there is at least one.
    pub(super) fn hold(&self, part: &str) -> bool {
        let (held, all) = sequences(part)
            .fold((0, 0), |(held, all), one| (held + usize::from(self.0.contains(&one)), all + 1));
        all > 0 && held * 2 >= all
    }
}

fn sequences(text: &str) -> impl Iterator<Item = u64> {
    let mut recent = [0; LENGTH];
    let mut count = 0;
    words(text).filter_map(move |word| {
        recent.rotate_left(1);
        recent[LENGTH - 1] = hash(word);
        count += 1;
        (count >= LENGTH).then(|| {
            let mut hasher = FxHasher::default();
            recent.hash(&mut hasher);
            hasher.finish()
        })
    })
}

/// The words of a text: letters and digits with nothing else between them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.chars().flat_map(char::to_lowercase).for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

/// The letters and digits of a title, in small letters: two titles with the same are the same title.
pub(super) fn letters(title: &str) -> String {
    title.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
