//! `feedmill diff`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::arguments::{DiffArguments, DiffFormat};
use super::console::count;
use super::{Ended, Exit, Stop, Terminal, configuration, request};
use crate::compare::{self, Change, Family, FeedChanges, Once, Part, Redirects, Snapshot};
use crate::model::{ChangeKind, FileNames};
use crate::problem::{Code, Problem};
use crate::{Publication, config, prepare, retrieve};

/// How many changes of one kind are shown: a comment on GitHub takes 65,536 characters.
const MOST_SHOWN: usize = 20;

/// How many feeds of one change are named.
const MOST_FEEDS: usize = 3;

/// Compares two publications.
pub(super) fn run(arguments: &DiffArguments, terminal: &mut Terminal) -> Ended {
    let (new, publication) = new_feeds(arguments)?;
    let request = request(&arguments.site);
    // Two publications can be compared without a site.
    let config = config::load(&request.site);
    let (redirects, names) = config.map_or_else(
        |_| (Redirects::default(), FileNames::default()),
        |config| (Redirects::of(&config), config.feeds.names.as_ref().clone()),
    );
    let output = request.output;
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
    let mut feeds = match &publication {
        Some(publication) => publication.compared(&old, &new, &redirects),
        None => compare::compare(&old, &new, &redirects),
    };
    for change in feeds.iter_mut().flat_map(|feed| &mut feed.changes) {
        change.reason = publication
            .as_ref()
            .and_then(|publication| publication.reason(change.kind, &change.id));
    }
    let all = compare::once(&feeds, &names);
    match arguments.format {
        DiffFormat::Terminal => write_terminal(terminal, &all),
        DiffFormat::Markdown => write_markdown(terminal, &all),
        DiffFormat::Json => write_json(terminal, &feeds, &all),
    }
    let is_denied = |(kind, _): &(ChangeKind, usize)| arguments.deny.contains(kind);
    let denied: Vec<String> = totals(&all)
        .into_iter()
        .filter(is_denied)
        .map(|(kind, number)| format!("{number} {kind}"))
        .collect();
    if denied.is_empty() {
        return Ok(Exit::Done);
    }
    terminal.add(&format!("Denied     {}", denied.join(", ")));
    Ok(Exit::Content)
}

fn no_feed(named: &str) -> Problem {
    Problem::new(Code::FeedUnreadable, format!("there is no feed in `{named}`"))
        .help("name a folder, a file or an address of Atom, RSS or JSON feeds")
}

/// The feeds of the new publication; if none is named, those that a build would write, with the build.
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

