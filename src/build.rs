//! The seven rooms in order. This file alone knows all of them.

mod adopt;
mod explain;
mod gates;
mod inspect;
mod keep;
mod memory;
mod rendering;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::config::{Config, Engine, Filter};
use crate::model::{Article, Entry, FeedPlan, Ledger};
use crate::normalise::{Collision, Normalised, Recognised};
use crate::problem::{Code, Place, Problem, Problems};
use crate::publish::{Changes, Publisher};
use crate::read::{ContentFile, StaticFiles};
use crate::template::{Pages, Templates, Written};
use crate::{compose, normalise, publish, read, select};

pub use adopt::{Adoption, adopt};
pub use explain::{Fact, explain};
pub use gates::Gates;
pub use inspect::inspect;
pub use keep::keep;
use memory::{remember, remembered_feeds};

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
        }
    }
}

/// What a build would publish: everything is decided, nothing is written.
#[derive(Debug, Clone)]
pub struct Publication {
    /// How many content files were read.
    pub read: usize,
    /// The articles that the feeds are made from, newest first.
    pub articles: Vec<Article>,
    /// The articles that are known by another path, certainly or perhaps.
    pub recognised: Vec<Recognised>,
    /// How many articles their authors withhold.
    pub withheld: usize,
    /// The files that are pages rather than articles, by path.
    pub pages: Vec<Arc<str>>,
    /// The articles whose time has not come, soonest first.
    pub embargoed: Vec<Article>,
    /// How many articles were to be seen until now or earlier.
    pub expired: usize,
    /// How many articles were left out because they are broken.
    pub broken: usize,
    /// The feeds, each in one or more formats; their articles are positions in `articles`.
    pub plans: Vec<FeedPlan>,
    /// The bytes of every file, by path in the output folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The files of earlier publications that this one no longer has.
    pub stale: BTreeSet<String>,
    /// The ledger after this publication; nothing if it is a one-off.
    pub ledger: Option<Ledger>,
    /// What was noticed: warnings, and the errors of articles left out.
    pub problems: Problems,
}

/// What a build did.
#[derive(Debug, Clone)]
pub struct Build {
    /// How many content files were read.
    pub read: usize,
    /// How many articles the feeds are made from.
    pub published: usize,
    /// The articles that are known by another path, certainly or perhaps.
    pub recognised: Vec<Recognised>,
    /// How many articles their authors withhold.
    pub withheld: usize,
    /// The files that are pages rather than articles, by path.
    pub pages: Vec<Arc<str>>,
    /// The articles whose time has not come, soonest first.
    pub embargoed: Vec<Article>,
    /// How many articles were to be seen until now or earlier.
    pub expired: usize,
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
    let (publication, changes) = build_with(request, config, &|_| {})?;
    Ok(Build {
        read: publication.read,
        published: publication.articles.len(),
        recognised: publication.recognised,
        withheld: publication.withheld,
        pages: publication.pages,
        embargoed: publication.embargoed,
        expired: publication.expired,
        broken: publication.broken,
        feeds: publication.plans.len(),
        changes,
        problems: publication.problems,
    })
}

/// Builds as [`build`] does, tells its steps, and hands out all that was decided.
///
/// # Errors
/// Those of [`build`].
pub fn build_with(
    request: &Request,
    config: &Config,
    on_step: &dyn Fn(Step),
) -> Result<(Publication, Changes), Failure> {
    let waiting = || on_step(Step::Waiting);
    let mut publisher =
        Publisher::open(&request.site, &request.output, &waiting).map_err(Failure::machine)?;
    let publication = prepare(request, config)?;
    gates::check(request, config, &publication)?;
    on_step(Step::Prepared);
    let Publication { files, stale, ledger, .. } = &publication;
    let changes = publisher.publish(files, stale, ledger.as_ref()).map_err(Failure::machine)?;
    Ok((publication, changes))
}

/// What publishing would change.
#[must_use]
pub fn changes(request: &Request, publication: &Publication) -> Changes {
    let Publication { files, stale, ledger, .. } = publication;
    publish::changes(&request.site, &request.output, files, stale, ledger.as_ref())
}

