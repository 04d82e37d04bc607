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

/// The version of the program, with the release of the tz database that it carries.
fn version() -> &'static str {
    static VERSION: LazyLock<String> =
        LazyLock::new(|| format!("{} (time zones {})", env!("CARGO_PKG_VERSION"), Zone::DATABASE));
    &VERSION
}

/// Publishes Atom, RSS and JSON Feed from a folder of dated articles.
#[derive(Debug, Parser)]
#[command(name = "feedmill", version = version())]
pub(super) struct Arguments {
    /// Print nothing but errors and what was asked for
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print without colours, as `NO_COLOR=1` does
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
    /// Look at a site and write a feedmill.yaml for it
    Init(InitArguments),
    /// Read the articles and write the feeds (what happens without a command)
    Build(BuildArguments),
    /// Show in a browser what would be published, as it is written
    #[cfg(feature = "preview")]
    Serve(ServeArguments),
    /// Build now and after each change
    #[cfg(feature = "preview")]
    Watch(WatchArguments),
    /// Make one publication of the shards that were built
    Merge(MergeArguments),
    /// Compare two publications as subscribers will see them
    Diff(DiffArguments),
    /// Say everything that is known of one article, and why
    Explain(ExplainArguments),
    /// Take over the ids of feeds that another publisher made
    Adopt(AdoptArguments),
    /// Say which article readers know
    #[command(subcommand)]
    Id(IdCommand),
    /// Hold the articles and the feeds they give against every rule, and write nothing
    Check(CheckArguments),
    /// Tell the WebSub hubs which feeds a build has changed
    #[cfg(feature = "network")]
    Notify(NotifyArguments),
    /// Print what a web server must be told of the feeds
    Snippets(SnippetArguments),
    /// Print the JSON schema of `feedmill.yaml`, for editors
    Schema,
    /// Print what a shell completes these commands by
    Completions(CompletionArguments),
    /// Write the manual, a page for each command
    Man(ManualArguments),
}

#[cfg(feature = "preview")]
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// Show drafts too, marked in their titles
    #[arg(long)]
    pub drafts: bool,
    /// Show articles too whose time has not come, marked in their titles
    #[arg(long)]
    pub future: bool,
    /// The port to listen at; 0 takes a free one
    #[arg(long, short, value_name = "PORT", default_value_t = 4000)]
    pub port: u16,
    /// The address to listen at; another than this one can be reached by other machines
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
    /// The folder to write to
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Where a site is.
#[derive(Debug, Args)]
pub(super) struct SiteFolder {
    /// The site's folder [default: this folder, or the nearest above it with a feedmill.yaml]
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
    /// The instant that counts as now, such as 2024-06-27T11:49:00Z [default: the clock]
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<DateTime<Utc>>,
}

/// Where a site and its feeds are, and what counts as now.
#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// The folder of the feeds [default: feeds in the site's folder]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// Ask nothing: take what was found
    #[arg(long, short)]
    pub yes: bool,
    /// The site's title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The site's address, such as `https://www.example.org`
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
    /// The zone of dates without an offset, such as Europe/Paris
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub look: LookArguments,
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
    #[command(flatten)]
    pub site: SiteFolder,
    /// What `feedmill build --report FILE` wrote
    #[arg(long, value_name = "FILE")]
    pub report: PathBuf,
    /// Keeps what a hub did not take, for the next run to tell with its own
    #[arg(long, value_name = "FILE")]
    pub pending: Option<PathBuf>,
    /// How long a hub may take to answer
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=60))]
    pub timeout: u64,
}

#[derive(Debug, Args)]
pub(super) struct SnippetArguments {
    /// The server or the file that the snippet is for
    pub server: ServerName,
    #[command(flatten)]
    pub look: LookArguments,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The publication that subscribers have seen: a folder, a feed, an address, a git revision
    pub old: String,
    /// The publication that they will see [default: what a build would write now]
    pub new: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Exit with 1 if there is such a change; may be repeated, or several with commas
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
    /// The path of its file, its permalink or its id
    pub article: String,
    #[command(flatten)]
    pub site: SiteArguments,
}

#[derive(Debug, Args)]
pub(super) struct AdoptArguments {
    /// The feeds: files or addresses of RSS, Atom or JSON Feed
    #[arg(required = true)]
    pub feeds: Vec<String>,
    #[command(flatten)]
    pub site: SiteArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum IdCommand {
    /// Say that the file NEW is the article that was OLD: it keeps the id of that one
    Keep {
        /// The path that the article had, or its id
        old: String,
        /// The path of its file now, or the id that the file was given
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
    /// The folder of the feeds [default: feeds in the site's folder]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub look: LookArguments,
    /// The folder of the feeds; `-` prints one feed to standard output [default: feeds in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Publish the other articles when some are broken; the exit code is still 1
    #[arg(long)]
    pub skip_broken: bool,
    /// Publish what the site has that its generator wrote to this folder
    #[arg(long, value_name = "DIR")]
    pub built: Option<PathBuf>,
    /// Write nothing if subscribers would see such a change, such as shown-again,feed-gone
    #[arg(long, value_name = "CHANGE", value_delimiter = ',', value_parser = change)]
    pub deny: Vec<ChangeKind>,
    /// Let such a change happen this once
    #[arg(long, value_name = "CHANGE", value_delimiter = ',', value_parser = change)]
    pub allow: Vec<ChangeKind>,
    /// Write nothing if the ledger would change
    #[arg(long)]
    pub locked: bool,
    /// Build one of several disjoint parts of the feeds, such as 3/16, for `feedmill merge`
    #[arg(
        long,
        value_name = "NUMBER/COUNT",
        requires = "now",
        conflicts_with_all = ["skip_broken", "category", "tag", "since"]
    )]
    pub shard: Option<Shard>,
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
    /// Make one feed of the articles since a day: 2024-01-01, 7d, yesterday or "last monday"
    #[arg(long, value_name = "DAY")]
    pub since: Option<Day>,
    /// Make that one feed in this format alone: atom, rss or json
    #[arg(long, value_name = "FORMAT", value_parser = format, requires = "output")]
    pub format: Option<Format>,
}
