//! What one build gives.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::config::{self, Config, Preview};
use crate::model::Timestamp;
use crate::problem::Problems;
use crate::{Failure, Publication, Request, prepare};

/// What a preview shows beside what would be published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// Drafts.
    pub drafts: bool,
    /// Articles whose time has not come.
    pub future: bool,
}

/// What one build gives, and what is wrong with it.
#[derive(Debug)]
pub struct View {
    /// How many builds went before.
    pub version: u64,
    /// The decisions of the publisher, and what they come to; the last that could be made.
    pub made: Option<Arc<Made>>,
    /// What was noticed this time.
    pub problems: Problems,
    /// Whether `made` is of an earlier build.
    pub is_old: bool,
}

/// What a build that could be made gives.
#[derive(Debug)]
pub struct Made {
    /// The decisions of the publisher.
    pub config: Config,
    /// What would be published.
    pub publication: Publication,
}

impl View {
    /// Builds the site of `request` once more; what cannot be built now is shown as it was `before`.
    #[must_use]
    pub fn next(request: &Request, shown: Shown, before: Option<&Self>) -> Self {
        let version = before.map_or(0, |before| before.version + 1);
        match made(request, shown) {
            Ok(made) => Self {
                version,
                problems: made.publication.problems.clone(),
                made: Some(Arc::new(made)),
                is_old: false,
            },
            Err(problems) => Self {
                version,
                made: before.and_then(|before| before.made.clone()),
                problems,
                is_old: true,
            },
        }
    }

    /// Whether the time of an article came by `now`, so that another build gives more.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        let next = self.made.as_ref().and_then(|made| made.publication.embargoed.first());
        // What could not be built a moment ago cannot be built now.
        !self.is_old && next.is_some_and(|next| next.published.utc() <= now)
    }
}

fn made(request: &Request, shown: Shown) -> Result<Made, Problems> {
    let mut config = config::load(&request.site)?;
    show(&mut config, shown, request.now);
    let request = Request { skip_broken: true, ..request.clone() };
    let publication = prepare(&request, &config).map_err(|failure| match failure {
        Failure::Content(problems) | Failure::Denied(problems) => problems,
        Failure::Machine(problem) => (*problem).into(),
    })?;
    Ok(Made { config, publication })
}

fn show(config: &mut Config, shown: Shown, now: DateTime<Utc>) {
    let Shown { drafts, future } = shown;
    config.preview = Some(Preview { now: Timestamp::new(now.fixed_offset()), drafts, future });
    if shown.drafts {
        let folders = config.profile().drafts;
        config
            .content
            .include
            .extend(folders.iter().filter_map(|path| glob::Pattern::new(path).ok()));
    }
}
