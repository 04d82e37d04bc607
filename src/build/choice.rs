//! Which feeds there are, and which articles they show.

use super::entries::{self, Entries, Sources};
use super::{Failure, Request, doubles};
use crate::config::Config;
use crate::model::{ArticleRecord, FeedPlan, Ledger, Reason, SkippedFile};
use crate::problem::Problems;
use crate::select;

/// The feeds, and the entries of the articles that they show.
pub(super) struct Choice {
    /// Those of this shard, or all.
    pub plans: Vec<FeedPlan>,
    /// Those of other shards.
    pub other_shards: Vec<FeedPlan>,
    /// Of all feeds in their order, whether it is one of this shard.
    pub are_own: Vec<bool>,
    pub entries: Entries,
}

/// Chooses until every article that is shown can be composed: where broken ones are skipped, others
/// take their places, and they go to the skipped files.
///
/// # Errors
/// [`Failure::Machine`] when the entries cannot be kept.
pub(super) fn choose(
    articles: &mut Vec<ArticleRecord>,
    skipped: &mut Vec<SkippedFile>,
    sources: &Sources,
    ledger: &Ledger,
    request: &Request,
    config: &Config,
    problems: &mut Problems,
) -> Result<Choice, Failure> {
    loop {
        let mut noticed = Problems::new();
        // A broken article may be mended, so the feed that lacks it has not ended.
        let is_whole = skipped.iter().all(|file| file.reason != Reason::Broken);
        let ending = is_whole.then_some(request.now);
        let mut plans = match &request.only {
            Some(filter) => vec![select::site(articles, config, ledger, filter)],
            None => select::plans(articles, config, ledger, ending, &mut noticed),
        };
        let is_own = |plan: &FeedPlan| request.shard.is_none_or(|shard| shard.holds(&plan.folder));
        let are_own: Vec<bool> = plans.iter().map(is_own).collect();
        let other_shards: Vec<FeedPlan> = plans.extract_if(.., |plan| !is_own(plan)).collect();
        let (entries, failed) =
            entries::entries(&plans, articles, sources, request, config, &mut noticed)?;
        problems.append(noticed);
        if failed.is_empty() || !request.skip_broken {
            return Ok(Choice { plans, other_shards, are_own, entries });
        }
        skipped.extend(doubles::take_out(articles, &failed));
    }
}
