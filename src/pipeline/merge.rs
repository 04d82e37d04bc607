//! `feedmill merge`: shards that become one publication.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Failure, Step, next_ledger};
use crate::model::{Ledger, Shard};
use crate::problem::{Code, Place, Problem};
use crate::publish::{self, Changes, Next, Publisher};

/// What a merge did.
#[derive(Debug, Clone)]
pub struct Merge {
    /// How many shards there were.
    pub shards: u32,
    /// How many files the publication has in the output folder.
    pub files: usize,
    /// What changed: files of earlier publications that went, and the ledger.
    pub changes: Changes,
}

/// Makes one publication of the shards that were built into the site and the output folder.
///
/// # Errors
/// [`Failure::Content`] when a shard is missing or they decided differently, and then nothing is
/// changed; [`Failure::Machine`].
pub fn merge(site: &Path, output: &Path, on_step: &dyn Fn(Step)) -> Result<Merge, Failure> {
    let waiting = || on_step(Step::Waiting);
    let mut publisher = Publisher::open(site, output, &waiting).map_err(Failure::machine)?;
    let (ledger, first) = publish::merged(site).map_err(failure)?;
    let before = publish::ledger(site).map_err(Failure::machine)?;
    let files = next_ledger::files(&ledger, site, output).unwrap_or_default();
    if let Some(path) = files.iter().find(|path| !publish::is_present(output, path)) {
        return Err(failure(not_handed_on(path, &ledger, first)));
    }
    let known = next_ledger::files(&before, site, output).unwrap_or_default().into_iter();
    let stale = known.filter(|path| !files.contains(path)).map(str::to_owned).collect();
    let documents = &BTreeMap::new();
    let next = Next { documents, stale: &stale, ledger: Some(&ledger), slice: None };
    let changes = publisher
        .changes(next)
        .and_then(|changes| publisher.publish(next, changes))
        .map_err(Failure::machine)?;
    publish::forget_parts(site).map_err(Failure::machine)?;
    Ok(Merge { shards: first.of(), files: files.len(), changes })
}

/// Says whose file is missing.
fn not_handed_on(path: &str, ledger: &Ledger, first: Shard) -> Problem {
    let feed = ledger.feed_at(path);
    let shard = feed.and_then(|feed| first.all().find(|shard| shard.holds(feed)));
    let help = match shard {
        Some(shard) => format!("shard {shard} makes it: build it again, or copy what it wrote"),
        None => "build the shard again that makes it, or copy what it wrote".to_owned(),
    };
    Problem::new(Code::ShardMissing, format!("the feeds lack the file `{path}` of a shard"))
        .at(Place::of_file(path))
        .help(help)
}

fn failure(problem: Problem) -> Failure {
    match problem.code {
        Code::ShardMissing | Code::ShardsDiffer => Failure::Content(problem.into()),
        _ => Failure::machine(problem),
    }
}
