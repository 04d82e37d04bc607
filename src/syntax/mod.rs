//! Texts that people write by hand, read into [`Node`](crate::model::Node)s with their places.

pub mod csv;
pub mod json;
pub mod metadata;
pub mod toml;
pub mod yaml;

mod repeated;

use std::ops::Range;

use crate::model::Span;
use crate::problem::{Code, Place, Problem};

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

    /// From a span of the part to one of the file.
    fn in_file(&self, span: Span) -> Span {
        self.span.start + span.start..self.span.start + span.end
    }

    /// Refuses a part that is too long to be read.
    fn within(&self, limits: Limits, notation: &str) -> Result<(), Problem> {
        let length = self.span.len();
        if length <= limits.bytes {
            return Ok(());
        }
        let message =
            format!("{length} bytes of {notation} are more than the limit of {}", limits.bytes);
        Err(Problem::new(Code::FrontMatterTooLarge, message)
            .at(self.place(self.span.start..self.span.start + 1))
            .label("it begins here")
            .help("move long text into the body of the article"))
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

/// What is left of the [`Limits`] while a text is read.
#[derive(Debug)]
struct Budget {
    limits: Limits,
    depth: usize,
    values: usize,
}

impl Budget {
    const fn new(limits: Limits) -> Self {
        Self { limits, depth: 0, values: 0 }
    }

    /// Counts the value at `span`.
    fn spend(&mut self, fragment: &Fragment<'_>, span: &Span) -> Result<(), Problem> {
        self.values += 1;
        if self.values <= self.limits.values {
            return Ok(());
        }
        let message = format!("more than {} values", self.limits.values);
        Err(Problem::new(Code::TooManyValues, message)
            .at(fragment.place(span.clone()))
            .label("with this one the limit is passed")
            .help("write fewer values"))
    }

    /// Goes into the list or mapping at `span`.
    fn descend(&mut self, fragment: &Fragment<'_>, span: &Span) -> Result<(), Problem> {
        self.depth += 1;
        if self.depth <= self.limits.depth {
            return Ok(());
        }
        let message = format!("lists and mappings nest deeper than {} levels", self.limits.depth);
        Err(Problem::new(Code::TooDeep, message)
            .at(fragment.place(span.start..span.start + 1))
            .label("this is one level too many"))
    }

    const fn ascend(&mut self) {
        self.depth -= 1;
    }
}
