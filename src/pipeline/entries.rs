//! The entries that some document shows: each composed once, and written once in each form.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::{Failure, Request, Site, pages_of, reading};
use crate::built::Folder;
use crate::config::{Config, Engine};
use crate::model::{
    Article, ArticleRecord, Content, Entry, Expanded, FeedPlan, Format, Ledger, Reason, Schemes,
    SkippedFile,
};
use crate::problem::{Code, Problem, Problems, isolated};
use crate::publish::{Spool, Spooled};
use crate::read::{self, DataFiles, StaticFiles};
use crate::template::{Data, Page, Pages, Templates, WrittenArticle};
use crate::{compose, render};

/// What a body is composed with, beside its own file.
pub(super) struct Sources {
    templates: Templates,
    static_files: StaticFiles,
    built: Option<Folder>,
}

impl Sources {
    pub(super) fn new(
        articles: &[ArticleRecord],
        skipped: &[SkippedFile],
        static_files: StaticFiles,
        site: Site<'_>,
    ) -> Self {
        let Site { request, config, ledger } = site;
        // Where it cannot be opened, reading has told so.
        let built = pages_of::open(request, config).ok().flatten();
        let pages = pages(articles, skipped, ledger, config);
        Self { templates: templates(pages, request, config), static_files, built }
    }
}

/// What references in the articles can lead to: the articles, and the broken ones, of which only the ledger may
/// know the address.
pub(super) fn pages(
    articles: &[ArticleRecord],
    skipped: &[SkippedFile],
    ledger: &Ledger,
    config: &Config,
) -> Pages {
    if config.templates.engine == Engine::None {
        return Pages::default();
    }
    let folder = &config.content.folder;
    let broken = skipped.iter().filter(|file| file.reason == Reason::Broken).map(|file| {
        let below = file.path.strip_prefix(&**folder).and_then(|path| path.strip_prefix('/'));
        let content_start = file.path.len() - below.unwrap_or(&file.path).len();
        let known = ledger.articles.at_path(&file.path).into_iter().next();
        let permalink = match known {
            Some(known) => Arc::clone(&ledger.articles.at(known).1.first_permalink),
            None => config.site.base_url.as_str().into(),
        };
        Page { path: Arc::clone(&file.path), content_start, permalink }
    });
    Pages::new(articles.iter().map(Page::from).chain(broken))
}

/// What templates in the articles can ask for: where the others are, and what they include.
pub(super) fn templates(pages: Pages, request: &Request, config: &Config) -> Templates {
    let (includes, data) = match config.templates.engine {
        Engine::Liquid => {
            let (site, content) = (&request.site, &config.content.folder);
            let files = DataFiles::open(site, content);
            let data = Data {
                names: files.names().to_vec(),
                read: Box::new(move |name| files.read(name)),
            };
            (read::includes(site, content, &config.templates.includes), data)
        }
        _ => Default::default(),
    };
    Templates::new(config, pages, includes, data)
}

/// The ways to write an entry.
const FORMS: [(Format, Content); 6] = [
    (Format::Atom, Content::Full),
    (Format::Atom, Content::Summary),
    (Format::Rss, Content::Full),
    (Format::Rss, Content::Summary),
    (Format::JsonFeed, Content::Full),
    (Format::JsonFeed, Content::Summary),
];

/// Beside them, that a page shows the summary.
const SUMMARY: u8 = 1 << FORMS.len();

/// Every entry that some document shows, in each form that one shows it in.
#[derive(Debug, Default)]
pub(super) struct Entries {
    spool: Spool,
    /// By the position of the article.
    written: BTreeMap<usize, Vec<Form>>,
    /// Those that pages show, by the position of the article.
    pub summaries: BTreeMap<usize, Box<str>>,
}

/// An entry in one form.
#[derive(Debug, Clone, Copy)]
struct Form {
    format: Format,
    content: Content,
    place: Spooled,
    extended: bool,
}

/// One entry as a document shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    place: Spooled,
    /// Whether its document must declare an extension.
    pub extended: bool,
}

impl Shown {
    pub(super) const fn length(self) -> usize {
        self.place.length()
    }
}

impl Entries {
    /// The entries of the articles at `positions` that were composed.
    pub(super) fn shown(
        &self,
        positions: &[usize],
        format: Format,
        content: Content,
    ) -> impl Iterator<Item = Shown> {
        positions.iter().filter_map(move |position| {
            let mut forms = self.written.get(position)?.iter();
            let form = forms.find(|form| form.format == format && form.content == content)?;
            Some(Shown { place: form.place, extended: form.extended })
        })
    }

    /// Appends an entry to `to`.
    pub(super) fn read(&self, shown: Shown, to: &mut Vec<u8>) -> io::Result<()> {
        self.spool.read(shown.place, to)
    }
}

