//! The files for people: pages, the stylesheet of the feeds, OPML, snippets for the site's pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Request;
use super::entries::Entries;
use crate::config::{self, Config, FILE_NAME};
use crate::model::{Article, Card, FeedKey, FeedPlan, Ledger, STYLESHEET, Teaser};
use crate::problem::{Code, Place, Problem, Problems};
use crate::render::page::{self, Kit, Logos, MessageFile, Messages};
use crate::{compose, publish, read, render};

/// What of the pages a run publishes: nothing for a feed of one occasion.
pub(super) fn wanted(request: &Request, config: &Config) -> config::Pages {
    let publish = config.pages.publish && request.only.is_none();
    config::Pages { publish, ..config.pages.clone() }
}

/// The files for people: those of single feeds are made when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Those that are about all feeds.
    made: BTreeMap<String, Vec<u8>>,
    /// The pages of feeds, each with the position of its plan.
    of_feeds: BTreeMap<String, usize>,
    teasers: BTreeMap<usize, Arc<Teaser>>,
    kit: Option<Kit>,
}

impl Pages {
    pub(super) fn new(
        plans: &[FeedPlan],
        entries: &Entries,
        articles: &[Article],
        before: &Ledger,
        request: &Request,
        config: &Config,
        problems: &mut Problems,
    ) -> Self {
        if !config.pages.publish {
            return Self::default();
        }
        let messages = messages(request, config, problems);
        let teasers = entries.teasers.clone();
        let cards: Vec<Card> =
            plans.par_iter().map(|plan| compose::card(plan, &teasers, articles, config)).collect();
        let mut made = about_all(&cards, config, &messages);
        if !config.pages.index {
            return Self { made, ..Self::default() };
        }
        let kit = Kit::new(config, messages, logos(request, config, problems), compose::GENERATOR);
        let mut about: BTreeMap<String, Vec<u8>> =
            page::index_pages(&cards, &kit).into_iter().collect();
        let paths = |(plan, card)| page::paths(card).into_iter().map(move |path| (path, plan));
        let mut of_feeds: BTreeMap<String, usize> =
            cards.iter().enumerate().flat_map(paths).collect();
        let foreign = foreign(about.keys().chain(of_feeds.keys()), before, request);
        about.retain(|path, _| !foreign.contains(path));
        of_feeds.retain(|path, _| !foreign.contains(path));
        if let Some(problem) = taken(&foreign) {
            problems.push(problem);
        }
        made.extend(about);
        made.extend(kit.files().clone());
        Self { made, of_feeds, teasers, kit: Some(kit) }
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.made.keys().chain(self.of_feeds.keys()).map(String::as_str)
    }

    /// The bytes of the file at one of the paths.
    pub(super) fn bytes(
        &self,
        path: &str,
        plans: &[FeedPlan],
        articles: &[Article],
    ) -> Cow<'_, [u8]> {
        if let Some(bytes) = self.made.get(path) {
            return Cow::Borrowed(bytes);
        }
        let Some((kit, plan)) = self.kit.as_ref().zip(self.of_feeds.get(path)) else {
            return Cow::Borrowed(&[]);
        };
        let card = compose::card(&plans[*plan], &self.teasers, articles, kit.config());
        Cow::Owned(page::feed_page(&card, path, kit))
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

/// What another program has put where a page would be.
fn foreign<'a>(
    pages: impl Iterator<Item = &'a String>,
    before: &Ledger,
    request: &Request,
) -> BTreeSet<String> {
    let folder = request.output.strip_prefix(&request.site).ok();
    let is_ours = |path: &String| {
        let path = folder.map(|folder| folder.join(path));
        path.is_some_and(|path| path.to_str().is_some_and(|path| before.files.contains(path)))
    };
    let has_mark = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(page::MARK);
    pages
        .filter(|path| !is_ours(path))
        .filter(|path| {
            publish::present(&request.output, path).is_some_and(|bytes| !has_mark(&bytes))
        })
        .cloned()
        .collect()
}

fn taken(foreign: &BTreeSet<String>) -> Option<Problem> {
    let first = foreign.first()?;
    let message = match foreign.len() - 1 {
        0 => format!("`{first}` is not ours and was not replaced"),
        more => format!("`{first}` and {more} more are not ours and were not replaced"),
    };
    let help = "publish to a folder of its own, set `pages.index: false`, or remove the file";
    Some(Problem::new(Code::PageTaken, message).at(Place::of_file(FILE_NAME)).help(help))
}
