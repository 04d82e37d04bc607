//! Which of the articles that readers know each file is.
//!
//! 1. An id in the front matter is that article, whatever else is known.
//! 2. A file at the path of a known article is that article, if its body agrees.
//! 3. A file whose permalink an adopted feed linked to is that article; else the one whose
//!    permalink ends alike and whose title or body agrees, if there is but one.
//! 4. Any other file is the missing article that [`Evidence`] shows it to be, if that is certain.
//! 5. A file at the path of a known article that is nowhere else is that article, rewritten.
//! 6. Every other file is a new article, with an id that no article has or ever had.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use url::Url;

use super::evidence::{Evidence, MARGIN, POSSIBLE};
use crate::model::{
    ArticleRecord, BodyFingerprint, Id, IdOrigin, LedgerEntries, LedgerEntry, State, Timestamp,
    TitleFingerprint, slug,
};

/// An instant, title or part of a body that more articles share than this tells none of them.
const MOST_SHARED: usize = 16;

/// An article that is known under another path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The path of its file.
    pub path: String,
    /// The path that it had.
    pub before: String,
    /// Its id.
    pub id: String,
    /// What speaks for it.
    pub evidence: Evidence,
    /// Whether it was taken to be that article; if not, it is a new one.
    pub certain: bool,
}

/// Gives each article the id that readers know it by, and tells which were known by another path.
pub fn recognise(articles: &mut [ArticleRecord], known: &LedgerEntries) -> Vec<Recognised> {
    let mut recognition = Recognition::new(articles, known);
    recognition.by_path(true);
    recognition.by_adopted_permalink(page, false);
    recognition.by_adopted_permalink(last_part, true);
    let mut recognised = recognition.by_evidence();
    recognition.by_path(false);
    let of_articles = recognition.of_articles;
    // Whoever was claimed by path in the end was only rewritten.
    recognised.retain(|(at, recognised)| recognised.certain || of_articles[*at].is_none());
    name(articles, &of_articles, known);
    recognised.into_iter().map(|(_, recognised)| recognised).collect()
}

/// Writes the ids into the articles; a new one keeps the id it came with, unless that
/// was ever given out.
fn name(articles: &mut [ArticleRecord], of_articles: &[Option<u32>], known: &LedgerEntries) {
    let explicit = articles.iter().filter(|article| is_explicit(article));
    let mut given: BTreeSet<Arc<str>> =
        explicit.map(|article| Arc::clone(&article.id.value)).collect();
    for (article, position) in articles.iter_mut().zip(of_articles) {
        if is_explicit(article) {
            continue;
        }
        if let Some(position) = position {
            let (id, _) = known.at(*position);
            article.id = Id { value: Arc::clone(id), origin: IdOrigin::Ledger };
            continue;
        }
        let is_free = |id: &Arc<str>| known.get(id).is_none() && !given.contains(id);
        let numbered = (2..).map(|number| format!("{}#{number}", article.id.value).into());
        let mut names = std::iter::once(Arc::clone(&article.id.value)).chain(numbered);
        if let Some(value) = names.find(is_free) {
            given.insert(Arc::clone(&value));
            article.id = Id { value, origin: IdOrigin::Permalink };
        }
    }
}

fn is_explicit(article: &ArticleRecord) -> bool {
    article.id.origin == IdOrigin::FrontMatter
}

/// The state of matching: articles to those that are known, each at most once.
///
/// Both go by their positions.
struct Recognition<'a> {
    articles: &'a [ArticleRecord],
    known: &'a LedgerEntries,
    /// The known one that each article is, as far as it was found.
    of_articles: Vec<Option<u32>>,
    /// Whether an article writes the id of each known one itself.
    written: Vec<bool>,
    claimed: Vec<bool>,
}

/// A file and a remembered article that may be one.
#[derive(Clone, Copy)]
struct Pair {
    article: u32,
    known: u32,
    evidence: Evidence,
}

impl<'a> Recognition<'a> {
    fn new(articles: &'a [ArticleRecord], known: &'a LedgerEntries) -> Self {
        let mut written = vec![false; known.len()];
        for article in articles.iter().filter(|article| is_explicit(article)) {
            if let Some(position) = known.position(&article.id.value) {
                written[position as usize] = true;
            }
        }
        let (of_articles, claimed) = (vec![None; articles.len()], vec![false; known.len()]);
        Self { articles, known, of_articles, written, claimed }
    }

