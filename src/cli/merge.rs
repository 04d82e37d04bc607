//! `feedmill merge`.

use super::arguments::MergeArguments;
use super::console::count;
use super::{Ended, Exit, Terminal, terminal};
use crate::{Step, merge};

/// Makes one publication of the shards that were built.
pub(super) fn run(arguments: &MergeArguments, terminal: &mut Terminal) -> Ended {
    let site = arguments.site.path();
    let output = arguments.output.clone().unwrap_or_else(|| site.join("feeds"));
    let on_step = |step| {
        if step == Step::Waiting {
            terminal::waiting();
        }
    };
    let merged = merge(&site, &output, &on_step)?;
    terminal.note(&format!(
        "Merged     {} in {}: {}, {} removed",
        count(merged.shards as usize, "shard"),
        output.display(),
        count(merged.files, "file"),
        merged.changes.removed.len(),
    ));
    Ok(Exit::Done)
}
