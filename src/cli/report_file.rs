//! What a build leaves for other programs: `--report FILE`, as docs/report.schema.json describes.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use url::Url;

use crate::config::Config;
use crate::model::{IdOrigin, Reason, Timestamp};
use crate::problem::{Code, Place, Problem, Problems};
use crate::{Changes, Failure, Publication, Request};

/// The version of the form. It counts up when a program that reads it could stumble.
const VERSION: u32 = 1;

/// What a build did, or why it did nothing.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReportFile {
    version: u32,
    outcome: Outcome,
    now: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    shard: Option<String>,
    articles: Articles,
    embargoed: Vec<Embargoed>,
    left_out: Vec<Skipped>,
    ids_taken_over: Vec<TakenOver>,
    pub feeds: Vec<PublishedFile>,
    #[serde(default)]
    pages: Vec<PublishedFile>,
    removed: Vec<String>,
    errors: Vec<Told>,
    warnings: Vec<Told>,
    timings: Timings,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    /// The feeds are what the content gives, or with `--check` would be.
    Done,
    /// The content has errors, and nothing was written.
    Refused,
    /// The machine failed.
    Failed,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Articles {
    read: usize,
    published: usize,
    withheld: usize,
    broken: usize,
}

/// A file of the content folder that no feed shows.
#[derive(Debug, Serialize, Deserialize)]
struct Skipped {
    path: String,
    reason: String,
    detail: String,
    at: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Embargoed {
    path: String,
    due: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct TakenOver {
    path: String,
    id: String,
    permalink: String,
}

/// A file in the output folder.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PublishedFile {
    path: String,
    url: String,
    pub changed: bool,
    /// What hubs know it by: its address, and those that it had before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    code: String,
    severity: String,
    message: String,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Timings {
    prepare_ms: u64,
    publish_ms: u64,
}

impl ReportFile {
    pub(super) fn begin(request: &Request) -> Self {
        Self {
            version: VERSION,
            outcome: Outcome::Failed,
            now: request.now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            shard: request.shard.map(|shard| shard.to_string()),
            articles: Articles::default(),
            embargoed: Vec::new(),
            left_out: Vec::new(),
            ids_taken_over: Vec::new(),
            feeds: Vec::new(),
            pages: Vec::new(),
            removed: Vec::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            timings: Timings::default(),
        }
    }

    pub(super) fn publication(
        &mut self,
        publication: &Publication,
        changes: &Changes,
        config: &Config,
    ) {
        self.outcome = Outcome::Done;
        self.articles = Articles {
            read: publication.read,
            published: publication.articles.len(),
            withheld: publication.skipped.iter().filter(|file| file.reason.is_withheld()).count(),
            broken: publication.skipped.iter().filter(|file| file.reason == Reason::Broken).count(),
        };
        let skipped = publication.skipped.iter().map(|file| Skipped {
            path: file.path.to_string(),
            reason: file.reason.name().to_owned(),
            detail: file.reason.to_string(),
            at: file.reason.instant().map(Timestamp::to_rfc3339),
        });
        self.left_out = skipped.collect();
        let embargoed = publication.embargoed.iter().map(|article| Embargoed {
            path: article.source.path.to_string(),
            due: article.published.to_rfc3339(),
        });
        self.embargoed = embargoed.collect();
        let remembered = publication.articles.iter().filter(|article| {
            article.id.origin == IdOrigin::Ledger && article.id.value != article.permalink
        });
        let taken_over = remembered.map(|article| TakenOver {
            path: article.source.path.to_string(),
            id: article.id.value.to_string(),
            permalink: article.permalink.to_string(),
        });
        self.ids_taken_over = taken_over.collect();
        let written: BTreeSet<&str> = changes.written.iter().map(String::as_str).collect();
        let url =
            |base: &Url, path: &str| base.join(path).map_or_else(|_| path.to_owned(), String::from);
        let bases: Vec<Url> = publication
            .ledger
            .iter()
            .flat_map(|ledger| &ledger.addresses)
            .filter_map(|base| base.parse().ok())
            .collect();
        let topics = |path: &str| {
            let bases = bases.iter().filter(|_| publication.is_subscribed(path));
            bases.map(|base| url(base, path)).collect()
        };
        let files = publication.paths().map(|path| PublishedFile {
            path: path.to_owned(),
            url: url(&config.feeds.url, path),
            changed: written.contains(path),
            topics: topics(path),
        });
        (self.feeds, self.pages) = files.partition(|file| config.format_of(&file.path).is_some());
        self.removed.clone_from(&changes.removed);
        self.problems(&publication.problems);
    }

    pub(super) fn failure(&mut self, failure: &Failure) {
        match failure {
            Failure::Content(problems) | Failure::Denied(problems) => {
                self.outcome = Outcome::Refused;
                self.problems(problems);
            }
            Failure::Machine(problem) => self.problems(&(**problem).clone().into()),
        }
    }

    fn problems(&mut self, problems: &Problems) {
        let (errors, warnings) = problems.iter().partition::<Vec<_>, _>(|told| told.is_error());
        self.errors = errors.into_iter().map(told).collect();
        self.warnings = warnings.into_iter().map(told).collect();
    }

    pub(super) fn timings(&mut self, clock: &Clock) {
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let prepared = clock.prepared.get();
        self.timings.prepare_ms = milliseconds(prepared);
        self.timings.publish_ms = milliseconds(clock.start.elapsed().saturating_sub(prepared));
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), Problem> {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from);
        text.and_then(|text| fs::write(path, text + "\n")).map_err(|error| {
            Problem::new(Code::Io, format!("the report cannot be written: {error}"))
                .at(Place::of_file(&path.to_string_lossy()))
        })
    }

    /// Reads what [`Self::write`] wrote.
    #[cfg(feature = "network")]
    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        let invalid = |message: String| {
            Problem::new(Code::Usage, message)
                .at(Place::of_file(&path.to_string_lossy()))
                .help("name what `feedmill build --report FILE` wrote")
        };
        let bytes = crate::disk::read(path, 256 * 1024 * 1024)
            .map_err(|error| invalid(format!("the report cannot be read: {error}")))?;
        let report: Self = serde_json::from_slice(&bytes)
            .map_err(|error| invalid(format!("this is not a report: {error}")))?;
        if report.version == VERSION {
            return Ok(report);
        }
        Err(invalid(format!("the report is of version {}, not {VERSION}", report.version)))
    }
}

/// A problem as programs read it.
pub(super) fn told(problem: &Problem) -> Told {
    let place = problem.place.as_ref();
    Told {
        code: problem.code.name().to_owned(),
        severity: if problem.is_error() { "error" } else { "warning" }.to_owned(),
        message: problem.message.clone(),
        path: place.map(|place| place.path.clone()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        help: problem.help.clone(),
    }
}

/// How long what took.
pub(super) struct Clock {
    start: Instant,
    prepared: Cell<Duration>,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { start: Instant::now(), prepared: Cell::default() }
    }

    pub(super) fn prepared(&self) {
        self.prepared.set(self.start.elapsed());
    }
}
