//! Which articles a feed shows, and which have moved on into its archive.
//!
//! A page is filled once and then remembered by the ids on it, so that nothing published later
//! moves an article from one page to another: neither a new one, nor one with an old date. What no
//! page holds is in the subscription document. When that has enough for a page beyond its limit,
//! its oldest articles become the next page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Window;
use crate::model::ArticleRecord;

/// What the subscription document shows, and the pages of the archive, the oldest articles first.
///
/// `positions` are those of the articles of the feed, newest first: all of them where it has an
/// archive, else those that it shows. `remembered` are the ids on the pages of the last publication.
pub(super) fn arrange(
    positions: Vec<usize>,
    articles: &[ArticleRecord],
    window: &Window,
    remembered: &[BTreeSet<Arc<str>>],
) -> (Vec<usize>, Option<Vec<Vec<usize>>>) {
    let Some(page_size) = window.archive else { return (positions, None) };
    let mut page_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (page, ids) in remembered.iter().enumerate() {
        for id in ids {
            page_of.entry(id).or_insert(page);
        }
    }
    let mut pages = vec![Vec::new(); remembered.len()];
    let mut current = Vec::new();
    for position in positions {
        match page_of.get(&*articles[position].id.value) {
            Some(page) => pages[*page].push(position),
            None => current.push(position),
        }
    }
    while current.len() >= window.limit + page_size {
        pages.push(current.split_off(current.len() - page_size));
    }
    (current, Some(pages))
}
