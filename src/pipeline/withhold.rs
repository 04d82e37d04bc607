//! Articles that are not published now.

use super::content::Content;
use super::{Site, pages_of, reading};
use crate::config::Field;
use crate::model::{ArticleRecord, Reason, SkippedFile};
use crate::normalise;
use crate::problem::{Code, Place, Problem};
use crate::select;

/// Takes out the articles that are embargoed or expired. What is said to be updated later than now is not
/// yet.
pub(super) fn withhold(mut content: Content, site: Site<'_>) -> Content {
    let Site { request, config, .. } = site;
    let shows_future =
        config.publish_future || config.preview.is_some_and(|preview| preview.future);
    if !shows_future {
        content.embargoed = select::embargoed(&mut content.articles, request.now);
    }
    let expired = select::expired(&mut content.articles, request.now);
    let due = |article: &ArticleRecord| Reason::Embargoed(article.published);
    let embargoed = content.embargoed.iter();
    content.skipped.extend(embargoed.map(|article| SkippedFile::of(article, due(article))));
    let ended =
        |article: &ArticleRecord| Reason::Expired(article.expires.unwrap_or(article.published));
    content.skipped.extend(expired.iter().map(|article| SkippedFile::of(article, ended(article))));
    let is_early = |article: &&mut ArticleRecord| {
        article.updated.utc() > request.now && article.published.utc() <= request.now
    };
    for article in content.articles.iter_mut().filter(is_early) {
        content.problems.push(updated_later(article, site));
        article.updated = article.published;
    }
    content
}

fn updated_later(article: &ArticleRecord, site: Site<'_>) -> Problem {
    let Site { request, config, .. } = site;
    let built = pages_of::open(request, config).ok().flatten();
    let whole = reading::whole(article, request, config, built.as_ref()).ok();
    let place = whole.and_then(|(_, draft, _)| {
        normalise::value(&draft, config, Field::Updated).map(|written| written.span.place())
    });
    Problem::new(Code::UpdatedLater, "the article says that it was updated in the future")
        .at(place.unwrap_or_else(|| Place::of_file(&article.source.path)))
        .label(format!("`{}` has not come yet", article.updated.to_rfc3339()))
        .help("check the year; until then the feeds say that it was updated when it was published")
}
