//! The command line: arguments in, reports out. It alone prints.

mod arguments;
mod build;
mod check;
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
use crate::disk;
use crate::problem::{Code, Place, Problem, Problems};
use arguments::{Arguments, Command};

/// The largest configuration file, in bytes.
const MAX_CONFIGURATION: u64 = 1024 * 1024;

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
    match arguments.command() {
        Command::Build(arguments) => build::run(&arguments, &mut terminal),
        Command::Check(arguments) => check::run(&arguments, &mut terminal),
        #[cfg(feature = "network")]
        Command::Notify(arguments) => notify::run(&arguments, &mut terminal),
        Command::Snippets(arguments) => snippets::run(&arguments, &mut terminal),
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
}

/// The configuration in the site's folder.
fn configuration(site: &Path) -> Result<Config, Problems> {
    let path = site.join(config::FILE_NAME);
    let text = disk::read_text(&path, MAX_CONFIGURATION).map_err(|error| {
        Problem::new(Code::ConfigMissing, format!("cannot be read: {error}"))
            .at(Place::of_file(&path.to_string_lossy()))
            .help("write a file feedmill.yaml with `title`, `base_url` and `timezone`, or name the site's folder with `--site DIR`")
    })?;
    config::parse(config::FILE_NAME, &text)
}

/// The only clock of the program.
#[expect(clippy::disallowed_methods, reason = "now enters here and travels as a value")]
fn now() -> DateTime<Utc> {
    Utc::now()
}
