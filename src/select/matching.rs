//! Whether a filter holds for an article.

use chrono::NaiveDate;

use crate::config::{Config, Filter};
use crate::model::ArticleRecord;

/// Whether a filter holds for an article; days are counted back from `today`.
pub(super) fn matches(
    filter: &Filter,
    article: &ArticleRecord,
    config: &Config,
    today: NaiveDate,
) -> bool {
    let matches = |filter: &Filter| matches(filter, article, config, today);
    match filter {
        Filter::All(filters) => filters.iter().all(matches),
        Filter::Any(filters) => filters.iter().any(matches),
        Filter::Not(filter) => !matches(filter),
        Filter::Term(term) => article.has_term(term.taxonomy, &term.slug),
        Filter::Author(name) => {
            let name = name.to_lowercase();
            article.common.authors.iter().any(|author| author.to_lowercase() == name)
        }
        Filter::Language(range) => {
            let language = article.common.language.as_deref().or(config.site.language.as_deref());
            language.is_some_and(|tag| is_in_range(tag, range))
        }
        Filter::Since(day) => published_on(article, config) >= day.seen_from(today),
        Filter::Before(day) => published_on(article, config) < day.seen_from(today),
        Filter::Path(pattern) => pattern.matches(article.source.content_path()),
    }
}

/// The day of publication in the site's zone.
fn published_on(article: &ArticleRecord, config: &Config) -> NaiveDate {
    article.published.utc().with_timezone(&config.timezone).date_naive()
}

/// Basic filtering of RFC 4647, section 3.3.1: `fr` holds for `fr` and `fr-CA`.
fn is_in_range(tag: &str, range: &str) -> bool {
    tag.get(..range.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(range))
        && matches!(tag.as_bytes().get(range.len()), None | Some(b'-'))
}
