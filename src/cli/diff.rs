//! `feedmill diff`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::arguments::{DiffArguments, DiffFormat};
use super::console::count;
use super::{Ended, Exit, Stop, Terminal, configuration, request};
use crate::compare::{self, Change, Family, FeedChanges, Snapshot};
use crate::model::ChangeKind;
use crate::problem::{Code, Problem};
use crate::{Publication, prepare, retrieve};

/// Compares two publications.
pub(super) fn run(arguments: &DiffArguments, terminal: &mut Terminal) -> Ended {
    let (new, built) = new_feeds(arguments)?;
    let output = request(&arguments.site).output;
    let paths: BTreeSet<String> = new.keys().cloned().collect();
    let usage = |problem: Problem| Stop::Usage(problem.into());
    let files = retrieve::files(&arguments.old, &output, &paths).map_err(usage)?;
    let mut old = compare::snapshot(&files);
    let mut is_one = !Path::new(&arguments.old).is_dir() && !arguments.old.ends_with('/');
    if old.is_empty() && retrieve::is_address(&arguments.old) {
        // Publishers such as WordPress have a feed where others have a folder.
        let page = retrieve::page(&arguments.old).map_err(usage)?;
        old =
            compare::snapshot(&page.map(|bytes| ("feed".to_owned(), bytes)).into_iter().collect());
        is_one = true;
    }
    if old.is_empty() {
        return Err(usage(no_feed(&arguments.old)));
    }
    let (old, new) = if is_one { paired(old, new) } else { (old, new) };
    let mut feeds = compare::compare(&old, &new);
    for change in feeds.iter_mut().flat_map(|feed| &mut feed.changes) {
        change.reason = built.as_ref().and_then(|built| built.reason(change.kind, &change.id));
    }
    match arguments.format {
        DiffFormat::Terminal => write_terminal(terminal, &feeds),
        DiffFormat::Markdown => write_markdown(terminal, &feeds),
        DiffFormat::Json => write_json(terminal, &feeds),
    }
    let mut denied = totals(&feeds);
    denied.retain(|(kind, _)| arguments.deny.contains(kind));
    if denied.is_empty() {
        return Ok(Exit::Done);
    }
    terminal.add(&format!("Denied     {}", listed(&denied)));
    Ok(Exit::Content)
}

fn no_feed(named: &str) -> Problem {
    Problem::new(Code::FeedUnreadable, format!("there is no feed in `{named}`"))
        .help("name what holds Atom, RSS or JSON feeds: a folder of them, a file, an address")
}

/// The feeds of the new publication; if none is named, what a build would write, with it.
fn new_feeds(arguments: &DiffArguments) -> Result<(Snapshot, Option<Publication>), Stop> {
    let request = request(&arguments.site);
    if let Some(new) = &arguments.new {
        return retrieve::files(new, &request.output, &BTreeSet::new())
            .map(|files| compare::snapshot(&files))
            .and_then(|feeds| if feeds.is_empty() { Err(no_feed(new)) } else { Ok((feeds, None)) })
            .map_err(|problem| Stop::Usage(problem.into()));
    }
    let config = configuration(&request.site)?;
    let publication = prepare(&request, &config)?;
    Ok((publication.snapshot()?, Some(publication)))
}

/// A single old feed is compared with the new one at its address, else with the first of its
/// format, else with the first: that of the whole site.
fn paired(old: Snapshot, mut new: Snapshot) -> (Snapshot, Snapshot) {
    let Some((path, feed)) = old.first_key_value().filter(|_| old.len() == 1) else {
        return (old, new);
    };
    let at_address = || new.iter().find(|(_, other)| feed.url.is_some() && other.url == feed.url);
    let of_format =
        || new.iter().find(|(path, other)| !path.contains('/') && other.format == feed.format);
    let first = || new.first_key_value();
    let path = match at_address().or_else(of_format).or_else(first) {
        Some((path, _)) => path.clone(),
        None => path.clone(),
    };
    new.retain(|other, _| *other == path);
    let old = old.into_values().map(|feed| (path.clone(), feed)).collect();
    (old, new)
}

