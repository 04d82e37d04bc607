//! `feedmill serve`.

use std::io;
use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use super::arguments::ServeArguments;
use super::console::count;
use super::{AtEnd, Ended, Exit, Stop, Terminal, look};
use crate::preview::{Server, Shown, View, Watcher};
use crate::problem::{Code, Problem};
use crate::{Failure, Request};

/// How long a wish to stop may wait.
const TICK: Duration = Duration::from_millis(200);

/// Shows in a browser what would be published, until it is told to stop.
pub(super) fn run(arguments: &ServeArguments, terminal: &mut Terminal) -> Ended {
    let request = || look(&arguments.look);
    let shown = Shown { drafts: arguments.drafts, future: arguments.future };
    let view = View::next(&request(), shown, None);
    let machine = |problem: Problem| Stop::Failure(Failure::Machine(Box::new(problem)));
    let address = SocketAddr::new(arguments.listen, arguments.port);
    let server = Server::bind(address, view).map_err(|error| machine(taken(address, &error)))?;
    let mut watcher = watcher(&request()).map_err(|problem| machine(*problem))?;
    let stopper = server.clone();
    // A second handler would mean a second server in one program.
    let _ = ctrlc::set_handler(move || stopper.stop());
    terminal.note(&format!("Serving    http://{}/ until Ctrl-C", server.address()));
    tell(&server.view(), terminal);
    thread::scope(|scope| {
        scope.spawn(|| server.run());
        // The scope waits for it.
        let _end = AtEnd(|| server.stop());
        while !server.is_stopped() {
            if watcher.wait(TICK) || server.view().is_overdue(request().now) {
                let view = View::next(&request(), shown, Some(&server.view()));
                tell(&view, terminal);
                server.show(view);
            }
        }
    });
    terminal.note("Stopped");
    Ok(Exit::Done)
}

/// What is watched of the site of `request`.
pub(super) fn watcher(request: &Request) -> Result<Watcher, Box<Problem>> {
    Watcher::new(&request.site, &request.output).map_err(|error| {
        let message = format!("changes of the site cannot be watched: {error}");
        Box::new(Problem::new(Code::Io, message))
    })
}

fn tell(view: &View, terminal: &mut Terminal) {
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
            terminal.note(&format!("Shows      {articles} in {feeds}{wrong}"));
        }
        Some(_) => {
            terminal.note(&format!("Shows      what was there before {}", count(errors, "error")));
        }
        None => terminal.note(&format!("Shows      {} and no feed", count(errors, "error"))),
    }
}

fn taken(address: SocketAddr, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::AddrInUse {
        let message = format!("another program listens at {address} already");
        return Problem::new(Code::PortTaken, message).help(
            "stop it (it may be another `feedmill serve`), or choose another port, such as `--port 4001`",
        );
    }
    let message = format!("nothing can listen at {address}: {error}");
    Problem::new(Code::PortTaken, message).help("choose another port, such as `--port 4001`")
}
