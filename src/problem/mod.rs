//! Every error and warning of the library: a stable code, a place, what to do about it.
//!
//! A [`Problem`] carries the lines it underlines, so that whoever prints it needs no file.

#![warn(clippy::string_slice)]

mod code;
mod isolated;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

pub use code::{Code, Severity};
#[doc(hidden)]
pub use isolated::{isolated, of_panic};

/// Where in a file a problem lies, with the lines to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the site's folder, with `/` between folders.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
    /// The whole line or lines, without the last line ending; empty when nothing can be shown.
    pub excerpt: String,
    /// The bytes of `excerpt` to underline.
    pub underline: Range<usize>,
}

/// The longest excerpt shown on either side of what is underlined, in bytes.
const EXCERPT_REACH: usize = 160;

impl Place {
    /// The place of the bytes `span` in `text`, the whole text of the file `path`.
    ///
    /// A span over several lines is cut at the end of its first line. A span outside the text is
    /// moved to its end.
    #[must_use]
    pub fn in_text(path: &str, text: &str, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let (before, after) = (part(0, start), part(start, text.len()));
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = after.find('\n').map_or(text.len(), |at| start + at);
        let line_end = line_start + part(line_start, line_end).trim_end_matches('\r').len();
        let end = end.min(line_end).max(start);
        let from = text.ceil_char_boundary(line_start.max(start.saturating_sub(EXCERPT_REACH)));
        let to = text.floor_char_boundary(line_end.min(end + EXCERPT_REACH)).max(end);
        Self {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: part(line_start, start).chars().count() + 1,
            excerpt: part(from, to).to_owned(),
            underline: start - from..end - from,
        }
    }

    /// The file as a whole.
    #[must_use]
    pub fn of_file(path: &str) -> Self {
        Self { path: path.to_owned(), line: 1, column: 1, excerpt: String::new(), underline: 0..0 }
    }
}

/// One error or warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is; absent when it concerns no file.
    pub place: Option<Place>,
    /// What was expected, beside the underlined text; may be empty.
    pub label: String,
    /// How to fix it.
    pub help: Option<String>,
    /// Another place that takes part, with what it is.
    pub related: Option<(Place, String)>,
}

impl Problem {
    /// A problem of the code's own severity.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: String::new(),
            help: None,
            related: None,
        }
    }

    /// Says where the problem is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what was expected at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names a second place that takes part.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some((place, label.into()));
        self
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn sort_key(&self) -> (Option<(&str, usize, usize)>, Code, &str) {
        let place = self.place.as_ref();
        (
            place.map(|place| (place.path.as_str(), place.line, place.column)),
            self.code,
            &self.message,
        )
    }
}

impl fmt::Display for Problem {
    /// `path:line:column: code: message`, on one line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{}:{}:{}: ", place.path, place.line, place.column)?;
        }
        write!(formatter, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Problem {}

/// Problems collected on the way, so that one run tells them all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problem yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds those of another collection.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Puts them in the order of path, line and column, so that no thread decides it; each stands once, though
    /// many articles may have met it.
    pub fn sort(&mut self) {
        self.0.sort_by(|left, right| -> Ordering { left.sort_key().cmp(&right.sort_key()) });
        self.0.dedup();
    }

    /// Gives each the severity that the publisher gave its code; takes out those that are off.
    ///
    /// The configuration gives none to codes that are errors of their own.
    pub fn judge(&mut self, severities: &BTreeMap<Code, Option<Severity>>) {
        self.0.retain_mut(|problem| match severities.get(&problem.code) {
            Some(None) => false,
            Some(Some(severity)) => {
                problem.severity = *severity;
                true
            }
            None => true,
        });
    }

    /// How many of them are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|problem| problem.is_error()).count()
    }

    /// How many of them are warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    /// How many there are, then each on a line of its own.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} errors, {} warnings", self.errors(), self.warnings())?;
        self.iter().try_for_each(|problem| write!(formatter, "\n{problem}"))
    }
}

impl std::error::Error for Problems {}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}
