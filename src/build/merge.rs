//! `feedmill merge`: shards that become one publication.

use std::collections::BTreeMap;

use super::{Failure, Request, Step, memory};
use crate::model::Ledger;
use crate::problem::{Code, Place, Problem};
use crate::publish::{self, Changes, Next, Publisher};

/// What a merge did.
#[derive(Debug, Clone)]
pub struct Merge {
    /// How many shards there were.
    pub shards: u32,
    /// How many files the publication has.
    pub files: usize,
    /// What changed: files of earlier publications that went, and the ledger.
    pub changes: Changes,
}

/// Makes one publication of the shards that were built into the site and the output folder.
///
/// # Errors
/// [`Failure::Content`] when a shard is missing or they decided differently, and nothing is
/// changed; [`Failure::Machine`].
pub fn merge(request: &Request, on_step: &dyn Fn(Step)) -> Result<Merge, Failure> {
    let waiting = || on_step(Step::Waiting);
    let mut publisher = Publisher::open(&request.site, &request.output, None, &waiting)
        .map_err(Failure::machine)?;
    let (ledger, shards) = publish::merged(&request.site).map_err(failure)?;
    let before = publish::ledger(&request.site).map_err(Failure::machine)?;
    let files = memory::own_files(&ledger, request);
    if let Some(missing) = files.iter().find(|file| !publish::is_present(&request.output, file)) {
        return Err(failure(missing_file(missing, &ledger, shards)));
    }
    let stale = memory::own_files(&before, request)
        .into_iter()
        .filter(|file| !files.contains(file))
        .collect();
    let next = Next { documents: &BTreeMap::new(), stale: &stale, ledger: Some(&ledger), slice: None };
    let changes = publisher
        .changes(next)
        .and_then(|changes| publisher.publish(next, changes))
        .map_err(Failure::machine)?;
    publish::forget_parts(&request.site).map_err(Failure::machine)?;
    Ok(Merge { shards, files: files.len(), changes })
}

fn failure(problem: Problem) -> Failure {
    match problem.code {
        Code::ShardMissing | Code::ShardsDiffer => Failure::Content(problem.into()),
        _ => Failure::machine(problem),
    }
}