/// Decides everything that [`build`] would publish, and writes nothing.
///
/// # Errors
/// Those of [`build`].
pub fn prepare(request: &Request, config: &Config) -> Result<Publication, Failure> {
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    prepare_with(&ledger, request, config)
}

fn prepare_with(
    ledger: &Ledger,
    request: &Request,
    config: &Config,
) -> Result<Publication, Failure> {
    let mut problems = Problems::new();
    let Reading { files, mut articles, withheld, pages, mut broken } =
        read_and_normalise(request, config, &mut problems)?;
    select::order(&mut articles);
    let embargoed = if config.publish_future {
        Vec::new()
    } else {
        select::embargoed(&mut articles, request.now)
    };
    let expired = select::expired(&mut articles, request.now);
    let paths = files.iter().map(|file| file.path.as_str()).collect();
    let recognised = normalise::recognise(&mut articles, ledger);
    report_uncertain(&recognised, &articles, ledger, &request.site, &mut problems);
    broken += take_out_collisions(&mut articles, &embargoed, &request.site, &mut problems);
    let sources = Sources {
        templates: templates(&articles, request, config),
        static_files: StaticFiles::open(&request.site, config, &articles, &mut problems),
    };
    let (mut plans, entries) = loop {
        let mut noticed = Problems::new();
        // A broken article may be mended, so the feed that lacks it has not ended.
        let ending = (broken == 0).then_some(request.now);
        let plans = plans(request, &articles, config, ledger, ending, &mut noticed);
        let (entries, failed) =
            compose_shown(&plans, &articles, &sources, request, config, &mut noticed);
        problems.append(noticed);
        if failed.is_empty() || !request.skip_broken {
            break (plans, entries);
        }
        // Others take the places of the broken ones, so the selection begins anew.
        broken += failed.len();
        take_out(&mut articles, &failed);
    };
    let rendered = rendering::entries(&plans, &entries, config);
    rendering::keep_within_bytes(&mut plans, &articles, &rendered, config, &mut problems);
    problems.judge(&config.severities);
    problems.sort();
    if problems.errors() > 0 && !request.skip_broken {
        return Err(Failure::Content(problems));
    }

    let rendered = rendering::feeds(&plans, &articles, &rendered, config);
    let (ledger, stale) = if request.only.is_some() {
        (None, BTreeSet::new())
    } else {
        let feeds = remembered_feeds(ledger, &plans, &articles);
        let (mut remembered, mut stale) =
            remember(ledger, &articles, feeds, &paths, &rendered, request);
        if config.feeds.keep_stale {
            // They stay ours, so that they can go when the publisher thinks better of it.
            remembered.files.extend(ledger.files.iter().cloned());
            stale.clear();
        }
        (Some(remembered), stale)
    };
    Ok(Publication {
        read: files.len(),
        articles,
        recognised,
        withheld,
        pages,
        embargoed,
        expired,
        broken,
        plans,
        files: rendered,
        stale,
        ledger,
        problems,
    })
}

/// What the content folder holds.
#[derive(Default)]
struct Reading {
    files: Vec<ContentFile>,
    articles: Vec<Article>,
    withheld: usize,
    pages: Vec<Arc<str>>,
    broken: usize,
}

fn read_and_normalise(
    request: &Request,
    config: &Config,
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
                Ok(draft) => normalise::article(&draft, config, &mut problems),
                // A site's own generator makes no article of a README.
                Err(problem)
                    if problem.code == Code::FrontMatterMissing && config.generator.is_some() =>
                {
                    Some(Normalised::Page)
                }
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            };
            (normalised, problems)
        })
        .collect();
    let mut reading = Reading::default();
    for (file, (outcome, noticed)) in files.iter().zip(outcomes) {
        problems.append(noticed);
        match outcome {
            Some(Normalised::Article(article)) => reading.articles.push(*article),
            Some(Normalised::Withheld) => reading.withheld += 1,
            Some(Normalised::Page) => reading.pages.push(file.path.as_str().into()),
            None => reading.broken += 1,
        }
    }
    reading.files = files;
    Ok(reading)
}

