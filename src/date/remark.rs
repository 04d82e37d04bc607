//! What is to be said of a written date.

use super::Span;
use crate::problem::{Code, Place, Problem};

/// An error or a warning about a written date. Its place is known to the caller only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What kind of problem it is.
    pub code: Code,
    /// The bytes of the written date to underline.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What was expected, beside the underlined text.
    pub label: String,
    /// How to fix it, with what it might have meant.
    pub help: Option<String>,
}

impl Remark {
    pub(super) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), label: String::new(), help: None }
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The problem that it is at `place`.
    #[must_use]
    pub fn into_problem(self, place: Place) -> Problem {
        let problem = Problem::new(self.code, self.message).at(place).label(self.label);
        match self.help {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}
