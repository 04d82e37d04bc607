//! `feedmill snippets`.

use std::collections::BTreeSet;

use super::arguments::{ServerName, SnippetArguments};
use super::{Exit, Terminal, configuration, now};
use crate::snippet::{Server, snippet};
use crate::{Request, prepare};

/// Prints what a web server must be told of the feeds.
pub(super) fn run(arguments: &SnippetArguments, terminal: &mut Terminal<'_>) -> Exit {
    let config = match configuration(&arguments.site) {
        Ok(config) => config,
        Err(problems) => {
            terminal.tell(&problems);
            return Exit::Usage;
        }
    };
    let request = Request::new(&arguments.site, arguments.now.unwrap_or_else(now));
    let publication = match prepare(&request, &config) {
        Ok(publication) => publication,
        Err(failure) => return terminal.fail(failure),
    };
    let server = match arguments.server {
        ServerName::Nginx => Server::Nginx,
        ServerName::Apache => Server::Apache,
        ServerName::Headers => Server::Headers,
        ServerName::Redirects => Server::Redirects,
    };
    let files: BTreeSet<&str> = publication.paths().collect();
    // Nothing is left to be told if the terminal is gone.
    let _ = terminal.out.write_all(snippet(server, &config, &files).as_bytes());
    Exit::Done
}
