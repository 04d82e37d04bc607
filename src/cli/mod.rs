//! The command line: arguments in, reports out. It alone prints, and by `terminal.rs` alone.

mod adopt;
mod arguments;
mod build;
mod check;
mod console;
mod diff;
mod explain;
mod identity;
mod init;
mod manual;
mod merge;
#[cfg(feature = "network")]
mod notify;
#[cfg(feature = "network")]
mod pending;
mod progress;
mod report_file;
#[cfg(feature = "preview")]
mod serve;
mod snippets;
mod terminal;
#[cfg(feature = "preview")]
mod watch;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, Utc};
use clap::Parser;

use crate::config::{self, Config};
use crate::problem::Problems;
use crate::{Failure, Request};
use arguments::{Arguments, Command, LookArguments, SiteArguments};
use terminal::Terminal;

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
    // Of two threads that panic at once, each is reported.
    panic::set_hook(Box::new(terminal::panicked));
    panic::catch_unwind(AssertUnwindSafe(|| run_command(arguments))).unwrap_or(Exit::Machine)
}

fn run_command(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = arguments::command_first(arguments.into_iter().collect());
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            // Nothing is left to be told if the terminal is gone.
            let _ = error.print();
            return exit;
        }
    };
    let mut terminal = Terminal::open(arguments.quiet, arguments.no_color);
    let begun = Instant::now();
    let is_timed = arguments.command.is_timed();
    let ended = match arguments.command {
        Command::Init(arguments) => init::run(&arguments, &mut terminal),
        Command::Build(arguments) => build::run(&arguments, &mut terminal),
        #[cfg(feature = "preview")]
        Command::Serve(arguments) => serve::run(&arguments, &mut terminal),
        #[cfg(feature = "preview")]
        Command::Watch(arguments) => watch::run(&arguments, &mut terminal),
        Command::Merge(arguments) => merge::run(&arguments, &mut terminal),
        Command::Diff(arguments) => diff::run(&arguments, &mut terminal),
        Command::Explain(arguments) => explain::run(&arguments, &mut terminal),
        Command::Adopt(arguments) => adopt::run(&arguments, &mut terminal),
        Command::Id(command) => identity::run(&command, &mut terminal),
        Command::Check(arguments) => check::run(&arguments, &mut terminal),
        #[cfg(feature = "network")]
        Command::Notify(arguments) => notify::run(&arguments, &mut terminal),
        Command::Snippets(arguments) => snippets::run(&arguments, &mut terminal),
        Command::Schema => Ok(manual::schema(&mut terminal)),
        Command::Completions(arguments) => Ok(manual::completions(&arguments, &mut terminal)),
        Command::Man(arguments) => manual::man(&arguments, &mut terminal),
    };
    let exit = ended.unwrap_or_else(|stop| terminal.stop(stop));
    // What a person waited for; nothing of it goes where a program reads.
    if is_timed && terminal.is_watched() {
        terminal.add(&format!("Took       {:.2} s", begun.elapsed().as_secs_f64()));
    }
    exit
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

impl Terminal {
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
                self.tell_one(&problem, 0);
                Exit::Machine
            }
        }
    }
}

/// A function that is called at the end of a scope, by whichever way it ends: a panic too.
struct AtEnd<F: Fn()>(F);

impl<F: Fn()> Drop for AtEnd<F> {
    fn drop(&mut self) {
        self.0();
    }
}

/// What a command that writes no feed asks for.
fn look(arguments: &LookArguments) -> Request {
    Request::new(&arguments.site.path(), arguments.now.unwrap_or_else(now))
}

/// What a command about a site and its feeds asks for.
fn request(arguments: &SiteArguments) -> Request {
    with_output(look(&arguments.look), arguments.output.as_deref())
}

fn with_output(request: Request, output: Option<&Path>) -> Request {
    let output = output.map_or_else(|| request.output.clone(), Path::to_owned);
    Request { output, ..request }
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
