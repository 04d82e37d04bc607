//! Places in the files that values come from.

use std::ops::Range;
use std::sync::Arc;

use crate::problem::Place;

/// The text of a file, or its beginning, kept for messages about it.
#[derive(Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The path relative to the site's folder, with `/` between folders.
    pub path: Arc<str>,
    /// The text, at least up to the end of every [`Span`] of the file.
    pub text: String,
}

impl TextFile {
    /// A file that many spans can share.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into() })
    }
}

/// A part of a file. It knows its file, so no span of one file is taken for one of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    file: Arc<TextFile>,
    range: Range<usize>,
}

impl Span {
    /// The bytes `range` of `file`.
    #[must_use]
    pub fn new(file: &Arc<TextFile>, range: Range<usize>) -> Self {
        Self { file: Arc::clone(file), range }
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.file.path
    }

    /// The bytes of the file.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The text as it stands in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.file.text.get(self.range()).unwrap_or_default()
    }

    /// A part of this span; `range` counts from its start.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        Self::new(&self.file, self.range.start + range.start..self.range.start + range.end)
    }

    /// The span as far as the end of `last`, a later span of the same file.
    #[must_use]
    pub fn to(&self, last: &Self) -> Self {
        Self::new(&self.file, self.range.start..last.range.end.max(self.range.start))
    }

    /// The line and column of the start, with the lines to show.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::in_text(&self.file.path, &self.file.text, self.range())
    }
}
