//! `feedmill snippets`.

use std::collections::BTreeSet;

use super::arguments::{ServerName, SnippetArguments};
use super::{Ended, Exit, Terminal, configuration, look};
use crate::prepare;
use crate::snippet::{Server, snippet};

/// Prints what a web server must be told of the feeds.
pub(super) fn run(arguments: &SnippetArguments, terminal: &mut Terminal) -> Ended {
    let request = look(&arguments.look);
    let config = configuration(&request.site)?;
    let publication = prepare(&request, &config)?;
    let server = match arguments.server {
        ServerName::Nginx => Server::Nginx,
        ServerName::Apache => Server::Apache,
        ServerName::Headers => Server::Headers,
        ServerName::Redirects => Server::Redirects,
    };
    let files: BTreeSet<&str> = publication.paths().collect();
    terminal.print(&snippet(server, &config, &files));
    Ok(Exit::Done)
}
