//! `feedmill id`.

use super::arguments::IdCommand;
use super::{Exit, Terminal, request};
use crate::keep;

/// Says which article readers know.
pub(super) fn run(command: &IdCommand, terminal: &mut Terminal<'_>) -> Exit {
    let IdCommand::Keep { old, new, site } = command;
    match keep(&request(site), old, new) {
        Ok(id) => {
            let _ = writeln!(terminal.out, "Kept       {id} for {new}; the next build shows it");
            Exit::Done
        }
        Err(failure) => terminal.fail(failure),
    }
}
