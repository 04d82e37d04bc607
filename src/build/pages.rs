//! The files for people: pages, the stylesheet of the feeds, OPML, snippets for the site's pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Request;
use crate::config::{Config, FILE_NAME, Pages};
use crate::model::{Article, Card, Entry, FeedKey, FeedPlan, Ledger, STYLESHEET, Teaser};
use crate::problem::{Code, Place, Problem, Problems};
use crate::render::page::{self, Kit, Logos, MessageFile, Messages};
use crate::{compose, publish, read, render};

/// What of the pages a run publishes: nothing for a feed of one occasion.
pub(super) fn wanted(request: &Request, config: &Config) -> Pages {
    let publish = config.pages.publish && request.only.is_none();
    Pages { publish, ..config.pages.clone() }
}

/// Their bytes, by path in the output folder.
pub(super) fn files(
    plans: &[FeedPlan],
    entries: &BTreeMap<usize, Entry>,
    articles: &[Article],
    before: &Ledger,
    request: &Request,
    config: &Config,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<u8>> {
    if !config.pages.publish {
        return BTreeMap::new();
    }
    let messages = messages(request, config, problems);
    let teasers = teasers(plans, entries);
    let cards: Vec<Card> =
        plans.par_iter().map(|plan| compose::card(plan, &teasers, articles, config)).collect();
    let title = messages.tell("index-title", &[("title", &config.site.title)]);
    let mut files = BTreeMap::from([
        (STYLESHEET.to_owned(), page::feed_stylesheet(config, &messages).into_bytes()),
        ("feeds.opml".to_owned(), render::opml(&cards, &title, &messages)),
        ("head.json".to_owned(), render::heads(&cards)),
    ]);
    if let Some(site) = cards.iter().find(|card| card.key == FeedKey::Site) {
        files.insert("head.html".to_owned(), render::head(site).into_bytes());
    }
    if config.pages.index {
        let kit = Kit::new(config, &messages, logos(request, config, problems), compose::GENERATOR);
        let mut pages: BTreeMap<String, Vec<u8>> =
            cards.par_iter().flat_map_iter(|card| page::feed_pages(card, &kit)).collect();
        pages.extend(page::index_pages(&cards, &kit));
        take_out_foreign(&mut pages, before, request, problems);
        files.extend(pages);
        files.extend(kit.files().clone());
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

/// Of each article that some page shows.
fn teasers(plans: &[FeedPlan], entries: &BTreeMap<usize, Entry>) -> BTreeMap<usize, Arc<Teaser>> {
    let shown: BTreeSet<usize> = plans.iter().flat_map(compose::shown).copied().collect();
    let teaser = |at| Some((at, Arc::new(compose::teaser(entries.get(&at)?))));
    shown.into_iter().filter_map(teaser).collect()
}

/// Leaves alone what another program has put where a page would be.
fn take_out_foreign(
    pages: &mut BTreeMap<String, Vec<u8>>,
    before: &Ledger,
    request: &Request,
    problems: &mut Problems,
) {
    let folder = request.output.strip_prefix(&request.site).ok();
    let is_ours = |path: &&String| {
        let path = folder.map(|folder| folder.join(path));
        path.is_some_and(|path| path.to_str().is_some_and(|path| before.files.contains(path)))
    };
    let present = publish::present(&request.output, pages.keys().filter(|path| !is_ours(path)));
    let has_mark = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(page::MARK);
    let foreign: Vec<String> =
        present.into_iter().filter(|(_, bytes)| !has_mark(bytes)).map(|(path, _)| path).collect();
    let Some(first) = foreign.first() else { return };
    let others = match foreign.len() - 1 {
        0 => String::new(),
        others => format!(", nor {others} others"),
    };
    problems.push(
        Problem::new(
            Code::PageTaken,
            format!("`{first}` is not ours and was not replaced{others}"),
        )
        .at(Place::of_file(FILE_NAME))
        .help("publish to a folder of its own, set `pages.index: false`, or remove the file"),
    );
    pages.retain(|path, _| !foreign.contains(path));
}
