//! `feedmill build`.

use std::path::Path;

use super::arguments::BuildArguments;
use super::report_file::{Clock, ReportFile};
use super::{
    Ended, Exit, Stop, Terminal, configuration, console, look, progress, terminal, with_output,
};
use crate::config::{Built, Config, Filter};
use crate::model::{Format, Taxonomy, Term};
use crate::problem::{Code, Problem};
use crate::{Build, Failure, Gates, Publication, Request, Step, build_with, changes, prepare};

/// Whether one feed is printed, and nothing written.
fn is_printed(arguments: &BuildArguments) -> bool {
    arguments.output.as_deref() == Some(Path::new("-"))
}

/// The site and the output folder of a build.
pub(super) fn place(arguments: &BuildArguments) -> Request {
    with_output(look(&arguments.look), arguments.output.as_deref())
}

/// Reads the articles and writes the feeds.
pub(super) fn run(arguments: &BuildArguments, terminal: &mut Terminal) -> Ended {
    let request = build_request(arguments).map_err(|problem| Stop::Usage(problem.into()))?;
    let mut config = configuration(&request.site)?;
    if let Some(folder) = &arguments.built {
        let folder =
            folder_of(folder, &request.site).map_err(|problem| Stop::Usage((*problem).into()))?;
        let built = match config.built.take() {
            Some(built) => Built { folder, ..built },
            None => Built::new(folder),
        };
        config.take_built(built);
    }
    if let Some(format) = arguments.format {
        config.feeds.window.formats = vec![format];
    }
    if is_printed(arguments) {
        return print(&request, &config, terminal);
    }
    let mut report = ReportFile::begin(&request);
    let exit = if arguments.check {
        compare(&request, &config, terminal, &mut report)
    } else {
        publish(&request, &config, terminal, &mut report)
    };
    if let Some(path) = &arguments.report {
        report.write(path).map_err(|problem| Failure::Machine(Box::new(problem)))?;
    }
    Ok(exit)
}

/// A folder that was named on the command line, relative to the site's folder if it is in there.
fn folder_of(folder: &Path, site: &Path) -> Result<String, Box<Problem>> {
    let problem = |error: String| {
        let message = format!("the folder `{}` cannot be read: {error}", folder.display());
        Box::new(
            Problem::new(Code::Usage, message)
                .help("name the folder that the site's generator wrote"),
        )
    };
    let whole = |path: &Path| path.canonicalize().map_err(|error| problem(error.to_string()));
    let (folder, site) = (whole(folder)?, whole(site)?);
    let folder = folder.strip_prefix(site).unwrap_or(&folder);
    folder.to_str().map(str::to_owned).ok_or_else(|| problem("its name is not UTF-8".to_owned()))
}

fn publish(
    request: &Request,
    config: &Config,
    terminal: &mut Terminal,
    report: &mut ReportFile,
) -> Exit {
    let clock = Clock::start();
    let on_step = |step| match step {
        Step::Waiting => terminal::waiting(),
        Step::Prepared => clock.prepared(),
    };
    let watched = terminal.is_watched();
    let built =
        progress::watching(&request.progress, watched, || build_with(request, config, &on_step));
    match built {
        Ok(Build { publication, changes }) => {
            report.publication(&publication, &changes, config);
            report.timings(&clock);
            terminal.tell_in_short(&publication.problems);
            console::build(terminal, &publication, &changes, request, config);
            content(&publication)
        }
        Err(failure) => failed(failure, terminal, report),
    }
}

/// Prints one feed, that of the whole site or of what was asked for, and writes nothing.
fn print(request: &Request, config: &Config, terminal: &mut Terminal) -> Ended {
    let publication = prepare(request, config)?;
    terminal.tell_in_short(&publication.problems);
    let format = config.feeds.window.formats.first().copied().unwrap_or(Format::Atom);
    let feed = publication.bytes(config.feeds.names.of(format))?.unwrap_or_default();
    terminal.pass(&feed);
    Ok(content(&publication))
}

/// Writes nothing, and tells what publishing would change.
fn compare(
    request: &Request,
    config: &Config,
    terminal: &mut Terminal,
    report: &mut ReportFile,
) -> Exit {
    let compared = prepare(request, config).and_then(|publication| {
        let changes = changes(request, &publication)?;
        Ok(Build { publication, changes })
    });
    let Build { publication, changes } = match compared {
        Ok(compared) => compared,
        Err(failure) => return failed(failure, terminal, report),
    };
    report.publication(&publication, &changes, config);
    terminal.tell_in_short(&publication.problems);
    console::differences(terminal, &changes, request);
    if changes.is_empty() { content(&publication) } else { Exit::Content }
}

fn content(publication: &Publication) -> Exit {
    if publication.problems.errors() > 0 { Exit::Content } else { Exit::Done }
}

fn failed(failure: Failure, terminal: &mut Terminal, report: &mut ReportFile) -> Exit {
    report.failure(&failure);
    match failure {
        Failure::Content(problems) => {
            terminal.tell_in_short(&problems);
            console::refused(terminal, &problems);
            Exit::Content
        }
        Failure::Denied(problems) => {
            terminal.tell(&problems);
            console::denied(terminal, &problems);
            Exit::Content
        }
        Failure::Machine(problem) => {
            terminal.tell_one(&problem, 0);
            Exit::Machine
        }
    }
}

fn build_request(arguments: &BuildArguments) -> Result<Request, Problem> {
    let only = only(arguments);
    if only.is_some() && arguments.output.is_none() {
        return Err(Problem::new(Code::Usage, "a feed for one occasion needs a folder of its own")
            .help(
                "say where with `--output DIR`; or name the feed in feedmill.yaml, under `named:`",
            ));
    }
    if arguments.format.is_some() && only.is_none() && !is_printed(arguments) {
        return Err(Problem::new(Code::Usage, "`--format` is for a feed of one occasion").help(
            "say which with `--category`, `--tag` or `--since`; the formats of the site's feeds stand in feedmill.yaml, under `feeds: {formats: […]}`",
        ));
    }
    Ok(Request {
        skip_broken: arguments.skip_broken,
        only,
        gates: Gates {
            deny: arguments.deny.iter().copied().collect(),
            allow: arguments.allow.iter().copied().collect(),
            locked: arguments.locked,
        },
        shard: arguments.shard,
        ..place(arguments)
    })
}

/// The filter of a one-off, if one is asked for.
fn only(arguments: &BuildArguments) -> Option<Filter> {
    let terms = [(Taxonomy::Category, &arguments.category), (Taxonomy::Tag, &arguments.tag)];
    let mut all = Vec::new();
    for (taxonomy, labels) in terms {
        if !labels.is_empty() {
            let term = |label: &String| Filter::Term(Term::labelled(taxonomy, label));
            all.push(Filter::Any(labels.iter().map(term).collect()));
        }
    }
    all.extend(arguments.since.map(Filter::Since));
    (!all.is_empty()).then_some(Filter::All(all))
}