/// How many changes of each kind there are, those that concern readers most first.
fn totals(all: &[Once<'_>]) -> Vec<(ChangeKind, usize)> {
    let number = |kind| all.iter().filter(|once| once.change.kind == kind).count();
    ChangeKind::ALL.into_iter().map(|kind| (kind, number(kind))).filter(|(_, n)| *n > 0).collect()
}

/// What subscribers will notice, in a sentence, the worst first.
fn headline(all: &[Once<'_>]) -> String {
    let lost = all.iter().filter(|once| once.change.without_redirect).count();
    let redirects = if lost > 0 { format!(" ({lost} without a redirect)") } else { String::new() };
    let phrase = |(kind, number): (ChangeKind, usize)| {
        let articles = count(number, "article");
        let feeds = count(number, "feed");
        match kind {
            ChangeKind::ArticlesLost => "most articles of the site's feed gone".to_owned(),
            ChangeKind::FeedGone => format!("{feeds} gone"),
            ChangeKind::FeedEnded => format!("{feeds} ended"),
            ChangeKind::FeedMoved => format!("{feeds} moved{redirects}"),
            ChangeKind::FeedNew => count(number, "new feed"),
            ChangeKind::ShownAgain => format!("{articles} shown again as unread"),
            ChangeKind::Redated => format!("{articles} with another date"),
            ChangeKind::Moved => format!("{articles} at another address"),
            ChangeKind::New => count(number, "new article"),
            ChangeKind::Updated => format!("{articles} updated"),
            ChangeKind::Reordered => format!("{articles} in another place"),
            ChangeKind::Dropped => format!("{articles} dropped"),
        }
    };
    let phrases: Vec<String> = totals(all).into_iter().map(phrase).collect();
    format!("Subscribers will notice: {}", phrases.join(", "))
}

/// How many entries each family of readers shows again.
fn shown_again(all: &[Once<'_>]) -> [(Family, &'static str, usize); 4] {
    let entries = |family| {
        let again = all.iter().filter(|once| once.change.shown_again_by.contains(&family));
        again.map(|once| once.change.id.as_str()).collect::<BTreeSet<_>>().len()
    };
    [
        (Family::Id, "that know entries by their id (Miniflux, FreshRSS, newsboat, NetNewsWire)"),
        (Family::IdOrText, "that know entries by their id or text (NewsBlur)"),
        (Family::Link, "that know entries by their link (FreshRSS, if set so)"),
        (Family::Text, "that show changed entries again (FreshRSS and newsboat, if set so)"),
    ]
    .map(|(family, readers)| (family, readers, entries(family)))
}

/// What changed: `title: Un → Deux; text`. Empty where the kind says it all.
fn detail(change: &Change) -> String {
    let mut parts = Vec::new();
    if let Some(before) = &change.title_before {
        parts.push(format!("title: {before} → {}", change.title));
    }
    for part in &change.changed {
        match part {
            // It was shown.
            Part::Title => {}
            Part::Summary => parts.push("summary".to_owned()),
            Part::Text => parts.push("text".to_owned()),
        }
    }
    let name = match change.kind {
        ChangeKind::ShownAgain => "id: ",
        ChangeKind::Moved => "address: ",
        ChangeKind::Redated => "date: ",
        ChangeKind::Updated => "updated: ",
        _ => "",
    };
    match (change.before.as_deref(), change.after.as_deref()) {
        _ if !change.changed.is_empty() => {}
        (Some(before), Some(after)) if before != after => {
            parts.push(format!("{name}{before} → {after}"));
        }
        (Some(one), None) | (None, Some(one)) => parts.push(format!("{name}{one}")),
        _ => {}
    }
    parts.extend(change.reason.clone());
    if change.without_redirect {
        parts.push("no redirect leads there".to_owned());
    }
    parts.join("; ")
}

/// Which feeds show the change: `in tags/cloud, tags/eau and the site's feed`.
fn places(once: &Once<'_>) -> String {
    if once.change.id.is_empty() || once.feeds == [""] {
        return String::new();
    }
    let name = |feed: &&str| if feed.is_empty() { "the site's feed" } else { feed }.to_owned();
    let mut names: Vec<String> = once.feeds.iter().take(MOST_FEEDS).map(name).collect();
    if once.feeds.len() > MOST_FEEDS {
        names.push(format!("{} more", count(once.feeds.len() - MOST_FEEDS, "feed")));
    }
    match names.split_last() {
        Some((last, [])) => format!("in {last}"),
        Some((last, first)) => format!("in {} and {last}", first.join(", ")),
        None => String::new(),
    }
}

/// The changes of each kind that are shown, and how many more there are.
fn shown<'a>(all: &'a [Once<'a>]) -> impl Iterator<Item = (ChangeKind, &'a [Once<'a>], usize)> {
    all.chunk_by(|one, other| one.change.kind == other.change.kind).filter_map(|of_kind| {
        let shown = of_kind.get(..MOST_SHOWN).unwrap_or(of_kind);
        Some((of_kind.first()?.change.kind, shown, of_kind.len() - shown.len()))
    })
}

fn write_terminal(terminal: &mut Terminal, all: &[Once<'_>]) {
    if all.is_empty() {
        return terminal.say("Subscribers see no change.");
    }
    terminal.say(&format!("{}.", headline(all)));
    terminal.say("");
    for (kind, shown, more) in shown(all) {
        for once in shown {
            terminal.say(&format!("{kind:<12} {}", once.change.title));
            for line in [detail(&once.change), places(once)] {
                if !line.is_empty() {
                    terminal.say(&format!("             {line}"));
                }
            }
        }
        if more > 0 {
            terminal.say(&format!("{kind:<12} and {more} more; `--format json` has all"));
        }
    }
    terminal.say("");
    for line in readers(all) {
        terminal.say(&line);
    }
}

/// How much each family of readers shows again.
fn readers(all: &[Once<'_>]) -> Vec<String> {
    let again = shown_again(all).into_iter().filter(|(.., number)| *number > 0);
    let line = |(_, readers, number)| {
        format!("{} shown again as unread by readers {readers}", count(number, "article"))
    };
    let lines: Vec<String> = again.map(line).collect();
    if lines.is_empty() {
        vec!["No reader shows an article again as unread.".to_owned()]
    } else {
        lines
    }
}

fn write_markdown(terminal: &mut Terminal, all: &[Once<'_>]) {
    if all.is_empty() {
        return terminal.say("### Subscribers see no change");
    }
    terminal.say(&format!("### {}", headline(all)));
    terminal.say("");
    for line in readers(all) {
        terminal.say(&format!("- {line}"));
    }
    for (kind, shown, more) in shown(all) {
        let number = shown.len() + more;
        terminal.say("");
        terminal.say(&format!("<details><summary><code>{kind}</code>: {number}</summary>"));
        terminal.say("");
        for once in shown {
            let more = [detail(&once.change), places(once)];
            let more: Vec<&str> =
                more.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            let more = literal(&more.join("; "));
            let colon = if more.is_empty() { "" } else { ": " };
            terminal.say(&format!("- **{}**{colon}{more}", literal(&once.change.title)));
        }
        if more > 0 {
            terminal.say(&format!("- and {more} more: `feedmill diff --format json` has all"));
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

fn write_json(terminal: &mut Terminal, feeds: &[FeedChanges], all: &[Once<'_>]) {
    let totals: BTreeMap<&str, usize> =
        totals(all).into_iter().map(|(kind, number)| (kind.name(), number)).collect();
    let again: Vec<_> = shown_again(all)
        .map(|(family, _, number)| serde_json::json!({ "readers": family, "entries": number }))
        .to_vec();
    let report = serde_json::json!({ "totals": totals, "shown_again": again, "feeds": feeds });
    terminal.print(&format!("{report:#}"));
}
