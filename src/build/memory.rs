//! What is remembered from this publication to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::Request;
use super::documents::Documents;
use crate::model::{FeedPlan, Ledger, Listed, Remembered, RememberedFeed, State};

/// What is to be remembered of each feed.
pub(super) fn remembered_feeds<'a>(
    before: &Ledger,
    plans: impl Iterator<Item = &'a FeedPlan>,
    articles: &[Listed],
) -> BTreeMap<String, RememberedFeed> {
    let ids = |page: &Vec<usize>| -> BTreeSet<Arc<str>> {
        page.iter().map(|&position| Arc::clone(&articles[position].id.value)).collect()
    };
    let feed = |plan: &FeedPlan| {
        let mut pages = match before.feeds.get(&plan.folder) {
            Some(feed) if plan.archive.is_some() => feed.pages.clone(),
            _ => Vec::new(),
        };
        let known = pages.len();
        pages.extend(plan.archive.iter().flatten().skip(known).map(ids));
        RememberedFeed { id: plan.id.clone(), title: plan.title.clone(), ended: plan.ended, pages }
    };
    plans.map(|plan| (plan.folder.clone(), feed(plan))).collect()
}

/// The ledger after this publication, and the files of earlier ones that it no longer has.
pub(super) fn remember(
    before: &Ledger,
    articles: &[Listed],
    feeds: BTreeMap<String, RememberedFeed>,
    paths: &BTreeSet<&str>,
    documents: &Documents,
    request: &Request,
) -> (Ledger, BTreeSet<String>) {
    let remembered = remembered(before, articles, paths);
    let Some(prefix) = prefix(&request.site, &request.output) else {
        return (Ledger::new(remembered, before.files.clone(), feeds), BTreeSet::new());
    };
    let known = files_below(before, &prefix);
    let stale = known.filter(|file| !documents.publishes(file)).map(str::to_owned).collect();
    let elsewhere = before.files.iter().filter(|file| !file.starts_with(&prefix)).cloned();
    let own = documents.published().map(|file| format!("{prefix}{file}"));
    (Ledger::new(remembered, own.chain(elsewhere).collect(), feeds), stale)
}

/// The files of the output folder that a ledger remembers, by their path in it.
pub(super) fn files<'a>(ledger: &'a Ledger, site: &Path, output: &Path) -> BTreeSet<&'a str> {
    prefix(site, output).map(|prefix| files_below(ledger, &prefix).collect()).unwrap_or_default()
}

fn files_below<'a>(ledger: &'a Ledger, prefix: &str) -> impl Iterator<Item = &'a str> {
    ledger.files.iter().filter_map(move |file| file.strip_prefix(prefix))
}

/// What the paths of the output folder begin with in the ledger; nothing if it is not inside the
/// site, for then it would be a path of one machine.
fn prefix(site: &Path, output: &Path) -> Option<String> {
    let mut prefix = String::new();
    for part in output.strip_prefix(site).ok()? {
        prefix.push_str(&part.to_string_lossy());
        prefix.push('/');
    }
    Some(prefix)
}

/// What is remembered of every article that was ever published.
fn remembered(
    before: &Ledger,
    articles: &[Listed],
    paths: &BTreeSet<&str>,
) -> BTreeMap<Arc<str>, Remembered> {
    let mut remembered = before.articles.clone();
    let published: BTreeSet<&str> = articles.iter().map(|article| &*article.source.path).collect();
    for known in remembered.values_mut().filter(|known| known.state == State::Present) {
        let path = &*known.path;
        if !paths.contains(path) || published.contains(path) {
            known.state = State::Gone;
        }
    }
    for article in articles {
        let known = before.articles.get(&article.id.value);
        let first_permalink = known.map_or(&article.permalink, |known| &known.first_permalink);
        let now = Remembered {
            state: State::Present,
            published: article.published,
            path: Arc::clone(&article.source.path),
            first_permalink: Arc::clone(first_permalink),
            title: article.title_fingerprint,
            body: article.source.body,
        };
        remembered.insert(Arc::clone(&article.id.value), now);
    }
    remembered
}
