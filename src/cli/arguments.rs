//! What can be asked for on the command line.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Publishes Atom, RSS and JSON Feed from a folder of dated articles.
#[derive(Debug, Parser)]
#[command(name = "feedmill", version, args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: BuildArguments,
}

impl Arguments {
    /// What to do: to build, unless something else is asked for.
    pub(super) fn command(self) -> Command {
        self.command.unwrap_or(Command::Build(self.build))
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read the articles and write the feeds (what happens without a command)
    Build(BuildArguments),
    /// Hold the articles and the feeds they give against every rule, and write nothing
    Check(CheckArguments),
    /// Tell the WebSub hubs which feeds a build has changed
    #[cfg(feature = "network")]
    Notify(NotifyArguments),
    /// Print what a web server must be told of the feeds
    Snippets(SnippetArguments),
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The site's folder, with feedmill.yaml and the content
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The instant that counts as now [default: the clock]
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<DateTime<Utc>>,
    /// How to tell: text for people, json, or github for annotations
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    pub format: Form,
    /// Explain a code such as date-in-gap, or all of them, and check nothing
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "")]
    pub explain: Option<String>,
}

/// How a check tells what it found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// Annotations of GitHub Actions.
    Github,
}

#[cfg(feature = "network")]
#[derive(Debug, Args)]
pub(super) struct NotifyArguments {
    /// The site's folder, with feedmill.yaml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// What `feedmill build --report FILE` wrote
    #[arg(long, value_name = "FILE")]
    pub report: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SnippetArguments {
    /// The server or the file that the snippet is for
    pub server: ServerName,
    /// The site's folder, with feedmill.yaml and the content
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The instant that counts as now, such as 2024-06-27T11:49:00Z [default: the clock]
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ServerName {
    /// nginx, for a `server` block
    Nginx,
    /// Apache httpd, for an .htaccess file
    Apache,
    /// The _headers file of a static host
    Headers,
    /// The _redirects file of a static host
    Redirects,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// The site's folder, with feedmill.yaml and the content
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The folder of the feeds [default: feeds in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The instant that counts as now, such as 2024-06-27T11:49:00Z [default: the clock]
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<DateTime<Utc>>,
    /// Publish the other articles when some are broken; the exit code is still 1
    #[arg(long)]
    pub skip_broken: bool,
    /// Write nothing; exit 1 with a list when the feeds are not what the content gives
    #[arg(long)]
    pub check: bool,
    /// Write to this file, as JSON, what was done
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Make one feed of the articles in this category; may be repeated
    #[arg(long, value_name = "NAME")]
    pub category: Vec<String>,
    /// Make one feed of the articles with this tag; may be repeated
    #[arg(long, value_name = "NAME")]
    pub tag: Vec<String>,
    /// Make one feed of the articles since this day, such as 2024-01-01
    #[arg(long, value_name = "DAY")]
    pub since: Option<NaiveDate>,
}
