//! The people who write, and what they do to the files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use feedmill::normalise::{Recognised, Verdict};

use super::Deed;
use super::judge;
use crate::support::Site;

/// An article as its author knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) mark: String,
    path: String,
    pub(super) title: Vec<&'static str>,
    pub(super) words: Vec<&'static str>,
    /// Minutes after New Year of 2024.
    pub(super) minute: usize,
    draft: bool,
    /// What its author says it is known by, where the tool asked.
    id: Option<String>,
}

/// A site, its articles and its bin.
pub(super) struct Desk {
    site: Site,
    pieces: Vec<Piece>,
    bin: Vec<Piece>,
    /// Each article as it was last published, by its mark.
    published: BTreeMap<String, Piece>,
    count: usize,
    pattern: &'static str,
    base: &'static str,
    feed: String,
}

const WORDS: [&str; 48] = [
    "cloud", "agent", "public", "service", "donnee", "ouvert", "etat", "code", "logiciel", "libre",
    "guichet", "usager", "ecole", "mairie", "region", "impot", "sante", "carte", "reseau",
    "mobile", "fibre", "projet", "equipe", "budget", "marche", "achat", "norme", "audit", "risque",
    "secret", "compte", "clef", "serveur", "page", "site", "image", "texte", "langue", "recit",
    "atelier", "design", "enquete", "mesure", "chiffre", "avis", "rapport", "loi", "decret",
];

const PATTERNS: [&str; 4] =
    ["/actualites/:slug/", "/:year/:month/:slug/", "/:path:slug.html", "/p/:slug"];
const BASES: [&str; 3] =
    ["https://www.example.org", "http://www.example.org", "https://news.example.net/blog"];

fn words(seed: u64, count: usize) -> Vec<&'static str> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..count).map(|_| WORDS[random.usize(..WORDS.len())]).collect()
}

impl Desk {
    pub(super) fn open() -> Self {
        let site = Site::new();
        let (pattern, base) = (PATTERNS[0], BASES[0]);
        let desk = Self {
            site,
            pieces: Vec::new(),
            bin: Vec::new(),
            published: BTreeMap::new(),
            count: 0,
            pattern,
            base,
            feed: String::new(),
        };
        desk.configure();
        desk
    }

    fn configure(&self) {
        let Self { pattern, base, .. } = self;
        let text = format!(
            "title: N\nbase_url: {base}\npermalink: \"{pattern}\"\nfeeds:\n  limit: 500\n  formats: [json]\n"
        );
        self.site.write("feedmill.yaml", text);
    }

    /// The marks of the articles that should be in the feed.
    pub(super) fn marks(&self) -> Vec<String> {
        self.pieces.iter().filter(|piece| !piece.draft).map(|piece| piece.mark.clone()).collect()
    }

    pub(super) fn publish(&mut self, seed: u64) -> usize {
        self.count += 1;
        let number = self.count;
        // No two articles say the same: not even a person could tell such two apart.
        let seed = seed.wrapping_add(u64::try_from(number).unwrap() << 32);
        self.pieces.push(Piece {
            mark: format!("mark{number}"),
            path: format!("content/f{}/n{number}.md", seed % 3),
            title: words(seed, 5),
            words: words(seed ^ 0xABCD, 80),
            minute: number * 977,
            draft: false,
            id: None,
        });
        self.pieces.len() - 1
    }

