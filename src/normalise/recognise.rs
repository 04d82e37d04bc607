//! Which of the articles that readers know each file is.
//!
//! An id in the front matter decides. What an adopted feed linked to is known by its permalink. Of
//! all others, evidence is weighed over all pairs at once ([`assign`]), and what it leaves open is told.
//! A file that is withheld takes part like any other: its article is not missing.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use url::Url;

use super::assignment::{Edge, assign};
use super::evidence::{Evidence, MARGIN, PATH, POSSIBLE, UNREAD, Verdict};
use crate::model::{
    ArticleRecord, BodyFingerprint, Id, IdOrigin, Known, LedgerEntries, LedgerEntry, SkippedFile,
    State, Timestamp, TitleFingerprint, Traits, slug,
};

/// An instant, title or part of a body that more articles share than this tells none of them.
const MOST_SHARED: usize = 16;

/// A file at its path with so many points is that article: no other pair could have more.
const UNDOUBTED: usize = 90 + PATH;

/// What was found of a file that is not plainly the article at its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The path of the file.
    pub path: Arc<str>,
    /// Where the known article was: a path; its permalink where no file is known.
    pub before: Arc<str>,
    /// The id of the known article.
    pub id: Arc<str>,
    /// What speaks for the two being one.
    pub evidence: Evidence,
    /// What comes of it.
    pub verdict: Verdict,
    /// Of a file that keeps its id in doubt: an id for a new article in it.
    pub free_id: Option<String>,
    /// Of a file that keeps its id in doubt: the path of another that may be the known article.
    pub rival: Option<Arc<str>>,
}

impl Recognised {
    /// Whether it is certain that the file is that article.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.verdict == Verdict::Same
    }
}

/// Gives each article the id that readers know it by; `skipped` are files that are there, but
/// published by no feed. Returns what is known by another path, and what is in doubt.
pub fn recognise(
    articles: &mut [ArticleRecord],
    skipped: &[SkippedFile],
    known: &LedgerEntries,
) -> Vec<Recognised> {
    let mut recognition = Recognition::new(articles, skipped, known);
    recognition.undoubted();
    recognition.by_adopted_permalink(page, false);
    recognition.by_adopted_permalink(last_part, true);
    let found = recognition.by_evidence();
    let known_as = recognition.known_as;
    name(articles, &known_as, known, found)
}

/// Writes the ids into the articles; a new one keeps the id it came with, unless that
/// was ever given out.
fn name(
    articles: &mut [ArticleRecord],
    known_as: &[Option<u32>],
    known: &LedgerEntries,
    mut found: Vec<(u32, Recognised)>,
) -> Vec<Recognised> {
    let explicit = articles.iter().filter(|article| is_explicit(article));
    let mut given: BTreeSet<Arc<str>> =
        explicit.map(|article| Arc::clone(&article.id.value)).collect();
    let free = |id: &Arc<str>, given: &BTreeSet<Arc<str>>, from: u64| {
        let mut numbered = (from..).map(|number| match number {
            1 => (number, Arc::clone(id)),
            _ => (number, format!("{id}#{number}").into()),
        });
        numbered.find(|(_, id)| known.get(id).is_none() && !given.contains(id))
    };
    // Where counting goes on for an id that several articles came with.
    let mut next: BTreeMap<Arc<str>, u64> = BTreeMap::new();
    for (file, recognised) in &mut found {
        if let Some(article) = articles.get(*file as usize)
            && recognised.verdict == Verdict::Kept
        {
            recognised.free_id = free(&article.id.value, &given, 1).map(|(_, id)| id.to_string());
        }
    }
    for (article, position) in articles.iter_mut().zip(known_as) {
        if is_explicit(article) {
            continue;
        }
        if let Some(position) = position {
            let (id, _) = known.at(*position);
            article.id = Id { value: Arc::clone(id), origin: IdOrigin::Ledger };
            continue;
        }
        let from = next.get(&article.id.value).copied().unwrap_or(1);
        if let Some((number, value)) = free(&article.id.value, &given, from) {
            if number > 1 {
                next.insert(Arc::clone(&article.id.value), number + 1);
            }
            given.insert(Arc::clone(&value));
            article.id = Id { value, origin: IdOrigin::Permalink };
        }
    }
    found.into_iter().map(|(_, recognised)| recognised).collect()
}

