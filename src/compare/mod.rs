//! Two publications, compared as subscribers will see them.
//!
//! Pure: bytes in, changes out. Readers keep what they have read by a key, and differ in what the
//! key is ([`Family`]); an entry whose key is new is shown as unread, whatever it says.

mod feed;
mod html;
mod once;
mod pairs;
mod redirects;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use crate::model::ChangeKind as Kind;
pub use feed::{Feed, Item, read};
pub use once::{Once, once};
pub use redirects::Redirects;

/// The feeds of a publication, by path in its folder.
pub type Snapshot = BTreeMap<String, Feed>;

/// What readers know an entry by; docs/identity.md says where that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// The id alone: Miniflux, `FreshRSS`, newsboat, `NetNewsWire`, Feedbin.
    Id,
    /// The id, or else the same title and text on the same day: `NewsBlur`.
    IdOrText,
    /// The link: what `FreshRSS` may be set to.
    Link,
    /// The id, and unread again when the text changes: what `FreshRSS` and newsboat may be set to.
    Text,
}

/// One change of one entry, or of a feed as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What changed.
    pub kind: Kind,
    /// The entry's title, or the feed's.
    pub title: String,
    /// The entry's id; empty for a feed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The title that it had, if that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_before: Option<String>,
    /// Which of title, summary and text changed.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub changed: BTreeSet<Part>,
    /// Whether a feed went to another path, and nothing leads there from its old one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_redirect: bool,
    /// What it was, where that can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is, where that can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Why, where something else than the articles says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The readers that show it as unread though their person has seen it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shown_again_by: Vec<Family>,
}

/// A part of an entry that people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The text.
    Text,
}

/// The changes of one document of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedChanges {
    /// Its path in the folder of the publication.
    pub path: String,
    /// What changed, in the order of the feed.
    pub changes: Vec<Change>,
}

/// The feeds among files, by path; what is no feed is passed over.
#[must_use]
pub fn snapshot(files: &BTreeMap<String, Vec<u8>>) -> Snapshot {
    files.par_iter().filter_map(|(path, bytes)| Some((path.clone(), read(bytes).ok()?))).collect()
}

/// The feeds among the files at `paths`, whose bytes are asked for one after another; what is no
/// feed is passed over.
///
/// # Errors
/// Those of `bytes`.
pub fn snapshot_of<P: AsRef<str> + Sync, E: Send>(
    paths: &[P],
    bytes: impl Fn(&str) -> Result<Option<Vec<u8>>, E> + Sync,
) -> Result<Snapshot, E> {
    let feed = |path: &P| {
        let path = path.as_ref();
        let feed = bytes(path)?.and_then(|bytes| read(&bytes).ok());
        Ok(feed.map(|feed| (path.to_owned(), feed)))
    };
    paths.par_iter().filter_map(|path| feed(path).transpose()).collect()
}

/// The changes of each document that has any, by path. A feed that is gone from its path has moved where
/// `redirects` lead from there, or to a new one with its title and format or with most of its entries.
#[must_use]
pub fn compare(old: &Snapshot, new: &Snapshot, redirects: &Redirects) -> Vec<FeedChanges> {
    let targets = redirects.targets(new);
    let moved = pairs::moved(old, new, &targets);
    let mut all = Vec::new();
    for (path, feed) in old {
        let changes = match (new.get(path), moved.get(path)) {
            (Some(now), _) => {
                let mut changes = feed_changes(feed, now);
                let lost = lost(feed, now).len();
                if !path.contains('/') && lost * 2 > feed.items.len() {
                    let (before, after) = (feed.items.len(), feed.items.len() - lost);
                    let count = |number: usize| Some(format!("{number} of {before} entries"));
                    changes
                        .insert(0, of_feed(Kind::ArticlesLost, feed, count(before), count(after)));
                }
                changes
            }
            (None, Some(to)) => {
                let mut changes = feed_changes(feed, &new[*to]);
                if changes.first().is_none_or(|first| first.kind != Kind::FeedMoved) {
                    let (before, after) = (Some(path.clone()), Some((*to).clone()));
                    changes.insert(0, of_feed(Kind::FeedMoved, feed, before, after));
                }
                let without_redirect = targets.of(path, feed).is_none();
                for change in changes.iter_mut().filter(|change| change.kind == Kind::FeedMoved) {
                    change.without_redirect = without_redirect;
                }
                changes
            }
            (None, None) => vec![of_feed(Kind::FeedGone, feed, feed.url.clone(), None)],
        };
        if !changes.is_empty() {
            all.push(FeedChanges { path: path.clone(), changes });
        }
    }
    let is_new = |path: &String| !old.contains_key(path) && !moved.values().any(|to| *to == path);
    for (path, feed) in new.iter().filter(|(path, _)| is_new(path)) {
        let changes = vec![of_feed(Kind::FeedNew, feed, None, feed.url.clone())];
        all.push(FeedChanges { path: path.clone(), changes });
    }
    all.sort_by(|one, other| one.path.cmp(&other.path));
    all
}

