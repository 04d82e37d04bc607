//! The documents of a publication, each made when it is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::choice::Feeds;
use super::content::Content;
use super::entries::{self, Shown};
use super::pages::Pages;
use super::{Failure, Publication};
use crate::compare::{self, Snapshot};
use crate::config::Config;
use crate::model::{Feed, FeedPlan, Format, Part, below};
use crate::problem::{Code, Problem};
use crate::render::{Contents, Frame};
use crate::{compose, publish, render};

/// How many bytes are put together before they are handed on.
const CHUNK: usize = 128 * 1024;

/// What a file is made of.
#[derive(Debug, Clone, Copy)]
enum Recipe {
    Feed(Document),
    /// It is for people.
    Page,
}

/// What a document of a feed is made of.
#[derive(Debug, Clone, Copy)]
struct Document {
    /// The position of its plan.
    plan: usize,
    part: Part,
    format: Format,
    /// Whether it stands where its feed used to be.
    moved: bool,
}

/// Every file, by path in the output folder.
#[derive(Debug)]
pub(super) struct Documents {
    recipes: BTreeMap<String, Recipe>,
    /// The documents that other shards make.
    other_shards: BTreeSet<String>,
    pages: Pages,
    config: Config,
}

impl Documents {
    pub(super) fn new(feeds: &Feeds, pages: Pages, config: &Config) -> Self {
        let mut other_shards: BTreeSet<String> =
            recipes(&feeds.other_shards).map(|(path, _)| path).collect();
        other_shards.extend(pages.other_shards().map(str::to_owned));
        let pages_here = pages.paths().map(|path| (path.to_owned(), Recipe::Page));
        let recipes = recipes(&feeds.own).chain(pages_here).collect();
        Self { recipes, other_shards, pages, config: config.clone() }
    }

    /// Every path that is published, by whichever shard.
    pub(super) fn published(&self) -> impl Iterator<Item = &str> {
        self.paths().chain(self.other_shards.iter().map(String::as_str))
    }

    pub(super) fn publishes(&self, path: &str) -> bool {
        self.contains(path) || self.other_shards.contains(path)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.recipes.keys().map(String::as_str)
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.recipes.contains_key(path)
    }
}

/// What the documents of `plans` are made of, by path in the output folder.
fn recipes(plans: &[FeedPlan]) -> impl Iterator<Item = (String, Recipe)> {
    plans.iter().enumerate().flat_map(|(position, plan)| {
        plan.formats.iter().flat_map(move |&format| {
            let recipe =
                move |part, moved| Recipe::Feed(Document { plan: position, part, format, moved });
            let parts =
                plan.parts().map(move |part| (plan.place.file(part, format), recipe(part, false)));
            // A host that cannot redirect still leads readers to the new address.
            let moved = plan.moved_from.iter().map(move |folder| {
                (below(folder, plan.place.names.of(format)), recipe(Part::Subscription, true))
            });
            let former = plan.former_files.iter().filter(move |(other, _)| *other == format);
            let former =
                former.map(move |(_, path)| (path.clone(), recipe(Part::Subscription, true)));
            parts.chain(moved).chain(former)
        })
    })
}