/// Reports articles that have the permalink or the id of another, and takes out both.
///
/// Which of the two is meant, only their author knows.
fn take_out_collisions(
    articles: &mut Vec<Article>,
    embargoed: &[Article],
    site: &Path,
    problems: &mut Problems,
) -> usize {
    let mut colliding = BTreeSet::new();
    let all: Vec<&Article> = articles.iter().chain(embargoed).collect();
    for collision in normalise::collisions(&all) {
        let (first, second, code, what) = match collision {
            Collision::Permalink(first, second) => {
                (first, second, Code::PermalinkDuplicate, &all[second].permalink)
            }
            Collision::Id(first, second) => {
                (first, second, Code::IdDuplicate, &all[second].id.value)
            }
        };
        let noun = if code == Code::IdDuplicate { "id" } else { "permalink" };
        problems.push(
            Problem::new(code, format!("two articles have the {noun} `{what}`"))
                .at(place_of(all[second], site))
                .label("this article")
                .related(place_of(all[first], site), "and this one")
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

/// Tells which new articles may be known ones, and how to say so.
fn report_uncertain(
    recognised: &[Recognised],
    articles: &[Article],
    ledger: &Ledger,
    site: &Path,
    problems: &mut Problems,
) {
    let by_path: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (&*article.source.path, article)).collect();
    for Recognised { path, before, id, evidence, .. } in
        recognised.iter().filter(|recognised| !recognised.certain)
    {
        let Some(article) = by_path.get(path.as_str()) else { continue };
        // Where no file is known, or others had the path too, only the id says which is meant.
        let known = if ledger.at_path(before).count() == 1 { before } else { id };
        problems.push(
            Problem::new(
                Code::ArticleMaybeKnown,
                format!("this may be the article that was `{before}`"),
            )
            .at(place_of(article, site))
            .label(evidence.to_string())
            .help(format!(
                "it is published as a new article; if it is the one that readers know, run `feedmill id keep {known} {path}`",
            )),
        );
    }
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
    ledger: &Ledger,
    ending: Option<DateTime<Utc>>,
    problems: &mut Problems,
) -> Vec<FeedPlan> {
    match &request.only {
        Some(filter) => vec![select::site(articles, config, ledger, filter)],
        None => select::plans(articles, config, ledger, ending, problems),
    }
}

/// What templates in the articles can ask for: where the others are, and what they include.
fn templates(articles: &[Article], request: &Request, config: &Config) -> Templates {
    let pages = match config.templates.engine {
        Engine::None => Pages::default(),
        _ => Pages::new(articles),
    };
    let includes = match config.templates.engine {
        Engine::Liquid => read::includes(&request.site, &config.templates.includes),
        _ => BTreeMap::new(),
    };
    Templates::new(config, pages, includes)
}

/// What a body is composed with, beside its own file.
struct Sources {
    templates: Templates,
    static_files: StaticFiles,
}

/// The entries of the articles that some feed shows, by position; and the positions that failed.
fn compose_shown(
    plans: &[FeedPlan],
    articles: &[Article],
    sources: &Sources,
    request: &Request,
    config: &Config,
    problems: &mut Problems,
) -> (BTreeMap<usize, Entry>, BTreeSet<usize>) {
    let shown: BTreeSet<usize> = plans
        .iter()
        .flat_map(|plan| plan.parts().flat_map(|part| plan.shown(part)))
        .copied()
        .collect();
    let shown: Vec<usize> = shown.into_iter().collect();
    let outcomes: Vec<(usize, Option<Entry>, Problems)> = shown
        .into_par_iter()
        .map(|position| {
            let article = &articles[position];
            let mut problems = Problems::new();
            let entry = match read::body(&request.site, &article.source) {
                Ok(text) => {
                    let start = article.source.body_start;
                    let front_matter = text[start..]
                        .contains('{')
                        .then(|| read::front_matter(&article.source, &text))
                        .flatten();
                    let written =
                        Written { article, front_matter: front_matter.as_ref(), text: &text };
                    let expanded = sources.templates.expand(written, &mut problems);
                    let summary = sources.templates.summary(written, &mut problems);
                    let with_summary = summary
                        .map(|summary| Article { summary: Some(summary), ..article.clone() });
                    let article = with_summary.as_ref().unwrap_or(article);
                    let body = compose::Body { text: &text, start, expanded: &expanded };
                    let files = sources.static_files.of(article);
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
