//! `feedmill snippets`.

use std::collections::BTreeSet;

use super::arguments::{ServerName, SnippetArguments};
use super::{Ended, Exit, Terminal, configuration, look};
use crate::prepare;
use crate::snippet::{Server, snippet};

/// Prints what a web server must be told of the feeds.
pub(super) fn run(arguments: &SnippetArguments, terminal: &mut Terminal<'_>) -> Ended {
    let config = configuration(&arguments.look.site)?;
    let publication = prepare(&look(&arguments.look), &config)?;
    let server = match arguments.server {
        ServerName::Nginx => Server::Nginx,
        ServerName::Apache => Server::Apache,
        ServerName::Headers => Server::Headers,
        ServerName::Redirects => Server::Redirects,
    };
    let files: BTreeSet<&str> = publication.paths().collect();
    // Nothing is left to be told if the terminal is gone.
    let _ = terminal.out.write_all(snippet(server, &config, &files).as_bytes());
    Ok(Exit::Done)
}
