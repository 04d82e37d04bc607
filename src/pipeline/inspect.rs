//! Every rule held against the content and the feeds that it gives.

use rayon::prelude::*;

use super::entries::{pages, templates};
use super::{Failure, Request, pages_of, prepare, reading};
use crate::built::Folder;
use crate::check::{self, Subject, World};
use crate::config::Config;
use crate::model::{ArticleRecord, Inventory, Reason};
use crate::problem::{Problems, isolated};
use crate::read::StaticFiles;
use crate::template::{Templates, WrittenArticle};
use crate::{compose, publish};

/// Holds the content and the feeds that it gives against every rule, and writes nothing.
///
/// # Errors
/// [`Failure::Machine`] when the disk or the permissions fail.
pub fn inspect(request: &Request, config: &Config) -> Result<Problems, Failure> {
    let request = Request { skip_broken: true, ..request.clone() };
    let publication = prepare(&request, config)?;
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let all: Vec<&ArticleRecord> =
        publication.articles.iter().chain(&publication.embargoed).collect();
    let pages = pages(&publication.articles, &publication.skipped, &ledger, config);
    let templates = templates(pages, &request, config);
    let built =
        pages_of::open(&request, config).map_err(|problem| Failure::Content(problem.into()))?;
    let subject = |article: &&ArticleRecord| {
        isolated(&article.source.path, || {
            subject(article, &templates, &request, config, built.as_ref())
        })
    };
    let mut problems = publication.problems.clone();
    let mut subjects = Vec::new();
    for outcome in all.par_iter().map(subject).collect::<Vec<_>>() {
        match outcome {
            Ok(subject) => subjects.extend(subject),
            Err(panic) => problems.push(*panic),
        }
    }
    let static_files = StaticFiles::open(&request.site, config);
    let exists = |path: &str| static_files.have(path);
    let skipped = publication.skipped.iter().filter(|file| file.reason == Reason::Broken);
    let broken: Vec<&str> = skipped.map(|file| &*file.path).collect();
    let world =
        World { config, ledger: &ledger, broken: &broken, now: request.now, exists: &exists };
    check::articles(&subjects, &world, &mut problems);
    let output = request.output.strip_prefix(&request.site).unwrap_or(&request.output);
    for (path, length) in publication.lengths() {
        let path = format!("{}/{path}", output.display());
        check::feed_size(&path, length, &mut problems);
    }
    problems.judge(&config.severities);
    problems.sort();
    Ok(problems)
}

/// An article that can still be read; one that cannot is told by the build.
fn subject(
    record: &ArticleRecord,
    templates: &Templates,
    request: &Request,
    config: &Config,
    built: Option<&Folder>,
) -> Option<Subject> {
    let (article, draft, text) = reading::whole(record, request, config, built).ok()?;
    let front_matter = Some(&draft.front_matter);
    let written = WrittenArticle { article: &article, front_matter, text: &text };
    let mut told_by_the_build = Problems::new();
    if article.source.page.is_some() {
        // The site's generator has carried out what the source holds.
        return Some(Subject { article, draft, text, inventory: Inventory::default() });
    }
    let expanded = templates.expand(written, &mut told_by_the_build);
    let inventory = compose::survey(article.source.syntax, &expanded, config.markdown)?;
    Some(Subject { article, draft, text, inventory })
}