fn is_explicit(article: &ArticleRecord) -> bool {
    article.id.origin == IdOrigin::FrontMatter
}

/// The state of matching: files to known articles, each at most once.
///
/// Both go by their positions: the skipped files after the articles.
struct Recognition<'a> {
    articles: &'a [ArticleRecord],
    skipped: &'a [SkippedFile],
    known: &'a LedgerEntries,
    /// The known article that each file is, as far as it was found.
    known_as: Vec<Option<u32>>,
    /// Whether an article writes the id of each known one itself.
    written: Vec<bool>,
    claimed: Vec<bool>,
}

/// A file and a known article that may be one.
#[derive(Clone, Copy)]
struct Pair {
    file: u32,
    known: u32,
    /// Nothing if the file cannot be read.
    evidence: Option<Evidence>,
    /// Whether the file lies where that article was at the last publication.
    at_path: bool,
}

impl Pair {
    /// From 0 to 120.
    fn points(&self) -> usize {
        self.evidence.map_or(UNREAD, Evidence::score) + if self.at_path { PATH } else { 0 }
    }

    /// Whether the two are worth weighing.
    fn is_possible(&self) -> bool {
        let is_telling = self.at_path || self.evidence.is_some_and(Evidence::is_telling);
        self.points() >= POSSIBLE && is_telling
    }

    /// One strong pair gains more than two weak ones.
    fn edge(&self) -> Edge {
        let gain = |points: usize| points.saturating_sub(POSSIBLE).pow(2) as u64 + 1;
        let margin = gain(self.points()) - gain(self.points().saturating_sub(MARGIN));
        Edge { file: self.file, known: self.known, gain: gain(self.points()), margin }
    }
}

impl<'a> Recognition<'a> {
    fn new(
        articles: &'a [ArticleRecord],
        skipped: &'a [SkippedFile],
        known: &'a LedgerEntries,
    ) -> Self {
        let mut written = vec![false; known.len()];
        for article in articles.iter().filter(|article| is_explicit(article)) {
            if let Some(position) = known.position(&article.id.value) {
                written[position as usize] = true;
            }
        }
        let known_as = vec![None; articles.len() + skipped.len()];
        Self { articles, skipped, known, known_as, written, claimed: vec![false; known.len()] }
    }

    fn claim(&mut self, file: u32, known: u32) {
        self.known_as[file as usize] = Some(known);
        self.claimed[known as usize] = true;
    }

    fn is_taken(&self, known: u32) -> bool {
        self.claimed[known as usize] || self.written[known as usize]
    }

