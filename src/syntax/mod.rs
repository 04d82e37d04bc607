//! Texts that people write by hand, read into [`Node`](crate::model::Node)s with their places.

#![warn(clippy::string_slice)]

pub mod csv;
pub mod json;
pub mod metadata;
pub mod toml;
pub mod yaml;

mod repeated;

use std::ops::Range;
use std::slice::SliceIndex;
use std::sync::Arc;

use crate::model::{Span, TextFile};
use crate::problem::{Code, Place, Problem};

/// What stands in `text` at these bytes; nothing where they are outside of it or within a letter.
fn part(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A part of a file that is written in some notation.
#[derive(Debug, Clone)]
pub struct Fragment {
    /// The file, at least up to the end of `range`.
    pub file: Arc<TextFile>,
    /// The bytes of the part.
    pub range: Range<usize>,
}

impl Fragment {
    /// The whole of a file.
    #[must_use]
    pub fn whole(path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        let file = TextFile::new(path, text);
        Self { range: 0..file.text.len(), file }
    }

    /// The text of the part.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.file.text.get(self.range.clone()).unwrap_or_default()
    }

    /// A span of the file; `range` counts from its start.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.file, range)
    }

    /// The place of `range`, counted from the start of the file.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        self.span(range).place()
    }

    /// From bytes of the part to bytes of the file.
    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        self.range.start + range.start..self.range.start + range.end
    }

    /// Refuses a part that is too long to be read.
    fn within(&self, limits: Limits, notation: &str) -> Result<(), Problem> {
        let length = self.range.len();
        if length <= limits.bytes {
            return Ok(());
        }
        let message =
            format!("{length} bytes of {notation} are more than the limit of {}", limits.bytes);
        Err(Problem::new(Code::FrontMatterTooLarge, message)
            .at(self.place(self.range.start..self.range.start + 1))
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
    fn spend(&mut self, span: &Span) -> Result<(), Problem> {
        self.values += 1;
        if self.values <= self.limits.values {
            return Ok(());
        }
        let message = format!("more than {} values", self.limits.values);
        Err(Problem::new(Code::TooManyValues, message)
            .at(span.place())
            .label("this one exceeds the limit")
            .help("write fewer values"))
    }

    /// Goes into the list or mapping at `span`.
    fn descend(&mut self, span: &Span) -> Result<(), Problem> {
        self.depth += 1;
        if self.depth <= self.limits.depth {
            return Ok(());
        }
        let message = format!("lists and mappings nest deeper than {} levels", self.limits.depth);
        Err(Problem::new(Code::TooDeep, message)
            .at(span.part(0..1).place())
            .label("this is one level too many"))
    }

    const fn ascend(&mut self) {
        self.depth -= 1;
    }
}
