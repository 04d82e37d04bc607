//! Which of the articles that readers know each file is.
//!
//! 1. An id in the front matter is that article, whatever else is known.
//! 2. A file at the path of a known article is that article, if its body agrees.
//! 3. A file whose permalink an adopted feed linked to is that article; else the one whose
//!    permalink ends alike and whose title or body agrees, if there is but one.
//! 4. Any other file is the missing article that [`Evidence`] shows it to be, if that is certain.
//! 5. A file at the path of a known article that is nowhere else is that article, rewritten.
//! 6. Every other file is a new article, with an id that no article has or ever had.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use url::Url;

use super::evidence::{Evidence, MARGIN, POSSIBLE};
use crate::model::{
    BodyFingerprint, Id, IdOrigin, Ledger, Listed, Remembered, State, Timestamp, TitleFingerprint,
    slug,
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
pub fn recognise(articles: &mut [Listed], ledger: &Ledger) -> Vec<Recognised> {
    let mut recognition = Recognition::new(articles, ledger);
    recognition.by_path(true);
    recognition.by_adopted_permalink(page, false);
    recognition.by_adopted_permalink(last_part, true);
    let mut recognised = recognition.by_evidence();
    recognition.by_path(false);
    let known = |id| ledger.articles.get_key_value(id).map(|(id, _)| Arc::clone(id));
    let ids: Vec<Option<Arc<str>>> =
        recognition.ids.into_iter().map(|id| id.and_then(known)).collect();
    // Whoever was claimed by path in the end was only rewritten.
    recognised.retain(|(position, recognised)| recognised.certain || ids[*position].is_none());
    name(articles, &ids, ledger);
    recognised.into_iter().map(|(_, recognised)| recognised).collect()
}

/// Writes the ids into the articles; a new one keeps the id it came with, unless that
/// was ever given out.
fn name(articles: &mut [Listed], ids: &[Option<Arc<str>>], ledger: &Ledger) {
    let explicit = articles.iter().filter(|article| is_explicit(article));
    let mut given: BTreeSet<Arc<str>> =
        explicit.map(|article| Arc::clone(&article.id.value)).collect();
    for (article, id) in articles.iter_mut().zip(ids) {
        if is_explicit(article) {
            continue;
        }
        if let Some(id) = id {
            article.id = Id { value: Arc::clone(id), origin: IdOrigin::Ledger };
            continue;
        }
        let is_free = |id: &Arc<str>| !ledger.articles.contains_key(id) && !given.contains(id);
        let numbered = (2..).map(|number| format!("{}#{number}", article.id.value).into());
        let mut names = std::iter::once(Arc::clone(&article.id.value)).chain(numbered);
        if let Some(value) = names.find(is_free) {
            given.insert(Arc::clone(&value));
            article.id = Id { value, origin: IdOrigin::Permalink };
        }
    }
}

fn is_explicit(article: &Listed) -> bool {
    article.id.origin == IdOrigin::FrontMatter
}

/// The state of matching: articles to ids, each at most once.
struct Recognition<'a> {
    articles: &'a [Listed],
    ledger: &'a Ledger,
    titles: Vec<Option<TitleFingerprint>>,
    /// The id of each article, by its position, as far as it is known.
    ids: Vec<Option<&'a str>>,
    /// The ids that articles write themselves.
    written: BTreeSet<&'a str>,
    claimed: BTreeSet<&'a str>,
}

/// A file and a remembered article that may be one.
struct Pair<'a> {
    position: usize,
    id: &'a str,
    evidence: Evidence,
}

impl<'a> Recognition<'a> {
    fn new(articles: &'a [Listed], ledger: &'a Ledger) -> Self {
        let explicit = articles.iter().filter(|article| is_explicit(article));
        Self {
            articles,
            ledger,
            titles: articles.iter().map(|article| article.title_fingerprint).collect(),
            ids: vec![None; articles.len()],
            written: explicit.map(|article| &*article.id.value).collect(),
            claimed: BTreeSet::new(),
        }
    }

    fn claim(&mut self, position: usize, id: &'a str) {
        self.ids[position] = Some(id);
        self.claimed.insert(id);
    }

