//! Articles that a new release of the time zone rules dates otherwise, though nobody changed them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{FixedOffset, TimeDelta};

use super::{Site, pages_of, reading};
use crate::config::{Config, Field};
use crate::date::{self, Reading, Rules};
use crate::model::{ArticleRecord, ChangeKind, Draft, LedgerEntry, Zone};
use crate::normalise;

/// What the rules of zones have moved since the last publication.
#[derive(Debug, Default)]
pub(super) struct NewZones {
    /// The release of the last publication.
    before: String,
    /// By the id of each article, its date as it is to be written to mean the instant that was published.
    dates: BTreeMap<Arc<str>, String>,
}

impl NewZones {
    /// Finds the articles that the ledger of an earlier release says another instant of, and whose date
    /// says no offset.
    pub(super) fn find(articles: &[ArticleRecord], site: Site<'_>) -> Self {
        let Site { request, config, ledger } = site;
        let Some(before) = ledger.zones.as_deref().filter(|zones| *zones != Zone::DATABASE) else {
            return Self::default();
        };
        let built = pages_of::open(request, config).ok().flatten();
        let dates = articles.iter().filter_map(|article| {
            let (id, known) = ledger.articles.get(&article.id.value)?;
            if known.published == article.published {
                return None;
            }
            let (_, draft, _) = reading::whole(article, request, config, built.as_ref()).ok()?;
            Some((Arc::clone(id), date_of(&draft, known, config)?))
        });
        Self { before: before.to_owned(), dates: dates.collect() }
    }

    /// What explains a change, if the rules of zones do, and the date that undoes it.
    pub(super) fn explain(&self, kind: ChangeKind, id: &str) -> Option<(String, &str)> {
        let date = self.dates.get(id).filter(|_| kind == ChangeKind::Redated)?;
        let Self { before, .. } = self;
        Some((format!("the time zone rules changed from {before} to {}", Zone::DATABASE), date))
    }
}

/// The date of a draft with the offset that makes it the known instant; nothing if no rules of zones decide it.
fn date_of(draft: &Draft, known: &LedgerEntry, config: &Config) -> Option<String> {
    let text = &normalise::value(draft, config, Field::Date)?.as_scalar()?.text;
    let rules = Rules::from(config);
    let in_zone = |name| {
        let zone = Zone::named(name)?;
        date::read(text, &Rules { zone, ..rules }).ok().map(|reading| reading.timestamp)
    };
    let names_zone = || {
        let mut words =
            text.split(|letter: char| letter.is_whitespace() || "[]()".contains(letter));
        words.any(|word| word.contains('/') && Zone::named(word).is_some())
    };
    if in_zone("Etc/GMT-14") == in_zone("Etc/GMT+12") && !names_zone() {
        return None;
    }
    let Reading { local, .. } = date::read(text, &rules).ok()?;
    let offset: TimeDelta = local - known.published.utc().naive_utc();
    let offset = FixedOffset::east_opt(i32::try_from(offset.num_seconds()).ok()?)?;
    Some(format!("{} {offset}", local.format("%Y-%m-%d %H:%M:%S")))
}
