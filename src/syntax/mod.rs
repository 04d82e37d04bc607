//! Texts that people write by hand, read into [`Node`](crate::model::Node)s with their places.

pub mod yaml;

use std::ops::Range;

use crate::problem::Place;

/// A part of a file that is written in some notation.
#[derive(Debug, Clone)]
pub struct Fragment<'a> {
    /// The file, for messages.
    pub path: &'a str,
    /// The text of the file, at least up to the end of `span`.
    pub text: &'a str,
    /// The part that is meant.
    pub span: Range<usize>,
}

impl<'a> Fragment<'a> {
    /// The whole of a file.
    #[must_use]
    pub const fn whole(path: &'a str, text: &'a str) -> Self {
        Self { path, text, span: 0..text.len() }
    }

    /// The part itself.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        &self.text[self.span.clone()]
    }

    /// The place of `span`, counted from the start of the file.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::in_text(self.path, self.text, span)
    }
}

/// What a text may cost to read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest text, in bytes.
    pub bytes: usize,
    /// How deep lists and mappings may nest.
    pub depth: usize,
    /// How many values there may be, aliases counted for what they stand for.
    pub values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 * 1024, depth: 32, values: 10_000 }
    }
}
