//! The ledger as a text: one line an article or file, sorted, so that two branches merge.
//!
//! The lines of articles are sorted by a hash of the id: what two people publish on one day stands
//! far apart, and git merges it. Where `.gitattributes` says `merge=union`, changes of one line
//! merge too: both versions of it stay, and reading them is the same in either order.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Component, Path};
use std::str::FromStr;
use std::sync::Arc;

use chrono::DateTime;

use crate::model::{
    Edition, Fingerprint, Known, Ledger, LedgerEntry, LedgerFeed, State, Timestamp,
};
use crate::problem::{Code, Place, Problem};

const HEADER: &str = "# feedmill.lock 1: which id each published article has. Commit this file.";

/// What stands in a column that has nothing to say.
const NOTHING: &str = "-";

/// How many bytes are put together before they are written.
const CHUNK: usize = 128 * 1024;

const STATES: [(&str, State); 3] =
    [("article", State::Present), ("adopted", State::Adopted), ("gone", State::Gone)];

/// Writes the text of a ledger.
///
/// A million articles have a quarter of a gigabyte of it, so it is never in memory as a whole.
pub(super) fn write(ledger: &Ledger, to: &mut dyn Write) -> io::Result<()> {
    let articles = &ledger.articles;
    let line_at = |at: u32| Line::new(articles.at(at), articles.keys()[at as usize]);
    // At a million articles numbers are less than what they lead to.
    let mut order: Vec<u32> = (0_u32..).take(articles.len()).collect();
    order.sort_by(|one, other| line_at(*one).order(&line_at(*other)));
    let mut others: Vec<String> =
        ledger.feeds.iter().flat_map(|(folder, feed)| feed_lines(folder, feed)).collect();
    others.extend(ledger.files.iter().map(|path| line(&["file", path])));
    others.extend(ledger.addresses.iter().map(|address| line(&["address", address])));
    others.extend(ledger.zones.iter().map(|zones| line(&["zones", zones])));
    others.sort_unstable();

    let mut text = format!("{HEADER}\n");
    let mut others = others.into_iter().peekable();
    for line in order.into_iter().map(line_at) {
        while let Some(other) = others.next_if(|other| other.as_str() < line.kind) {
            text.push_str(&other);
        }
        line.push(&mut text);
        if text.len() >= CHUNK {
            to.write_all(text.as_bytes())?;
            text.clear();
        }
    }
    text.extend(others);
    to.write_all(text.as_bytes())
}

fn kind(state: State) -> &'static str {
    STATES.iter().find(|(_, other)| *other == state).map_or("", |(kind, _)| kind)
}

/// The line of an article.
struct Line<'a> {
    kind: &'static str,
    key: u32,
    id: &'a str,
    article: &'a LedgerEntry,
}

impl<'a> Line<'a> {
    fn new((id, article): &'a Known, key: u32) -> Self {
        Self { kind: kind(article.state), key, id, article }
    }

    /// The order of the texts: the digits of a key sort as its number does.
    fn order(&self, other: &Self) -> Ordering {
        let start = |line: &Self| (line.kind, line.key);
        start(self).cmp(&start(other)).then_with(|| {
            let text = |line: &Self| {
                let mut text = String::new();
                line.push(&mut text);
                text
            };
            text(self).cmp(&text(other))
        })
    }

    fn push(&self, text: &mut String) {
        let LedgerEntry { published, path, first_permalink, title, body, .. } = self.article;
        text.push_str(self.kind);
        // Writing to a string cannot fail.
        let _ = write!(text, "\t{:08x}", self.key);
        for column in [self.id, path, first_permalink] {
            text.push('\t');
            push_escaped(text, column);
        }
        text.push('\t');
        text.push_str(&utc(*published));
        push_fingerprint(text, title.as_ref());
        push_fingerprint(text, body.as_ref());
        text.push('\n');
    }
}

fn push_fingerprint<const BYTES: usize>(
    text: &mut String,
    fingerprint: Option<&Fingerprint<BYTES>>,
) {
    text.push('\t');
    match fingerprint {
        Some(fingerprint) => text.extend(fingerprint.digits()),
        None => text.push_str(NOTHING),
    }
}

