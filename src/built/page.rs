//! What a page says of itself, as far as articles are compared with it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::words::{letters, words};
use crate::html::{self, Node, Selector, Tree};
use crate::model::BuiltPage;

/// A page, as far as articles are compared with it.
#[derive(Debug)]
pub(super) struct Page {
    pub found: BuiltPage,
    /// The letters of each title that it may have.
    pub titles: BTreeSet<String>,
    /// The days that it names as dates.
    pub days: BTreeSet<NaiveDate>,
}

impl Page {
    /// The last part of its address, without `index.html` and `.html`.
    pub(super) fn name(&self) -> &str {
        let file = &*self.found.file;
        let path = file.strip_suffix("/index.html").unwrap_or(file);
        let name = path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm")).unwrap_or(name)
    }
}

/// Reads what the page says of itself.
pub(super) fn read(found: BuiltPage, text: &str) -> Page {
    let Ok(tree) = html::parse_page(text) else {
        return Page { found, titles: BTreeSet::new(), days: BTreeSet::new() };
    };
    let mut titles = BTreeSet::new();
    for heading in selected(&tree, "h1") {
        titles.insert(letters(&heading.node().text_content()));
    }
    for title in selected(&tree, "head title") {
        titles.extend(parts(&title.node().text_content()));
    }
    for title in selected(&tree, "meta[property='og:title']") {
        titles.extend(parts(title.attribute("content").unwrap_or_default()));
    }
    let times = selected(&tree, "time[datetime]");
    let times = times.iter().filter_map(|time| time.attribute("datetime"));
    let metas = selected(&tree, "meta[property='article:published_time'], meta[name=date i]");
    let metas = metas.iter().filter_map(|meta| meta.attribute("content"));
    let days = times.chain(metas).filter_map(|date| date.trim().get(..10)?.parse().ok()).collect();
    Page { found, titles, days }
}

/// The letters of a title, whole and without the name of the site behind or before it.
fn parts(title: &str) -> BTreeSet<String> {
    const SIGNS: [&str; 8] = [" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " « "];
    let cuts = SIGNS.iter().flat_map(|sign| title.match_indices(sign));
    let parts = cuts.flat_map(|(at, sign)| [&title[..at], &title[at + sign.len()..]]);
    parts.chain([title]).map(letters).collect()
}

/// The elements that a selector of ours selects.
pub(super) fn selected<'t>(tree: &'t Tree, selector: &str) -> Vec<html::Element<'t>> {
    Selector::parse(selector).map(|selector| tree.select(&selector).collect()).unwrap_or_default()
}

/// The words of a node that a person sees, with a blank between those of two nodes.
pub(super) fn text_of(node: Node<'_>) -> String {
    let is_seen = |node: &Node<'_>| {
        !node.parent().is_some_and(|parent| {
            ["script", "style", "template", "title"].iter().any(|name| parent.is(name))
        })
    };
    let mut text = String::new();
    for part in node.descendants().filter(is_seen).filter_map(Node::text) {
        text.extend(words(part).flat_map(|word| [word, " "]));
    }
    text
}
