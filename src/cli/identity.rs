//! `feedmill id`.

use super::arguments::IdCommand;
use super::{Ended, Exit, Terminal, request};
use crate::reassign_id;

/// Says which article readers know.
pub(super) fn run(command: &IdCommand, terminal: &mut Terminal<'_>) -> Ended {
    let IdCommand::Keep { old, new, site } = command;
    let id = reassign_id(&request(site), old, new)?;
    terminal.say(&format!("Kept       {id} for {new}; the next build shows it"));
    Ok(Exit::Done)
}