/// The line of a feed, one of its edition, and one for each page of its archive.
fn feed_lines(folder: &str, feed: &LedgerFeed) -> Vec<String> {
    let ended = feed.ended.map_or_else(|| NOTHING.to_owned(), utc);
    let mut lines = vec![line(&["feed", folder, &feed.id, &feed.title, &ended])];
    if let Some(Edition { since, digest }) = feed.edition {
        lines.push(line(&["edition", folder, &utc(since), &format!("{digest:016x}")]));
    }
    for (index, ids) in feed.pages.iter().enumerate() {
        let number = (index + 1).to_string();
        let ids = ids.iter().map(|id| &**id);
        let columns: Vec<&str> = ["page", folder, &number].into_iter().chain(ids).collect();
        lines.push(line(&columns));
    }
    lines
}

/// `2024-06-27T11:49:00Z`.
fn utc(timestamp: Timestamp) -> String {
    Timestamp::new(timestamp.utc().fixed_offset()).to_rfc3339()
}

fn line(columns: &[&str]) -> String {
    let mut line = String::new();
    for column in columns {
        if !line.is_empty() {
            line.push('\t');
        }
        push_escaped(&mut line, column);
    }
    line.push('\n');
    line
}

/// A ledger that is read line by line.
#[derive(Default)]
pub(super) struct LedgerReader {
    articles: Vec<Known>,
    ledger: Ledger,
    editions: BTreeMap<String, Edition>,
    pages: Pages,
}

impl LedgerReader {
    /// Takes a line; nothing if it cannot be understood.
    pub(super) fn line(&mut self, line: &str) -> Option<()> {
        let line = line.trim_end_matches(['\n', '\r']);
        // With the line ends of old Macs the file would be one comment.
        if line.contains('\r') {
            return None;
        }
        if line.is_empty() || line.starts_with('#') {
            return Some(());
        }
        let columns: Option<Vec<Cow<'_, str>>> = line.split('\t').map(unescaped).collect();
        let columns = columns?;
        let columns: Vec<&str> = columns.iter().map(|column| &**column).collect();
        self.columns(&columns)
    }

    fn columns(&mut self, columns: &[&str]) -> Option<()> {
        let Self { articles, ledger, editions, pages } = self;
        let (kind, rest) = columns.split_first()?;
        if let Some((_, state)) = STATES.iter().find(|(name, _)| name == kind) {
            articles.push(article(*state, rest.try_into().ok()?)?);
            return Some(());
        }
        match *columns {
            // A ledger that somebody sends must not have files removed elsewhere.
            ["file", file] if is_relative(file) => {
                ledger.files.insert(file.to_owned());
            }
            // After a merge the older of two counts: then nothing that moves goes without a reason.
            ["zones", zones] => {
                let known = ledger.zones.get_or_insert_with(|| zones.to_owned());
                *known = zones.min(known).to_owned();
            }
            ["address", address] => drop(ledger.addresses.insert(address.to_owned())),
            ["feed", folder, id, title, ended] if is_relative(folder) => {
                let ended = if ended == NOTHING { None } else { Some(instant(ended)?) };
                let (id, title) = (id.to_owned(), title.to_owned());
                let feed = LedgerFeed { ended, id, title, edition: None, pages: Vec::new() };
                let known = ledger.feeds.entry(folder.to_owned()).or_insert_with(|| feed.clone());
                if feed < *known {
                    *known = feed;
                }
            }
            ["edition", folder, since, digest] if is_relative(folder) => {
                let digest = u64::from_str_radix(digest, 16).ok()?;
                let edition = Edition { since: instant(since)?, digest };
                let known = editions.entry(folder.to_owned()).or_insert(edition);
                *known = edition.max(*known);
            }
            // After a merge a page may stand here twice: then it has the ids of both.
            ["page", folder, number, ref ids @ ..] if is_relative(folder) => {
                let index = number.parse::<u16>().ok()?.checked_sub(1)?;
                let page = pages.entry((folder.to_owned(), index)).or_default();
                page.extend(ids.iter().map(|id| Arc::from(*id)));
            }
            _ => return None,
        }
        Some(())
    }

