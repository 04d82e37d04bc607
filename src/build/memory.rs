//! What is remembered from this publication to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Request;
use super::documents::Documents;
use crate::model::{FeedPlan, Ledger, Listed, Remembered, RememberedFeed, State};

/// What is to be remembered of each feed.
pub(super) fn remembered_feeds(
    before: &Ledger,
    plans: &[FeedPlan],
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
    plans.iter().map(|plan| (plan.folder.clone(), feed(plan))).collect()
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
    // Only files inside the site are remembered: another folder would be a path of one machine.
    let Ok(folder) = request.output.strip_prefix(&request.site) else {
        return (Ledger::new(remembered, before.files.clone(), feeds), BTreeSet::new());
    };
    let mut prefix = String::new();
    for part in folder {
        prefix.push_str(&part.to_string_lossy());
        prefix.push('/');
    }
    let stale = before
        .files
        .iter()
        .filter_map(|file| file.strip_prefix(&prefix))
        .filter(|file| !documents.contains(file))
        .map(str::to_owned)
        .collect();
    let elsewhere = before.files.iter().filter(|file| !file.starts_with(&prefix)).cloned();
    let own = documents.paths().map(|file| format!("{prefix}{file}"));
    (Ledger::new(remembered, own.chain(elsewhere).collect(), feeds), stale)
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
