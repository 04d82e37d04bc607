//! What the pages for people show of a feed and of its newest articles.

use std::collections::BTreeMap;

use super::feed::addresses;
use super::title::plain_title;
use crate::config::Config;
use crate::model::{ArticleRecord, Card, FeedPlan, Part, Rhythm, Teaser, legible, strip_non_xml};

/// How many of its newest articles the page of a feed shows.
const LATEST: usize = 10;

/// The words of one feed for people.
///
/// How often something comes is told from the articles that the feed shows, never from now.
#[must_use]
pub fn card(plan: &FeedPlan, articles: &[ArticleRecord], config: &Config) -> Card {
    let published = |at: Option<&usize>| articles.get(*at?).map(|article| article.published);
    let newest = published(plan.articles.first());
    let oldest = published(plan.articles.last());
    Card {
        key: plan.key.clone(),
        label: plain_title(&plan.label),
        title: plain_title(&plan.title),
        description: legible(plan.description.trim()).0.into_owned(),
        home_page_url: plan.home_page_url.clone(),
        place: plan.place.clone(),
        moved_from: plan.moved_from.clone(),
        addresses: addresses(plan, Part::Subscription, config),
        total: plan.total,
        rhythm: oldest
            .zip(newest)
            .and_then(|(oldest, newest)| Rhythm::of(plan.articles.len(), oldest, newest)),
        published: newest,
        ended: plan.ended,
    }
}

/// The positions of the articles that the page of a feed shows, newest first.
pub fn shown(plan: &FeedPlan) -> impl Iterator<Item = &usize> {
    plan.articles.iter().take(LATEST)
}

/// The articles that the page of a feed shows, newest first, with those summaries that are known,
/// by position.
pub fn teasers<'a>(
    plan: &'a FeedPlan,
    articles: &'a [ArticleRecord],
    summaries: &'a BTreeMap<usize, Box<str>>,
    config: &'a Config,
) -> impl Iterator<Item = Teaser> + 'a {
    let site_language = config.site.language.as_deref();
    shown(plan).filter_map(move |at| {
        let article = articles.get(*at)?;
        let language = article.common.language.as_deref().filter(|own| Some(*own) != site_language);
        Some(Teaser {
            title: plain_title(&article.title),
            url: strip_non_xml(&article.permalink).0.into_owned(),
            published: article.published,
            summary: summaries.get(at).map(ToString::to_string).unwrap_or_default(),
            language: language.map(str::to_owned),
        })
    })
}
