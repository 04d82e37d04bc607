//! Every rule held against the content and the feeds that it gives.

use std::path::{Component, Path};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::entries::templates;
use super::{Failure, Request, prepare};
use crate::check::{self, Subject, World};
use crate::config::Config;
use crate::model::Article;
use crate::problem::Problems;
use crate::read::ContentFile;
use crate::template::{Templates, Written};
use crate::{compose, publish, read};

/// Holds the content and the feeds that it gives against every rule, and writes nothing.
///
/// # Errors
/// [`Failure::Machine`] when the disk or the permissions fail.
pub fn inspect(request: &Request, config: &Config) -> Result<Problems, Failure> {
    let request = Request { skip_broken: true, ..request.clone() };
    let publication = prepare(&request, config)?;
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let all: Vec<&Article> = publication.articles.iter().chain(&publication.embargoed).collect();
    let templates = templates(&publication.articles, &request, config);
    let subjects: Vec<Subject<'_>> = all
        .par_iter()
        .filter_map(|article| subject(article, &templates, &request, config))
        .collect();
    let exists = |path: &str| site_has(&request.site, &config.content.folder, path);
    let world = World { config, ledger: &ledger, now: request.now, exists: &exists };
    let mut problems = publication.problems.clone();
    check::articles(&subjects, &world, &mut problems);
    for (path, length) in publication.lengths() {
        check::feed_size(path, length, &mut problems);
    }
    problems.judge(&config.severities);
    problems.sort();
    Ok(problems)
}

/// An article that can still be read; one that cannot is told by the build.
fn subject<'a>(
    article: &'a Article,
    templates: &Templates,
    request: &Request,
    config: &Config,
) -> Option<Subject<'a>> {
    let source = &article.source;
    let file = ContentFile {
        location: request.site.join(&*source.path),
        path: source.path.to_string(),
        content_path: source.content_path.to_string(),
        syntax: source.syntax,
    };
    let mut told_by_the_build = Problems::new();
    let draft = read::draft(&file, &mut told_by_the_build).ok()?;
    let text = read::body(&request.site, source).ok()?;
    let written = Written { article, front_matter: Some(&draft.front_matter), text: &text };
    let expanded = templates.expand(written, &mut told_by_the_build);
    let inventory = compose::survey(source.syntax, &expanded, config.markdown)?;
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
