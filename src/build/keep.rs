//! `feedmill id keep`: two articles of the ledger that are one.

use std::sync::Arc;

use super::{Failure, Request};
use crate::model::{Ledger, State};
use crate::problem::{Code, Problem};
use crate::publish::{self, Publisher};

/// Gives the article that was `old`, a path or an id, to the file `new`: a path, or the id that
/// the file was given. Returns the id that it keeps.
///
/// # Errors
/// Neither is known, or the ledger cannot be written.
pub fn keep(request: &Request, old: &str, new: &str) -> Result<String, Failure> {
    let mut publisher =
        Publisher::open(&request.site, &request.output, &|| {}).map_err(Failure::machine)?;
    let mut ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let id = known(&ledger, old).ok_or_else(|| unknown(old))?;
    let (given, path) = match known(&ledger, new) {
        Some(given) if given != id => {
            let path = Arc::clone(&ledger.articles[&given].path);
            (Some(given), path)
        }
        _ if request.site.join(new).is_file() => (None, new.into()),
        _ => return Err(unknown(new)),
    };
    let mut kept = ledger.articles[&id].clone();
    if let Some(given) = given.and_then(|given| ledger.articles.get_mut(&given)) {
        (kept.published, kept.title, kept.body) = (given.published, given.title, given.body);
        // Readers have seen this id, so it stays taken.
        given.state = State::Gone;
        given.path = "".into();
    }
    kept.state = State::Present;
    kept.path = path;
    ledger.articles.insert(Arc::clone(&id), kept);
    publisher.publish_ledger(&ledger).map_err(Failure::machine)?;
    Ok(id.to_string())
}

/// The id that a person means by a path or an id.
fn known(ledger: &Ledger, named: &str) -> Option<Arc<str>> {
    if ledger.articles.contains_key(named) {
        return Some(named.into());
    }
    let named = named.strip_prefix("./").unwrap_or(named);
    let mut at_path: Vec<_> = ledger.at_path(named).collect();
    at_path.sort_by_key(|(_, remembered)| std::cmp::Reverse(remembered.state));
    at_path.first().map(|(id, _)| Arc::from(*id))
}

fn unknown(named: &str) -> Failure {
    let problem = Problem::new(Code::UnknownArticle, format!("no article is known as `{named}`"))
        .help("name the path of a file, such as `content/cloud.md`, or an id of feedmill.lock");
    Failure::Content(problem.into())
}