impl Publication {
    /// The bytes of the document at `path`; nothing if there is none.
    ///
    /// # Errors
    /// [`Failure::Machine`].
    pub fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        if !self.documents.contains(path) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        match publish::Documents::write(self, path, &mut bytes) {
            Ok(()) => Ok(Some(bytes)),
            Err(error) => Err(entries::lost(&error)),
        }
    }

    /// The feeds as a reader reads them, by path in the output folder.
    ///
    /// # Errors
    /// [`Failure::Machine`].
    pub fn snapshot(&self) -> Result<Snapshot, Failure> {
        let is_feed =
            |path: &&str| matches!(self.documents.recipes.get(*path), Some(Recipe::Feed(_)));
        let paths: Vec<&str> = self.paths().filter(is_feed).collect();
        compare::snapshot_of(&paths, |path| self.bytes(path))
    }

    /// The paths of the files in the output folder, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.documents.paths()
    }

    /// Whether the document at `path` is one that people subscribe to; a page of an archive is none.
    #[must_use]
    pub fn is_subscribed(&self, path: &str) -> bool {
        let recipe = self.documents.recipes.get(path);
        matches!(recipe, Some(Recipe::Feed(Document { part: Part::Subscription, .. })))
    }

    /// The length of each document of a feed in bytes, by path.
    pub fn lengths(&self) -> impl Iterator<Item = (&str, usize)> {
        let feeds = self.documents.recipes.iter().filter_map(|(path, recipe)| match recipe {
            Recipe::Feed(document) => Some((path, document)),
            Recipe::Page => None,
        });
        feeds.map(|(path, recipe)| {
            let frame = self.frame(path, recipe);
            let (mut count, mut entries) = (0, 0);
            for shown in self.shown(recipe) {
                count += 1;
                entries += shown.length();
            }
            let between = frame.between.len() * usize::saturating_sub(count, 1);
            (path.as_str(), frame.head.len() + entries + between + frame.foot.len())
        })
    }

    fn shown(&self, recipe: &Document) -> impl Iterator<Item = Shown> {
        let plan = &self.plans[recipe.plan];
        self.entries.shown(plan.shown(recipe.part), recipe.format, plan.content)
    }

    fn frame(&self, path: &str, recipe: &Document) -> Frame {
        let Document { plan, part, format, moved } = *recipe;
        let config = &self.documents.config;
        let feed = compose::feed(&self.plans[plan], part, &self.articles, config);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let feed = Feed { moved, stylesheet: compose::stylesheet(folder, config), ..feed };
        let mut contents = Contents::default();
        for shown in self.shown(recipe) {
            contents.count += 1;
            contents.extended |= shown.extended;
        }
        render::frame(format, &feed, contents)
    }
}

impl publish::Documents for Publication {
    fn paths(&self) -> Vec<&str> {
        Self::paths(self).collect()
    }

    fn write(&self, path: &str, to: &mut dyn Write) -> io::Result<()> {
        let recipe = match self.documents.recipes.get(path) {
            Some(Recipe::Feed(document)) => document,
            Some(Recipe::Page) => {
                let Self { plans, articles, documents, entries, .. } = self;
                let summaries = &entries.summaries;
                return to.write_all(&documents.pages.bytes(path, plans, articles, summaries));
            }
            None => return Ok(()),
        };
        let Frame { head, between, foot } = self.frame(path, recipe);
        let mut bytes = head.into_bytes();
        for (number, shown) in self.shown(recipe).enumerate() {
            if number > 0 {
                bytes.extend_from_slice(between.as_bytes());
            }
            self.entries.read(shown, &mut bytes)?;
            if bytes.len() >= CHUNK {
                to.write_all(&bytes)?;
                bytes.clear();
            }
        }
        bytes.extend_from_slice(foot.as_bytes());
        to.write_all(&bytes)
    }
}

/// Shortens the feeds that would be larger than they may, the same in every format, and never by a
/// part of an entry, nor by one that the archive does not hold yet.
pub(super) fn keep_within_bytes(
    mut content: Content,
    mut feeds: Feeds,
    config: &Config,
) -> (Content, Feeds) {
    let (articles, entries) = (&content.articles, &feeds.entries);
    for plan in &mut feeds.own {
        let Some(max_bytes) = plan.max_bytes else { continue };
        let feed = compose::feed(plan, Part::Subscription, articles, config);
        let fits = |format: &Format| {
            let lengths = entries.shown(&plan.articles, *format, plan.content);
            render::fitting(*format, &feed, lengths.map(Shown::length), max_bytes)
        };
        let least = plan.archive.as_ref().map_or(1, |pages| {
            let archived = |at: &&usize| pages.iter().any(|page| page.contains(at));
            plan.articles.iter().filter(|at| !archived(at)).count().max(1)
        });
        let kept = plan.formats.iter().map(fits).min().unwrap_or_default().max(least);
        if kept < plan.articles.len() {
            content.problems.push(shortened(plan, kept, max_bytes));
            plan.articles.truncate(kept);
        }
    }
    (content, feeds)
}

fn shortened(plan: &FeedPlan, kept: usize, max_bytes: usize) -> Problem {
    let message = format!(
        "the feed “{}” shows {kept} of {} articles, to stay within {max_bytes} bytes",
        plan.title,
        plan.articles.len()
    );
    Problem::new(Code::FeedShortened, message)
        .help("raise `max_bytes`, lower `limit`, or publish summaries with `content: summary`")
}
