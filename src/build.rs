//! The six rooms in order. This file alone knows all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::config::{Config, Filter};
use crate::model::{Article, Content, Entry, FeedPlan, Format, Ledger, Remembered, Schemes};
use crate::normalise::{Collision, Normalised};
use crate::problem::{Code, Place, Problem, Problems};
use crate::publish::{Changes, Publisher};
use crate::read::StaticFiles;
use crate::render::RenderedEntry;
use crate::{compose, normalise, read, render, select};

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
        }
    }
}

/// What a build did.
#[derive(Debug, Clone)]
pub struct Build {
    /// How many content files were read.
    pub read: usize,
    /// How many articles the feeds are made from.
    pub published: usize,
    /// How many articles their authors withhold.
    pub withheld: usize,
    /// The articles whose time has not come, soonest first.
    pub embargoed: Vec<Article>,
    /// How many articles were left out because they are broken.
    pub broken: usize,
    /// How many feeds there are, each in one or more formats.
    pub feeds: usize,
    /// What changed in the output folder.
    pub changes: Changes,
    /// What was noticed: warnings, and the errors of articles left out.
    pub problems: Problems,
}

/// Why a build wrote nothing.
#[derive(Debug, Clone)]
pub enum Failure {
    /// The content has errors.
    Content(Problems),
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
            Self::Content(problems) => {
                write!(formatter, "{} errors in the content", problems.errors())?;
                problems.iter().try_for_each(|problem| write!(formatter, "\n{problem}"))
            }
            Self::Machine(problem) => write!(formatter, "{problem}"),
        }
    }
}

impl std::error::Error for Failure {}

/// Reads the articles of a site and publishes its feeds.
///
/// # Errors
/// [`Failure::Content`] with every problem of every article, unless [`Request::skip_broken`] is
/// set; [`Failure::Machine`] when the disk or the permissions fail. What is published stays whole.
pub fn build(request: &Request, config: &Config) -> Result<Build, Failure> {
    let publisher =
        Publisher::open(&request.site, &request.output, &|| {}).map_err(Failure::machine)?;
    let ledger = publisher.ledger().map_err(Failure::machine)?;

    let mut problems = Problems::new();
    let mut reading = read_and_normalise(request, config, &ledger, &mut problems)?;
    let mut broken = reading.broken;
    broken += take_out_collisions(&mut reading.articles, &request.site, &mut problems);
    select::order(&mut reading.articles);
    let embargoed = select::embargoed(&mut reading.articles, request.now);
    let mut articles = reading.articles;
    let files = StaticFiles::open(&request.site, config, &articles, &mut problems);
    let (mut plans, entries) = loop {
        let mut noticed = Problems::new();
        let plans = plans(request, &articles, config, &mut noticed);
        let (entries, failed) =
            compose_shown(&plans, &articles, request, &files, config, &mut noticed);
        problems.append(noticed);
        if failed.is_empty() || !request.skip_broken {
            break (plans, entries);
        }
        // Others take the places of the broken ones, so the selection begins anew.
        broken += failed.len();
        take_out(&mut articles, &failed);
    };
    let rendered = render_entries(&plans, &entries, config);
    keep_within_bytes(&mut plans, &articles, &rendered, config, &mut problems);
    problems.sort();
    if problems.errors() > 0 && !request.skip_broken {
        return Err(Failure::Content(problems));
    }

    let files = render_feeds(&plans, &articles, &rendered, config);
    let (remembered, stale) = if request.only.is_some() {
        (None, BTreeSet::new())
    } else {
        let (remembered, stale) = remember(&ledger, &articles, &files, request);
        (Some(remembered), stale)
    };
    let changes =
        publisher.publish(&files, &stale, remembered.as_ref()).map_err(Failure::machine)?;
    Ok(Build {
        read: reading.read,
        published: articles.len(),
        withheld: reading.withheld,
        embargoed,
        broken,
        feeds: plans.len(),
        changes,
        problems,
    })
}

/// What the content folder holds.
#[derive(Default)]
struct Reading {
    read: usize,
    articles: Vec<Article>,
    withheld: usize,
    broken: usize,
}

