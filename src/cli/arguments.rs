//! What can be asked for on the command line.

use std::collections::BTreeSet;
use std::ffi::OsString;
#[cfg(feature = "preview")]
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::config::{self, Day};
use crate::model::{ChangeKind, Format, Shard, Zone};

/// What most people do, and where to read on.
const EXAMPLES: &str = "\
Examples:
  feedmill init      write a feedmill.yaml for the site in this folder
  feedmill serve     preview the feeds in a browser while you write
  feedmill           build the feeds

`feedmill help COMMAND` shows the options of a command, with an example.";

/// The version of the program, with the release of the tz database that it carries.
fn version() -> &'static str {
    static VERSION: LazyLock<String> =
        LazyLock::new(|| format!("{} (time zones {})", env!("CARGO_PKG_VERSION"), Zone::DATABASE));
    &VERSION
}

/// Publish Atom, RSS and JSON Feed from a folder of dated articles
#[derive(Debug, Parser)]
#[command(name = "feedmill", version = version(), after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Print only errors and the output you asked for
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print without colors (also: `NO_COLOR=1`)
    #[arg(long, global = true)]
    pub no_color: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// The arguments with the command before its options, where the parser expects it: `--site DIR check`
/// is `check --site DIR`. Options without a command belong to `build`.
pub(super) fn command_first(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let parser = Arguments::command();
    let with_value = options_with_value(&parser);
    let (program, mut at) = (arguments.len().min(1), arguments.len().min(1));
    while let Some(option) = arguments.get(at).and_then(|argument| argument.to_str()) {
        if ["-h", "--help", "-V", "--version"].contains(&option) {
            return vec![arguments[0].clone(), option.into()];
        }
        if !option.starts_with('-') {
            break;
        }
        at += 1 + usize::from(with_value.contains(option));
    }
    if at >= arguments.len() {
        arguments.insert(program, "build".into());
        return arguments;
    }
    let command = arguments.get(at).and_then(|name| parser.find_subcommand(name));
    let has_commands = command.is_some_and(clap::Command::has_subcommands);
    let words = 1 + usize::from(has_commands && at + 1 < arguments.len());
    let before: Vec<OsString> = arguments.drain(program..at).collect();
    arguments.splice(program + words..program + words, before);
    arguments
}

/// The options of all commands that are followed by a value, as they are written.
fn options_with_value(command: &clap::Command) -> BTreeSet<String> {
    let takes_value = |option: &&clap::Arg| {
        let number = option.get_num_args();
        option.get_action().takes_values() && number.is_none_or(|number| number.min_values() > 0)
    };
    let names = |option: &clap::Arg| {
        let long = option.get_long().map(|long| format!("--{long}"));
        long.into_iter().chain(option.get_short().map(|short| format!("-{short}")))
    };
    let own = command.get_arguments().filter(takes_value).flat_map(names);
    own.chain(command.get_subcommands().flat_map(options_with_value)).collect()
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a feedmill.yaml for the site in this folder
    #[command(
        after_help = "Example: feedmill init --title 'La Fabrique' --url https://www.example.org"
    )]
    Init(InitArguments),
    /// Build the feeds (the default command)
    #[command(
        after_help = "Example: feedmill build --skip-broken\n         feedmill build --tag Cloud --since 7d --output - --format json"
    )]
    Build(BuildArguments),
    /// Preview the feeds in a browser while you write
    #[command(after_help = "Example: feedmill serve --drafts --future")]
    #[cfg(feature = "preview")]
    Serve(ServeArguments),
    /// Build the feeds now and after every change
    #[command(after_help = "Example: feedmill watch --skip-broken")]
    #[cfg(feature = "preview")]
    Watch(WatchArguments),
    /// Combine the shards that `build --shard` wrote
    #[command(after_help = "Example: feedmill merge")]
    Merge(MergeArguments),
    /// Show what subscribers will notice
    #[command(
        after_help = "Example: feedmill diff feeds                      (published feeds and the next build)\n         feedmill diff HEAD --format markdown      (for a pull request)\n         feedmill diff https://www.example.org/feed.xml"
    )]
    Diff(DiffArguments),
    /// Show everything Feedmill knows about an article, and why
    #[command(after_help = "Example: feedmill explain content/cloud.md")]
    Explain(ExplainArguments),
    /// Keep the ids of feeds that another program published
    #[command(after_help = "Example: feedmill adopt https://www.example.org/feed.xml")]
    Adopt(AdoptArguments),
    /// Correct which article a file is
    #[command(subcommand)]
    Id(IdCommand),
    /// Check the articles and their feeds, and write nothing
    #[command(
        after_help = "Example: feedmill check\n         feedmill check --explain date-in-gap"
    )]
    Check(CheckArguments),
    /// Notify WebSub hubs of the feeds that a build changed
    #[command(
        after_help = "Example: feedmill build --report report.json && feedmill notify --report report.json"
    )]
    #[cfg(feature = "network")]
    Notify(NotifyArguments),
    /// Print the configuration that a web server needs
    #[command(after_help = "Example: feedmill snippets nginx > feeds.conf")]
    Snippets(SnippetArguments),
    /// Print the JSON schema of feedmill.yaml, for editors
    #[command(after_help = "Example: feedmill schema > feedmill.schema.json")]
    Schema,
    /// Print completions for a shell
    #[command(
        after_help = "Example: feedmill completions bash > ~/.local/share/bash-completion/completions/feedmill"
    )]
    Completions(CompletionArguments),
    /// Write the manual pages
    #[command(after_help = "Example: feedmill man ~/.local/share/man/man1")]
    Man(ManualArguments),
}