    /// What all lines say together.
    pub(super) fn finish(self) -> Ledger {
        let Self { articles, mut ledger, editions, pages } = self;
        ledger.articles = articles.into_iter().collect();
        for (folder, edition) in editions {
            if let Some(feed) = ledger.feeds.get_mut(&folder) {
                feed.edition = Some(edition);
            }
        }
        for ((folder, index), ids) in pages {
            if let Some(feed) = ledger.feeds.get_mut(&folder) {
                feed.pages.resize(usize::from(index), BTreeSet::new());
                feed.pages.push(ids);
            }
        }
        ledger
    }
}

/// Reads the text of a ledger; `path` is what messages call it.
pub(super) fn parse(path: &str, text: &str) -> Result<Ledger, Problem> {
    let mut reader = LedgerReader::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if reader.line(line).is_none() {
            let line = line.trim_end();
            let end = |length| start + length;
            return Err(match line.find('\r').map(end) {
                Some(end) => carriage_return(Place::in_text(path, &text[..end], start..end)),
                None => invalid(Place::in_text(path, text, start..end(line.len()))),
            });
        }
        start += line.len();
    }
    Ok(reader.finish())
}

/// What is told of a line that cannot be understood.
fn invalid(place: Place) -> Problem {
    Problem::new(Code::LedgerInvalid, "this line of the ledger cannot be understood")
        .at(place)
        .label("expected `article`, `adopted`, `gone`, `feed`, `edition`, `page`, `address`, `zones` or `file`, and what is known of it")
        .help("after a merge, keep the lines of both sides and take out those of git; else restore the last version of the file")
}

/// What is told of a line that has no line feed at its end.
fn carriage_return(place: Place) -> Problem {
    Problem::new(Code::LedgerInvalid, "a line of the ledger ends in a carriage return alone")
        .at(place)
        .label("expected a line feed after this")
        .help("save the file with the line ends of Unix or Windows, or restore its last version")
}

/// The ids on archive pages, by the folder of the feed and the number of the page, from 0.
type Pages = BTreeMap<(String, u16), BTreeSet<Arc<str>>>;

/// What stands in the columns of an article after its kind.
fn article(state: State, columns: [&str; 7]) -> Option<Known> {
    let [_, id, path, first_permalink, published, title, body] = columns;
    let article = LedgerEntry {
        state,
        published: instant(published)?,
        path: path.into(),
        first_permalink: first_permalink.into(),
        title: fingerprint(title).ok()?,
        body: fingerprint(body).ok()?,
    };
    // Most articles have the address that they were first known by.
    let id = if id == first_permalink { Arc::clone(&article.first_permalink) } else { id.into() };
    Some((id, article))
}

fn instant(column: &str) -> Option<Timestamp> {
    DateTime::parse_from_rfc3339(column).ok().map(Timestamp::new)
}

/// A fingerprint or none.
fn fingerprint<T: FromStr>(column: &str) -> Result<Option<T>, T::Err> {
    if column == NOTHING { Ok(None) } else { column.parse().map(Some) }
}

/// Whether `path` leads to a place below where it begins, or there, and says so in one way.
fn is_relative(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.contains('\0')
        && parts.all(|part| matches!(part, Component::Normal(_)))
        // `components` passes over these.
        && (path.is_empty() || path.split('/').all(|part| !matches!(part, "" | ".")))
}

/// A column without tabs and line ends of its own.
fn push_escaped(line: &mut String, column: &str) {
    let mut rest = column;
    while let Some(at) = rest.find(['\\', '\t', '\n', '\r']) {
        line.push_str(&rest[..at]);
        line.push_str(match rest.as_bytes()[at] {
            b'\\' => "\\\\",
            b'\t' => "\\t",
            b'\n' => "\\n",
            _ => "\\r",
        });
        rest = &rest[at + 1..];
    }
    line.push_str(rest);
}

fn unescaped(column: &str) -> Option<Cow<'_, str>> {
    if !column.contains('\\') {
        return Some(Cow::Borrowed(column));
    }
    let mut text = String::with_capacity(column.len());
    let mut characters = column.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(Cow::Owned(text))
}
