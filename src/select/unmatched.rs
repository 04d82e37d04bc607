//! Filters that no article passes: most often a name in them is mistyped, or was changed in the articles.

use std::collections::BTreeSet;

use super::World;
use super::matching::matches;
use crate::config::{Config, Filter, meant};
use crate::model::{ArticleRecord, Taxonomy};
use crate::problem::{Code, Place, Problem, Problems};

/// Reports what of the named feeds' filters, or of `only`, holds for no article, be it that its time has not come; unless
/// one is broken, which may be the one.
pub fn unmatched(
    world: World<'_>,
    embargoed: &[ArticleRecord],
    only: Option<&Filter>,
    problems: &mut Problems,
) {
    let config = world.config;
    let articles: Vec<&ArticleRecord> = world.articles.iter().chain(embargoed).collect();
    let named = config.named.iter().map(|named| (&named.filter, Some(&named.filter_place)));
    let filters: Vec<_> = match only {
        Some(filter) => vec![(filter, None)],
        None => named.collect(),
    };
    // A site that has no article yet will have.
    let is_judged = world.is_whole && !articles.is_empty();
    for (filter, place) in filters.into_iter().filter(|_| is_judged) {
        let holds = |part: &Filter| {
            articles.iter().any(|article| matches(part, article, config, world.today()))
        };
        let has_days = filter.parts().iter().any(|part| is_of_days(part));
        let parts = filter.parts().into_iter().filter(|part| !holds(part));
        let mut told: Vec<Problem> =
            parts.filter_map(|part| of_part(part, &articles, config)).collect();
        if told.is_empty() && !has_days && !holds(filter) {
            told.push(
                Problem::new(Code::FilterEmpty, "no article passes the filter of this feed")
                    .help("its conditions exclude one another: the feed is empty"),
            );
        }
        for problem in told {
            problems.push(located(problem, place));
        }
    }
}

fn located(problem: Problem, place: Option<&Place>) -> Problem {
    match place {
        Some(place) => problem.at(place.clone()),
        None => problem,
    }
}

/// Whether a condition is of days, of which one without an article may come or be past.
const fn is_of_days(part: &Filter) -> bool {
    matches!(part, Filter::Since(_) | Filter::Before(_))
}

/// What is told of a condition that holds for no article; nothing of a day.
fn of_part(part: &Filter, articles: &[&ArticleRecord], config: &Config) -> Option<Problem> {
    let mut known = BTreeSet::new();
    let (message, written) = match part {
        Filter::Term(term) => {
            let terms = articles.iter().flat_map(|article| &article.terms);
            let same = terms.filter(|other| other.taxonomy == term.taxonomy);
            known.extend(same.map(|other| &*other.label));
            known.extend(config.terms.aliases.get(&*term.slug).map(|label| &**label));
            let noun = match term.taxonomy {
                Taxonomy::Category => "category",
                Taxonomy::Tag => "tag",
            };
            (format!("no article has the {noun} `{}`", term.label), &*term.label)
        }
        Filter::Author(name) => {
            known.extend(
                articles.iter().flat_map(|article| &article.common.authors).map(|name| &**name),
            );
            (format!("no article is by `{name}`"), name.as_str())
        }
        Filter::Language(range) => {
            (format!("no article is in the language `{range}`"), range.as_str())
        }
        Filter::Path(pattern) => {
            let path = pattern.as_str();
            (format!("no article has a path like `{path}`"), path)
        }
        _ => return None,
    };
    let help = match meant(written, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "correct it, or take it out of the filter".to_owned(),
    };
    Some(Problem::new(Code::FilterEmpty, message).help(help))
}
