//! A feed for every collection or section, where a site has more than one.

use std::collections::BTreeMap;

use super::{Described, Newest};
use crate::config::Config;
use crate::model::{FeedKey, FeedPlan, Ledger, Listed, slug};

/// The plans in the order of names, from articles newest first.
pub(super) fn plans(articles: &[Listed], config: &Config, ledger: &Ledger) -> Vec<FeedPlan> {
    let window = &config.feeds.window;
    let mut sections: BTreeMap<&str, Newest> = BTreeMap::new();
    for (position, article) in articles.iter().enumerate() {
        let Some(section) = &article.common.section else { continue };
        sections.entry(section).or_insert_with(|| Newest::new(window)).push(position);
    }
    let only_one =
        sections.len() == 1 && articles.iter().all(|article| article.common.section.is_some());
    if only_one {
        return Vec::new();
    }
    sections
        .into_iter()
        .map(|(name, newest)| {
            let section = config.sections.iter().find(|section| section.name == name);
            let label = section.and_then(|section| section.title.as_deref()).unwrap_or(name);
            let described = Described {
                label: label.to_owned(),
                title: format!("{} – {label}", config.site.title),
                description: format!("{label} – {}", config.site.description),
                folder: format!("sections/{}", slug(name)),
                home_page_url: config.site.base_url.to_string(),
                key: FeedKey::Section(name.to_owned()),
            };
            described.plan(newest, window, articles, config, ledger)
        })
        .collect()
}
