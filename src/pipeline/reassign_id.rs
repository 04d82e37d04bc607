//! `feedmill id keep`: two articles of the ledger that are one.

use std::sync::Arc;

use super::content::Content;
use super::reading;
use super::{Failure, Request, Site};
use crate::config::Config;
use crate::model::{Ledger, LedgerEntry, State, Traits};
use crate::normalise;
use crate::problem::{Code, Problem};
use crate::publish::{self, Publisher};
use crate::read::StaticFiles;

/// Gives the article that was `old`, a path or an id, to the file `new`: a path, or the id that
/// the file was given. Returns the id that it keeps.
///
/// What the file says now is remembered of the article, so that nothing else is taken for it.
///
/// # Errors
/// Neither is known, the content cannot be read, or the ledger cannot be written.
pub fn reassign_id(
    request: &Request,
    config: &Config,
    old: &str,
    new: &str,
) -> Result<String, Failure> {
    let mut publisher =
        Publisher::open(&request.site, &request.output, &|| {}).map_err(Failure::machine)?;
    let mut ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let (id, mut kept) = ledger.articles.named(old).cloned().ok_or_else(|| unknown(old))?;
    let given = ledger.articles.named(new).filter(|(given, _)| *given != id).cloned();
    let path = match &given {
        Some((_, now)) => Arc::clone(&now.path),
        None => new.strip_prefix("./").unwrap_or(new).into(),
    };
    let is_there = request.site.join(&*path).is_file();
    if given.is_none() && !is_there {
        return Err(unknown(new));
    }
    let now = if is_there { traits(&path, request, config, &ledger)? } else { None };
    // The file may hold another article by now than the one that it was published as.
    let given = given.filter(|(_, entry)| now.is_none_or(|now| normalise::is_same(now, entry)));
    let learnt = now.or(given.as_ref().map(|(_, entry)| Traits::from(entry)));
    if let Some(Traits { published, title, body }) = learnt {
        kept.published = published.unwrap_or(kept.published);
        (kept.title, kept.body) = (title, body);
    }
    if let Some((given, entry)) = given {
        // Readers have seen this id, so it stays taken.
        let gone = LedgerEntry { state: State::Gone, path: "".into(), ..entry };
        ledger.articles.set([(given, gone)]);
    }
    (kept.state, kept.path) = (State::Present, path);
    ledger.articles.set([(Arc::clone(&id), kept)]);
    publisher.publish_ledger(&ledger).map_err(Failure::machine)?;
    Ok(id.to_string())
}

/// What the file at `path` shows of its article; nothing if it cannot be read.
fn traits(
    path: &str,
    request: &Request,
    config: &Config,
    ledger: &Ledger,
) -> Result<Option<Traits>, Failure> {
    let static_files = StaticFiles::open(&request.site, config);
    let site = Site { request, config, ledger };
    let Content { articles, skipped, .. } = reading::read_and_normalise(site, &static_files)?;
    let article = articles.iter().find(|article| *article.source.path == *path).map(Traits::of);
    let skipped = skipped.iter().find(|file| *file.path == *path).map(|file| file.traits);
    Ok(article.or_else(|| skipped.flatten()))
}

fn unknown(named: &str) -> Failure {
    let problem = Problem::new(Code::UnknownArticle, format!("no article is known as `{named}`"))
        .help("name the path of a file, such as `content/cloud.md`, or an id of feedmill.lock");
    Failure::Content(problem.into())
}
