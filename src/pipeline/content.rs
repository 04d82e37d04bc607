//! What the content folder holds, as one step hands it on to the next.

use super::{Failure, Site};
use crate::model::{ArticleRecord, SkippedFile};
use crate::normalise::Recognised;
use crate::problem::{Code, Problems};

/// What the content folder holds, handed on from step to step.
#[derive(Default)]
pub(super) struct Content {
    /// The articles that feeds may show.
    pub articles: Vec<ArticleRecord>,
    /// The articles whose time has not come, soonest first.
    pub embargoed: Vec<ArticleRecord>,
    /// The articles that are known by another path, certainly or perhaps.
    pub recognised: Vec<Recognised>,
    /// The files that no feed shows; the embargoed articles too.
    pub skipped: Vec<SkippedFile>,
    pub problems: Problems,
}

impl Content {
    /// The content in its last order, once everything is known of it.
    ///
    /// # Errors
    /// [`Failure::Content`] when it has errors that nobody allowed.
    pub(super) fn judged(mut self, site: Site<'_>) -> Result<Self, Failure> {
        self.problems.judge(&site.config.severities);
        self.problems.sort();
        let feeds_meet = self.problems.iter().any(|problem| problem.code == Code::FeedsMeet);
        if self.problems.errors() > 0 && (feeds_meet || !site.request.skip_broken) {
            return Err(Failure::Content(self.problems));
        }
        self.skipped.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(self)
    }
}
