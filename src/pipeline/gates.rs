//! What a publisher denies, asked before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::duplicates::place_of;
use super::{Failure, Publication, Request, next_ledger};
use crate::compare::{self, Change, Feed, FeedChanges, Redirects, Snapshot};
use crate::config::Config;
use crate::model::{ArticleRecord, ChangeKind, Reason};
use crate::problem::{Code, Place, Problem, Problems};
use crate::publish::{self, Changes};

/// What a call denies beside the configuration, and what it allows in spite of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gates {
    /// Changes that must not happen.
    pub deny: BTreeSet<ChangeKind>,
    /// Changes that may happen this once.
    pub allow: BTreeSet<ChangeKind>,
    /// Whether the ledger must stay as it is.
    pub locked: bool,
}

/// Whether the publication may be written.
///
/// # Errors
/// [`Failure::Denied`] with what subscribers would see.
pub(super) fn check(
    request: &Request,
    config: &Config,
    publication: &Publication,
    changes: &Changes,
) -> Result<(), Failure> {
    let Some(ledger) = &publication.ledger else { return Ok(()) };
    let remembers = || publish::ledger(&request.site).map_err(Failure::machine);
    if request.gates.locked && remembers()? != *ledger {
        let problem = Problem::new(Code::LedgerLocked, "the ledger would change")
            .at(Place::of_file(publish::LEDGER_NAME))
            .help("build without `--locked` where articles are written, and commit the ledger");
        return Err(Failure::Denied(problem.into()));
    }
    let mut denied = config.deny.clone();
    denied.extend(&request.gates.deny);
    denied.retain(|kind| !request.gates.allow.contains(kind));
    if denied.is_empty() {
        return Ok(());
    }
    let output = &request.output;
    let concerned: Vec<&String> = changes.written.iter().chain(&changes.removed).collect();
    let old = compare::snapshot_of(&concerned, |path| Ok(publish::present(output, path)))?;
    let was_published =
        publication.knew_articles || old.values().any(|feed| !feed.items.is_empty());
    if !was_published && request.gates.deny.is_empty() {
        return Ok(());
    }
    if !was_published {
        denied.retain(|kind| request.gates.deny.contains(kind));
    }
    let seen = seen(&old, &concerned, publication, changes, &denied, config)?;
    let is_again = |change: &&Change| change.kind == ChangeKind::ShownAgain;
    if !publication.knew_articles
        && denied.contains(&ChangeKind::ShownAgain)
        && let Some(again) = seen.iter().find(is_again)
    {
        let feed = old.keys().next().map(|path| output.join(path));
        return Err(Failure::Denied(ledger_lost(again, feed.as_deref()).into()));
    }
    let problems = problems(&seen, &denied, request, publication);
    if problems.errors() == 0 { Ok(()) } else { Err(Failure::Denied(problems)) }
}

/// Whether what would be replaced is only feeds, or what an earlier publication wrote.
///
/// # Errors
/// [`Failure::Content`] if a file of somebody else's is at the place of a feed, and is none.
pub(super) fn check_replaced(request: &Request, changes: &Changes) -> Result<(), Failure> {
    let Request { site, output, .. } = request;
    let is_feed = |path: &str| {
        publish::present(output, path).is_some_and(|bytes| compare::read(&bytes).is_ok())
    };
    let mut foreign = changes.replaced.iter().filter(|path| !is_feed(path)).peekable();
    if foreign.peek().is_none() {
        return Ok(());
    }
    let ledger = publish::ledger(site).map_err(Failure::machine)?;
    let Some(known) = next_ledger::files(&ledger, site, output) else { return Ok(()) };
    let folder = output.strip_prefix(site).unwrap_or(output);
    let place = |path: &str| Place::of_file(&folder.join(path).to_string_lossy());
    let mut problems = Problems::new();
    for path in foreign.filter(|path| !known.contains(path.as_str())) {
        let message = format!("`{path}` in the output folder is no feed, and stays as it is");
        problems.push(Problem::new(Code::FileTaken, message).at(place(path)).help(
            "give the feed another place, with `feeds.files` or a `path`, or remove the file",
        ));
    }
    if problems.errors() == 0 { Ok(()) } else { Err(Failure::Content(problems)) }
}

/// What is denied where there are feeds, but no ledger that knows their articles.
fn ledger_lost(again: &Change, feed: Option<&Path>) -> Problem {
    let message = "there is no article in the ledger, but the output folder holds feeds that would be shown again";
    let feed = feed.unwrap_or(Path::new("feeds/feed.json")).display();
    let Change { title, before, .. } = again;
    let before = before.as_deref().unwrap_or_default();
    Problem::new(Code::LedgerLost, message).at(Place::of_file(publish::LEDGER_NAME)).help(format!(
        "`{title}` is known as `{before}`: restore the last feedmill.lock, from version control or a backup; if it is lost, run `feedmill adopt {feed}`; to begin anew, allow it this once with `--allow shown-again`"
    ))
}

