//! The stages in order: read, normalise, recognise, select, template, compose, render, publish. This file and
//! its folder alone know all of them.

mod adopt;
mod body_selector;
mod choice;
mod content;
mod documents;
mod duplicates;
mod entries;
mod explain;
mod gates;
mod inspect;
mod merge;
mod new_zones;
mod next_ledger;
mod pages;
mod pages_of;
mod progress;
mod publication;
mod reading;
mod reassign_id;
mod withhold;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::config::{Config, Filter};
use crate::model::{Ledger, Shard};
use crate::problem::{Problem, Problems};
use crate::publish::{self, Changes, Next, Publisher, Slice};
use crate::read::StaticFiles;
use documents::Documents;
use new_zones::NewZones;
use pages::Pages;

pub use adopt::{Adoption, adopt};
pub use body_selector::body_selector;
pub use explain::{Fact, explain};
pub use gates::Gates;
pub use inspect::inspect;
pub use merge::{Merge, merge};
pub use progress::{Phase, Progress};
pub use publication::{Build, Publication};
pub use reassign_id::reassign_id;

/// What to build, where.
#[derive(Debug, Clone)]
pub struct Request {
    /// The site's folder, which holds the configuration, the content and the ledger.
    pub site: PathBuf,
    /// The folder of the feeds.
    pub output: PathBuf,
    /// The instant that counts as now: later articles are withheld.
    pub now: DateTime<Utc>,
    /// Whether to publish the articles that are whole when others are broken.
    pub skip_broken: bool,
    /// A filter for a one-off: one feed of what it holds for, and nothing remembered.
    pub only: Option<Filter>,
    /// What subscribers must not see.
    pub gates: Gates,
    /// Where it is counted how far the build is.
    pub progress: Arc<Progress>,
    /// Which part of the feeds to build, if not all. `skip_broken` and `only` need the whole.
    pub shard: Option<Shard>,
}

impl Request {
    /// Builds the whole site into the folder `feeds` in it.
    #[must_use]
    pub fn new(site: &Path, now: DateTime<Utc>) -> Self {
        Self {
            site: site.to_owned(),
            output: site.join("feeds"),
            now,
            skip_broken: false,
            only: None,
            gates: Gates::default(),
            progress: Arc::default(),
            shard: None,
        }
    }
}

/// What every step of a build may look at.
#[derive(Clone, Copy)]
struct Site<'a> {
    request: &'a Request,
    config: &'a Config,
    /// The ledger of the publication before.
    ledger: &'a Ledger,
}

/// Why a build wrote nothing.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Failure {
    /// The content has errors.
    Content(Problems),
    /// Subscribers would see what the publisher denies.
    Denied(Problems),
    /// The machine failed.
    Machine(Box<Problem>),
}

impl Failure {
    fn machine(problem: Problem) -> Self {
        Self::Machine(Box::new(problem))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(_) => formatter.write_str("the content has errors"),
            Self::Denied(_) => formatter.write_str("subscribers would see what the settings deny"),
            Self::Machine(_) => formatter.write_str("the disk, the network or a permission failed"),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Content(problems) | Self::Denied(problems) => Some(problems),
            Self::Machine(problem) => Some(&**problem),
        }
    }
}

/// What happens while a build runs, for whoever watches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Another build holds the folders; this one waits for it.
    Waiting,
    /// Everything is decided; now it is published.
    Prepared,
}

/// Reads the articles of a site and publishes its feeds.
///
/// # Errors
/// [`Failure::Content`] with every problem of every article, unless [`Request::skip_broken`] is
/// set; [`Failure::Machine`] when the disk or the permissions fail. What is published stays whole.
pub fn build(request: &Request, config: &Config) -> Result<Build, Failure> {
    build_with(request, config, &|_| {})
}

/// Builds as [`build`] does, and tells its steps.
///
/// # Errors
/// Those of [`build`].
pub fn build_with(
    request: &Request,
    config: &Config,
    on_step: &dyn Fn(Step),
) -> Result<Build, Failure> {
    let waiting = || on_step(Step::Waiting);
    let Request { site, output, shard, .. } = request;
    let mut publisher = match shard {
        Some(shard) => Publisher::open_shard(*shard, site, output, &waiting),
        None => Publisher::open(site, output, &waiting),
    }
    .map_err(Failure::machine)?;
    let publication = prepare(request, config)?;
    on_step(Step::Prepared);
    let slice = shard.map(|shard| Slice { shard, now: request.now });
    let next = Next { slice, ..publication.next() };
    let changes = publisher.changes(next).map_err(Failure::machine)?;
    gates::check_replaced(request, &changes)?;
    gates::check(request, config, &publication, &changes)?;
    let changes = publisher.publish(next, changes).map_err(Failure::machine)?;
    Ok(Build { publication, changes })
}

/// What publishing would change.
///
/// # Errors
/// [`Failure::Machine`] when the machine fails.
pub fn changes(request: &Request, publication: &Publication) -> Result<Changes, Failure> {
    publish::changes(&request.site, &request.output, publication.next()).map_err(Failure::machine)
}

/// Decides everything that [`build`] would publish, and writes nothing.
///
/// # Errors
/// Those of [`build`].
pub fn prepare(request: &Request, config: &Config) -> Result<Publication, Failure> {
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    prepare_with(ledger, request, config)
}

/// Every stage but the last: each step takes what the one before it gave.
fn prepare_with(
    ledger: Ledger,
    request: &Request,
    config: &Config,
) -> Result<Publication, Failure> {
    let config = &Config { pages: pages::wanted(request, config), ..config.clone() };
    let site = Site { request, config, ledger: &ledger };
    let files = StaticFiles::open(&request.site, config);
    let content = reading::read_and_normalise(site, &files)?;
    let content = duplicates::recognise(content, site);
    let content = withhold::withhold(content, site);
    let content = duplicates::skip_duplicates(content, site);
    let (content, feeds) = choice::select_and_compose(content, files, site)?;
    let (content, feeds) = documents::keep_within_bytes(content, feeds, config);
    let (content, pages) = Pages::new(content, &feeds, site)?;
    let content = content.judged(site)?;
    let knew_articles = !ledger.articles.is_empty();
    let new_zones = NewZones::find(&content.articles, site);
    let documents = Documents::new(&feeds, pages, config);
    let (ledger, stale) = if request.only.is_some() {
        (None, BTreeSet::new())
    } else {
        let (ledger, stale) =
            next_ledger::next_ledger(ledger, &content, &feeds, &documents, request, config);
        (Some(ledger), stale)
    };
    Ok(Publication {
        read: content.articles.len() + content.skipped.len(),
        articles: content.articles,
        recognised: content.recognised,
        embargoed: content.embargoed,
        skipped: content.skipped,
        plans: feeds.own,
        entries: feeds.entries,
        stale,
        knew_articles,
        new_zones,
        ledger,
        documents,
        problems: content.problems,
    })
}
