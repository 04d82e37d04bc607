//! Rules beyond what a build must refuse: what readers, validators and editors would rather have
//! otherwise.
//!
//! Pure: what is on the disk is asked through [`World::exists`].

mod bodies;
mod dates;
mod ids;
mod keys;
mod links;
mod site;
mod terms;
mod titles;

use chrono::{DateTime, Utc};

use crate::config::{Config, Field};
use crate::model::{Article, Draft, Inventory, Ledger};
use crate::problem::{Code, Place, Problem, Problems};

/// An article with what the rules ask about it.
#[derive(Debug)]
pub struct Subject {
    /// The article.
    pub article: Article,
    /// Its front matter.
    pub draft: Draft,
    /// The whole text of its file.
    pub text: String,
    /// What there is to check in its body.
    pub inventory: Inventory,
}

impl Subject {
    /// A problem at the value of `field`, or at the file as a whole.
    fn problem_at(&self, field: Field, code: Code, message: String, config: &Config) -> Problem {
        let node = config.fields.find(field, &self.draft.front_matter);
        let place = match node {
            Some(node) => node.span.place(),
            None => Place::of_file(&self.draft.source.path),
        };
        Problem::new(code, message).at(place)
    }

    /// A problem where `written` stands in the body: at the byte `at`, else where it stands first.
    fn problem_in_body(
        &self,
        written: &str,
        at: Option<usize>,
        code: Code,
        message: String,
    ) -> Problem {
        let start = self.draft.source.body_start;
        let found = self.text.get(start..).and_then(|body| {
            let at = at.filter(|at| body.get(*at..).is_some_and(|rest| rest.starts_with(written)));
            at.or_else(|| body.find(written))
        });
        let place = match found {
            Some(at) => {
                let span = start + at..start + at + written.len();
                Place::in_text(&self.draft.source.path, &self.text, span)
            }
            None => Place::of_file(&self.draft.source.path),
        };
        Problem::new(code, message).at(place)
    }
}

/// What the rules hold articles against.
pub struct World<'a> {
    /// The publisher's decisions.
    pub config: &'a Config,
    /// What earlier publications said.
    pub ledger: &'a Ledger,
    /// The paths of the articles that are broken, which is told of themselves alone.
    pub broken: &'a [&'a str],
    /// The instant that counts as now.
    pub now: DateTime<Utc>,
    /// Whether the site has a file at this path below its address.
    pub exists: &'a dyn Fn(&str) -> bool,
}

/// Holds every article against every rule.
pub fn articles(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    site::check(subjects, world, problems);
    dates::check(subjects, world, problems);
    ids::check(subjects, world, problems);
    titles::check(subjects, world, problems);
    terms::check(subjects, world, problems);
    bodies::check(subjects, problems);
    links::check(subjects, world, problems);
    keys::check(subjects, world, problems);
}

pub use bodies::feed_size;
