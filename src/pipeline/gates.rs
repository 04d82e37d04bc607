//! What a publisher denies, asked before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use super::duplicates::place_of;
use super::{Failure, Publication, Request};
use crate::compare::{self, Change};
use crate::config::Config;
use crate::model::{ArticleRecord, ChangeKind};
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
    let mut denied = if publication.knew_articles { config.deny.clone() } else { BTreeSet::new() };
    denied.extend(&request.gates.deny);
    denied.retain(|kind| !request.gates.allow.contains(kind));
    if denied.is_empty() {
        return Ok(());
    }
    let seen = seen(request, publication, changes, &denied)?;
    let problems = problems(&seen, &denied, request, publication);
    if problems.errors() == 0 { Ok(()) } else { Err(Failure::Denied(problems)) }
}

/// What subscribers would see of the `changes`, each once, though many feeds in many formats show
/// it. What has the same bytes has not changed, and is not read.
fn seen(
    request: &Request,
    publication: &Publication,
    changes: &Changes,
    denied: &BTreeSet<ChangeKind>,
) -> Result<Vec<Change>, Failure> {
    let output = &request.output;
    let concerned: Vec<&String> = changes.written.iter().chain(&changes.removed).collect();
    let old = compare::snapshot_of(&concerned, |path| Ok(publish::present(output, path)))?;
    // A feed that is not at its path any more may be at a new one.
    let with_new = !changes.removed.is_empty() || denied.contains(&ChangeKind::FeedNew);
    let kept: Vec<&String> = if with_new { concerned } else { old.keys().collect() };
    let new = compare::snapshot_of(&kept, |path| publication.bytes(path))?;
    let compared = compare::compare(&old, &new);
    let changes = compared.into_iter().flat_map(|feed| {
        feed.changes.into_iter().map(move |change| {
            let feed = if change.id.is_empty() { feed.path.clone() } else { String::new() };
            ((change.kind, change.id.clone(), feed), change)
        })
    });
    Ok(changes.collect::<BTreeMap<_, _>>().into_values().collect())
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
        let Change { kind, title, id, before, .. } = change;
        let was = before.as_ref().map(|before| format!("; it was `{before}`")).unwrap_or_default();
        let mut problem =
            Problem::new(Code::Denied, format!("{kind}: `{title}`{was}")).help(format!(
                "{}, or allow it this once with `--allow {kind}`",
                remedy(*kind, before.as_deref())
            ));
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
        ChangeKind::Redated => "give the article its date back".to_owned(),
        ChangeKind::Moved => "give the article its permalink back".to_owned(),
        ChangeKind::FeedGone => "keep the feed at its address, or redirect it".to_owned(),
        ChangeKind::FeedMoved => {
            "keep the feed at its address, or say under `feeds.moved` where it is now".to_owned()
        }
        _ => "look at `feedmill diff`".to_owned(),
    }
}
