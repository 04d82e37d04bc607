//! `feedmill id`.

use super::arguments::IdCommand;
use super::{Ended, Exit, Terminal, configuration, request};
use crate::reassign_id;

/// Says which article readers know.
pub(super) fn run(command: &IdCommand, terminal: &mut Terminal) -> Ended {
    let IdCommand::Keep { old, new, site } = command;
    let request = request(site);
    let config = configuration(&request.site)?;
    let id = reassign_id(&request, &config, old, new)?;
    terminal.say(&format!("Kept       {id} for {new}; the next build shows it"));
    Ok(Exit::Done)
}
