//! `feedmill id keep`: two articles of the ledger that are one.

use std::sync::Arc;

use super::{Failure, Request};
use crate::model::{LedgerEntry, State};
use crate::problem::{Code, Problem};
use crate::publish::{self, Publisher};

/// Gives the article that was `old`, a path or an id, to the file `new`: a path, or the id that
/// the file was given. Returns the id that it keeps.
///
/// # Errors
/// Neither is known, or the ledger cannot be written.
pub fn reassign_id(request: &Request, old: &str, new: &str) -> Result<String, Failure> {
    let mut publisher =
        Publisher::open(&request.site, &request.output, &|| {}).map_err(Failure::machine)?;
    let mut ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let (id, mut kept) = ledger.articles.named(old).cloned().ok_or_else(|| unknown(old))?;
    kept.state = State::Present;
    match ledger.articles.named(new).cloned() {
        Some((given, now)) if given != id => {
            kept.path = Arc::clone(&now.path);
            (kept.published, kept.title, kept.body) = (now.published, now.title, now.body);
            // Readers have seen this id, so it stays taken.
            let gone = LedgerEntry { state: State::Gone, path: "".into(), ..now };
            ledger.articles.set([(given, gone)]);
        }
        _ if request.site.join(new).is_file() => kept.path = new.into(),
        _ => return Err(unknown(new)),
    }
    ledger.articles.set([(Arc::clone(&id), kept)]);
    publisher.publish_ledger(&ledger).map_err(Failure::machine)?;
    Ok(id.to_string())
}

fn unknown(named: &str) -> Failure {
    let problem = Problem::new(Code::UnknownArticle, format!("no article is known as `{named}`"))
        .help("name the path of a file, such as `content/cloud.md`, or an id of feedmill.lock");
    Failure::Content(problem.into())
}
