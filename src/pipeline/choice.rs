//! The feeds, and the entries of the articles that they show.

use super::content::Content;
use super::entries::{self, Entries, Sources};
use super::{Failure, Site, duplicates};
use crate::model::{FeedPlan, Reason};
use crate::problem::Problems;
use crate::read::StaticFiles;
use crate::select::{self, World};

/// The feeds, in this shard and in the others, and the entries of the articles that they show.
pub(super) struct Feeds {
    /// Those of this shard, or all.
    pub own: Vec<FeedPlan>,
    /// Those of other shards.
    pub other_shards: Vec<FeedPlan>,
    /// Of all feeds in their order, whether it is one of this shard.
    are_own: Vec<bool>,
    pub entries: Entries,
}

impl Feeds {
    /// All of them in their order; those of this shard with their position among these.
    pub(super) fn all(&self) -> Vec<(Option<usize>, &FeedPlan)> {
        let mut own = self.own.iter().enumerate().map(|(at, plan)| (Some(at), plan));
        let mut other_shards = self.other_shards.iter().map(|plan| (None, plan));
        let next = |is_own: &bool| if *is_own { own.next() } else { other_shards.next() };
        self.are_own.iter().filter_map(next).collect()
    }
}

/// Selects what each feed shows, and composes each of these articles, until all of them can be: where
/// broken ones are skipped, others take their places.
///
/// # Errors
/// [`Failure::Content`] when there are more feeds than any site has; [`Failure::Machine`] when the entries cannot be
/// kept.
pub(super) fn select_and_compose(
    mut content: Content,
    files: StaticFiles,
    site: Site<'_>,
) -> Result<(Content, Feeds), Failure> {
    let Site { request, config, .. } = site;
    let (only, mut noticed) = (request.only.as_ref(), Problems::new());
    select::unmatched(world(&content, site), &content.embargoed, only, &mut noticed);
    content.problems.append(noticed);
    let sources = Sources::new(&content.articles, &content.skipped, files, site);
    loop {
        let mut noticed = Problems::new();
        let world = world(&content, site);
        let own = match only {
            Some(filter) => select::once(world, filter).map(|plan| vec![plan]),
            None => select::plans(world, &mut noticed),
        };
        let mut own = match own {
            Ok(own) => own,
            Err(problem) => {
                content.problems.push(*problem);
                return Err(Failure::Content(content.problems));
            }
        };
        let is_own =
            |plan: &FeedPlan| request.shard.is_none_or(|shard| shard.holds(&plan.key.name()));
        let are_own: Vec<bool> = own.iter().map(is_own).collect();
        let other_shards: Vec<FeedPlan> = own.extract_if(.., |plan| !is_own(plan)).collect();
        let (entries, failed) =
            entries::entries(&own, &content.articles, &sources, request, config, &mut noticed)?;
        content.problems.append(noticed);
        if failed.is_empty() || !request.skip_broken {
            return Ok((content, Feeds { own, other_shards, are_own, entries }));
        }
        content.skipped.extend(duplicates::take_out(&mut content.articles, &failed));
    }
}

/// What the feeds are made of.
fn world<'a>(content: &'a Content, site: Site<'a>) -> World<'a> {
    let Site { request, config, ledger } = site;
    let is_whole = content.skipped.iter().all(|file| file.reason != Reason::Broken);
    World { articles: &content.articles, config, ledger, now: request.now, is_whole }
}
