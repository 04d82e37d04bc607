//! Which entry, and which feed, is which.

use std::collections::{BTreeMap, BTreeSet};

use super::redirects::Targets;
use super::{Feed, Item, Snapshot};

/// For each new entry the position of the old one that it is: the one with its id, else with its
/// link unless nothing else agrees, else the one with its title that was published at the same
/// instant or says the same.
pub(super) fn pairs(old: &Feed, new: &Feed) -> Vec<Option<usize>> {
    // Feeds of others have entries that share an id: they are paired in their order.
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in old.items.iter().enumerate().rev() {
        by_id.entry(&item.id).or_default().push(at);
    }
    let mut pairs: Vec<Option<usize>> =
        new.items.iter().map(|item| by_id.get_mut(item.id.as_str())?.pop()).collect();
    let mut left: BTreeSet<usize> = by_id.into_values().flatten().collect();
    for (item, pair) in new.items.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
        let by_link = left.iter().find(|at| {
            let before = &old.items[**at];
            item.link.is_some() && before.link == item.link && before.resembles(item)
        });
        let by_text = || left.iter().find(|at| old.items[**at].is_again(item));
        *pair = by_link.or_else(by_text).copied();
        if let Some(at) = pair {
            left.remove(at);
        }
    }
    pairs
}

/// For each new entry without a pair the position of an old one that it says again, though that one
/// is paired: its id has been given to another article.
pub(super) fn again(old: &Feed, new: &Feed, pairs: &[Option<usize>]) -> Vec<Option<usize>> {
    if pairs.iter().all(Option::is_some) {
        return vec![None; pairs.len()];
    }
    let mut paired: BTreeMap<usize, usize> = BTreeMap::new();
    paired.extend(pairs.iter().enumerate().filter_map(|(at, pair)| Some(((*pair)?, at))));
    let words = |item: &Item| item.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut by_title: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (before, now) in paired {
        if !old.items[before].is_again(&new.items[now]) {
            by_title.entry(words(&old.items[before])).or_default().push(before);
        }
    }
    let again = |item: &Item| {
        let known = by_title.get(&words(item))?;
        known.iter().copied().find(|before| old.items[*before].is_again(item))
    };
    let items = new.items.iter().zip(pairs);
    items.map(|(item, pair)| if pair.is_none() { again(item) } else { None }).collect()
}

/// The positions of entries that stand before one that they stood after.
///
/// As few as possible: those outside the longest run that kept its order.
pub(super) fn out_of_order(pairs: &[Option<usize>]) -> BTreeSet<usize> {
    let known: Vec<(usize, usize)> =
        pairs.iter().enumerate().filter_map(|(at, pair)| Some((at, (*pair)?))).collect();
    // The last entry of the best run of each length, and what stood before each entry in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; known.len()];
    for (index, (_, old)) in known.iter().enumerate() {
        let length = ends.partition_point(|end| known[*end].1 < *old);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(index) } else { ends[length] = index }
    }
    let mut moved: BTreeSet<usize> = known.iter().map(|(at, _)| *at).collect();
    let mut kept = ends.last().copied();
    while let Some(index) = kept {
        moved.remove(&known[index].0);
        kept = before[index];
    }
    moved
}

/// Feeds that are gone from their path, each with where it went: where a redirect leads, else to a new path
/// with the same title and format, else to the new one that shares most of its entries.
pub(super) fn moved<'a>(
    old: &'a Snapshot,
    new: &'a Snapshot,
    targets: &Targets<'a>,
) -> BTreeMap<&'a String, &'a String> {
    let key = |feed: &'a Feed| (feed.title.as_str(), feed.format);
    let mut appeared: BTreeMap<&String, &Feed> =
        new.iter().filter(|(path, _)| !old.contains_key(*path)).collect();
    let by_key: BTreeMap<_, &String> =
        appeared.iter().map(|(path, feed)| (key(feed), *path)).collect();
    let gone = || old.iter().filter(|(path, _)| !new.contains_key(*path));
    let mut moved = BTreeMap::new();
    for (path, feed) in gone() {
        let titled = || by_key.get(&key(feed)).and_then(|to| appeared.get_key_value(*to));
        if let Some(to) = targets.of(path, feed).or_else(|| titled().map(|(to, _)| *to)) {
            appeared.remove(to);
            moved.insert(path, to);
        }
    }
    let mut by_id: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (path, feed) in &appeared {
        for item in &feed.items {
            by_id.entry(&item.id).or_default().push(path);
        }
    }
    for (path, feed) in gone() {
        if moved.contains_key(path) {
            continue;
        }
        let mut shared: BTreeMap<&String, usize> = BTreeMap::new();
        for to in feed.items.iter().filter_map(|item| by_id.get(item.id.as_str())).flatten() {
            *shared.entry(to).or_default() += 1;
        }
        let folder = |path: &'a String| path.rsplit_once('/').map(|(folder, _)| folder);
        let found = shared.into_iter().filter_map(|(to, number)| {
            let now = appeared.get(to)?;
            let is_most = number * 2 > feed.items.len().max(now.items.len());
            is_most.then_some((now.format == feed.format, folder(to) == folder(path), number, to))
        });
        if let Some((.., to)) = found.max() {
            appeared.remove(to);
            moved.insert(path, to);
        }
    }
    moved
}
