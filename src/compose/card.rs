//! What the pages for people show of a feed and of its newest articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::feed::addresses;
use super::title::plain_title;
use crate::config::Config;
use crate::model::{Article, Card, Entry, FeedPlan, Part, Rhythm, Teaser, carried_by_xml};

/// How many of its newest articles the page of a feed shows.
const LATEST: usize = 10;

/// The words of one feed for people. `teasers` are those of the articles it shows, by position.
///
/// How often something comes is told from the articles that the feed shows, never from now.
#[must_use]
pub fn card(
    plan: &FeedPlan,
    teasers: &BTreeMap<usize, Arc<Teaser>>,
    articles: &[Article],
    config: &Config,
) -> Card {
    let published = |at: Option<&usize>| articles.get(*at?).map(|article| article.published);
    let newest = published(plan.articles.first());
    let oldest = published(plan.articles.last());
    Card {
        key: plan.key.clone(),
        label: plain_title(&plan.label),
        title: plain_title(&plan.title),
        description: carried_by_xml(plan.description.trim()).0.into_owned(),
        home_page_url: plan.home_page_url.clone(),
        folder: plan.folder.clone(),
        moved_from: plan.moved_from.clone(),
        addresses: addresses(plan, Part::Subscription, config),
        total: plan.total,
        rhythm: oldest
            .zip(newest)
            .and_then(|(oldest, newest)| Rhythm::of(plan.articles.len(), oldest, newest)),
        published: newest,
        ended: plan.ended,
        latest: shown(plan).filter_map(|at| teasers.get(at).cloned()).collect(),
    }
}

/// The positions of the articles that the page of a feed shows, newest first.
pub fn shown(plan: &FeedPlan) -> impl Iterator<Item = &usize> {
    plan.articles.iter().take(LATEST)
}

/// An entry as a list shows it.
#[must_use]
pub fn teaser(entry: &Entry) -> Teaser {
    Teaser {
        title: entry.title.clone(),
        url: entry.url.clone(),
        published: entry.published,
        summary: entry.summary.clone(),
        language: entry.language.clone(),
    }
}
