//! The command line: arguments in, reports out. It alone prints.

mod adopt;
mod arguments;
mod build;
mod check;
mod diff;
mod explain;
mod identity;
mod init;
mod merge;
#[cfg(feature = "network")]
mod notify;
mod record;
mod report;
mod snippets;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use clap::Parser;

use crate::config::{self, Config};
use crate::problem::Problems;
use crate::{Failure, Request};
use arguments::{Arguments, Command, LookArguments, SiteArguments};

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// The content has errors.
    Content = 1,
    /// The call or the configuration is wrong.
    Usage = 2,
    /// The machine failed: disk, permissions, network.
    Machine = 3,
}

/// Runs the program with the arguments that it was called with.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            // Nothing is left to be told if the terminal is gone.
            let _ = error.print();
            return exit;
        }
    };
    let color = io::stderr().is_terminal();
    let mut terminal =
        Terminal { out: &mut io::stdout().lock(), messages: &mut io::stderr().lock(), color };
    let ended = match arguments.command() {
        Command::Init(arguments) => init::run(&arguments, &mut terminal),
        Command::Build(arguments) => build::run(&arguments, &mut terminal),
        Command::Merge(arguments) => merge::run(&arguments, &mut terminal),
        Command::Diff(arguments) => diff::run(&arguments, &mut terminal),
        Command::Explain(arguments) => explain::run(&arguments, &mut terminal),
        Command::Adopt(arguments) => adopt::run(&arguments, &mut terminal),
        Command::Id(command) => identity::run(&command, &mut terminal),
        Command::Check(arguments) => check::run(&arguments, &mut terminal),
        #[cfg(feature = "network")]
        Command::Notify(arguments) => notify::run(&arguments, &mut terminal),
        Command::Snippets(arguments) => snippets::run(&arguments, &mut terminal),
    };
    ended.unwrap_or_else(|stop| terminal.stop(stop))
}

/// What a command comes to.
type Ended = Result<Exit, Stop>;

/// Why nothing came of a command.
enum Stop {
    /// The call or the configuration is wrong.
    Usage(Problems),
    /// The content or the machine fails.
    Failure(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Where a command prints.
struct Terminal<'a> {
    /// What was asked for.
    out: &'a mut dyn Write,
    /// What else there is to say.
    messages: &'a mut dyn Write,
    /// Whether `messages` may be coloured.
    color: bool,
}

impl Terminal<'_> {
    fn say(&mut self, line: &str) {
        // Nothing is left to be told if the terminal is gone.
        let _ = writeln!(self.out, "{line}");
    }

    fn tell(&mut self, problems: &Problems) {
        report::problems(self.messages, problems, self.color);
    }

    fn tell_in_short(&mut self, problems: &Problems) {
        report::problems_in_short(self.messages, problems, self.color);
    }

    /// Tells why nothing came of a command, and how the program ends.
    fn stop(&mut self, stop: Stop) -> Exit {
        match stop {
            Stop::Usage(problems) => {
                self.tell(&problems);
                Exit::Usage
            }
            Stop::Failure(Failure::Content(problems) | Failure::Denied(problems)) => {
                self.tell(&problems);
                Exit::Content
            }
            Stop::Failure(Failure::Machine(problem)) => {
                self.tell(&(*problem).into());
                Exit::Machine
            }
        }
    }
}

/// What a command that writes no feed asks for.
fn look(arguments: &LookArguments) -> Request {
    Request::new(&arguments.site, arguments.now.unwrap_or_else(now))
}

/// What a command about a site and its feeds asks for.
fn request(arguments: &SiteArguments) -> Request {
    let mut request = look(&arguments.look);
    if let Some(output) = &arguments.output {
        request.output.clone_from(output);
    }
    request
}

/// The configuration in the site's folder.
fn configuration(site: &Path) -> Result<Config, Stop> {
    config::load(site).map_err(Stop::Usage)
}

/// The only clock of the program.
#[expect(clippy::disallowed_methods, reason = "now enters here and travels as a value")]
fn now() -> DateTime<Utc> {
    Utc::now()
}