/// What subscribers would see of the `changes`, each once. What has the same bytes has not changed, and is not read.
fn seen(
    old: &Snapshot,
    concerned: &[&String],
    publication: &Publication,
    changes: &Changes,
    denied: &BTreeSet<ChangeKind>,
    config: &Config,
) -> Result<Vec<Change>, Failure> {
    // A feed that is not at its path any more may be at a new one.
    let with_new = !changes.removed.is_empty() || denied.contains(&ChangeKind::FeedNew);
    let kept: Vec<&String> = if with_new { concerned.to_vec() } else { old.keys().collect() };
    let new = compare::snapshot_of(&kept, |path| publication.bytes(path))?;
    let compared = publication.compared(old, &new, &Redirects::of(config));
    Ok(compare::once(&compared, &config.feeds.names).into_iter().map(|once| once.change).collect())
}

impl Publication {
    /// What subscribers see who knew `old`, where `new` is what is published of it. Articles that
    /// expired, or that are outside a smaller window, are not lost.
    #[must_use]
    pub fn compared(
        &self,
        old: &Snapshot,
        new: &Snapshot,
        redirects: &Redirects,
    ) -> Vec<FeedChanges> {
        let mut compared = compare::compare(old, new, redirects);
        for FeedChanges { path, changes } in &mut compared {
            if let (Some(old), Some(new)) = (old.get(path), new.get(path))
                && !are_lost(old, new, self)
            {
                changes.retain(|change| change.kind != ChangeKind::ArticlesLost);
            }
        }
        compared.retain(|feed| !feed.changes.is_empty());
        compared
    }
}

/// Whether more than half of the entries are lost, apart from those of articles that expired or that are
/// still published and merely outside a smaller window.
fn are_lost(old: &Feed, new: &Feed, publication: &Publication) -> bool {
    let skipped = publication.skipped.iter();
    let expired: BTreeSet<&str> = skipped
        .filter(|file| matches!(file.reason, Reason::Expired(_)))
        .map(|file| &*file.path)
        .collect();
    let articles = publication.ledger.as_ref().map(|ledger| &ledger.articles);
    let has_expired = |id: &str| {
        let known = articles.and_then(|articles| articles.get(id));
        known.is_some_and(|(_, known)| expired.contains(&*known.path))
    };
    let published: BTreeSet<&str> =
        publication.articles.iter().map(|article| &*article.id.value).collect();
    let is_lost = |id: &str| !published.contains(id) && !has_expired(id);
    let lost = compare::lost(old, new).into_iter().filter(|item| is_lost(&item.id)).count();
    lost * 2 > old.items.len()
}

fn problems(
    changes: &[Change],
    denied: &BTreeSet<ChangeKind>,
    request: &Request,
    publication: &Publication,
) -> Problems {
    let mut problems = Problems::new();
    let changes = || changes.iter().filter(|change| denied.contains(&change.kind));
    let ids: BTreeSet<&str> = changes().map(|change| change.id.as_str()).collect();
    let articles = publication.articles.iter().map(|article| (&*article.id.value, article));
    let by_id: BTreeMap<&str, &ArticleRecord> =
        articles.filter(|(id, _)| ids.contains(id)).collect();
    for change in changes() {
        let Change { kind, title, id, before, after, .. } = change;
        let was = match (kind, before, after) {
            (ChangeKind::ArticlesLost, _, Some(after)) => format!(" keeps {after}"),
            (_, Some(before), _) => format!("; it was `{before}`"),
            _ => String::new(),
        };
        let remedy = match publication.new_zones.explain(*kind, id) {
            Some((reason, date)) => format!("{reason}; to keep its instant, write `date: {date}`"),
            None => remedy(*kind, before.as_deref()),
        };
        let help = format!("{remedy}, or allow it this once with `--allow {kind}`");
        let message = format!("{kind}: `{title}`{was}");
        let mut problem = Problem::new(Code::Denied, message).help(help);
        if let Some(article) = by_id.get(id.as_str()) {
            problem = problem.at(place_of(article, &request.site));
        }
        problems.push(problem);
    }
    problems.sort();
    problems
}

/// How to keep subscribers from seeing a change.
fn remedy(kind: ChangeKind, before: Option<&str>) -> String {
    match kind {
        ChangeKind::ShownAgain => format!(
            "give the article its id back: `id: {}` in its front matter",
            before.unwrap_or("…")
        ),
        ChangeKind::ArticlesLost => {
            "look whether the content folder is whole, and the clock right".to_owned()
        }
        ChangeKind::FeedEnded => "give an article its category or tag back".to_owned(),
        ChangeKind::Redated => "give the article its date back".to_owned(),
        ChangeKind::Moved => "give the article its permalink back".to_owned(),
        ChangeKind::FeedGone => "keep the feed at its address, or redirect it".to_owned(),
        ChangeKind::FeedMoved => {
            "keep the feed at its address, or say under `feeds.moved` where it is now".to_owned()
        }
        _ => "look at `feedmill diff`".to_owned(),
    }
}