    pub(super) fn does(&mut self, deed: Deed) {
        let number = self.pieces.len().max(1);
        self.count += 1;
        let fresh = format!("content/g{}/m{}.md", self.count % 4, self.count);
        match deed {
            Deed::Publish(seed) => drop(self.publish(seed)),
            Deed::Withhold(which) => {
                if let Some(piece) = self.pieces.get_mut(which % number) {
                    piece.draft = !piece.draft;
                }
            }
            Deed::Pattern(which) => self.pattern = PATTERNS[which % PATTERNS.len()],
            Deed::Base(which) => self.base = BASES[which % BASES.len()],
            Deed::Delete(which) => {
                if !self.pieces.is_empty() {
                    let piece = self.pieces.remove(which % number);
                    self.bin.push(piece);
                }
            }
            Deed::Restore(which, there) => {
                if !self.bin.is_empty() {
                    let mut piece = self.bin.remove(which % self.bin.len());
                    if !there || self.has_name_of(&piece.path) {
                        piece.path = fresh;
                    }
                    piece.draft = false;
                    self.pieces.push(piece);
                }
            }
            Deed::ReusePath(which, seed) => {
                if let Some(path) =
                    self.bin.get(which % self.bin.len().max(1)).map(|gone| gone.path.clone())
                    && !self.has_name_of(&path)
                {
                    let at = self.publish(seed);
                    self.pieces[at].path = path;
                }
            }
            Deed::Translate(which, seed) => {
                if let Some(minute) = self.pieces.get(which % number).map(|piece| piece.minute) {
                    let at = self.publish(seed);
                    self.pieces[at].minute = minute;
                }
            }
            Deed::TwoAtOnce(seed) => {
                let one = self.publish(seed);
                let other = self.publish(seed.wrapping_mul(31).wrapping_add(7));
                self.pieces[other].minute = self.pieces[one].minute;
            }
            Deed::Swap(one, other) => {
                if one % number != other % number {
                    let path = self.pieces[one % number].path.clone();
                    self.pieces[one % number].path =
                        std::mem::replace(&mut self.pieces[other % number].path, path);
                }
            }
            Deed::MoveFolder(which) => {
                let folder = format!("content/f{}/", which % 3);
                let to = format!("content/h{}/", self.count);
                for piece in &mut self.pieces {
                    piece.path = piece.path.replace(&folder, &to);
                }
            }
            Deed::Branches(one, other, seed) => return self.branches(one, other, seed),
            Deed::Edit(..)
            | Deed::Retitle(..)
            | Deed::Rename(_)
            | Deed::RenameAndEdit(..)
            | Deed::Rewrite(..)
            | Deed::RenameAndRetitle(..)
            | Deed::Redate(_) => {
                self.changes_one(deed, fresh);
            }
            Deed::Copy(which, seed) | Deed::Split(which, seed) => {
                self.takes_half(deed, which, seed);
            }
            Deed::Join(one, other) => {
                if one % number != other % number {
                    let text = self.pieces[other % number].words.clone();
                    self.pieces[one % number].words.extend(text);
                    let joined = self.pieces.remove(other % number);
                    self.bin.push(joined);
                }
            }
            Deed::Minutes(_)
            | Deed::SetAside(..)
            | Deed::Rotate(..)
            | Deed::WriteOver(..)
            | Deed::WithdrawAndFollow(..)
            | Deed::WithdrawAndMove(_) => self.gives_names_away(deed, fresh),
        }
        self.build();
    }

    /// What makes a name, or a model, that of another article.
    fn gives_names_away(&mut self, deed: Deed, fresh: String) {
        let number = self.pieces.len().max(1);
        match deed {
            Deed::Minutes(seed) => {
                let at = self.publish(seed);
                let own = std::mem::take(&mut self.pieces[at].words);
                let (head, foot) = (words(1, 25), words(2, 20));
                self.pieces[at].words = [head, own[..40].to_vec(), foot].concat();
                self.pieces[at].title = words(3, 4);
            }
            Deed::SetAside(which, seed) => {
                if let Some(old) = self.pieces.get(which % number).cloned() {
                    self.pieces[which % number].path = fresh;
                    let at = self.publish(seed);
                    self.pieces[at].path = old.path;
                    let half = self.pieces[at].words.len().min(old.words.len()) / 2;
                    self.pieces[at].words[..half].copy_from_slice(&old.words[..half]);
                }
            }
            Deed::Rotate(one, two, three) => {
                let places = BTreeSet::from([one % number, two % number, three % number]);
                if places.len() == 3 {
                    let places: Vec<usize> = places.into_iter().collect();
                    let first = self.pieces[places[0]].path.clone();
                    self.pieces[places[0]].path = self.pieces[places[1]].path.clone();
                    self.pieces[places[1]].path = self.pieces[places[2]].path.clone();
                    self.pieces[places[2]].path = first;
                }
            }
            Deed::WriteOver(which, seed, titled) if !self.pieces.is_empty() => {
                let old = self.pieces.remove(which % number);
                let at = self.publish(seed);
                self.pieces[at].path.clone_from(&old.path);
                if titled {
                    self.pieces[at].title.clone_from(&old.title);
                }
                self.bin.push(old);
            }
            Deed::WithdrawAndFollow(which, seed) => {
                if let Some(old) = self.pieces.get_mut(which % number) {
                    old.draft = true;
                    let (title, mut nearly) = (old.title.clone(), old.words.clone());
                    let at = self.publish(seed);
                    let start = nearly.len() - 6;
                    nearly.splice(start.., words(seed, 6));
                    (self.pieces[at].title, self.pieces[at].words) = (title, nearly);
                }
            }
            Deed::WithdrawAndMove(which) => {
                if let Some(piece) = self.pieces.get_mut(which % number) {
                    (piece.draft, piece.path) = (true, fresh);
                }
            }
            _ => {}
        }
    }