    fn claim(&mut self, article: u32, known: u32) {
        self.of_articles[article as usize] = Some(known);
        self.claimed[known as usize] = true;
    }

    fn is_taken(&self, known: u32) -> bool {
        self.claimed[known as usize] || self.written[known as usize]
    }

    fn article(&self, position: u32) -> &'a ArticleRecord {
        &self.articles[position as usize]
    }

    fn known(&self, position: u32) -> &'a LedgerEntry {
        &self.known.at(position).1
    }

    fn id(&self, pair: &Pair) -> &'a str {
        &self.known.at(pair.known).0
    }

    fn pair(&self, article: u32, known: u32) -> Pair {
        let evidence = Evidence::of(self.article(article), self.known(known));
        Pair { article, known, evidence }
    }

    /// The articles that are not known yet.
    fn unknown(&self) -> impl Iterator<Item = u32> {
        let articles = (0..).zip(self.articles).zip(&self.of_articles);
        articles
            .filter(|((_, article), of_article)| of_article.is_none() && !is_explicit(article))
            .map(|((position, _), _)| position)
    }

    /// The known articles that are not taken yet.
    fn missing(&self) -> impl Iterator<Item = (u32, &'a LedgerEntry)> {
        let known = (0..).zip(self.known.iter());
        known
            .map(|(position, (_, known))| (position, known))
            .filter(|(position, _)| !self.is_taken(*position))
    }

    /// Claims by path: where something else agrees, or else whatever was there at the last
    /// publication.
    fn by_path(&mut self, confirmed: bool) {
        let mut pairs = Vec::new();
        for article in self.unknown() {
            for known in self.known.at_path(&self.article(article).source.path) {
                let pair = self.pair(article, known);
                let agrees = match self.known(pair.known).state {
                    State::Present => !confirmed || pair.evidence.confirms_path(),
                    // The path may have been taken by another article since.
                    State::Gone | State::Adopted => {
                        confirmed && pair.evidence.score() >= POSSIBLE && pair.evidence.is_telling()
                    }
                };
                if agrees {
                    pairs.push(pair);
                }
            }
        }
        // What was there at the last publication comes before what was there earlier.
        let earlier = |pair: &Pair| self.known(pair.known).state != State::Present;
        pairs.sort_by(|one, other| {
            earlier(one).cmp(&earlier(other)).then_with(|| self.strongest_first(one, other))
        });
        for Pair { article, known, .. } in pairs {
            // An id that another article writes is claimed all the same, so that both are told.
            let (claimed, written) = (self.claimed[known as usize], self.written[known as usize]);
            let is_free = !claimed && (confirmed || !written);
            if self.of_articles[article as usize].is_none() && is_free {
                self.claim(article, known);
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
        for position in self.unknown() {
            files.entry(part(&self.article(position).permalink)).or_default().push(position);
        }
        for (part, articles) in files {
            let Some(known) = adopted.get(&part) else { continue };
            if articles.len().max(known.len()) > MOST_SHARED {
                continue;
            }
            let pairs = articles
                .iter()
                .flat_map(|article| known.iter().map(|known| self.pair(*article, *known)));
            let agree = |pair: &Pair| !confirmed || pair.evidence.is_telling();
            let pairs: Vec<Pair> = pairs.filter(agree).collect();
            for Pair { article, known, .. } in &pairs {
                let of_one = |pair: &&Pair| pair.article == *article || pair.known == *known;
                if pairs.iter().filter(of_one).count() == 1 {
                    self.claim(*article, *known);
                }
            }
        }
    }

    /// Claims what the evidence makes certain, and tells what else it makes possible.
    fn by_evidence(&mut self) -> Vec<(usize, Recognised)> {
        let pairs = self.pairs();
        let shared = self.shared_instants(&pairs);
        let mut of_article: BTreeMap<u32, Vec<&Pair>> = BTreeMap::new();
        let mut of_known: BTreeMap<u32, Vec<&Pair>> = BTreeMap::new();
        for pair in &pairs {
            of_article.entry(pair.article).or_default().push(pair);
            of_known.entry(pair.known).or_default().push(pair);
        }
        let mut recognised = Vec::new();
        for pair in &pairs {
            if !self.is_open(pair) {
                continue;
            }
            let score = pair.evidence.score();
            let mut others = of_article[&pair.article].iter().chain(&of_known[&pair.known]);
            let has_rival = others.any(|other| {
                (other.article, other.known) != (pair.article, pair.known)
                    && self.is_open(other)
                    && other.evidence.score() + MARGIN > score
            });
            let alone = !shared.contains(&self.article(pair.article).published);
            let adopted = self.known(pair.known).state == State::Adopted;
            let certain = pair.evidence.is_certain(alone, adopted) && !has_rival;
            recognised.push((pair, self.told(pair, certain)));
            if certain {
                self.claim(pair.article, pair.known);
            }
        }
        recognised.retain(|(pair, told)| told.certain || self.is_open(pair));
        recognised.into_iter().map(|(pair, told)| (pair.article as usize, told)).collect()
    }

    /// The instants of the articles in `pairs` that more than one article has, or more than one had.
    fn shared_instants(&self, pairs: &[Pair]) -> BTreeSet<Timestamp> {
        let asked: BTreeSet<Timestamp> =
            pairs.iter().map(|pair| self.article(pair.article).published).collect();
        let twice = |instants: &mut dyn Iterator<Item = Timestamp>| -> Vec<Timestamp> {
            let mut once = BTreeSet::new();
            let asked = instants.filter(|instant| asked.contains(instant));
            asked.filter(|instant| !once.insert(*instant)).collect()
        };
        if asked.is_empty() {
            return asked;
        }
        let mut shared = twice(&mut self.articles.iter().map(|article| article.published));
        shared.extend(twice(&mut self.known.iter().map(|(_, known)| known.published)));
        shared.into_iter().collect()
    }

    /// Whether neither of the two is known to be another.
    fn is_open(&self, pair: &Pair) -> bool {
        self.of_articles[pair.article as usize].is_none() && !self.is_taken(pair.known)
    }

    fn told(&self, pair: &Pair, certain: bool) -> Recognised {
        let before = self.known(pair.known);
        Recognised {
            path: self.article(pair.article).source.path.to_string(),
            before: if before.path.is_empty() { &before.first_permalink } else { &before.path }
                .to_string(),
            id: self.id(pair).to_owned(),
            evidence: pair.evidence,
            certain,
        }
    }

    /// The pairs of unknown and missing that are worth a look, strongest first.
    fn pairs(&self) -> Vec<Pair> {
        if self.unknown().next().is_none() {
            return Vec::new();
        }
        // An article whose file is a draft now may go on in another file.
        let mut by_clue: Vec<(Clue, u32)> = Vec::new();
        for (position, LedgerEntry { published, title, body, .. }) in self.missing() {
            by_clue.extend(clues(*published, *title, *body).map(|clue| (clue, position)));
        }
        if by_clue.is_empty() {
            return Vec::new();
        }
        by_clue.sort_unstable();
        let mut pairs = Vec::new();
        for position in self.unknown() {
            let ArticleRecord { published, title_fingerprint, source, .. } = self.article(position);
            let mut found: Vec<u32> = clues(*published, *title_fingerprint, source.body)
                .flat_map(|clue| sharing(&by_clue, &clue))
                .map(|(_, known)| *known)
                .collect();
            found.sort_unstable();
            found.dedup();
            let found = found.into_iter().map(|known| self.pair(position, known));
            pairs.extend(found.filter(|Pair { evidence, .. }| {
                evidence.score() >= POSSIBLE && evidence.is_telling()
            }));
        }
        pairs.sort_by(|one, other| self.strongest_first(one, other));
        pairs
    }

    fn strongest_first(&self, one: &Pair, other: &Pair) -> Ordering {
        let key = |pair: &Pair| (Reverse(pair.evidence.score()), pair.article);
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
    published: Timestamp,
    title: Option<TitleFingerprint>,
    body: Option<BodyFingerprint>,
) -> impl Iterator<Item = Clue> {
    let groups = body.into_iter().flat_map(BodyFingerprint::groups);
    std::iter::once(Clue::Instant(published))
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
