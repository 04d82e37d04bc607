//! The content folder, read and understood.

use rayon::prelude::*;

use super::content::Content;
use super::{Failure, Request, Site, pages_of};
use crate::built::Folder;
use crate::config::Config;
use crate::model::{Article, ArticleRecord, Draft, Reason, Shared, SkippedFile, Traits};
use crate::normalise::{self, Normalised};
use crate::problem::{Code, Place, Problem, Problems, isolated};
use crate::read::{self, ContentFile, ContentFiles, StaticFiles};

/// How many files are read before what they share is put together.
const BATCH: usize = 4096;

/// What came of one file.
enum Outcome {
    Article {
        record: Box<ArticleRecord>,
        misses_files: bool,
    },
    /// An article whose page on the built site is not known yet.
    WithoutPage(Box<ArticleRecord>),
    Skipped(Reason, Option<Traits>),
}

/// Reads every file of the content folder, and decides everything about each article but its body.
///
/// # Errors
/// [`Failure::Content`] when the folder cannot be read.
pub(super) fn read_and_normalise(
    site: Site<'_>,
    static_files: &StaticFiles,
) -> Result<Content, Failure> {
    let Site { request, config, ledger } = site;
    let mut problems = Problems::new();
    let built =
        pages_of::open(request, config).map_err(|problem| Failure::Content(problem.into()))?;
    if built.is_none() && !config.unclear.is_empty() {
        config.unclear.iter().for_each(|problem| problems.push(problem.clone()));
        return Err(Failure::Content(problems));
    }
    let alone = pages_of::alone(built.as_ref(), request, config);
    let ContentFiles { files, skipped } = match alone {
        Some(folder) => {
            ContentFiles { files: pages_of::content_files(folder, config), skipped: Vec::new() }
        }
        None => read::content_files(&request.site, &config.content, &mut problems)
            .map_err(|problem| Failure::Content(problem.into()))?,
    };
    request.progress.found(files.len());
    let mut content = Content { skipped, problems, ..Content::default() };
    content.articles.reserve(files.len());
    let mut lacks_folder = false;
    let mut without_page = Vec::new();
    let mut shared = Shared::default();
    let mut files = files.into_iter();
    while !files.as_slice().is_empty() {
        let batch: Vec<ContentFile> = files.by_ref().take(BATCH).collect();
        let outcome = |buffer: &mut Vec<u8>, file| {
            let work = || {
                let mut problems = Problems::new();
                let read_with =
                    Context { request, config, static_files, built: built.as_ref(), alone };
                let outcome = outcome(file, buffer, read_with, &mut problems);
                (outcome, problems)
            };
            let done = isolated(&file.path, work)
                .unwrap_or_else(|panic| (Outcome::Skipped(Reason::Broken, None), (*panic).into()));
            request.progress.read_one();
            done
        };
        let outcomes: Vec<_> = batch.par_iter().map_init(Vec::new, outcome).collect();
        for (file, (outcome, noticed)) in batch.into_iter().zip(outcomes) {
            content.problems.append(noticed);
            match outcome {
                Outcome::Article { mut record, misses_files } => {
                    record.share_with(&ledger.articles);
                    shared.share(&mut record);
                    content.articles.push(*record);
                    lacks_folder |= misses_files;
                }
                Outcome::WithoutPage(record) => without_page.push(*record),
                Outcome::Skipped(reason, traits) => {
                    content.skipped.push(SkippedFile { path: file.path, reason, traits });
                }
            }
        }
    }
    // Not every site of a generator has the folder that the generator looks for.
    let folder = (config.profile().static_folder)(&config.content.folder);
    let is_usual = config.generator.is_some() && config.static_folders == [folder];
    if lacks_folder && !is_usual {
        content.problems.push(read::no_static_folder(config));
    }
    match &built {
        Some(folder) => pages_of::find(content, without_page, folder, site),
        None => Ok(content),
    }
}

