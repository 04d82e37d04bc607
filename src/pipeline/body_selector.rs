//! The element that holds the article on the pages of a built site.

use super::{Publication, Request, pages_of};
use crate::built::{self, Sequences};
use crate::config::Config;
use crate::read;

/// How many pages tell a selector.
const SAMPLE: usize = 20;

/// A selector of the element that holds the article on the built pages of `publication`, if one selects it
/// on each of some pages.
#[must_use]
pub fn body_selector(
    request: &Request,
    config: &Config,
    publication: &Publication,
) -> Option<String> {
    let folder = pages_of::open(request, config).ok()??;
    let pages = publication.articles.iter().filter_map(|article| {
        let page = article.source.page.as_ref()?;
        let html = folder.read(&page.file).ok()?;
        let is_page = folder.shown(&page.file) == *article.source.path;
        let text = read::body(&request.site, &article.source).unwrap_or_default();
        let source = Sequences::of(text.get(article.source.body_start..).unwrap_or_default());
        Some((html, Some(source).filter(|_| !is_page)))
    });
    built::selector(&pages.take(SAMPLE).collect::<Vec<_>>())
}
