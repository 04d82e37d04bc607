//! Feeds that were published before: those that ended, and those that moved.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{World, edition, without_site};
use crate::config::{Config, Route};
use crate::model::{
    Content, FeedKey, FeedPlace, FeedPlan, Format, Ledger, LedgerFeed, Part, Taxonomy, Timestamp,
};
use crate::problem::{Code, Problem, Problems, Severity};

/// The feeds of terms that no article has any more, for as long as they are to stay.
///
/// One that has just lost its last article ends now; unless an article is broken, which may be its own:
/// then it is empty but not marked.
pub(super) fn ended(plans: &[FeedPlan], world: World<'_>) -> Vec<FeedPlan> {
    let World { config, ledger, .. } = world;
    let now = world.is_whole.then_some(world.now);
    let present: BTreeSet<String> = plans.iter().map(|plan| plan.key.name()).collect();
    ledger
        .feeds
        .iter()
        .filter(|(name, _)| !present.contains(*name))
        .filter_map(|(name, feed)| {
            let (taxonomy, slug) = term(name)?;
            let ended = feed.ended.or(now.map(|now| Timestamp::new(now.fixed_offset())));
            stays(ended, config, now).then(|| plan(feed, taxonomy, slug, ended, world))
        })
        .filter(|plan| !config.feeds.moved.iter().any(|route| route.from == plan.place.folder))
        .collect()
}

/// What is remembered of the feed of `key`, which is at `place`: if nothing is, what is of the feed that moved there, for
/// it is the same (RFC 4287, section 4.2.6).
pub(super) fn remembered<'a>(
    key: &FeedKey,
    place: &FeedPlace,
    config: &Config,
    ledger: &'a Ledger,
) -> Option<&'a LedgerFeed> {
    let moved = &config.feeds.moved;
    let came_here = |(name, feed): &(&String, &LedgerFeed)| {
        let folder = match term(name) {
            Some((taxonomy, slug)) => place_of(feed, taxonomy, slug, config).folder,
            None => (*name).clone(),
        };
        moved.iter().any(|route| route.old_path(&place.folder).is_some_and(|old| old == folder))
    };
    ledger.feeds.get(&key.name()).or_else(|| {
        if moved.is_empty() {
            return None;
        }
        ledger.feeds.iter().find(came_here).map(|(_, feed)| feed)
    })
}

/// Where the feed of a term is.
fn place_of(feed: &LedgerFeed, taxonomy: Taxonomy, slug: &str, config: &Config) -> FeedPlace {
    let label = without_site(&feed.title, &config.site.title);
    let path = &config.feeds.of(taxonomy).path;
    path.with(&config.folder_name(path, label, slug), label, &config.feeds.names)
}

/// The term whose feed the ledger knows by this name.
fn term(name: &str) -> Option<(Taxonomy, &str)> {
    [Taxonomy::Category, Taxonomy::Tag].into_iter().find_map(|taxonomy| {
        let slug = name.strip_prefix(taxonomy.folder())?.strip_prefix('/')?;
        Some((taxonomy, slug))
    })
}

fn stays(ended: Option<Timestamp>, config: &Config, now: Option<DateTime<Utc>>) -> bool {
    let (Some(ended), Some(now)) = (ended, now) else { return true };
    now - ended.utc() < TimeDelta::days(config.feeds.ended.days.into())
}

fn plan(
    feed: &LedgerFeed,
    taxonomy: Taxonomy,
    slug: &str,
    ended: Option<Timestamp>,
    world: World<'_>,
) -> FeedPlan {
    let config = world.config;
    let description = match ended {
        Some(_) => &config.feeds.ended.notice,
        None => &feed.title,
    };
    let label = without_site(&feed.title, &config.site.title);
    let place = place_of(feed, taxonomy, slug, config);
    FeedPlan {
        key: FeedKey::Term(taxonomy, slug.to_owned()),
        id: feed.id.clone(),
        title: feed.title.clone(),
        label: label.to_owned(),
        description: description.clone(),
        address: Some(place.clone()),
        place,
        home_page_url: config.site.base_url.to_string(),
        formats: config.feeds.of(taxonomy).window.formats.clone(),
        content: Content::Full,
        max_bytes: None,
        total: 0,
        articles: Vec::new(),
        archive: None,
        edition: edition::of([&feed.title, description], &[], feed.edition, ended, world),
        ended,
        moved_from: Vec::new(),
        former_files: Vec::new(),
    }
}

/// Tells each feed where it used to be.
pub(super) fn moved(plans: &mut [FeedPlan], config: &Config, problems: &mut Problems) {
    if config.feeds.moved.is_empty() {
        return;
    }
    let mut present: BTreeSet<String> =
        plans.iter().map(|plan| plan.place.folder.clone()).collect();
    present.extend(plans.iter().flat_map(|plan| {
        plan.formats.iter().map(|format| plan.place.file(Part::Subscription, *format))
    }));
    for route in &config.feeds.moved {
        let is_file = config.format_of(&route.to).is_some();
        let mut is_used = false;
        for plan in plans.iter_mut() {
            let places: Vec<(Option<Format>, String)> = if is_file {
                let file =
                    |&format: &Format| (Some(format), plan.place.file(Part::Subscription, format));
                plan.formats.iter().map(file).collect()
            } else {
                vec![(None, plan.place.folder.clone())]
            };
            for (format, now) in places {
                let Some(old) = route.old_path(&now) else { continue };
                is_used = true;
                if present.contains(&old) {
                    problems.push(still_there(&old));
                } else if let Some(format) = format {
                    plan.former_files.push((format, old));
                } else {
                    plan.moved_from.push(old);
                }
            }
        }
        if !is_used {
            problems.push(nothing_there(route));
        }
    }
}

fn still_there(old: &str) -> Problem {
    let message = format!("the feed `{old}` is said to have moved, but there is still one");
    Problem::new(Code::FeedFolderTaken, message)
        .help("remove it from `feeds.moved` in feedmill.yaml, or rename the term or the named feed")
}

/// A pattern may wait for its first term; a feed that is named must be there.
fn nothing_there(route: &Route) -> Problem {
    let Route { from, to } = route;
    let message = format!("the feed `{from}` is said to have moved to `{to}`, but there is none");
    let problem = Problem::new(Code::FeedMissing, message).help(
        "name the folder of a feed under `feeds.moved` in feedmill.yaml, such as `tags/cloud`; the site's own is `/`",
    );
    if route.is_pattern() { Problem { severity: Severity::Warning, ..problem } } else { problem }
}
