//! `feedmill schema`, `feedmill completions` and `feedmill man`: what editors, shells and manuals know of
//! settings and commands.

use std::path::Path;
use std::{fs, io};

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::{Arguments, CompletionArguments, ManualArguments};
use super::{Ended, Exit, Terminal};
use crate::Failure;
use crate::config::schema as schema_of_settings;
use crate::problem::{Code, Place, Problem};

const NAME: &str = "feedmill";

/// When more than a word of the manual changed last; without a date, its pages have no header.
const MANUAL_DATE: &str = "2026-11-25";

/// What every page of the manual ends with.
const ENDING: &str = r#".SH "EXIT STATUS"
.TP
0
Done.
.TP
1
The content has errors, or a gate failed.
.TP
2
The call or the configuration is wrong.
.TP
3
The machine failed: disk, permissions, network.
.SH FILES
.TP
feedmill.yaml
The settings of a site, in its folder.
.TP
feedmill.lock
The ids of its articles, beside them. It is to be committed.
.SH ENVIRONMENT
.TP
NO_COLOR
If set and not empty, nothing is coloured.
"#;

const SEE_ALSO: &str = ".SH \"SEE ALSO\"\n.BR feedmill (1)\n";

/// Prints what a shell completes the commands by.
pub(super) fn completions(arguments: &CompletionArguments, terminal: &mut Terminal) -> Exit {
    let shell: Shell = arguments.shell;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Exit::Done
}

/// Prints the JSON schema of the settings.
pub(super) fn schema(terminal: &mut Terminal) -> Exit {
    terminal.print(&format!("{:#}", schema_of_settings()));
    Exit::Done
}

/// Writes a page of the manual for each command.
pub(super) fn man(arguments: &ManualArguments, terminal: &mut Terminal) -> Ended {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let written = fs::create_dir_all(&arguments.folder)
        .and_then(|()| write_pages(&command, &arguments.folder));
    written.map_err(|error| unwritten(&arguments.folder, &error))?;
    terminal.note(&format!("Wrote      the manual to {}", arguments.folder.display()));
    Ok(Exit::Done)
}

fn unwritten(folder: &Path, error: &io::Error) -> Failure {
    let problem = Problem::new(Code::Io, format!("the manual cannot be written: {error}"))
        .at(Place::of_file(&folder.to_string_lossy()));
    Failure::Machine(Box::new(problem))
}

/// Writes the page of a command and of those below it.
fn write_pages(command: &clap::Command, folder: &Path) -> io::Result<()> {
    let version = format!("Feedmill {}", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command.clone()).date(MANUAL_DATE).source(version).manual("Feedmill");
    let mut text = Vec::new();
    page.render(&mut text)?;
    // An empty line between two breaks is no way to make room.
    let text = String::from_utf8_lossy(&text).replace(".br\n\n.br\n", ".sp\n");
    let see = if command.get_name() == NAME { "" } else { SEE_ALSO };
    fs::write(folder.join(page.get_filename()), format!("{text}{ENDING}{see}"))?;
    let mut below = command.get_subcommands().filter(|command| !command.is_hide_set());
    below.try_for_each(|command| write_pages(command, folder))
}
