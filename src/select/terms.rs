//! A feed for every category and every tag.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Described;
use crate::config::{Config, TermFeeds};
use crate::model::{FeedKey, FeedPlan, Ledger, Listed, Taxonomy};
use crate::problem::{Code, Problem, Problems};

/// What is known of one term after all articles.
#[derive(Default)]
struct Gathered {
    /// How often each spelling is used.
    spellings: BTreeMap<Arc<str>, usize>,
    articles: Vec<usize>,
}

/// The plans in the order of taxonomy and slug, from articles newest first.
pub(super) fn plans(
    articles: &[Listed],
    config: &Config,
    ledger: &Ledger,
    problems: &mut Problems,
) -> Vec<FeedPlan> {
    let mut gathered: BTreeMap<(Taxonomy, Arc<str>), Gathered> = BTreeMap::new();
    for (position, article) in articles.iter().enumerate() {
        for term in &article.terms {
            let known = gathered.entry((term.taxonomy, Arc::clone(&term.slug))).or_default();
            *known.spellings.entry(Arc::clone(&term.label)).or_default() += 1;
            known.articles.push(position);
        }
    }
    gathered
        .into_iter()
        .map(|((taxonomy, slug), term)| {
            let label = most_used(&term.spellings);
            if term.spellings.len() > 1 {
                problems.push(spellings(&term.spellings, &label));
            }
            let feeds = config.feeds.of(taxonomy);
            let described = Described {
                label: label.to_string(),
                title: format!("{} – {label}", config.site.title),
                description: format!("{label} – {}", config.site.description),
                folder: format!("{}/{slug}", taxonomy.folder()),
                home_page_url: home_page_url(feeds, &slug, config),
                key: FeedKey::Term(taxonomy, slug.to_string()),
            };
            described.plan(term.articles, &feeds.window, articles, config, ledger)
        })
        .collect()
}

/// The page of the term, where the site has one; else that of the site.
fn home_page_url(feeds: &TermFeeds, slug: &str, config: &Config) -> String {
    let base = &config.site.base_url;
    let page = feeds.page.as_deref().unwrap_or_default().replace(":slug", slug);
    base.join(page.trim_start_matches('/')).as_ref().unwrap_or(base).to_string()
}

/// The spelling used most often; of two the one that sorts first.
fn most_used(spellings: &BTreeMap<Arc<str>, usize>) -> Arc<str> {
    let best = spellings.iter().min_by_key(|(label, count)| (usize::MAX - **count, *label));
    best.map_or_else(|| Arc::from(""), |(label, _)| Arc::clone(label))
}

fn spellings(spellings: &BTreeMap<Arc<str>, usize>, label: &str) -> Problem {
    let written: Vec<String> =
        spellings.iter().map(|(label, count)| format!("`{label}` ({count})")).collect();
    Problem::new(Code::TermSpellings, format!("one term is written {}", written.join(", ")))
        .help(format!("they share one feed, titled `{label}`; use one spelling in all articles"))
}