    fn is_taken(&self, id: &str) -> bool {
        self.claimed.contains(id) || self.written.contains(id)
    }

    /// The positions of articles that are not known yet.
    fn unknown(&self) -> Vec<usize> {
        let is_unknown = |at: &usize| self.ids[*at].is_none() && !is_explicit(&self.articles[*at]);
        (0..self.articles.len()).filter(is_unknown).collect()
    }

    /// Claims by path: where something else agrees, or else whatever was there at the last
    /// publication.
    fn by_path(&mut self, confirmed: bool) {
        let mut pairs = Vec::new();
        for position in self.unknown() {
            let article = &self.articles[position];
            for (id, remembered) in self.ledger.at_path(&article.source.path) {
                let evidence = Evidence::of(article, self.titles[position], remembered);
                let agrees = match remembered.state {
                    State::Present => !confirmed || evidence.confirms_path(),
                    // The path may have been taken by another article since.
                    State::Gone | State::Adopted => {
                        confirmed && evidence.score() >= POSSIBLE && evidence.is_telling()
                    }
                };
                if agrees {
                    pairs.push(Pair { position, id, evidence });
                }
            }
        }
        // What was there at the last publication comes before what was there earlier.
        let earlier = |pair: &Pair<'_>| self.ledger.articles[pair.id].state != State::Present;
        pairs.sort_by(|one, other| {
            earlier(one).cmp(&earlier(other)).then_with(|| strongest_first(one, other))
        });
        for Pair { position, id, .. } in pairs {
            // An id that another article writes is claimed all the same, so that both are told.
            let is_free = !self.claimed.contains(id) && (confirmed || !self.written.contains(id));
            if self.ids[position].is_none() && is_free {
                self.claim(position, id);
            }
        }
    }

    /// Claims by a part of the permalink, where that leaves no choice; `confirmed`: of those whose
    /// title or body agrees.
    fn by_adopted_permalink(&mut self, part: fn(&str) -> String, confirmed: bool) {
        let mut adopted: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (id, remembered) in &self.ledger.articles {
            if remembered.state == State::Adopted && !self.is_taken(id) {
                adopted.entry(part(&remembered.first_permalink)).or_default().push(id);
            }
        }
        if adopted.is_empty() {
            return;
        }
        let mut files: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for position in self.unknown() {
            files.entry(part(&self.articles[position].permalink)).or_default().push(position);
        }
        for (part, positions) in files {
            let Some(ids) = adopted.get(&part) else { continue };
            if positions.len().max(ids.len()) > MOST_SHARED {
                continue;
            }
            let pairs = positions.iter().flat_map(|at| ids.iter().map(|id| (*at, *id)));
            let agree = |(at, id): &(usize, &str)| {
                let remembered = &self.ledger.articles[*id];
                let evidence = Evidence::of(&self.articles[*at], self.titles[*at], remembered);
                !confirmed || evidence.is_telling()
            };
            let pairs: Vec<(usize, &str)> = pairs.filter(agree).collect();
            for (at, id) in &pairs {
                if pairs.iter().filter(|pair| pair.0 == *at || pair.1 == *id).count() == 1 {
                    self.claim(*at, id);
                }
            }
        }
    }

    /// Claims what the evidence makes certain, and tells what else it makes possible.
    fn by_evidence(&mut self) -> Vec<(usize, Recognised)> {
        let pairs = self.pairs();
        let shared = if pairs.is_empty() { BTreeSet::new() } else { self.shared_instants() };
        let mut of_article: BTreeMap<usize, Vec<&Pair<'a>>> = BTreeMap::new();
        let mut of_id: BTreeMap<&str, Vec<&Pair<'a>>> = BTreeMap::new();
        for pair in &pairs {
            of_article.entry(pair.position).or_default().push(pair);
            of_id.entry(pair.id).or_default().push(pair);
        }
        let mut recognised = Vec::new();
        for pair in &pairs {
            if !self.is_open(pair) {
                continue;
            }
            let score = pair.evidence.score();
            let mut others = of_article[&pair.position].iter().chain(&of_id[pair.id]);
            let has_rival = others.any(|other| {
                (other.position, other.id) != (pair.position, pair.id)
                    && self.is_open(other)
                    && other.evidence.score() + MARGIN > score
            });
            let alone = !shared.contains(&self.articles[pair.position].published);
            let adopted = self.ledger.articles[pair.id].state == State::Adopted;
            let certain = pair.evidence.is_certain(alone, adopted) && !has_rival;
            recognised.push((pair, self.told(pair, certain)));
            if certain {
                self.claim(pair.position, pair.id);
            }
        }
        recognised.retain(|(pair, told)| told.certain || self.is_open(pair));
        recognised.into_iter().map(|(pair, told)| (pair.position, told)).collect()
    }

