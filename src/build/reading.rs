//! The content folder, read and understood.

use rayon::prelude::*;

use super::{Failure, Request};
use crate::config::Config;
use crate::model::{Article, ArticleRecord, Draft, LedgerEntries, Reason, Shared, SkippedFile};
use crate::normalise::{self, Normalised};
use crate::problem::{Code, Place, Problem, Problems, isolated};
use crate::read::{self, ContentFile, ContentFiles, StaticFiles};

/// How many files are read before what they share is put together.
const BATCH: usize = 4096;

/// What the content folder holds.
#[derive(Default)]
pub(super) struct Reading {
    pub articles: Vec<ArticleRecord>,
    pub skipped: Vec<SkippedFile>,
    /// Whether an article names a file of the site for which there is no folder.
    pub misses_files: bool,
}

/// What came of one file.
enum Outcome {
    Article { record: Box<ArticleRecord>, misses_files: bool },
    Skipped(Reason),
}

pub(super) fn read_and_normalise(
    request: &Request,
    config: &Config,
    known: &LedgerEntries,
    static_files: &StaticFiles,
    problems: &mut Problems,
) -> Result<Reading, Failure> {
    let ContentFiles { files, unsupported } =
        read::content_files(&request.site, &config.content, problems)
            .map_err(|problem| Failure::Content(problem.into()))?;
    request.progress.found(files.len());
    let mut reading = Reading { skipped: unsupported, ..Reading::default() };
    reading.articles.reserve(files.len());
    let mut shared = Shared::default();
    let mut files = files.into_iter();
    while !files.as_slice().is_empty() {
        let batch: Vec<ContentFile> = files.by_ref().take(BATCH).collect();
        let outcome = |buffer: &mut Vec<u8>, file| {
            let work = || {
                let mut problems = Problems::new();
                let outcome = outcome(file, buffer, request, config, static_files, &mut problems);
                (outcome, problems)
            };
            let done = isolated(&file.path, work)
                .unwrap_or_else(|panic| (Outcome::Skipped(Reason::Broken), (*panic).into()));
            request.progress.read_one();
            done
        };
        let outcomes: Vec<_> = batch.par_iter().map_init(Vec::new, outcome).collect();
        for (file, (outcome, noticed)) in batch.into_iter().zip(outcomes) {
            problems.append(noticed);
            match outcome {
                Outcome::Article { mut record, misses_files } => {
                    record.share_with(known);
                    shared.share(&mut record);
                    reading.articles.push(*record);
                    reading.misses_files |= misses_files;
                }
                Outcome::Skipped(reason) => {
                    reading.skipped.push(SkippedFile { path: file.path, reason });
                }
            }
        }
    }
    Ok(reading)
}

fn outcome(
    file: &ContentFile,
    buffer: &mut Vec<u8>,
    request: &Request,
    config: &Config,
    static_files: &StaticFiles,
    problems: &mut Problems,
) -> Outcome {
    let draft = match read::draft(&request.site, file, buffer, problems) {
        Ok(draft) => draft,
        // A site's own generator makes no article of a README; nor does anybody.
        Err(problem)
            if problem.code == Code::FrontMatterMissing
                && (config.generator.is_some() || is_about_the_folder(&file.path)) =>
        {
            return Outcome::Skipped(Reason::Page("it has no front matter"));
        }
        Err(problem) => {
            problems.push(problem);
            return Outcome::Skipped(Reason::Broken);
        }
    };
    match normalise::article(&draft, config, problems) {
        Some(Normalised::Article(article)) => {
            let misses_files = static_files.miss_files_of(&article);
            Outcome::Article { record: Box::new(ArticleRecord::from(*article)), misses_files }
        }
        Some(Normalised::Skipped(reason)) => Outcome::Skipped(reason),
        None => Outcome::Skipped(Reason::Broken),
    }
}

/// Whether a file is by its name about the files beside it, as those are that repositories have.
fn is_about_the_folder(path: &str) -> bool {
    const NAMES: &[&str] = &[
        "changelog",
        "code_of_conduct",
        "contributing",
        "index",
        "licence",
        "license",
        "readme",
        "security",
    ];
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    NAMES.contains(&stem.as_str())
}

/// An article with all that its file says of it, and the whole text of the file.
///
/// # Errors
/// The file can no longer be read, or has changed.
pub(super) fn whole(
    record: &ArticleRecord,
    request: &Request,
    config: &Config,
) -> Result<(Article, Draft, String), Problem> {
    let (draft, text) = read::again(&request.site, &record.source)?;
    // What there is to say of the front matter was said when it was read first.
    match normalise::article(&draft, config, &mut Problems::new()) {
        Some(Normalised::Article(article)) => {
            Ok((Article { id: record.id.clone(), ..*article }, draft, text))
        }
        _ => Err(Problem::new(Code::FileChanged, "the file is no article any more")
            .at(Place::of_file(&record.source.path))),
    }
}
