//! `feedmill completions` and `feedmill man`: what shells and manuals know of the commands.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::arguments::{Arguments, CompletionArguments, ManualArguments};
use super::{Ended, Exit, Terminal};
use crate::Failure;
use crate::problem::{Code, Place, Problem};

const NAME: &str = "feedmill";

/// Prints what a shell completes the commands by.
pub(super) fn completions(arguments: &CompletionArguments, terminal: &mut Terminal<'_>) -> Exit {
    let shell: Shell = arguments.shell;
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut terminal.out);
    Exit::Done
}

/// Writes a page of the manual for each command.
pub(super) fn man(arguments: &ManualArguments, terminal: &mut Terminal<'_>) -> Ended {
    let written = fs::create_dir_all(&arguments.folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), &arguments.folder));
    written.map_err(|error| unwritten(&arguments.folder, &error))?;
    terminal.note(&format!("Wrote      the manual to {}", arguments.folder.display()));
    Ok(Exit::Done)
}

fn unwritten(folder: &Path, error: &std::io::Error) -> Failure {
    let problem = Problem::new(Code::Io, format!("the manual cannot be written: {error}"))
        .at(Place::of_file(&folder.to_string_lossy()));
    Failure::Machine(Box::new(problem))
}
