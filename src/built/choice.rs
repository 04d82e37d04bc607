//! The choice of the page that an article has.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::page::{Page, text_of};
use super::words::letters;
use super::{Folder, Sequences};
use crate::html;
use crate::model::BuiltPage;

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
        ranked.sort_by_key(|(evidence, _)| Reverse(*evidence));
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
