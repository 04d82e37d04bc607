//! What a page says of itself, and the choice of the page that an article has.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::words::{letters, words};
use super::{Folder, Sequences};
use crate::html::{self, Node, Selector, Tree};
use crate::model::BuiltPage;

/// A page, as far as articles are compared with it.
#[derive(Debug)]
pub(super) struct Page {
    pub found: BuiltPage,
    /// The letters of each title that it may have.
    titles: BTreeSet<String>,
    /// The days that it names as dates.
    days: BTreeSet<NaiveDate>,
}

/// An article whose page is not where it was looked for.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// Its title, as written.
    pub title: &'a str,
    /// The day of its publication.
    pub day: NaiveDate,
    /// The last parts of the addresses that it may have.
    pub names: &'a [&'a str],
    /// The words of its source.
    pub words: &'a Sequences,
}

/// The pages that an article may have.
#[derive(Debug)]
pub enum Choice {
    /// None.
    None,
    /// This one. The larger the number, the more speaks for it.
    One(BuiltPage, usize),
    /// Each of these files.
    Several(Vec<String>),
}

/// What speaks for a page beside its title: that it names the day of the article.
const SAME_DAY: usize = 1000;

/// The least difference of two shares of words, in percent, that decides.
const CLEAR: usize = 10;

/// The least share of the words of an article that its page has, in percent, where no date speaks for it.
const LEAST: usize = 30;

impl Folder {
    /// The page of an article, by its title, the day, its name and its words. `taken` are the files of the
    /// pages that other articles have.
    #[must_use]
    pub fn find(&self, wanted: &Wanted<'_>, taken: &BTreeSet<&str>) -> Choice {
        let title = letters(wanted.title);
        let free = || self.pages().iter().filter(|page| !taken.contains(&*page.found.file));
        let mut candidates: Vec<&Page> =
            free().filter(|page| !title.is_empty() && page.titles.contains(&title)).collect();
        if candidates.is_empty() {
            candidates = free().filter(|page| wanted.names.contains(&page.name())).collect();
        }
        let mut ranked: Vec<(usize, &Page)> = candidates
            .into_iter()
            .filter_map(|page| Some((self.evidence(page, wanted)?, page)))
            .collect();
        ranked.sort_by(|left, right| right.0.cmp(&left.0));
        match ranked.as_slice() {
            [] => Choice::None,
            [(evidence, page)] => Choice::One(page.found.clone(), *evidence),
            [(evidence, page), (next, _), ..] if evidence - next >= CLEAR => {
                Choice::One(page.found.clone(), *evidence)
            }
            [(most, _), ..] => Choice::Several(
                ranked
                    .iter()
                    .filter(|(evidence, _)| most - evidence < CLEAR)
                    .map(|(_, page)| self.shown(&page.found.file))
                    .collect(),
            ),
        }
    }

    /// How much speaks for a page; nothing if it is the page of something else.
    fn evidence(&self, page: &Page, wanted: &Wanted<'_>) -> Option<usize> {
        let same_day = page.days.contains(&wanted.day);
        let text = self.read(&page.found.file).ok()?;
        let tree = html::parse_page(&text).ok()?;
        let percent = wanted.words.percent_in(&text_of(tree.root()));
        let is_other = !same_day && percent < LEAST && !wanted.words.is_empty();
        (!is_other).then_some(percent + if same_day { SAME_DAY } else { 0 })
    }
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
