//! Changes as people are told of them: each once, however many feeds in however many formats show it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, FeedChanges};
use crate::model::{ChangeKind, FileNames};

/// A change, with the feeds that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once<'a> {
    /// The change, with all that any of its documents tells of it.
    pub change: Change,
    /// The feeds, by their folders; that of the whole site has none.
    pub feeds: Vec<&'a str>,
}

/// The folder of a feed of ours, from the path of one of its documents; the path itself where its name is not
/// one of `names`.
fn folder_of<'a>(path: &'a str, names: &FileNames) -> &'a str {
    if names.format_of(path).is_none() {
        return path;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let page = folder.rsplit_once('/').filter(|(_, page)| page.parse::<usize>().is_ok());
    let archive = page.and_then(|(folder, _)| folder.strip_suffix("archive"));
    match archive {
        Some("") => "",
        Some(feed) => feed.strip_suffix('/').unwrap_or(folder),
        None => folder,
    }
}

/// Each change once, those that concern readers most first; of one kind, in the order of the feeds. One of
/// an entry is the same in all feeds, one of a feed in all its formats, whose files are called as `names` say.
#[must_use]
pub fn once<'a>(feeds: &'a [FeedChanges], names: &FileNames) -> Vec<Once<'a>> {
    let folders: BTreeSet<&str> = feeds.iter().map(|feed| folder_of(&feed.path, names)).collect();
    let feed_of = |path: &'a str| {
        // One of its files may be beside its folder, and called as that.
        let beside = path.rsplit_once('.').map(|(stem, _)| stem);
        beside.filter(|stem| folders.contains(stem)).unwrap_or_else(|| folder_of(path, names))
    };
    let mut all: Vec<Once<'_>> = Vec::new();
    let mut known: BTreeMap<(ChangeKind, &str, &str), usize> = BTreeMap::new();
    for FeedChanges { path, changes } in feeds {
        let feed = feed_of(path);
        for change in changes {
            let of = if change.id.is_empty() { feed } else { "" };
            let at = *known.entry((change.kind, &change.id, of)).or_insert(all.len());
            match all.get_mut(at) {
                Some(once) => once.take(change, feed),
                None => all.push(Once { change: change.clone(), feeds: vec![feed] }),
            }
        }
    }
    let rank = |kind| ChangeKind::ALL.iter().position(|known| *known == kind);
    all.sort_by_key(|once| rank(once.change.kind));
    all
}

impl<'a> Once<'a> {
    /// Takes what another document tells of the same change: not each format tells all.
    fn take(&mut self, other: &Change, feed: &'a str) {
        let own = &mut self.change;
        if own.before.is_none() && own.after.is_none() {
            own.before.clone_from(&other.before);
            own.after.clone_from(&other.after);
        }
        if own.title_before.is_none() {
            own.title_before.clone_from(&other.title_before);
        }
        own.changed.extend(&other.changed);
        own.without_redirect |= other.without_redirect;
        own.shown_again_by.extend(&other.shown_again_by);
        own.shown_again_by.sort_unstable();
        own.shown_again_by.dedup();
        if !self.feeds.contains(&feed) {
            self.feeds.push(feed);
        }
    }
}
