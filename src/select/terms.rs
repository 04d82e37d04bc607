//! A feed for every category and every tag.

use std::collections::BTreeMap;

use super::{Described, Newest, World};
use crate::config::{Config, FILE_NAME, TermFeeds};
use crate::model::{FeedKey, FeedPlan, Taxonomy, Term};
use crate::problem::{Code, Place, Problem, Problems};

/// How many terms with feeds a site may have, beside one for each of its articles: those of articles that invent
/// hundreds each would fill the disk.
const MOST: usize = 10_000;

/// The plans in the order of taxonomy and slug, from articles newest first.
///
/// # Errors
/// There are more terms than any site has.
pub(super) fn plans(
    world: World<'_>,
    problems: &mut Problems,
) -> Result<Vec<FeedPlan>, Box<Problem>> {
    let World { articles, config, .. } = world;
    let mut terms: BTreeMap<(Taxonomy, &str), Newest> = BTreeMap::new();
    // How often each spelling is used.
    let mut labels: BTreeMap<(Taxonomy, &str, &str), usize> = BTreeMap::new();
    for (position, article) in articles.iter().enumerate() {
        for Term { taxonomy, slug, label } in article.terms.iter().map(|term| &**term) {
            *labels.entry((*taxonomy, slug, label)).or_default() += 1;
            let newest = || Newest::new(&config.feeds.of(*taxonomy).window);
            terms.entry((*taxonomy, slug)).or_insert_with(newest).push(position);
        }
    }
    let has_feed =
        |(taxonomy, _): &&(Taxonomy, &str)| !config.feeds.of(*taxonomy).window.formats.is_empty();
    let (number, most) = (terms.keys().filter(has_feed).count(), MOST + articles.len());
    if number > most {
        return Err(Box::new(too_many(number, most)));
    }
    let plans = terms.into_iter().map(|((taxonomy, slug), newest)| {
        let from = labels.range((taxonomy, slug, "")..);
        let of_term = from.take_while(|((other, of, _), _)| (*other, *of) == (taxonomy, slug));
        let spellings: Vec<(&str, usize)> =
            of_term.map(|((_, _, label), count)| (*label, *count)).collect();
        let label = most_used(&spellings);
        if spellings.len() > 1 {
            problems.push(told(&spellings, label));
        }
        let feeds = config.feeds.of(taxonomy);
        let name = config.folder_name(&feeds.path, label, slug);
        let described = Described {
            label: label.to_owned(),
            title: format!("{} – {label}", config.site.title),
            description: format!("{label} – {}", config.site.description),
            place: feeds.path.with(&name, label, &config.feeds.names),
            home_page_url: home_page_url(feeds, label, slug, config),
            key: FeedKey::Term(taxonomy, slug.to_owned()),
        };
        described.plan(newest, &feeds.window, world)
    });
    Ok(plans.collect())
}

fn too_many(number: usize, most: usize) -> Problem {
    let message = format!(
        "the articles have {number} categories and tags, each with feeds of its own; the limit is {most}"
    );
    Problem::new(Code::TooManyTerms, message).at(Place::of_file(FILE_NAME)).help(
        "give articles fewer terms, or write `feeds: {tags: {formats: []}}`, which makes no feed of a tag",
    )
}

/// The page of the term, where the site has one; else that of the site.
fn home_page_url(feeds: &TermFeeds, label: &str, slug: &str, config: &Config) -> String {
    let base = &config.site.base_url;
    let name = config.term_in_address(label, slug);
    let page = feeds.page.as_deref().unwrap_or_default().replace(":slug", &name);
    base.join(page.trim_start_matches('/')).as_ref().unwrap_or(base).to_string()
}

/// The spelling used most often; of two the one that sorts first.
fn most_used<'a>(spellings: &[(&'a str, usize)]) -> &'a str {
    let best = spellings.iter().min_by_key(|(label, count)| (usize::MAX - count, *label));
    best.map_or("", |(label, _)| label)
}

fn told(spellings: &[(&str, usize)], label: &str) -> Problem {
    let written: Vec<String> =
        spellings.iter().map(|(label, count)| format!("`{label}` ({count})")).collect();
    Problem::new(Code::TermSpellings, format!("one term is written {}", written.join(", ")))
        .help(format!("they share one feed, titled `{label}`; use one spelling in all articles"))
}
