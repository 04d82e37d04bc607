//! Entries and feeds → bytes, within the bytes that a feed may have.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Config;
use crate::model::{Article, Content, Entry, Feed, FeedPlan, Format, Part, Schemes, feed_file};
use crate::problem::{Code, Problem, Problems};
use crate::render::RenderedEntry;
use crate::{compose, render};

/// Every entry that a feed shows, written once in each way that a feed shows it.
pub(super) type Rendered = BTreeMap<(Format, Content, usize), RenderedEntry>;

/// Writes each of them once.
pub(super) fn entries(
    plans: &[FeedPlan],
    entries: &BTreeMap<usize, Entry>,
    config: &Config,
) -> Rendered {
    let schemes = Schemes::below(config.feeds.url.as_str());
    let wanted: BTreeSet<(Format, Content, usize)> = plans
        .iter()
        .flat_map(|plan| plan.formats.iter().map(move |format| (plan, *format)))
        .flat_map(|(plan, format)| shown(plan).map(move |at| (format, plan.content, at)))
        .collect();
    let write = |wanted: (Format, Content, usize)| {
        let (format, content, position) = wanted;
        let entry = entries.get(&position)?;
        Some((
            wanted,
            match content {
                Content::Full => render::entry(format, entry, &schemes),
                Content::Summary => render::entry(format, &entry.summarised(), &schemes),
            },
        ))
    };
    wanted.into_par_iter().filter_map(write).collect()
}

/// Every article that some document of a feed shows.
fn shown(plan: &FeedPlan) -> impl Iterator<Item = usize> {
    plan.parts().flat_map(|part| plan.shown(part).iter().copied())
}

/// Shortens the feeds that would be larger than they may, the same in every format, and never by a
/// part of an entry, nor by one that the archive does not hold yet.
pub(super) fn keep_within_bytes(
    plans: &mut [FeedPlan],
    articles: &[Article],
    rendered: &Rendered,
    config: &Config,
    problems: &mut Problems,
) {
    for plan in plans {
        let Some(max_bytes) = plan.max_bytes else { continue };
        let feed = compose::feed(plan, Part::Subscription, articles, config);
        let fits = |format: &Format| {
            let entries = plan.articles.iter();
            let entries = entries.filter_map(|at| rendered.get(&(*format, plan.content, *at)));
            render::fitting(*format, &feed, entries, max_bytes)
        };
        let least = plan.archive.as_ref().map_or(1, |pages| {
            let archived = |at: &&usize| pages.iter().any(|page| page.contains(at));
            plan.articles.iter().filter(|at| !archived(at)).count().max(1)
        });
        let kept = plan.formats.iter().map(fits).min().unwrap_or_default().max(least);
        if kept < plan.articles.len() {
            problems.push(shortened(plan, kept, max_bytes));
            plan.articles.truncate(kept);
        }
    }
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

/// The bytes of every feed, by path in the output folder.
pub(super) fn feeds(
    plans: &[FeedPlan],
    articles: &[Article],
    rendered: &Rendered,
    config: &Config,
) -> BTreeMap<String, Vec<u8>> {
    plans
        .par_iter()
        .flat_map_iter(|plan| plan.parts().map(move |part| (plan, part)))
        .flat_map_iter(|(plan, part)| {
            let feed = compose::feed(plan, part, articles, config);
            let mut folders = vec![(plan.folder_of(part), feed.clone())];
            if part == Part::Subscription {
                // A host that cannot redirect still leads readers to the new address.
                let moved = |old: &String| {
                    let stylesheet = compose::stylesheet(old, config);
                    (old.clone(), Feed { moved: true, stylesheet, ..feed.clone() })
                };
                folders.extend(plan.moved_from.iter().map(moved));
            }
            folders.into_iter().flat_map(move |(folder, feed)| {
                plan.formats.iter().map(move |&format| {
                    let written = |at: &usize| rendered.get(&(format, plan.content, *at));
                    let entries: Vec<&RenderedEntry> =
                        plan.shown(part).iter().filter_map(written).collect();
                    (feed_file(&folder, format), render::document(format, &feed, &entries))
                })
            })
        })
        .collect()
}