    fn article(&self, file: u32) -> Option<&'a ArticleRecord> {
        self.articles.get(file as usize)
    }

    fn path(&self, file: u32) -> &'a Arc<str> {
        match self.article(file) {
            Some(article) => &article.source.path,
            None => &self.skipped[file as usize - self.articles.len()].path,
        }
    }

    /// What the file shows; nothing if it cannot be read.
    fn traits(&self, file: u32) -> Option<Traits> {
        match self.article(file) {
            Some(article) => Some(Traits::of(article)),
            None => self.skipped[file as usize - self.articles.len()].traits,
        }
    }

    fn entry(&self, known: u32) -> &'a LedgerEntry {
        &self.known.at(known).1
    }

    fn id(&self, pair: &Pair) -> &'a Arc<str> {
        &self.known.at(pair.known).0
    }

    fn pair(&self, file: u32, known: u32, at_path: bool) -> Pair {
        let entry = self.entry(known);
        let evidence = self.traits(file).map(|traits| Evidence::of(traits, entry));
        Pair { file, known, evidence, at_path: at_path && entry.state == State::Present }
    }

    /// The files that are not known yet.
    fn unknown(&self) -> impl Iterator<Item = u32> {
        let files = (0..).zip(&self.known_as);
        let unknown = files.filter(|(_, known)| known.is_none()).map(|(file, _)| file);
        unknown.filter(|file| !self.article(*file).is_some_and(is_explicit))
    }

    /// The known articles that are not taken yet.
    fn missing(&self) -> impl Iterator<Item = (u32, &'a LedgerEntry)> {
        let known = (0..).zip(self.known.iter());
        known
            .map(|(position, (_, known))| (position, known))
            .filter(|(position, _)| !self.is_taken(*position))
    }

    /// The file with each known article that lay at its path at the last publication.
    fn at_path(&self, file: u32) -> impl Iterator<Item = Pair> {
        let known = self.known.at_path(self.path(file)).into_iter();
        known.map(move |known| self.pair(file, known, true)).filter(|pair| pair.at_path)
    }

    /// Claims what lies unchanged, or nearly, where it was.
    fn undoubted(&mut self) {
        let pairs = self.unknown().flat_map(|file| self.at_path(file));
        let mut pairs: Vec<Pair> = pairs.filter(|pair| pair.points() >= UNDOUBTED).collect();
        pairs.sort_by(|one, other| self.strongest_first(one, other));
        for Pair { file, known, .. } in pairs {
            // An id that another article writes is claimed all the same, so that both are told.
            if self.known_as[file as usize].is_none() && !self.claimed[known as usize] {
                self.claim(file, known);
            }
        }
    }

    /// Claims by a part of the permalink, where that leaves no choice; `confirmed`: of those whose
    /// title or body agrees.
    fn by_adopted_permalink(&mut self, part: fn(&str) -> String, confirmed: bool) {
        let mut adopted: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (position, known) in self.missing().filter(|(_, known)| known.state == State::Adopted) {
            adopted.entry(part(&known.first_permalink)).or_default().push(position);
        }
        if adopted.is_empty() {
            return;
        }
        let mut files: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for file in self.unknown() {
            let is_at_its_path =
                |pair: Pair| pair.evidence.is_some_and(|one| one.at_its_path() != Verdict::New);
            if let Some(article) = self.article(file)
                && !self.at_path(file).any(is_at_its_path)
            {
                files.entry(part(&article.permalink)).or_default().push(file);
            }
        }
        for (part, files) in files {
            let Some(known) = adopted.get(&part) else { continue };
            if files.len().max(known.len()) > MOST_SHARED {
                continue;
            }
            let pairs = files
                .iter()
                .flat_map(|file| known.iter().map(|known| self.pair(*file, *known, false)));
            let agree = |pair: &Pair| !confirmed || pair.evidence.is_some_and(Evidence::is_telling);
            let pairs: Vec<Pair> = pairs.filter(agree).collect();
            for Pair { file, known, .. } in &pairs {
                let of_one = |pair: &&Pair| pair.file == *file || pair.known == *known;
                if pairs.iter().filter(of_one).count() == 1 {
                    self.claim(*file, *known);
                }
            }
        }
    }

    /// Claims what the evidence shows, of all pairs together; tells what it shows and what it leaves
    /// open, each with the position of its file.
    fn by_evidence(&mut self) -> Vec<(u32, Recognised)> {
        let pairs = self.pairs();
        let shared = self.shared_instants(&pairs);
        let edges: Vec<Edge> = pairs.iter().map(Pair::edge).collect();
        let mut chosen = assign(&edges);
        chosen.sort_unstable_by_key(|chosen| chosen.edge);
        let mut found = Vec::new();
        for chosen in chosen {
            let pair = &pairs[chosen.edge];
            let verdict = self.verdict(pair, chosen.clear, &shared);
            if verdict == Verdict::New {
                continue;
            }
            self.claim(pair.file, pair.known);
            if verdict == Verdict::Kept || !pair.at_path {
                found.extend(self.recognised(pair, verdict));
            }
        }
        self.at_their_paths(&mut found);
        let open = |pair: &&Pair| self.is_open(pair) && self.article(pair.file).is_some();
        let doubted = pairs.iter().filter(open).map(|pair| (pair, Verdict::New));
        found.extend(doubted.filter_map(|(pair, verdict)| self.recognised(pair, verdict)));
        for (_, kept) in found.iter_mut().filter(|(_, found)| found.verdict == Verdict::Kept) {
            let is_rival = |pair: &&Pair| {
                *self.id(pair) == kept.id && self.known_as[pair.file as usize].is_none()
            };
            kept.rival = pairs.iter().find(is_rival).map(|pair| Arc::clone(self.path(pair.file)));
        }
        found.sort_by_key(|(file, _)| *file);
        found
    }

    /// What comes of a pair that is the best of its file and its known article.
    fn verdict(&self, pair: &Pair, is_clear: bool, shared: &BTreeSet<Timestamp>) -> Verdict {
        let Some(evidence) = pair.evidence else { return Verdict::Same };
        if pair.at_path {
            return match evidence.at_its_path() {
                // Its article is withheld, whatever its author makes of it.
                _ if self.article(pair.file).is_none() => Verdict::Same,
                Verdict::Same if !is_clear => Verdict::Kept,
                verdict => verdict,
            };
        }
        let known = self.entry(pair.known);
        let alone = !shared.contains(&known.published);
        let is_certain = evidence.is_certain(alone, known.state == State::Adopted);
        if is_clear && is_certain { Verdict::Same } else { Verdict::New }
    }

    /// Claims for the files that are left the articles at their paths that are nowhere else.
    fn at_their_paths(&mut self, found: &mut Vec<(u32, Recognised)>) {
        let unknown: Vec<u32> = self.unknown().collect();
        for file in unknown {
            let pairs: Vec<Pair> =
                self.at_path(file).filter(|pair| !self.is_taken(pair.known)).collect();
            let Some(pair) = pairs.iter().max_by_key(|pair| pair.points()) else { continue };
            if self.article(file).is_none() {
                self.claim(file, pair.known);
                continue;
            }
            let verdict = match pair.evidence.map(Evidence::at_its_path) {
                Some(Verdict::New) => Verdict::New,
                _ => Verdict::Kept,
            };
            if verdict == Verdict::Kept {
                self.claim(file, pair.known);
            }
            // Possible pairs are told together.
            if verdict == Verdict::Kept || !pair.is_possible() {
                found.extend(self.recognised(pair, verdict));
            }
        }
    }

    /// The instants of the known articles in `pairs` that more than one file has, or more than one
    /// known article had.
    fn shared_instants(&self, pairs: &[Pair]) -> BTreeSet<Timestamp> {
        let asked: BTreeSet<Timestamp> =
            pairs.iter().map(|pair| self.entry(pair.known).published).collect();
        let twice = |instants: &mut dyn Iterator<Item = Timestamp>| -> Vec<Timestamp> {
            let mut once = BTreeSet::new();
            let asked = instants.filter(|instant| asked.contains(instant));
            asked.filter(|instant| !once.insert(*instant)).collect()
        };
        if asked.is_empty() {
            return asked;
        }
        let skipped = self.skipped.iter().filter_map(|file| file.traits?.published);
        let articles = self.articles.iter().map(|article| article.published);
        let mut shared = twice(&mut articles.chain(skipped));
        shared.extend(twice(&mut self.known.iter().map(|(_, known)| known.published)));
        shared.into_iter().collect()
    }

    /// Whether neither of the two is known to be another.
    fn is_open(&self, pair: &Pair) -> bool {
        self.known_as[pair.file as usize].is_none() && !self.is_taken(pair.known)
    }

    fn recognised(&self, pair: &Pair, verdict: Verdict) -> Option<(u32, Recognised)> {
        let (id, LedgerEntry { path, first_permalink, .. }): &Known = self.known.at(pair.known);
        let recognised = Recognised {
            path: Arc::clone(self.path(pair.file)),
            before: Arc::clone(if path.is_empty() { first_permalink } else { path }),
            id: Arc::clone(id),
            evidence: pair.evidence?,
            verdict,
            free_id: None,
            rival: None,
        };
        Some((pair.file, recognised))
    }

    /// The pairs of unknown and missing that are worth weighing, strongest first.
    fn pairs(&self) -> Vec<Pair> {
        if self.unknown().next().is_none() {
            return Vec::new();
        }
        let mut by_clue: Vec<(Clue, u32)> = Vec::new();
        for (position, LedgerEntry { published, title, body, .. }) in self.missing() {
            by_clue.extend(clues(Some(*published), *title, *body).map(|clue| (clue, position)));
        }
        by_clue.sort_unstable();
        let mut pairs = Vec::new();
        for file in self.unknown() {
            // An id that another article writes stays with the file that has it, so that both are told.
            let is_free = |pair: &Pair| {
                let is_same =
                    || pair.evidence.is_some_and(|one| one.at_its_path() == Verdict::Same);
                !self.is_taken(pair.known) || !self.claimed[pair.known as usize] && is_same()
            };
            let mut found: Vec<Pair> = self.at_path(file).filter(is_free).collect();
            if let Some(Traits { published, title, body }) = self.traits(file) {
                let at_path: BTreeSet<u32> = found.iter().map(|pair| pair.known).collect();
                let mut sharing: Vec<u32> = clues(published, title, body)
                    .flat_map(|clue| sharing(&by_clue, &clue))
                    .map(|(_, known)| *known)
                    .filter(|known| !at_path.contains(known))
                    .collect();
                sharing.sort_unstable();
                sharing.dedup();
                found.extend(sharing.into_iter().map(|known| self.pair(file, known, false)));
            }
            pairs.extend(found.into_iter().filter(Pair::is_possible));
        }
        pairs.sort_by(|one, other| self.strongest_first(one, other));
        pairs
    }

    fn strongest_first(&self, one: &Pair, other: &Pair) -> Ordering {
        let key = |pair: &Pair| (Reverse(pair.points()), pair.file);
        key(one).cmp(&key(other)).then_with(|| self.id(one).cmp(self.id(other)))
    }
}

