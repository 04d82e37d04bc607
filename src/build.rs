//! The seven rooms in order. This file alone knows all of them.

mod adopt;
mod choice;
mod documents;
mod doubles;
mod entries;
mod explain;
mod gates;
mod inspect;
mod keep;
mod memory;
mod merge;
mod pages;
mod progress;
mod publication;
mod reading;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::config::{Config, Filter};
use crate::model::{ArticleRecord, Ledger, Reason, Shard, SkippedFile};
use crate::problem::{Problem, Problems};
use crate::publish::{Changes, Next, Publisher, Slice};
use crate::read::{self, StaticFiles};
use crate::{normalise, publish, select};
use choice::Choice;
use documents::Documents;
use entries::Sources;
use pages::Pages;
use reading::Reading;

pub use adopt::{Adoption, adopt};
pub use explain::{Fact, explain};
pub use gates::Gates;
pub use inspect::inspect;
pub use keep::keep;
pub use merge::{Merge, merge};
pub use progress::{Phase, Progress};
pub use publication::{Build, Publication};

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

/// Why a build wrote nothing.
#[derive(Debug, Clone)]
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
            Self::Content(problems) | Self::Denied(problems) => {
                write!(formatter, "{} errors", problems.errors())?;
                problems.iter().try_for_each(|problem| write!(formatter, "\n{problem}"))
            }
            Self::Machine(problem) => write!(formatter, "{problem}"),
        }
    }
}

impl std::error::Error for Failure {}

/// What happens while a build runs, for whoever watches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

fn prepare_with(
    ledger: Ledger,
    request: &Request,
    config: &Config,
) -> Result<Publication, Failure> {
    // A feed for one occasion is a file to hand on.
    let config = &Config { pages: pages::wanted(request, config), ..config.clone() };
    let mut problems = Problems::new();
    let static_files = StaticFiles::open(&request.site, config);
    let Reading { mut articles, mut skipped, misses_files } = reading::read_and_normalise(
        request,
        config,
        &ledger.articles,
        &static_files,
        &mut problems,
    )?;
    if misses_files {
        problems.push(read::no_static_folder(config));
    }
    select::order(&mut articles);
    let embargoed = withhold(&mut articles, &mut skipped, request, config);
    let recognised = normalise::recognise(&mut articles, &ledger.articles);
    doubles::report_uncertain(
        &recognised,
        &articles,
        &ledger.articles,
        &request.site,
        &mut problems,
    );
    skipped.extend(doubles::take_out_collisions(
        &mut articles,
        &embargoed,
        &request.site,
        &mut problems,
    ));
    let sources = Sources::new(&articles, static_files, request, config);
    let Choice { mut plans, other_shards, are_own, entries } = choice::choose(
        &mut articles,
        &mut skipped,
        &sources,
        &ledger,
        request,
        config,
        &mut problems,
    )?;
    // What templates could ask for is not asked any more.
    drop(sources);
    documents::keep_within_bytes(&mut plans, &articles, &entries, config, &mut problems);
    let all = pages::Feeds {
        own: &plans,
        other_shards: &other_shards,
        are_own: &are_own,
        articles: &articles,
    };
    let pages = Pages::new(all, &ledger, request, config, &mut problems);
    problems.judge(&config.severities);
    problems.sort();
    if problems.errors() > 0 && !request.skip_broken {
        return Err(Failure::Content(problems));
    }

    let documents = Documents::new(&plans, &other_shards, entries, pages, config);
    let knew_articles = !ledger.articles.is_empty();
    let (ledger, stale) = if request.only.is_some() {
        (None, BTreeSet::new())
    } else {
        let feeds = memory::ledger_feeds(&ledger, plans.iter().chain(&other_shards), &articles);
        let (ledger, stale) =
            memory::remember(ledger, feeds, &articles, &skipped, &documents, request, config);
        (Some(ledger), stale)
    };
    skipped.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(Publication {
        read: articles.len() + skipped.len(),
        articles,
        recognised,
        embargoed,
        skipped,
        plans,
        stale,
        knew_articles,
        ledger,
        documents,
        problems,
    })
}

/// Takes out the articles that are not published now, and says when they are; returns those that
/// are published later.
fn withhold(
    articles: &mut Vec<ArticleRecord>,
    skipped: &mut Vec<SkippedFile>,
    request: &Request,
    config: &Config,
) -> Vec<ArticleRecord> {
    let shows_future =
        config.publish_future || config.preview.is_some_and(|preview| preview.future);
    let embargoed =
        if shows_future { Vec::new() } else { select::embargoed(articles, request.now) };
    let expired = select::expired(articles, request.now);
    let due = |article: &ArticleRecord| Reason::Embargoed(article.published);
    skipped.extend(embargoed.iter().map(|article| SkippedFile::of(article, due(article))));
    let ended =
        |article: &ArticleRecord| Reason::Expired(article.expires.unwrap_or(article.published));
    skipped.extend(expired.iter().map(|article| SkippedFile::of(article, ended(article))));
    embargoed
}