impl Command {
    /// Whether a person waits for its result.
    pub(super) const fn is_timed(&self) -> bool {
        matches!(
            self,
            Self::Build(_) | Self::Merge(_) | Self::Diff(_) | Self::Adopt(_) | Self::Check(_)
        )
    }
}

#[cfg(feature = "preview")]
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// Also show drafts, marked in their titles
    #[arg(long)]
    pub drafts: bool,
    /// Also show articles dated in the future, marked in their titles
    #[arg(long)]
    pub future: bool,
    /// The port to listen on; 0 picks a free one
    #[arg(long, short, value_name = "PORT", default_value_t = 4000, value_parser = port)]
    pub port: u16,
    /// The address to listen on; any other than the default lets other machines in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub listen: IpAddr,
}

#[cfg(feature = "preview")]
#[derive(Debug, Args)]
pub(super) struct WatchArguments {
    #[command(flatten)]
    pub build: BuildArguments,
}

#[derive(Debug, Args)]
pub(super) struct CompletionArguments {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManualArguments {
    /// The folder to write the pages to
    #[arg(value_name = "DIR", value_parser = folder)]
    pub folder: PathBuf,
}

/// Where a site is.
#[derive(Debug, Args)]
pub(super) struct SiteFolder {
    /// The site's folder [default: this folder or the nearest parent with a feedmill.yaml]
    #[arg(long = "site", value_name = "DIR", value_parser = existing_folder)]
    named: Option<PathBuf>,
}

impl SiteFolder {
    /// The folder that was named, or the nearest one with a configuration.
    pub(super) fn path(&self) -> PathBuf {
        self.named.clone().unwrap_or_else(config::nearest_site)
    }

    /// The folder that was named, or the current one.
    pub(super) fn here(&self) -> PathBuf {
        self.named.clone().unwrap_or_else(|| PathBuf::from("."))
    }
}

fn existing_folder(name: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(name);
    if folder.is_dir() { Ok(folder) } else { Err("there is no such folder".to_owned()) }
}

#[cfg(feature = "network")]
fn existing_file(name: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(name);
    if file.is_file() { Ok(file) } else { Err("there is no such file".to_owned()) }
}

fn instant(written: &str) -> Result<DateTime<Utc>, String> {
    written.parse().map_err(|_| {
        "expected a date and a time with its offset, such as `2024-06-27T11:49:00Z`".to_owned()
    })
}

#[cfg(feature = "preview")]
fn port(written: &str) -> Result<u16, String> {
    written.parse().map_err(|_| "expected a number from 0 to 65535".to_owned())
}

/// The path of a file to write, which `-` is not.
fn file(name: &str) -> Result<PathBuf, String> {
    match name {
        "-" => Err("expected the name of a file".to_owned()),
        name => Ok(PathBuf::from(name)),
    }
}

/// The path of a folder, which `-` is not.
fn folder(name: &str) -> Result<PathBuf, String> {
    match name {
        "-" => Err("only `feedmill build` writes to standard output".to_owned()),
        name => Ok(PathBuf::from(name)),
    }
}

/// Where a site is, and what counts as now.
#[derive(Debug, Args)]
pub(super) struct LookArguments {
    #[command(flatten)]
    pub site: SiteFolder,
    /// Build as of this time, such as 2024-06-27T11:49:00Z [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub now: Option<DateTime<Utc>>,
}

/// Where a site and its feeds are, and what counts as now.
#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// The folder to write the feeds to [default: feeds, in the site's folder]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// Ask no questions
    #[arg(long, short)]
    pub yes: bool,
    /// The site's title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The site's address, such as `https://www.example.org`
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
    /// The time zone of dates without an offset, such as Europe/Paris
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// The output format
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    pub format: Form,
    /// Explain a code such as date-in-gap, or all codes
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "")]
    pub explain: Option<String>,
}

