//! `feedmill build`.

use super::arguments::BuildArguments;
use super::{Exit, Terminal, configuration, now, report};
use crate::config::Filter;
use crate::model::slug;
use crate::problem::{Code, Problem};
use crate::{Failure, Gates, Request, build};

/// Reads the articles and writes the feeds.
pub(super) fn run(arguments: &BuildArguments, terminal: &mut Terminal<'_>) -> Exit {
    let request = match request(arguments) {
        Ok(request) => request,
        Err(problem) => {
            terminal.tell(&problem.into());
            return Exit::Usage;
        }
    };
    let config = match configuration(&arguments.site) {
        Ok(config) => config,
        Err(problems) => {
            terminal.tell(&problems);
            return Exit::Usage;
        }
    };
    match build(&request, &config) {
        Ok(build) => {
            terminal.tell(&build.problems);
            report::build(terminal.out, &build, &request);
            if build.broken > 0 { Exit::Content } else { Exit::Done }
        }
        Err(Failure::Content(problems)) => {
            terminal.tell(&problems);
            report::refused(terminal.messages, &problems);
            Exit::Content
        }
        Err(Failure::Denied(problems)) => {
            terminal.tell(&problems);
            report::denied(terminal.messages, &problems);
            Exit::Content
        }
        Err(Failure::Machine(problem)) => {
            terminal.tell(&(*problem).into());
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
        gates: Gates {
            deny: arguments.deny.iter().copied().collect(),
            allow: arguments.allow.iter().copied().collect(),
            locked: arguments.locked,
        },
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
