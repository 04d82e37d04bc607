//! The ledger after this publication.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::path::{self, Path};
use std::sync::Arc;

use super::Request;
use super::choice::Feeds;
use super::content::Content;
use super::documents::Documents;
use crate::config::Config;
use crate::model::{ArticleRecord, FeedPlan, Known, Ledger, LedgerEntry, LedgerFeed, State, Zone};
use crate::normalise::Verdict;

/// The ledger's lines of the feeds.
fn ledger_feeds<'a>(
    before: &Ledger,
    plans: impl Iterator<Item = &'a FeedPlan>,
    articles: &[ArticleRecord],
) -> BTreeMap<String, LedgerFeed> {
    let ids = |page: &Vec<usize>| -> BTreeSet<Arc<str>> {
        page.iter().map(|&position| Arc::clone(&articles[position].id.value)).collect()
    };
    let feed = |plan: &FeedPlan| {
        let mut pages = match before.feeds.get(&plan.key.name()) {
            Some(feed) if plan.archive.is_some() => feed.pages.clone(),
            _ => Vec::new(),
        };
        let known = pages.len();
        pages.extend(plan.archive.iter().flatten().skip(known).map(ids));
        let (id, title) = (plan.id.clone(), plan.title.clone());
        LedgerFeed { ended: plan.ended, id, title, edition: Some(plan.edition), pages }
    };
    plans.map(|plan| (plan.key.name(), feed(plan))).collect()
}

/// The ledger after this publication, and the files of earlier ones that it no longer has.
pub(super) fn next_ledger(
    mut before: Ledger,
    content: &Content,
    feeds: &Feeds,
    documents: &Documents,
    request: &Request,
    config: &Config,
) -> (Ledger, BTreeSet<String>) {
    let plans = feeds.own.iter().chain(&feeds.other_shards);
    let feeds = ledger_feeds(&before, plans, &content.articles);
    let prefix = prefix(&request.site, &request.output);
    let mut stale = BTreeSet::new();
    // Those that stay are ours still, so that they can go when the publisher thinks better of it.
    if let Some(prefix) = prefix.as_ref().filter(|_| !config.feeds.keep_stale) {
        let gone = files_below(&before, prefix).filter(|file| !documents.publishes(file));
        stale = gone.map(str::to_owned).collect();
    }
    let mut files = mem::take(&mut before.files);
    if let Some(prefix) = prefix {
        for file in &stale {
            files.remove(&format!("{prefix}{file}"));
        }
        files.extend(documents.published().map(|file| format!("{prefix}{file}")));
    }
    let mut addresses = mem::take(&mut before.addresses);
    if !config.feeds.hubs.is_empty() {
        addresses.insert(config.feeds.url.to_string());
    }
    stale.retain(|path| {
        let feed = before.feed_at(path).unwrap_or_default();
        request.shard.is_none_or(|shard| shard.holds(feed))
    });
    let waiting: BTreeSet<&str> = content.skipped.iter().map(|file| &*file.path).collect();
    let moved: BTreeMap<&str, &Arc<str>> = content
        .recognised
        .iter()
        .filter(|known| known.verdict == Verdict::Same && waiting.contains(&*known.path))
        .map(|known| (&*known.id, &known.path))
        .collect();
    let waits = |id: &str, known: &LedgerEntry| {
        let at_its_path = known.state == State::Present && waiting.contains(&*known.path);
        moved.get(id).copied().or(at_its_path.then_some(&known.path)).cloned()
    };
    // While nothing is new and nothing has moved, an upgrade alone changes no ledger.
    let is_as_before = |article: &ArticleRecord| {
        let known = before.articles.get(&article.id.value);
        known.is_some_and(|(_, known)| known.published == article.published)
    };
    let zones = before.zones.take().filter(|_| content.articles.iter().all(is_as_before));
    let zones = Some(zones.unwrap_or_else(|| Zone::DATABASE.to_owned()));
    let published = content.articles.iter().map(ledger_entry);
    let articles = before.articles.after(published, waits);
    (Ledger { articles, files, feeds, addresses, zones }, stale)
}

/// The ledger's line of an article that is published for the first time.
fn ledger_entry(article: &ArticleRecord) -> Known {
    let entry = LedgerEntry {
        state: State::Present,
        published: article.published,
        path: Arc::clone(&article.source.path),
        first_permalink: Arc::clone(&article.permalink),
        title: article.title_fingerprint,
        body: article.source.body,
    };
    (Arc::clone(&article.id.value), entry)
}

/// The files of the output folder that a ledger remembers, by their path in it; nothing if the folder is not
/// inside the site.
pub(super) fn files<'a>(
    ledger: &'a Ledger,
    site: &Path,
    output: &Path,
) -> Option<BTreeSet<&'a str>> {
    prefix(site, output).map(|prefix| files_below(ledger, &prefix).collect())
}

fn files_below<'a>(ledger: &'a Ledger, prefix: &str) -> impl Iterator<Item = &'a str> {
    ledger.files.iter().filter_map(move |file| file.strip_prefix(prefix))
}

/// What the paths of the output folder begin with in the ledger; nothing if it is not inside the
/// site, for then it would be a path of one machine.
fn prefix(site: &Path, output: &Path) -> Option<String> {
    // A call may name either from where it is.
    let (site, output) = (path::absolute(site).ok()?, path::absolute(output).ok()?);
    let mut prefix = String::new();
    for part in output.strip_prefix(site).ok()? {
        prefix.push_str(&part.to_string_lossy());
        prefix.push('/');
    }
    Some(prefix)
}