    /// A new article of which half is that of another, which loses it or not.
    fn takes_half(&mut self, deed: Deed, which: usize, seed: u64) {
        let number = self.pieces.len().max(1);
        let Some(old) = self.pieces.get(which % number).cloned() else { return };
        let (first, second) = old.words.split_at(old.words.len() / 2);
        let at = self.publish(seed);
        if matches!(deed, Deed::Split(..)) {
            self.pieces[which % number].words = first.to_vec();
            self.pieces[at].words = [second, &words(seed, 20)].concat();
        } else {
            self.pieces[at].words = [first, &words(seed, 40)].concat();
        }
    }

    fn changes_one(&mut self, deed: Deed, fresh: String) {
        let number = self.pieces.len().max(1);
        let (Deed::Edit(which, _)
        | Deed::Retitle(which, _)
        | Deed::Rename(which)
        | Deed::RenameAndEdit(which, _)
        | Deed::Rewrite(which, _)
        | Deed::RenameAndRetitle(which, _)
        | Deed::Redate(which)) = deed
        else {
            return;
        };
        let Some(piece) = self.pieces.get_mut(which % number) else { return };
        match deed {
            Deed::Edit(_, seed) => {
                piece.words.truncate(70);
                piece.words.extend(words(seed, 15));
            }
            Deed::Retitle(_, seed) => piece.title = words(seed, 5),
            Deed::Rename(_) => piece.path = fresh,
            Deed::RenameAndEdit(_, seed) => {
                piece.path = fresh;
                piece.title[0] = WORDS[which % WORDS.len()];
                piece.words.splice(10..14, words(seed, 5));
            }
            Deed::Rewrite(_, seed) => piece.words = words(seed, 80),
            Deed::RenameAndRetitle(_, seed) => {
                piece.path = fresh;
                piece.title = words(seed, 5);
            }
            _ => piece.minute += 1,
        }
    }

    /// Two people on two branches: each publishes and changes something, both one article; then
    /// git merges the files, and the ledger line by line.
    fn branches(&mut self, one: usize, other: usize, seed: u64) {
        let base = self.lines();
        let (pieces, number) = (self.pieces.clone(), self.pieces.len());
        self.publish(seed);
        if number > 0 {
            self.pieces[one % number].path = format!("content/k{}.md", self.count);
        }
        self.build();
        let (ours, our_lines) = (std::mem::replace(&mut self.pieces, pieces), self.lines());
        self.put_back(&base);
        let theirs_new = self.publish(seed.wrapping_add(99));
        if number > 0 {
            self.pieces[one % number].title = words(seed ^ 3, 5);
            self.pieces[other % number].words.truncate(60);
        }
        self.build();
        let their_lines = self.lines();

        let mut merged = ours;
        merged.push(self.pieces[theirs_new].clone());
        if number > 0 {
            merged[one % number].title = self.pieces[one % number].title.clone();
            merged[other % number].words = self.pieces[other % number].words.clone();
        }
        self.pieces = merged;
        // What neither side took out, and what either added: git's union.
        let kept =
            base.iter().filter(|line| our_lines.contains(*line) && their_lines.contains(*line));
        let added = our_lines.iter().chain(&their_lines).filter(|line| !base.contains(*line));
        let union: BTreeSet<String> = kept.chain(added).cloned().collect();
        self.put_back(&union);
        self.build();
    }

    /// Whether an article has the file name of `path`, in whatever folder: the name makes the
    /// permalink, and two articles with one permalink are refused.
    fn has_name_of(&self, path: &str) -> bool {
        let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        self.pieces.iter().any(|piece| name(&piece.path) == name(path))
    }