/// What an article and a remembered one must share for the two to be compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Clue {
    Instant(Timestamp),
    Title(TitleFingerprint),
    Body(usize, [u8; 2]),
}

fn clues(
    published: Option<Timestamp>,
    title: Option<TitleFingerprint>,
    body: Option<BodyFingerprint>,
) -> impl Iterator<Item = Clue> {
    let groups = body.into_iter().flat_map(BodyFingerprint::groups);
    let instant = published.map(Clue::Instant).into_iter();
    instant
        .chain(title.map(Clue::Title))
        .chain(groups.map(|(place, digits)| Clue::Body(place, digits)))
}

/// What stands with a clue, of all in their order; nothing if too many share it.
fn sharing<'a>(all: &'a [(Clue, u32)], clue: &Clue) -> &'a [(Clue, u32)] {
    let from = &all[all.partition_point(|(other, _)| other < clue)..];
    let count = from.iter().take(MOST_SHARED + 1).take_while(|(other, _)| other == clue).count();
    if count > MOST_SHARED { &[] } else { &from[..count] }
}

/// The path of a page, however it is written: the day that a site moves, its address often loses
/// or gains a domain, `https`, a slash or `.html`.
fn page(permalink: &str) -> String {
    let url = Url::parse(permalink);
    let (path, query) = match &url {
        Ok(url) => (url.path(), url.query().unwrap_or_default()),
        Err(_) => (permalink, ""),
    };
    let path = path.trim_end_matches('/').trim_end_matches(".html").trim_end_matches("/index");
    format!("{path}?{query}")
}

/// The last part of the path of a page as a slug, which most often outlives a move.
fn last_part(permalink: &str) -> String {
    let page = page(permalink);
    let path = page.split('?').next().unwrap_or_default();
    slug(&percent_decode_str(path.rsplit('/').next().unwrap_or_default()).decode_utf8_lossy())
}
