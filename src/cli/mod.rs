//! The command line: arguments in, reports out. It alone prints.

mod arguments;
mod report;

use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use clap::Parser;

use crate::config::{self, Config, Filter};
use crate::model::slug;
use crate::problem::{Code, Place, Problem, Problems};
use crate::{Failure, Request, build};
use arguments::{Arguments, BuildArguments, Command};

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// The content has errors.
    Content = 1,
    /// The call or the configuration is wrong.
    Usage = 2,
    /// The machine failed: disk, permissions.
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
    let mut out = io::stdout().lock();
    let mut messages = io::stderr().lock();
    let color = messages.is_terminal();
    let Command::Build(build) = arguments.command();
    run_build(&build, &mut out, &mut messages, color)
}

fn run_build(
    arguments: &BuildArguments,
    out: &mut dyn Write,
    messages: &mut dyn Write,
    color: bool,
) -> Exit {
    let mut tell = |problems: &Problems| report::problems(messages, problems, color);
    let request = match request(arguments) {
        Ok(request) => request,
        Err(problem) => {
            tell(&problem.into());
            return Exit::Usage;
        }
    };
    let config = match configuration(&arguments.site) {
        Ok(config) => config,
        Err(problems) => {
            tell(&problems);
            return Exit::Usage;
        }
    };
    match build(&request, &config) {
        Ok(build) => {
            tell(&build.problems);
            report::build(out, &build, &request);
            if build.broken > 0 { Exit::Content } else { Exit::Done }
        }
        Err(Failure::Content(problems)) => {
            tell(&problems);
            report::refused(messages, &problems);
            Exit::Content
        }
        Err(Failure::Machine(problem)) => {
            tell(&(*problem).into());
            Exit::Machine
        }
    }
}

fn request(arguments: &BuildArguments) -> Result<Request, Problem> {
    let only = only(arguments);
    let output = match (&arguments.output, &only) {
        (Some(output), _) => output.clone(),
        (None, None) => arguments.site.join("feeds"),
        (None, Some(_)) => {
            return Err(Problem::new(
                Code::Usage,
                "a feed for one occasion needs a folder of its own",
            )
            .help(
                "say where with `--output DIR`; or name the feed in feedmill.yaml, under `named:`",
            ));
        }
    };
    Ok(Request {
        site: arguments.site.clone(),
        output,
        now: arguments.now.unwrap_or_else(now),
        skip_broken: arguments.skip_broken,
        only,
    })
}

/// The filter of a one-off, if one is asked for.
fn only(arguments: &BuildArguments) -> Option<Filter> {
    let categories = arguments.category.iter().map(|label| Filter::Category(slug(label)));
    let tags = arguments.tag.iter().map(|label| Filter::Tag(slug(label)));
    let since = arguments.since.map(Filter::Since);
    let mut all = Vec::new();
    for any in [categories.collect::<Vec<_>>(), tags.collect()] {
        if !any.is_empty() {
            all.push(Filter::Any(any));
        }
    }
    all.extend(since);
    (!all.is_empty()).then_some(Filter::All(all))
}

/// The configuration in the site's folder.
fn configuration(site: &Path) -> Result<Config, Problems> {
    let path = site.join(config::FILE_NAME);
    let text = fs::read_to_string(&path).map_err(|error| {
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
