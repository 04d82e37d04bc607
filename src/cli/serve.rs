//! `feedmill serve`.

use std::collections::BTreeSet;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::arguments::ServeArguments;
use super::console::count;
use super::{AtEnd, Ended, Exit, Stop, Terminal, look, now};
use crate::preview::{Server, Shown, View, Watcher};
use crate::problem::{Code, Problem};
use crate::{Failure, Request};

/// How long a wish to stop may wait.
const TICK: Duration = Duration::from_millis(200);

/// Shows in a browser what would be published, until it is told to stop.
pub(super) fn run(arguments: &ServeArguments, terminal: &mut Terminal) -> Ended {
    let request = || look(&arguments.look);
    let shown = Shown { drafts: arguments.drafts, future: arguments.future };
    let begun = Instant::now();
    let view = View::next(&request(), shown, None);
    let machine = |problem: Problem| Stop::Failure(Failure::Machine(Box::new(problem)));
    let address = SocketAddr::new(arguments.listen, arguments.port);
    let server = Server::bind(address, view).map_err(|error| machine(taken(address, &error)))?;
    let mut watcher = watcher(&request(), None).map_err(|problem| machine(*problem))?;
    let stopper = server.clone();
    // A second handler would mean a second server in one program.
    let _ = ctrlc::set_handler(move || stopper.stop());
    terminal.note(&format!("Serving    http://{}/ until Ctrl-C", server.address()));
    show(&server.view(), begun, &mut watcher, terminal);
    thread::scope(|scope| {
        scope.spawn(|| server.run());
        // The scope waits for it.
        let _end = AtEnd(|| server.stop());
        while !server.is_stopped() {
            let changed = watcher.wait(TICK);
            if changed.is_none() && !server.view().is_overdue(request().now) {
                continue;
            }
            let begun = Instant::now();
            match &changed {
                Some(changed) => terminal.note(&told(changed)),
                None => terminal.note("Due        an article whose time has come"),
            }
            let view = View::next(&request(), shown, Some(&server.view()));
            show(&view, begun, &mut watcher, terminal);
            server.show(view);
        }
    });
    terminal.note("Stopped");
    Ok(Exit::Done)
}

/// What changed, and when, in one line: `Changed    content/cloud.md and 2 more at 14:03:22Z`.
pub(super) fn told(changed: &BTreeSet<String>) -> String {
    let first = changed.first().map_or("something", String::as_str);
    let more = match changed.len() {
        0 | 1 => String::new(),
        number => format!(" and {} more", number - 1),
    };
    format!("Changed    {first}{more} at {}", now().format("%H:%M:%SZ"))
}

/// What is watched of the site of `request`, where a build writes a report to a file.
pub(super) fn watcher(request: &Request, report: Option<&Path>) -> Result<Watcher, Box<Problem>> {
    let written: Vec<PathBuf> = [Some(request.output.as_path()), report]
        .into_iter()
        .flatten()
        .map(Path::to_owned)
        .collect();
    Watcher::new(&request.site, &written).map_err(|error| {
        let message = format!("changes of the site cannot be watched: {error}");
        Box::new(Problem::new(Code::Io, message))
    })
}

/// Tells what a view shows, and watches what it was made of.
fn show(view: &View, begun: Instant, watcher: &mut Watcher, terminal: &mut Terminal) {
    if let Some(made) = &view.made {
        watcher.read_by(&made.config);
    }
    let took = format!("after {:.2} s", begun.elapsed().as_secs_f64());
    terminal.tell_in_short(&view.problems);
    let errors = view.problems.errors();
    match &view.made {
        Some(made) if !view.is_old => {
            let articles = count(made.publication.articles.len(), "article");
            let feeds = count(made.publication.plans.len(), "feed");
            let wrong = match errors {
                0 => String::new(),
                errors => format!("; {} keep them from being published", count(errors, "error")),
            };
            terminal.note(&format!("Shows      {articles} in {feeds} {took}{wrong}"));
        }
        Some(_) => {
            let errors = count(errors, "error");
            terminal.note(&format!("Shows      what was there before {errors} {took}"));
        }
        None => terminal.note(&format!("Shows      {} and no feed {took}", count(errors, "error"))),
    }
}

fn taken(address: SocketAddr, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::AddrInUse {
        let message = format!("another program already listens at {address}");
        return Problem::new(Code::PortTaken, message).help(
            "stop it (it may be another `feedmill serve`), or choose another port, such as `--port 4001`",
        );
    }
    let message = format!("nothing can listen at {address}: {error}");
    Problem::new(Code::PortTaken, message).help("choose another port, such as `--port 4001`")
}
