//! From all articles to what each feed shows: which articles, in what order, in which feed.
//!
//! Pure. An article that is withheld leaves no trace: terms are counted after it is gone.

mod matching;
mod sections;
mod terms;

use chrono::{DateTime, Utc};

use crate::config::{Config, Filter};
use crate::model::{Article, FeedKey, FeedPlan};
use crate::problem::Problems;

/// Puts articles newest first; of two at one instant the one whose permalink sorts first.
pub fn order(articles: &mut [Article]) {
    articles.sort_unstable_by(|left, right| {
        right.published.cmp(&left.published).then_with(|| left.permalink.cmp(&right.permalink))
    });
}

/// Takes out the articles dated after `now`, soonest first.
pub fn embargoed(articles: &mut Vec<Article>, now: DateTime<Utc>) -> Vec<Article> {
    let mut embargoed: Vec<Article> =
        articles.extract_if(.., |article| article.published.utc() > now).collect();
    embargoed.sort_by(|left, right| {
        left.published.cmp(&right.published).then_with(|| left.permalink.cmp(&right.permalink))
    });
    embargoed
}

/// Takes out the articles that were to be seen until `now` or earlier, and says how many.
pub fn expired(articles: &mut Vec<Article>, now: DateTime<Utc>) -> usize {
    let is_expired =
        |article: &mut Article| article.expires.is_some_and(|expires| expires.utc() <= now);
    articles.extract_if(.., is_expired).count()
}

/// Every feed of the site: the whole, each section, each category, each tag, each named filter.
///
/// `articles` are in [`order`]. Terms whose spellings differ are told to `problems`.
#[must_use]
pub fn plans(articles: &[Article], config: &Config, problems: &mut Problems) -> Vec<FeedPlan> {
    let mut plans = vec![site(articles, config, &Filter::All(Vec::new()))];
    plans.extend(sections::plans(articles, config));
    plans.extend(terms::plans(articles, config, problems));
    plans.extend(config.named.iter().map(|named| FeedPlan {
        key: FeedKey::Named(named.name.clone()),
        title: named.title.clone(),
        description: named.description.clone().unwrap_or_else(|| named.title.clone()),
        folder: named.name.clone(),
        home_page_url: config.site.base_url.to_string(),
        formats: named.formats.clone(),
        articles: window(articles, config, &named.filter, named.limit),
    }));
    plans
}

/// The feed of the whole site, narrowed to a filter.
#[must_use]
pub fn site(articles: &[Article], config: &Config, filter: &Filter) -> FeedPlan {
    FeedPlan {
        key: FeedKey::Site,
        title: config.site.title.clone(),
        description: config.site.description.clone(),
        folder: String::new(),
        home_page_url: config.site.base_url.to_string(),
        formats: config.feeds.formats.clone(),
        articles: window(articles, config, filter, config.feeds.limit),
    }
}

fn window(articles: &[Article], config: &Config, filter: &Filter, limit: usize) -> Vec<usize> {
    articles
        .iter()
        .enumerate()
        .filter(|(_, article)| matching::matches(filter, article, config))
        .map(|(position, _)| position)
        .take(limit)
        .collect()
}