/// How many changes of each kind there are, those that concern readers most first. One entry
/// counts once, however many feeds show it.
fn totals(feeds: &[FeedChanges]) -> Vec<(ChangeKind, usize)> {
    let mut seen: BTreeMap<ChangeKind, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for feed in feeds {
        for change in &feed.changes {
            let of = if change.id.is_empty() { feed.path.as_str() } else { "" };
            seen.entry(change.kind).or_default().insert((&change.id, of));
        }
    }
    let total = |kind: ChangeKind| Some((kind, seen.get(&kind)?.len()));
    ChangeKind::ALL.into_iter().filter_map(total).collect()
}

/// `1 shown-again, 2 updated`.
fn listed(totals: &[(ChangeKind, usize)]) -> String {
    let each = totals.iter().map(|(kind, number)| format!("{number} {kind}"));
    each.collect::<Vec<_>>().join(", ")
}

/// How many entries each family of readers shows again.
fn shown_again(feeds: &[FeedChanges]) -> [(Family, &'static str, usize); 4] {
    let changes = || feeds.iter().flat_map(|feed| &feed.changes);
    let entries = |family| {
        let again = changes().filter(|change| change.shown_again_by.contains(&family));
        again.map(|change| change.id.as_str()).collect::<BTreeSet<_>>().len()
    };
    [
        (Family::Id, "that know entries by their id (Miniflux, FreshRSS, newsboat, NetNewsWire)"),
        (Family::IdOrText, "that know entries by their id or text (NewsBlur)"),
        (Family::Link, "that know entries by their link (FreshRSS, if set so)"),
        (Family::Text, "that show changed entries again (FreshRSS and newsboat, if set so)"),
    ]
    .map(|(family, readers)| (family, readers, entries(family)))
}

fn detail(change: &Change) -> String {
    let reason = change.reason.as_ref().map(|reason| format!("; {reason}")).unwrap_or_default();
    match (&change.before, &change.after) {
        (Some(before), Some(after)) if before != after => format!(" ({before} → {after}{reason})"),
        (Some(one), None) | (None, Some(one)) => format!(" ({one}{reason})"),
        _ => String::new(),
    }
}

fn write_terminal(terminal: &mut Terminal, feeds: &[FeedChanges]) {
    for feed in feeds {
        terminal.say(&feed.path);
        for change in &feed.changes {
            terminal.say(&format!("  {:<11} {}{}", change.kind, change.title, detail(change)));
        }
    }
    if feeds.is_empty() {
        return terminal.say("Subscribers see no change.");
    }
    terminal.say("");
    terminal.say(&format!("In {}: {}", count(feeds.len(), "feed"), listed(&totals(feeds))));
    for (_, readers, number) in shown_again(feeds) {
        terminal.say(&format!("{number} shown again as unread by readers {readers}"));
    }
}

fn write_markdown(terminal: &mut Terminal, feeds: &[FeedChanges]) {
    terminal.print("### What subscribers will see\n\n");
    if feeds.is_empty() {
        return terminal.say("No change.");
    }
    for (_, readers, number) in shown_again(feeds) {
        terminal.say(&format!("- **{number}** shown again as unread by readers {readers}"));
    }
    for feed in feeds {
        let path = feed.path.replace('&', "&amp;").replace('<', "&lt;");
        terminal.say("");
        terminal.say(&format!("<details><summary><code>{path}</code></summary>"));
        terminal.say("");
        for change in &feed.changes {
            let Change { kind, title, .. } = change;
            terminal.say(&format!("- **{kind}** {}{}", literal(title), literal(&detail(change))));
        }
        terminal.print("\n</details>");
    }
}

/// A text in which Markdown finds nothing of its own.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() && !matches!(letter, '.' | ',' | ':' | '/' | '(' | ')') {
            literal.push('\\');
        }
        literal.push(letter);
    }
    literal
}

fn write_json(terminal: &mut Terminal, feeds: &[FeedChanges]) {
    let totals: BTreeMap<&str, usize> =
        totals(feeds).into_iter().map(|(kind, number)| (kind.name(), number)).collect();
    let again: Vec<_> = shown_again(feeds)
        .map(|(family, _, number)| serde_json::json!({ "readers": family, "entries": number }))
        .to_vec();
    let report = serde_json::json!({ "totals": totals, "shown_again": again, "feeds": feeds });
    terminal.print(&format!("{report:#}"));
}