/// How a check tells what it found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Annotations for GitHub Actions
    Github,
}

#[cfg(feature = "network")]
#[derive(Debug, Args)]
pub(super) struct NotifyArguments {
    #[command(flatten)]
    pub site: SiteFolder,
    /// The file that `feedmill build --report FILE` wrote
    #[arg(long, value_name = "FILE", value_parser = existing_file)]
    pub report: PathBuf,
    /// Keep failed notifications in this file, and send them with the next run
    #[arg(long, value_name = "FILE", value_parser = file)]
    pub pending: Option<PathBuf>,
    /// How long to wait for a hub, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=60))]
    pub timeout: u64,
}

#[derive(Debug, Args)]
pub(super) struct SnippetArguments {
    /// The web server, or the file of a static host
    pub server: ServerName,
    #[command(flatten)]
    pub look: LookArguments,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// What subscribers have now: a folder, a feed, an address, or a git revision
    pub old: String,
    /// What they will get [default: what a build would write now]
    pub new: Option<String>,
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Exit with 1 on these changes, such as shown-again,feed-gone
    #[arg(long, value_name = "CHANGE", value_delimiter = ',', value_parser = change)]
    pub deny: Vec<ChangeKind>,
    #[command(flatten)]
    pub site: SiteArguments,
}

/// For whom a comparison is written.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people in a terminal
    #[default]
    Terminal,
    /// For people in a pull request
    Markdown,
    /// For machines
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// Its file, permalink or id
    pub article: String,
    #[command(flatten)]
    pub site: SiteArguments,
}

#[derive(Debug, Args)]
pub(super) struct AdoptArguments {
    /// Files or addresses of RSS, Atom or JSON feeds
    #[arg(required = true)]
    pub feeds: Vec<String>,
    #[command(flatten)]
    pub site: SiteArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum IdCommand {
    /// Give the file NEW the id of the article OLD
    #[command(
        after_help = "Example: feedmill id keep content/ancien-nom.md content/nouveau-nom.md"
    )]
    Keep {
        /// The old path of the article, or its id
        old: String,
        /// The path of the file now, or the id that it was given
        new: String,
        #[command(flatten)]
        site: SiteArguments,
    },
}

fn format(name: &str) -> Result<Format, String> {
    match name {
        "atom" => Ok(Format::Atom),
        "rss" => Ok(Format::Rss),
        "json" => Ok(Format::JsonFeed),
        _ => Err("expected `atom`, `rss` or `json`".to_owned()),
    }
}

fn change(name: &str) -> Result<ChangeKind, String> {
    name.parse()
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
pub(super) struct MergeArguments {
    #[command(flatten)]
    pub site: SiteFolder,
    /// The folder to write the feeds to [default: feeds, in the site's folder]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// The folder to write the feeds to, or - to print one feed [default: feeds, in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Skip articles with errors and publish the others; the exit code is still 1
    #[arg(long)]
    pub skip_broken: bool,
    /// Publish the articles that have a page in this folder, which the site's generator wrote
    #[arg(long, value_name = "DIR", value_parser = existing_folder)]
    pub built: Option<PathBuf>,
    /// Write nothing if subscribers would notice these changes, such as shown-again,feed-gone
    #[arg(long, value_name = "CHANGE", value_delimiter = ',', value_parser = change)]
    pub deny: Vec<ChangeKind>,
    /// Allow these changes this once
    #[arg(long, value_name = "CHANGE", value_delimiter = ',', value_parser = change)]
    pub allow: Vec<ChangeKind>,
    /// Write nothing if feedmill.lock would change
    #[arg(long)]
    pub locked: bool,
    /// Build one part of the feeds, such as 3/16, for `feedmill merge`
    #[arg(
        long,
        value_name = "NUMBER/COUNT",
        requires = "now",
        conflicts_with_all = ["skip_broken", "category", "tag", "since"]
    )]
    pub shard: Option<Shard>,
    /// Write nothing; list the files that would change and exit with 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Write a JSON report to this file
    #[arg(long, value_name = "FILE", value_parser = file)]
    pub report: Option<PathBuf>,
    /// Build one feed, of this category; can be repeated
    #[arg(long, value_name = "NAME")]
    pub category: Vec<String>,
    /// Build one feed, of this tag; can be repeated
    #[arg(long, value_name = "NAME")]
    pub tag: Vec<String>,
    /// Build one feed, of the articles since a day: 2024-01-01, 7d, yesterday, "last monday"
    #[arg(long, value_name = "DAY")]
    pub since: Option<Day>,
    /// The format of that one feed: atom, rss or json
    #[arg(long, value_name = "FORMAT", value_parser = format, requires = "output")]
    pub format: Option<Format>,
}
