//! The six rooms in order. This file alone knows all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Component, Path, PathBuf};

use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::check::{Subject, World};
use crate::config::{Config, Filter};
use crate::model::{Article, Entry, FeedPlan, Format, Ledger, Remembered, Schemes};
use crate::normalise::{Collision, Normalised};
use crate::problem::{Code, Place, Problem, Problems};
use crate::publish::{Changes, Publisher};
use crate::render::RenderedEntry;
use crate::{check, compose, normalise, publish, read, render, select};

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

/// What a build would publish: everything is decided, nothing is written.
#[derive(Debug, Clone)]
pub struct Publication {
    /// How many content files were read.
    pub read: usize,
    /// The articles that the feeds are made from, newest first.
    pub articles: Vec<Article>,
    /// How many articles their authors withhold.
    pub withheld: usize,
    /// The articles whose time has not come, soonest first.
    pub embargoed: Vec<Article>,
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
        withheld: publication.withheld,
        embargoed: publication.embargoed,
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

/// Holds the content and the feeds that it gives against every rule, and writes nothing.
///
/// # Errors
/// [`Failure::Machine`] when the disk or the permissions fail.
pub fn inspect(request: &Request, config: &Config) -> Result<Problems, Failure> {
    let request = Request { skip_broken: true, ..request.clone() };
    let publication = prepare(&request, config)?;
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let all: Vec<&Article> = publication.articles.iter().chain(&publication.embargoed).collect();
    let subjects: Vec<Subject<'_>> =
        all.par_iter().filter_map(|article| subject(article, &request.site)).collect();
    let exists = |path: &str| site_has(&request.site, &config.content, path);
    let world = World { config, ledger: &ledger, now: request.now, exists: &exists };
    let mut problems = publication.problems;
    check::articles(&subjects, &world, &mut problems);
    for (path, bytes) in &publication.files {
        check::feed_size(path, bytes.len(), &mut problems);
    }
    problems.judge(&config.severities);
    problems.sort();
    Ok(problems)
}

/// An article that can still be read; one that cannot is told by the build.
fn subject<'a>(article: &'a Article, site: &Path) -> Option<Subject<'a>> {
    let source = &article.source;
    let file = read::ContentFile {
        location: site.join(&*source.path),
        path: source.path.to_string(),
        content_path: source.content_path.to_string(),
        syntax: source.syntax,
    };
    let draft = read::draft(&file, &mut Problems::new()).ok()?;
    let text = read::body(site, source).ok()?;
    let body = compose::Body { text: &text, start: source.body_start };
    let inventory = compose::survey(&source.path, source.syntax, &body)?;
    Some(Subject { article, draft, text, inventory })
}

/// Whether a file of the site is served at `path`, percent-encoded, below the site's address.
fn site_has(site: &Path, content: &str, path: &str) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let names_only =
        Path::new(&*path).components().all(|part| matches!(part, Component::Normal(_)));
    let folders = [site.to_owned(), site.join("static"), site.join("public"), site.join(content)];
    names_only && folders.iter().any(|folder| folder.join(&*path).exists())
}

/// Decides everything that [`build`] would publish, and writes nothing.
///
/// # Errors
/// Those of [`build`].
pub fn prepare(request: &Request, config: &Config) -> Result<Publication, Failure> {
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let mut problems = Problems::new();
    let mut reading = read_and_normalise(request, config, &ledger, &mut problems)?;
    let mut broken = reading.broken;
    broken += take_out_collisions(&mut reading.articles, &request.site, &mut problems);
    select::order(&mut reading.articles);
    let embargoed = select::embargoed(&mut reading.articles, request.now);
    let mut articles = reading.articles;
    let (plans, entries) = loop {
        let mut noticed = Problems::new();
        let plans = plans(request, &articles, config, &mut noticed);
        let (entries, failed) = compose_shown(&plans, &articles, request, config, &mut noticed);
        problems.append(noticed);
        if failed.is_empty() || !request.skip_broken {
            break (plans, entries);
        }
        // Others take the places of the broken ones, so the selection begins anew.
        broken += failed.len();
        take_out(&mut articles, &failed);
    };
    problems.judge(&config.severities);
    problems.sort();
    if problems.errors() > 0 && !request.skip_broken {
        return Err(Failure::Content(problems));
    }

    let files = render_feeds(&plans, &articles, &entries, config);
    let (ledger, stale) = if request.only.is_some() {
        (None, BTreeSet::new())
    } else {
        let (remembered, stale) = remember(&ledger, &articles, &files, request, config);
        (Some(remembered), stale)
    };
    Ok(Publication {
        read: reading.read,
        articles,
        withheld: reading.withheld,
        embargoed,
        broken,
        plans,
        files,
        stale,
        ledger,
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
                    compose::entry(article, &body, config, &mut problems)
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

/// The bytes of every feed, by path in the output folder. Each entry is rendered once a format.
fn render_feeds(
    plans: &[FeedPlan],
    articles: &[Article],
    entries: &BTreeMap<usize, Entry>,
    config: &Config,
) -> BTreeMap<String, Vec<u8>> {
    let schemes = Schemes::below(config.feeds.url.as_str());
    let mut files = BTreeMap::new();
    for format in Format::ALL {
        let rendered: BTreeMap<usize, RenderedEntry> = entries
            .par_iter()
            .map(|(position, entry)| (*position, render::entry(format, entry, &schemes)))
            .collect();
        let documents: Vec<(String, Vec<u8>)> = plans
            .par_iter()
            .filter(|plan| plan.formats.contains(&format))
            .map(|plan| {
                let feed = compose::feed(plan, articles, config);
                let entries: Vec<&RenderedEntry> =
                    plan.articles.iter().filter_map(|position| rendered.get(position)).collect();
                (plan.file(format), render::document(format, &feed, &entries))
            })
            .collect();
        files.extend(documents);
    }
    files
}

/// The ledger after this publication, and the files of earlier ones that it no longer has.
fn remember(
    before: &Ledger,
    articles: &[Article],
    files: &BTreeMap<String, Vec<u8>>,
    request: &Request,
    config: &Config,
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
    let stale: BTreeSet<String> = before
        .files
        .iter()
        .filter_map(|file| file.strip_prefix(&prefix))
        .filter(|file| !files.contains_key(*file))
        .map(str::to_owned)
        .collect();
    if config.feeds.keep_stale {
        // They stay ours, so that they can go when the publisher thinks better of it.
        let own = files.keys().map(|file| format!("{prefix}{file}"));
        return (
            Ledger::new(remembered, own.chain(before.files.clone()).collect()),
            BTreeSet::new(),
        );
    }
    let elsewhere = before.files.iter().filter(|file| !file.starts_with(&prefix)).cloned();
    let own = files.keys().map(|file| format!("{prefix}{file}"));
    (Ledger::new(remembered, own.chain(elsewhere).collect()), stale)
}
