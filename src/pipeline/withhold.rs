//! Articles that are not published now.

use super::Site;
use super::content::Content;
use crate::model::{ArticleRecord, Reason, SkippedFile};
use crate::select;

/// Takes out the articles that are embargoed or expired.
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
    content
}