/// What one file is read with.
#[derive(Clone, Copy)]
struct Context<'a> {
    request: &'a Request,
    config: &'a Config,
    static_files: &'a StaticFiles,
    built: Option<&'a Folder>,
    /// The same, if the pages are the articles.
    alone: Option<&'a Folder>,
}

fn outcome(
    file: &ContentFile,
    buffer: &mut Vec<u8>,
    context: Context<'_>,
    problems: &mut Problems,
) -> Outcome {
    let Context { request, config, static_files, built, alone } = context;
    let passed_over = (config.profile().passes_over)(file.content_path());
    if let Some(reason) = passed_over.filter(|_| alone.is_none()) {
        return Outcome::Skipped(Reason::Page(reason), None);
    }
    let draft = match alone {
        Some(folder) => folder.draft(&file.path),
        None => read::draft(&request.site, file, buffer, problems).map(Ok),
    };
    let draft = match draft {
        Ok(Ok(draft)) => draft,
        Ok(Err(why)) => return Outcome::Skipped(Reason::Page(why), None),
        // A site's own generator makes no article of a README; nor does anybody.
        Err(problem)
            if problem.code == Code::FrontMatterMissing
                && (config.generator.is_some() || is_about_the_folder(&file.path)) =>
        {
            return Outcome::Skipped(Reason::Page("it has no front matter"), None);
        }
        Err(problem)
            if problem.code == Code::FrontMatterMissing
                && built.is_some_and(|folder| !pages_of::has_named(folder, &file.path)) =>
        {
            return Outcome::Skipped(Reason::NoPage, None);
        }
        Err(problem) => {
            problems.push(problem);
            return Outcome::Skipped(Reason::Broken, None);
        }
    };
    let normalised = match built.filter(|_| alone.is_none()) {
        None => normalise::article(&draft, config, problems),
        Some(folder) => match pages_of::normalise(draft, folder, config, problems) {
            pages_of::Page::Known(known) => Some(known),
            pages_of::Page::Unknown(article) => {
                return Outcome::WithoutPage(Box::new(ArticleRecord::from(*article)));
            }
            pages_of::Page::None => return Outcome::Skipped(Reason::NoPage, None),
            pages_of::Page::Broken => None,
        },
    };
    match normalised {
        Some(Normalised::Article(article)) => {
            let misses_files = static_files.miss_files_of(&article);
            Outcome::Article { record: Box::new(ArticleRecord::from(*article)), misses_files }
        }
        Some(Normalised::Skipped(reason, traits)) => Outcome::Skipped(reason, traits),
        None => Outcome::Skipped(Reason::Broken, None),
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

/// The draft of an article that was read before, with the whole text of its file.
fn again(
    record: &ArticleRecord,
    request: &Request,
    config: &Config,
    built: Option<&Folder>,
) -> Result<(Draft, String), Problem> {
    let Some(folder) = pages_of::alone(built, request, config) else {
        return read::again(&request.site, &record.source);
    };
    match folder.draft(&record.source.path)? {
        Ok(draft) if draft.source.fingerprint == record.source.fingerprint => {
            let text = draft.head.text.clone();
            Ok((draft, text))
        }
        _ => Err(Problem::new(Code::FileChanged, "the page changed while the feeds were built")
            .at(Place::of_file(&record.source.path))
            .help("build again")),
    }
}

/// An article with all that its file says of it, and the whole text of the file. Its id and when it was
/// updated are those of the record.
///
/// # Errors
/// The file can no longer be read, or has changed.
pub(super) fn whole(
    record: &ArticleRecord,
    request: &Request,
    config: &Config,
    built: Option<&Folder>,
) -> Result<(Article, Draft, String), Problem> {
    let (draft, text) = again(record, request, config, built)?;
    // What there is to say of the front matter was said when it was read first.
    match normalise::article(&draft, config, &mut Problems::new()) {
        Some(Normalised::Article(article)) => {
            let (id, updated) = (record.id.clone(), record.updated);
            Ok((Article { id, updated, ..*article }, draft, text))
        }
        _ => Err(Problem::new(Code::FileChanged, "the file is no article any more")
            .at(Place::of_file(&record.source.path))),
    }
}