fn read_and_normalise(
    request: &Request,
    config: &Config,
    ledger: &Ledger,
    problems: &mut Problems,
) -> Result<Reading, Failure> {
    let files = read::content_files(&request.site, &config.content, problems)
        .map_err(|problem| Failure::Content(problem.into()))?;
    let outcomes: Vec<(Option<Normalised>, Problems)> = files
        .par_iter()
        .map(|file| {
            let mut problems = Problems::new();
            let draft = read::draft(file, &mut problems);
            let normalised = match draft {
                Ok(draft) => normalise::article(&draft, config, ledger, &mut problems),
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            };
            (normalised, problems)
        })
        .collect();
    let mut reading = Reading { read: files.len(), ..Reading::default() };
    for (outcome, noticed) in outcomes {
        problems.append(noticed);
        match outcome {
            Some(Normalised::Article(article)) => reading.articles.push(*article),
            Some(Normalised::Withheld) => reading.withheld += 1,
            None => reading.broken += 1,
        }
    }
    Ok(reading)
}

/// Reports articles that have the permalink or the id of another, and takes out both.
///
/// Which of the two is meant, only their author knows.
fn take_out_collisions(articles: &mut Vec<Article>, site: &Path, problems: &mut Problems) -> usize {
    let mut colliding = BTreeSet::new();
    for collision in normalise::collisions(articles) {
        let (first, second, code, what) = match collision {
            Collision::Permalink(first, second) => {
                (first, second, Code::PermalinkDuplicate, &articles[second].permalink)
            }
            Collision::Id(first, second) => {
                (first, second, Code::IdDuplicate, &articles[second].id.value)
            }
        };
        let noun = if code == Code::IdDuplicate { "id" } else { "permalink" };
        problems.push(
            Problem::new(code, format!("two articles have the {noun} `{what}`"))
                .at(place_of(&articles[second], site))
                .label("this article")
                .related(place_of(&articles[first], site), "and this one")
                .help(format!(
                    "give one of them another `{}`",
                    match code {
                        Code::IdDuplicate => "id",
                        _ => "slug",
                    }
                )),
        );
        colliding.extend([first, second]);
    }
    take_out(articles, &colliding);
    colliding.len()
}

fn take_out(articles: &mut Vec<Article>, positions: &BTreeSet<usize>) {
    let mut position = 0;
    articles.retain(|_| {
        position += 1;
        !positions.contains(&(position - 1))
    });
}

fn place_of(article: &Article, site: &Path) -> Place {
    match read::body(site, &article.source) {
        Ok(text) => Place::in_text(&article.source.path, &text, article.permalink_span.clone()),
        Err(_) => Place::of_file(&article.source.path),
    }
}

fn plans(
    request: &Request,
    articles: &[Article],
    config: &Config,
    problems: &mut Problems,
) -> Vec<FeedPlan> {
    match &request.only {
        Some(filter) => vec![select::site(articles, config, filter)],
        None => select::plans(articles, config, problems),
    }
}

/// The entries of the articles that some feed shows, by position; and the positions that failed.
fn compose_shown(
    plans: &[FeedPlan],
    articles: &[Article],
    request: &Request,
    files: &StaticFiles,
    config: &Config,
    problems: &mut Problems,
) -> (BTreeMap<usize, Entry>, BTreeSet<usize>) {
    let shown: BTreeSet<usize> =
        plans.iter().flat_map(|plan| plan.articles.iter().copied()).collect();
    let shown: Vec<usize> = shown.into_iter().collect();
    let outcomes: Vec<(usize, Option<Entry>, Problems)> = shown
        .into_par_iter()
        .map(|position| {
            let article = &articles[position];
            let mut problems = Problems::new();
            let entry = match read::body(&request.site, &article.source) {
                Ok(text) => {
                    let body = compose::Body { text: &text, start: article.source.body_start };
                    let files = files.of(article);
                    compose::entry(article, &body, &files, config, &mut problems)
                }
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            };
            (position, entry, problems)
        })
        .collect();
    let mut entries = BTreeMap::new();
    let mut failed = BTreeSet::new();
    for (position, entry, noticed) in outcomes {
        problems.append(noticed);
        match entry {
            Some(entry) => drop(entries.insert(position, entry)),
            None => drop(failed.insert(position)),
        }
    }
    (entries, failed)
}

/// Every entry that a feed shows, written once in each way that a feed shows it.
type Rendered = BTreeMap<(Format, Content, usize), RenderedEntry>;