/// The entries of a feed that are in it no longer, but for those that newer ones have pushed out.
#[must_use]
pub fn lost<'a>(old: &'a Feed, new: &Feed) -> Vec<&'a Item> {
    let pairs: BTreeSet<usize> = pairs::pairs(old, new).into_iter().flatten().collect();
    let oldest = new.items.iter().filter_map(|item| item.published).min();
    // Newer entries push out as many as they are.
    let is_full = new.items.len() >= old.items.len();
    let is_pushed_out = |item: &Item| is_full && item.published < oldest;
    let items = old.items.iter().enumerate();
    items
        .filter(|(at, item)| !pairs.contains(at) && !is_pushed_out(item))
        .map(|(_, item)| item)
        .collect()
}

fn of_feed(kind: Kind, feed: &Feed, before: Option<String>, after: Option<String>) -> Change {
    Change { kind, title: feed.title.clone(), before, after, ..Change::default() }
}

fn feed_changes(old: &Feed, new: &Feed) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.url.is_some() && old.url != new.url {
        changes.push(of_feed(Kind::FeedMoved, new, old.url.clone(), new.url.clone()));
    }
    if !old.items.is_empty() && new.items.is_empty() {
        // That its entries are gone goes without saying.
        changes.push(of_feed(Kind::FeedEnded, old, None, None));
        return changes;
    }
    let pairs = pairs::pairs(old, new);
    let again = pairs::again(old, new, &pairs);
    let moved_up = pairs::out_of_order(&pairs);
    for (at, (before, now)) in pairs.iter().zip(&new.items).enumerate() {
        match before {
            Some(before) => {
                changes.extend(item_changes(&old.items[*before], now));
                // What has another date has another place.
                let is_redated = old.items[*before].published != now.published;
                if moved_up.contains(&at) && !is_redated {
                    changes.push(of_item(Kind::Reordered, now, None, None));
                }
            }
            None => match again[at] {
                Some(before) => {
                    let (before, after) = (old.items[before].id.clone(), now.id.clone());
                    let change = of_item(Kind::ShownAgain, now, Some(before), Some(after));
                    let shown_again_by = vec![Family::Id, Family::Link, Family::Text];
                    changes.push(Change { shown_again_by, ..change });
                }
                None => changes.push(of_item(Kind::New, now, None, None)),
            },
        }
    }
    for (at, gone) in old.items.iter().enumerate() {
        if !pairs.contains(&Some(at)) {
            changes.push(of_item(Kind::Dropped, gone, None, None));
        }
    }
    changes
}

fn of_item(kind: Kind, item: &Item, before: Option<String>, after: Option<String>) -> Change {
    let (title, id) = (item.title.clone(), item.id.clone());
    Change { kind, title, id, before, after, ..Change::default() }
}

fn item_changes(old: &Item, new: &Item) -> Vec<Change> {
    let instant = |instant: &Option<chrono::DateTime<chrono::Utc>>| {
        instant.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    };
    let parts = old.changed_parts(new);
    let says_the_same = parts.is_empty();
    let mut changes = Vec::new();
    let mut add = |kind, before, after, again: &[Family]| {
        let change = of_item(kind, new, before, after);
        changes.push(Change { shown_again_by: again.to_vec(), ..change });
    };
    if old.id != new.id {
        let again: &[Family] = if says_the_same && is_near(old, new) {
            &[Family::Id, Family::Text]
        } else {
            &[Family::Id, Family::IdOrText, Family::Text]
        };
        add(Kind::ShownAgain, Some(old.id.clone()), Some(new.id.clone()), again);
    }
    if old.link != new.link {
        add(Kind::Moved, old.link.clone(), new.link.clone(), &[Family::Link, Family::Text]);
    }
    if old.published != new.published {
        add(Kind::Redated, instant(&old.published), instant(&new.published), &[]);
    }
    // An entry that was never updated has `updated` say when it was published.
    let goes_by_date = old.updated == old.published && new.updated == new.published;
    if (old.updated != new.updated && !goes_by_date) || !says_the_same {
        let again: &[Family] = if says_the_same { &[] } else { &[Family::Text] };
        add(Kind::Updated, instant(&old.updated), instant(&new.updated), again);
        if let Some(updated) = changes.last_mut() {
            updated.title_before = (!old.has_title_of(new)).then(|| old.title.clone());
            updated.changed = parts;
        }
    }
    changes
}

/// Whether `NewsBlur` takes two entries that say the same for one: published within a day, and
/// long enough to be no chance.
fn is_near(old: &Item, new: &Item) -> bool {
    let chance = if old.link == new.link { 20 } else { 1000 };
    let within_a_day = match (old.published, new.published) {
        (Some(one), Some(other)) => (one - other).abs() < chrono::TimeDelta::days(1),
        _ => false,
    };
    within_a_day && new.texts.iter().any(|text| text.chars().count() > chance)
}
