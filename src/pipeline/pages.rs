//! The files for people: pages, the stylesheet of the feeds, OPML, snippets for the site's pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::choice::Feeds;
use super::content::Content;
use super::{Failure, Request, Site};
use crate::config::{self, Config, FILE_NAME};
use crate::model::{ArticleRecord, Card, FeedKey, FeedPlan, STYLESHEET, Teaser};
use crate::problem::{Code, Place, Problem, Problems};
use crate::render::page::{self, Kit, Logos, MessageFile, Messages};
use crate::{compose, publish, read, render};

/// What of the pages a run publishes: nothing for a feed of one occasion, which is a file to hand on.
pub(super) fn wanted(request: &Request, config: &Config) -> config::Pages {
    let publish = config.pages.publish && request.only.is_none();
    config::Pages { publish, ..config.pages.clone() }
}

/// The files for people: those of single feeds are made when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Those that are about all feeds. They go with the feed of the site.
    made: BTreeMap<String, Vec<u8>>,
    /// The pages of feeds, each with the position of its plan.
    of_feeds: BTreeMap<String, usize>,
    /// The paths of those that other shards make.
    other_shards: BTreeSet<String>,
    kit: Option<Kit>,
}

impl Pages {
    /// The pages of a publication.
    ///
    /// # Errors
    /// [`Failure::Machine`] when a file at the place of one cannot be read.
    pub(super) fn new(
        mut content: Content,
        feeds: &Feeds,
        site: Site<'_>,
    ) -> Result<(Content, Self), Failure> {
        let Site { request, config, .. } = site;
        if !config.pages.publish {
            return Ok((content, Self::default()));
        }
        let Content { articles, problems, .. } = &mut content;
        let messages = messages(request, config, problems);
        let plans = feeds.all();
        let card = |(_, plan): &(_, &FeedPlan)| compose::card(plan, articles, config);
        let cards: Vec<Card> = plans.par_iter().map(card).collect();
        let mut pages = Self { made: about_all(&cards, config, &messages), ..Self::default() };
        if config.pages.index {
            let logos = logos(request, config, problems);
            let kit = Kit::new(config, messages, logos, compose::GENERATOR);
            pages.add_pages(&plans, &cards, articles, kit);
        }
        let mut foreign = BTreeSet::new();
        if request.output.is_dir() {
            for path in pages.paths().chain(pages.other_shards()) {
                if publish::is_foreign(&request.output, path).map_err(Failure::machine)? {
                    foreign.insert(path.to_owned());
                }
            }
        }
        pages.take_out(&foreign);
        if let Some(problem) = taken(&foreign) {
            problems.push(problem);
        }
        if request.shard.is_some_and(|shard| !shard.holds("")) {
            pages.other_shards.extend(std::mem::take(&mut pages.made).into_keys());
        }
        Ok((content, pages))
    }

    fn add_pages(
        &mut self,
        plans: &[(Option<usize>, &FeedPlan)],
        cards: &[Card],
        articles: &[ArticleRecord],
        kit: Kit,
    ) {
        let by_folder: BTreeMap<&str, &FeedPlan> =
            plans.iter().map(|(_, plan)| (plan.place.folder.as_str(), *plan)).collect();
        // Lists of titles need no summaries, which only the articles of this shard have.
        let none = BTreeMap::new();
        let latest = |folder: &str| -> Vec<Teaser> {
            let plan = by_folder.get(folder);
            let teasers = |plan| compose::teasers(plan, articles, &none, kit.config());
            plan.map(|plan| teasers(plan).collect()).unwrap_or_default()
        };
        self.made.extend(page::index_pages(cards, &latest, &kit));
        self.made.extend(kit.files().clone());
        for ((own, _), card) in plans.iter().zip(cards) {
            for path in page::paths(card) {
                match own {
                    Some(position) => drop(self.of_feeds.insert(path, *position)),
                    None => drop(self.other_shards.insert(path)),
                }
            }
        }
        self.kit = Some(kit);
    }

    fn take_out(&mut self, foreign: &BTreeSet<String>) {
        self.made.retain(|path, _| !foreign.contains(path));
        self.of_feeds.retain(|path, _| !foreign.contains(path));
        self.other_shards.retain(|path| !foreign.contains(path));
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.made.keys().chain(self.of_feeds.keys()).map(String::as_str)
    }

    pub(super) fn other_shards(&self) -> impl Iterator<Item = &str> {
        self.other_shards.iter().map(String::as_str)
    }

    /// The bytes of the file at one of the paths.
    pub(super) fn bytes(
        &self,
        path: &str,
        plans: &[FeedPlan],
        articles: &[ArticleRecord],
        summaries: &BTreeMap<usize, Box<str>>,
    ) -> Cow<'_, [u8]> {
        if let Some(bytes) = self.made.get(path) {
            return Cow::Borrowed(bytes);
        }
        let Some((kit, plan)) = self.kit.as_ref().zip(self.of_feeds.get(path)) else {
            return Cow::Borrowed(&[]);
        };
        let (plan, config) = (&plans[*plan], kit.config());
        let card = compose::card(plan, articles, config);
        let latest = compose::teasers(plan, articles, summaries, config).collect();
        Cow::Owned(page::feed_page(&card, latest, path, kit))
    }
}

/// The files that tell machines of all feeds.
fn about_all(cards: &[Card], config: &Config, messages: &Messages) -> BTreeMap<String, Vec<u8>> {
    let title = messages.tell("index-title", &[("title", &config.site.title)]);
    let mut files = BTreeMap::from([
        (STYLESHEET.to_owned(), page::feed_stylesheet(config, messages).into_bytes()),
        ("feeds.opml".to_owned(), render::opml(cards, &title, messages)),
        ("head.json".to_owned(), render::heads(cards)),
    ]);
    if let Some(site) = cards.iter().find(|card| card.key == FeedKey::Site) {
        files.insert("head.html".to_owned(), render::head(site).into_bytes());
    }
    files
}

/// The words of the pages, from the site's own message file if there is one.
fn messages(request: &Request, config: &Config, problems: &mut Problems) -> Messages {
    let language = config.pages.language.as_deref().or(config.site.language.as_deref());
    let file = language.and_then(|language| {
        read::message_file(&request.site, &config.pages.languages, language).unwrap_or_else(
            |problem| {
                problems.push(problem);
                None
            },
        )
    });
    let file = file.as_ref().map(|(path, text)| MessageFile { path, text });
    Messages::new(language, file, problems)
}

fn logos(request: &Request, config: &Config, problems: &mut Problems) -> Logos {
    let mut picture = |path: Option<&String>| match read::logo(&request.site, path?) {
        Ok(logo) => Some(logo),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    Logos {
        light: picture(config.pages.logo.as_ref()),
        dark: picture(config.pages.logo_dark.as_ref()),
    }
}

fn taken(foreign: &BTreeSet<String>) -> Option<Problem> {
    let first = foreign.first()?;
    let message = match foreign.len() - 1 {
        0 => format!("`{first}` is not ours and was not replaced"),
        more => format!("`{first}` and {more} more are not ours and were not replaced"),
    };
    let is_page = |path: &String| path.rsplit('/').next().is_some_and(publish::is_page);
    let help = if foreign.iter().all(is_page) {
        "publish to a folder of its own, set `pages.index: false`, or remove the file"
    } else {
        "publish to a folder of its own, set `pages: false`, or remove the file"
    };
    Some(Problem::new(Code::PageTaken, message).at(Place::of_file(FILE_NAME)).help(help))
}