    fn lines(&self) -> BTreeSet<String> {
        let text = fs::read_to_string(self.site.path("feedmill.lock")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    fn put_back(&self, lines: &BTreeSet<String>) {
        // The order must not count.
        let text: Vec<&str> = lines.iter().rev().map(String::as_str).collect();
        self.site.write("feedmill.lock", text.join("\n") + "\n");
    }

    /// Builds but for the feeds on the disk, whose flushing would take most of the time.
    fn build(&mut self) {
        self.configure();
        let _ = fs::remove_dir_all(self.site.path("content"));
        fs::create_dir(self.site.path("content")).unwrap();
        for piece in &self.pieces {
            self.site.write(&piece.path, piece.text());
        }
        let request = self.site.request("2030-01-01T00:00:00Z");
        let publication = loop {
            let publication = feedmill::prepare(&request, &self.site.config()).unwrap();
            let Some((old, new)) = self.unsure(&publication) else {
                if self.says_what_is_new(&publication) {
                    continue;
                }
                break publication;
            };
            feedmill::reassign_id(&request, &self.site.config(), &old, &new).unwrap();
        };
        let feed = publication.bytes("feed.json").unwrap().unwrap();
        self.feed = String::from_utf8(feed).unwrap();
        let ledger = publication.ledger.unwrap();
        self.site.write("feedmill.lock", feedmill::publish::ledger_text(&ledger));
        let shown = self.pieces.iter().filter(|piece| !piece.draft);
        self.published.extend(shown.map(|piece| (piece.mark.clone(), piece.clone())));
    }

    /// What an editor who reads the messages runs `feedmill id keep` with, before anybody sees the
    /// feeds: the tool asks of two articles that are one. It may ask only where it is documented
    /// to.
    fn unsure(&self, publication: &feedmill::Publication) -> Option<(String, String)> {
        let asked = publication.recognised.iter();
        asked.filter(|asked| asked.verdict == Verdict::New).find_map(|asked| {
            let now = self.pieces.iter().find(|piece| piece.path == *asked.path)?;
            let before = self.published.get(&now.mark).filter(|one| one.path == *asked.before)?;
            let is_at_the_instant = |piece: &&Piece| piece.minute == before.minute;
            let present = self.pieces.iter().filter(is_at_the_instant).count();
            let known = self.published.values().filter(is_at_the_instant).count();
            let alone = present <= 1 && known <= 1;
            assert!(!judge::is_plain(before, now, alone), "not known again: {asked:?}");
            Some((asked.id.to_string(), asked.path.to_string()))
        })
    }

    /// What an editor does who reads that an article keeps an id which may be another's: gives it the
    /// id that the message names if it is new.
    fn says_what_is_new(&mut self, publication: &feedmill::Publication) -> bool {
        let doubted = publication.recognised.iter().filter(|asked| asked.verdict == Verdict::Kept);
        for Recognised { path, id, rival, free_id, .. } in doubted {
            let Some(piece) = self.pieces.iter_mut().find(|piece| piece.path == **path) else {
                continue;
            };
            if self.published.get(&piece.mark).is_some_and(|before| before.path == **path) {
                continue;
            }
            let (Some(free_id), None) = (free_id, rival) else {
                panic!("{path} keeps {id}; {rival:?} may be it");
            };
            piece.id = Some(free_id.clone());
            self.site.write(&piece.path, piece.text());
            return true;
        }
        false
    }

    /// What readers fetch now.
    pub(super) fn feed(&self) -> &str {
        &self.feed
    }
}

impl Piece {
    fn text(&self) -> String {
        let Self { mark, title, words, minute, draft, id, .. } = self;
        let id = id.as_ref().map(|id| format!("id: {id}\n")).unwrap_or_default();
        let (day, hour, minute) = (minute / 1440, minute / 60 % 24, minute % 60);
        let (month, day) = (day / 28 % 12 + 1, day % 28 + 1);
        let (title, words) = (title.join(" "), words.join(" "));
        format!(
            "---\ntitle: {title}\ndate: 2024-{month:02}-{day:02} {hour:02}:{minute:02}:00 +00:00\ndraft: {draft}\n{id}---\n{words} {mark}\n"
        )
    }
}