/// The entries of the articles that some document shows; and the positions that failed.
///
/// # Errors
/// [`Failure::Machine`] when the entries cannot be kept.
pub(super) fn entries(
    plans: &[FeedPlan],
    articles: &[ArticleRecord],
    sources: &Sources,
    request: &Request,
    config: &Config,
    problems: &mut Problems,
) -> Result<(Entries, BTreeSet<usize>), Failure> {
    let schemes = Schemes::below(config.feeds.url.as_str());
    let spool = Mutex::new(Spool::default());
    let wanted = wanted(plans, articles.len(), config.pages.publish);
    request.progress.wanted(wanted.len());
    let outcomes: io::Result<Vec<_>> = wanted
        .into_par_iter()
        .map(|(position, wanted)| {
            let record = &articles[position];
            let plain_text = forms(wanted).any(|form| form == (Format::JsonFeed, Content::Full));
            let work = || {
                let mut problems = Problems::new();
                let entry = entry(record, sources, plain_text, request, config, &mut problems);
                let write = |entry| write(entry, wanted, &schemes, &spool);
                let forms = entry.as_ref().map(write).transpose()?;
                let summary = entry.filter(|_| wanted & SUMMARY != 0).map(|entry| entry.summary);
                Ok((position, forms, summary, problems))
            };
            let done = isolated(&record.source.path, work)
                .unwrap_or_else(|panic| Ok((position, None, None, (*panic).into())));
            request.progress.composed_one();
            done
        })
        .collect();
    let outcomes = outcomes.map_err(|error| lost(&error))?;
    let mut written = BTreeMap::new();
    let mut summaries = BTreeMap::new();
    let mut failed = BTreeSet::new();
    for (position, forms, summary, noticed) in outcomes {
        problems.append(noticed);
        summaries.extend(summary.map(|summary| (position, summary.into())));
        match forms {
            Some(forms) => drop(written.insert(position, forms)),
            None => drop(failed.insert(position)),
        }
    }
    let spool = spool.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((Entries { spool, written, summaries }, failed))
}

/// What is told where the spool fails.
pub(super) fn lost(error: &io::Error) -> Failure {
    let message = format!("the entries cannot be kept until they are published: {error}");
    let problem = Problem::new(Code::Io, message)
        .help("make room in the folder for temporary files, or name another in `TMPDIR`");
    Failure::machine(problem)
}

/// The positions that some document shows, each with the forms that are wanted of it: one bit for
/// each of [`FORMS`], and [`SUMMARY`].
fn wanted(plans: &[FeedPlan], articles: usize, pages: bool) -> Vec<(usize, u8)> {
    let mut wanted = vec![0_u8; articles];
    for plan in plans {
        let is_wanted =
            |(format, content)| content == plan.content && plan.formats.contains(&format);
        let forms = FORMS.into_iter().enumerate().filter(|(_, form)| is_wanted(*form));
        let forms = forms.fold(0, |forms, (bit, _)| forms | 1 << bit);
        for position in plan.parts().flat_map(|part| plan.shown(part)) {
            wanted[*position] |= forms;
        }
        for position in compose::shown(plan).filter(|_| pages) {
            wanted[*position] |= SUMMARY;
        }
    }
    wanted.into_iter().enumerate().filter(|(_, forms)| *forms != 0).collect()
}

fn forms(wanted: u8) -> impl Iterator<Item = (Format, Content)> {
    let forms = FORMS.into_iter().enumerate();
    forms.filter(move |(bit, _)| wanted & 1 << bit != 0).map(|(_, form)| form)
}

/// Writes an entry in the forms that are wanted.
fn write(
    entry: &Entry,
    wanted: u8,
    schemes: &Schemes,
    spool: &Mutex<Spool>,
) -> io::Result<Vec<Form>> {
    forms(wanted)
        .map(|(format, content)| {
            let written = match content {
                Content::Full => render::entry(format, entry, schemes),
                Content::Summary => render::entry(format, &entry.summarised(), schemes),
            };
            let mut spool = spool.lock().unwrap_or_else(PoisonError::into_inner);
            let place = spool.push(written.as_bytes())?;
            Ok(Form { format, content, place, extended: written.extended })
        })
        .collect()
}

/// Reads an article again and composes its entry. Nothing after an error.
fn entry(
    record: &ArticleRecord,
    sources: &Sources,
    plain_text: bool,
    request: &Request,
    config: &Config,
    problems: &mut Problems,
) -> Option<Entry> {
    let (article, draft, text) =
        match reading::whole(record, request, config, sources.built.as_ref()) {
            Ok(whole) => whole,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
    let front_matter = Some(&draft.front_matter);
    let written = WrittenArticle { article: &article, front_matter, text: &text };
    if let (Some(folder), Some(page)) = (&sources.built, &article.source.page) {
        let body = match pages_of::body(folder, page, &article, &text, config) {
            Ok(body) => body,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
        let files = sources.static_files.of(&article);
        let article = pages_of::shown(folder, page, article.clone());
        let expanded = Expanded::from(&*body);
        let body = compose::Body { text: &body, start: 0, expanded: &expanded };
        return compose::entry(&article, &body, &files, plain_text, config, problems);
    }
    let expanded = sources.templates.expand(written, problems);
    let summary = sources.templates.summary(written, problems);
    let article = match summary {
        Some(summary) => Article { summary: Some(summary), ..article },
        None => article,
    };
    let start = article.source.body_start;
    let body = compose::Body { text: &text, start, expanded: &expanded };
    let files = sources.static_files.of(&article);
    compose::entry(&article, &body, &files, plain_text, config, problems)
}
