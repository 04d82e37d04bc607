//! Sequences of words, by which two texts are compared.

use std::collections::BTreeSet;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

/// How many words make a sequence.
const LENGTH: usize = 3;

/// The words of a text in their order, without regard to case and to what stands between words.
#[derive(Debug, Default)]
pub struct Sequences {
    words: Vec<u64>,
    /// Every sequence of three of them.
    sequences: BTreeSet<u64>,
}

impl Sequences {
    /// The sequences of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = hashes(text);
        Self { sequences: sequences(&words).collect(), words }
    }

    /// The sequences of an article's source, without what no page shows of it: addresses of links, tags and
    /// template markup.
    #[must_use]
    pub fn of_source(source: &str) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut rest = source;
        while let Some(at) = rest.find(['<', ']', '{']) {
            let (before, markup) = rest.split_at(at);
            text.push_str(before);
            let length = length_of(markup).unwrap_or(1);
            text.push(' ');
            rest = markup.get(length..).unwrap_or_default();
        }
        text.push_str(rest);
        Self::of(&text)
    }

    /// True if the text has fewer words than a sequence.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sequences.is_empty()
    }

    /// How many of these sequences `text` has.
    pub(super) fn count_in(&self, text: &str) -> usize {
        let words = hashes(text);
        let found: BTreeSet<u64> =
            sequences(&words).filter(|one| self.sequences.contains(one)).collect();
        found.len()
    }

    /// The share of these sequences that `text` has, in percent.
    pub(super) fn percent_in(&self, text: &str) -> usize {
        self.count_in(text) * 100 / self.sequences.len().max(1)
    }

    /// True if this text has half of the sequences of `part`; of two words both together. A word alone may be
    /// anybody's.
    pub(super) fn hold(&self, part: &str) -> bool {
        let part = hashes(part);
        if part.len() < LENGTH {
            return part.len() > 1 && self.words.windows(part.len()).any(|words| words == part);
        }
        let held = sequences(&part).filter(|one| self.sequences.contains(one)).count();
        held * 2 > part.len() - LENGTH
    }
}

/// The most bytes of an address, a tag or a piece of template markup.
const LONGEST_MARKUP: usize = 512;

/// How many bytes the markup at the beginning of `text` has.
fn length_of(text: &str) -> Option<usize> {
    const MARKUP: [(&str, &str); 4] = [("](", ")"), ("{{", "}}"), ("{%", "%}"), ("<", ">")];
    let (_, end) = MARKUP.iter().find(|(start, _)| text.starts_with(start))?;
    let near = text.get(..text.floor_char_boundary(LONGEST_MARKUP))?;
    near.find(end).map(|at| at + end.len())
}

fn hashes(text: &str) -> Vec<u64> {
    words(text).map(hash).collect()
}

fn sequences(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(LENGTH).map(hash_of_all)
}

fn hash_of_all(words: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    hasher.finish()
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
