//! Whether a filter holds for an article.

use chrono::NaiveDate;

use crate::config::{Config, Filter};
use crate::model::{ArticleRecord, Taxonomy};

pub(super) fn matches(filter: &Filter, article: &ArticleRecord, config: &Config) -> bool {
    match filter {
        Filter::All(filters) => filters.iter().all(|filter| matches(filter, article, config)),
        Filter::Any(filters) => filters.iter().any(|filter| matches(filter, article, config)),
        Filter::Not(filter) => !matches(filter, article, config),
        Filter::Category(slug) => article.has_term(Taxonomy::Category, slug),
        Filter::Tag(slug) => article.has_term(Taxonomy::Tag, slug),
        Filter::Author(name) => {
            let name = name.to_lowercase();
            article.common.authors.iter().any(|author| author.to_lowercase() == name)
        }
        Filter::Language(range) => {
            let language = article.common.language.as_deref().or(config.site.language.as_deref());
            language.is_some_and(|tag| is_in_range(tag, range))
        }
        Filter::Since(day) => published_on(article, config) >= *day,
        Filter::Before(day) => published_on(article, config) < *day,
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