fn render_entries(
    plans: &[FeedPlan],
    entries: &BTreeMap<usize, Entry>,
    config: &Config,
) -> Rendered {
    let schemes = Schemes::below(config.feeds.url.as_str());
    let wanted: BTreeSet<(Format, Content, usize)> = plans
        .iter()
        .flat_map(|plan| plan.formats.iter().map(move |format| (plan, *format)))
        .flat_map(|(plan, format)| plan.articles.iter().map(move |at| (format, plan.content, *at)))
        .collect();
    let write = |wanted: (Format, Content, usize)| {
        let (format, content, position) = wanted;
        let entry = entries.get(&position)?;
        Some((
            wanted,
            match content {
                Content::Full => render::entry(format, entry, &schemes),
                Content::Summary => render::entry(format, &entry.summarised(), &schemes),
            },
        ))
    };
    wanted.into_par_iter().filter_map(write).collect()
}

/// Shortens the feeds that would be larger than they may, the same in every format, and never by a
/// part of an entry.
fn keep_within_bytes(
    plans: &mut [FeedPlan],
    articles: &[Article],
    rendered: &Rendered,
    config: &Config,
    problems: &mut Problems,
) {
    for plan in plans {
        let Some(max_bytes) = plan.max_bytes else { continue };
        let feed = compose::feed(plan, articles, config);
        let fits = |format: &Format| {
            let entries = plan.articles.iter();
            let entries = entries.filter_map(|at| rendered.get(&(*format, plan.content, *at)));
            render::fitting(*format, &feed, entries, max_bytes)
        };
        let kept = plan.formats.iter().map(fits).min().unwrap_or_default().max(1);
        if kept < plan.articles.len() {
            problems.push(shortened(plan, kept, max_bytes));
            plan.articles.truncate(kept);
        }
    }
}

fn shortened(plan: &FeedPlan, kept: usize, max_bytes: usize) -> Problem {
    let message = format!(
        "the feed “{}” shows {kept} of {} articles, to stay within {max_bytes} bytes",
        plan.title,
        plan.articles.len()
    );
    Problem::new(Code::FeedShortened, message)
        .help("raise `max_bytes`, lower `limit`, or publish summaries with `content: summary`")
}

/// The bytes of every feed, by path in the output folder.
fn render_feeds(
    plans: &[FeedPlan],
    articles: &[Article],
    rendered: &Rendered,
    config: &Config,
) -> BTreeMap<String, Vec<u8>> {
    plans
        .par_iter()
        .flat_map_iter(|plan| {
            let feed = compose::feed(plan, articles, config);
            plan.formats.iter().map(move |format| {
                let key = |at: &usize| (*format, plan.content, *at);
                let entries: Vec<&RenderedEntry> =
                    plan.articles.iter().filter_map(|at| rendered.get(&key(at))).collect();
                (plan.file(*format), render::document(*format, &feed, &entries))
            })
        })
        .collect()
}

/// The ledger after this publication, and the files of earlier ones that it no longer has.
fn remember(
    before: &Ledger,
    articles: &[Article],
    files: &BTreeMap<String, Vec<u8>>,
    request: &Request,
) -> (Ledger, BTreeSet<String>) {
    let mut remembered = before.articles.clone();
    for article in articles {
        let id = &article.id.value;
        let first_permalink = before
            .articles
            .get(id)
            .map_or_else(|| article.permalink.clone(), |before| before.first_permalink.clone());
        let path = article.source.path.to_string();
        let published = article.published;
        remembered.insert(id.clone(), Remembered { path, first_permalink, published });
    }
    // Only files inside the site are remembered: another folder would be a path of one machine.
    let Ok(folder) = request.output.strip_prefix(&request.site) else {
        return (Ledger::new(remembered, before.files.clone()), BTreeSet::new());
    };
    let mut prefix = String::new();
    for part in folder {
        prefix.push_str(&part.to_string_lossy());
        prefix.push('/');
    }
    let stale = before
        .files
        .iter()
        .filter_map(|file| file.strip_prefix(&prefix))
        .filter(|file| !files.contains_key(*file))
        .map(str::to_owned)
        .collect();
    let elsewhere = before.files.iter().filter(|file| !file.starts_with(&prefix)).cloned();
    let own = files.keys().map(|file| format!("{prefix}{file}"));
    (Ledger::new(remembered, own.chain(elsewhere).collect()), stale)
}