    /// The instants that more than one article has, or more than one had.
    fn shared_instants(&self) -> BTreeSet<Timestamp> {
        let twice = |instants: &mut dyn Iterator<Item = Timestamp>| -> BTreeSet<Timestamp> {
            let mut once = BTreeSet::new();
            instants.filter(|instant| !once.insert(*instant)).collect()
        };
        let mut shared = twice(&mut self.articles.iter().map(|article| article.published));
        shared.extend(twice(&mut self.ledger.articles.values().map(|known| known.published)));
        shared
    }

    /// Whether neither of the two is known to be another.
    fn is_open(&self, pair: &Pair<'a>) -> bool {
        self.ids[pair.position].is_none() && !self.is_taken(pair.id)
    }

    fn told(&self, pair: &Pair<'a>, certain: bool) -> Recognised {
        let before = &self.ledger.articles[pair.id];
        Recognised {
            path: self.articles[pair.position].source.path.to_string(),
            before: if before.path.is_empty() { &before.first_permalink } else { &before.path }
                .to_string(),
            id: pair.id.to_owned(),
            evidence: pair.evidence,
            certain,
        }
    }

    /// The pairs of unknown and missing that are worth a look, strongest first.
    fn pairs(&self) -> Vec<Pair<'a>> {
        let unknown = self.unknown();
        if unknown.is_empty() {
            return Vec::new();
        }
        // An article whose file is a draft now may go on in another file.
        let missing = self.ledger.articles.iter().filter(|(id, _)| !self.is_taken(id));
        let mut by_clue: BTreeMap<Clue, Vec<(&'a str, &'a Remembered)>> = BTreeMap::new();
        for (id, remembered) in missing {
            let Remembered { published, title, body, .. } = remembered;
            for clue in clues(*published, *title, *body) {
                by_clue.entry(clue).or_default().push((id, remembered));
            }
        }
        let mut pairs = Vec::new();
        for position in unknown {
            let article = &self.articles[position];
            let title = self.titles[position];
            let found: BTreeMap<&str, &Remembered> =
                clues(article.published, title, article.source.body)
                    .iter()
                    .filter_map(|clue| by_clue.get(clue))
                    .filter(|sharing| sharing.len() <= MOST_SHARED)
                    .flatten()
                    .copied()
                    .collect();
            for (id, remembered) in found {
                let evidence = Evidence::of(article, self.titles[position], remembered);
                if evidence.score() >= POSSIBLE && evidence.is_telling() {
                    pairs.push(Pair { position, id, evidence });
                }
            }
        }
        pairs.sort_by(strongest_first);
        pairs
    }
}

fn strongest_first(one: &Pair<'_>, other: &Pair<'_>) -> std::cmp::Ordering {
    let key = |pair: &Pair<'_>| (std::cmp::Reverse(pair.evidence.score()), pair.position);
    key(one).cmp(&key(other)).then_with(|| one.id.cmp(other.id))
}

/// What an article and a remembered one must share for the two to be compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Clue {
    Instant(Timestamp),
    Title(TitleFingerprint),
    Body(usize, [u8; 4]),
}

fn clues(
    published: Timestamp,
    title: Option<TitleFingerprint>,
    body: Option<BodyFingerprint>,
) -> Vec<Clue> {
    let groups = body.into_iter().flat_map(BodyFingerprint::groups);
    std::iter::once(Clue::Instant(published))
        .chain(title.map(Clue::Title))
        .chain(groups.map(|(place, digits)| Clue::Body(place, digits)))
        .collect()
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
