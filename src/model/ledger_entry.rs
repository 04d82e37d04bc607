//! The articles that a ledger remembers, found by id and by path.
//!
//! There may be a million of them: they stand in one list, and numbers lead to them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;

use super::{BodyFingerprint, Timestamp, TitleFingerprint};

/// An article as it was when it was last published.
///
/// Of two lines for one id the greater counts, so the order of lines never does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerEntry {
    /// Whether it is there.
    pub state: State,
    /// When it was published.
    pub published: Timestamp,
    /// Its file, relative to the site's folder; empty while no file is known.
    pub path: Arc<str>,
    /// Its permalink at first publication.
    pub first_permalink: Arc<str>,
    /// Its title.
    pub title: Option<TitleFingerprint>,
    /// Its body.
    pub body: Option<BodyFingerprint>,
}

/// Whether a remembered article is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Neither it nor its file was there at the last publication.
    Gone,
    /// It was read in a feed of another publisher, and not yet found in the content.
    Adopted,
    /// It was published, or its file waits in the content folder.
    Present,
}

/// An article with the id that it has for good.
pub type Known = (Arc<str>, LedgerEntry);

/// The articles ever published, each with its id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerEntries {
    /// In the order of `keys`; of two with one key the one whose id sorts first.
    articles: Vec<Known>,
    /// The key of each id.
    keys: Vec<u32>,
    /// The key of each path with the position of its article, ascending.
    paths: Vec<(u32, u32)>,
    /// Paths beside those, each with an id. Two branches that renamed one file leave two paths for
    /// one id.
    further_paths: BTreeSet<(Arc<str>, Arc<str>)>,
}

impl LedgerEntries {
    /// Whether nothing was ever published.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.articles.len()
    }

    /// All of them, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        self.articles.iter()
    }

    /// The key of each id, in the order of [`iter`](Self::iter).
    #[must_use]
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The article at a position in the order of [`iter`](Self::iter).
    #[must_use]
    pub fn at(&self, position: u32) -> &Known {
        &self.articles[position as usize]
    }

    /// The article with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Known> {
        self.position(id).map(|position| self.at(position))
    }

    /// The position of the article with an id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<u32> {
        let key = key(id);
        let first = self.keys.partition_point(|other| *other < key);
        let same_key = (first..).zip(&self.keys[first..]).take_while(|(_, other)| **other == key);
        let position = same_key.map(|(at, _)| at).find(|at| *self.articles[*at].0 == *id)?;
        u32::try_from(position).ok()
    }

    /// The positions of the articles whose file was seen at a path, in the order of their ids.
    #[must_use]
    pub fn at_path(&self, path: &str) -> Vec<u32> {
        let key = key(path);
        let first = self.paths.partition_point(|(other, _)| *other < key);
        let same_key = self.paths[first..].iter().take_while(|(other, _)| *other == key);
        let mut found: Vec<u32> =
            same_key.map(|(_, at)| *at).filter(|at| *self.at(*at).1.path == *path).collect();
        if !self.further_paths.is_empty() {
            let from = (Arc::from(path), Arc::from(""));
            let here = self.further_paths.range(from..).take_while(|(other, _)| **other == *path);
            found.extend(here.filter_map(|(_, id)| self.position(id)));
        }
        found.sort_unstable_by(|one, other| self.at(*one).0.cmp(&self.at(*other).0));
        found.dedup();
        found
    }

    /// What a person means by an id, or by a path: of those that were there, one that is there
    /// before one that is gone, then the one whose id sorts first.
    #[must_use]
    pub fn named(&self, named: &str) -> Option<&Known> {
        let at_path = || {
            let known = self.at_path(named.strip_prefix("./").unwrap_or(named)).into_iter();
            known.map(|position| self.at(position)).min_by_key(|(_, known)| Reverse(known.state))
        };
        self.get(named).or_else(at_path)
    }

    /// What is remembered after a publication of the articles `published`; the first permalink of
    /// each stays. `waits`: where the file of an article with an id is, though it is not published.
    #[must_use]
    pub fn after(
        mut self,
        published: impl Iterator<Item = Known>,
        waits: impl Fn(&str, &LedgerEntry) -> Option<Arc<str>>,
    ) -> Self {
        for (id, known) in &mut self.articles {
            if let Some(path) = waits(id, known) {
                (known.state, known.path) = (State::Present, path);
            } else if known.state == State::Present {
                known.state = State::Gone;
            }
        }
        self.put(published, |before, now| {
            let first_permalink = Arc::clone(&before.first_permalink);
            LedgerEntry { first_permalink, ..now }
        });
        self
    }

    /// Remembers these articles as they are given, whatever was known of their ids.
    pub fn set(&mut self, articles: impl IntoIterator<Item = Known>) {
        self.put(articles.into_iter(), |_, now| now);
    }

    fn put(
        &mut self,
        articles: impl Iterator<Item = Known>,
        replaced: impl Fn(&LedgerEntry, LedgerEntry) -> LedgerEntry,
    ) {
        for (id, now) in articles {
            match self.position(&id) {
                Some(position) => {
                    let known = &mut self.articles[position as usize].1;
                    *known = replaced(known, now);
                }
                None => self.articles.push((id, now)),
            }
        }
        self.further_paths.clear();
        self.arrange();
    }

    /// Puts the articles in order, makes one of those with one id, and finds all of them.
    fn arrange(&mut self) {
        let Self { articles, keys, paths, further_paths } = self;
        articles.sort_by_cached_key(|(id, _)| key(id));
        keys.clear();
        keys.extend(articles.iter().map(|(id, _)| key(id)));
        let mut start = 0;
        for same_key in keys.chunk_by(|one, other| one == other) {
            let end = start + same_key.len();
            articles[start..end].sort_by(|(one, _), (other, _)| one.cmp(other));
            start = end;
        }
        articles.dedup_by(|(later, of_later), (id, kept)| {
            if later != id {
                return false;
            }
            if *of_later > *kept {
                mem::swap(of_later, kept);
            }
            if !of_later.path.is_empty() {
                further_paths.insert((Arc::clone(&of_later.path), Arc::clone(id)));
            }
            true
        });
        if articles.len() < keys.len() {
            keys.clear();
            keys.extend(articles.iter().map(|(id, _)| key(id)));
        }
        paths.clear();
        let of_files =
            (0_u32..).zip(&*articles).filter(|(_, (_, article))| !article.path.is_empty());
        paths.extend(of_files.map(|(at, (_, article))| (key(&article.path), at)));
        paths.sort_unstable();
    }
}

impl Extend<Known> for LedgerEntries {
    /// Adds articles; of two for one id, both paths are remembered and the greater counts.
    fn extend<I: IntoIterator<Item = Known>>(&mut self, new: I) {
        self.articles.extend(new);
        self.arrange();
    }
}

impl FromIterator<Known> for LedgerEntries {
    fn from_iter<I: IntoIterator<Item = Known>>(articles: I) -> Self {
        let mut entries = Self { articles: articles.into_iter().collect(), ..Self::default() };
        entries.arrange();
        entries
    }
}

/// A number that scatters texts, the same for everybody.
fn key(text: &str) -> u32 {
    let [first, second, third, fourth, ..] = *blake3::hash(text.as_bytes()).as_bytes();
    u32::from_be_bytes([first, second, third, fourth])
}
