//! The ledger as a text: one line an article or file, sorted, so that two branches merge.
//!
//! The lines of articles are sorted by a hash of the id: what two people publish on one day stands
//! far apart, and git merges it. Where `.gitattributes` says `merge=union`, changes of one line
//! merge too: both versions of it stay, and reading them is the same in either order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::{Component, Path};
use std::str::FromStr;
use std::sync::Arc;

use chrono::DateTime;

use crate::model::{Ledger, Remembered, RememberedFeed, State, Timestamp};
use crate::problem::{Code, Place, Problem};

const HEADER: &str = "# feedmill.lock 1: which id each published article has. Commit this file.";

/// What stands in a column that has nothing to say.
const NOTHING: &str = "-";

const STATES: [(&str, State); 3] =
    [("article", State::Present), ("adopted", State::Adopted), ("gone", State::Gone)];

/// The text of a ledger.
pub(super) fn format(ledger: &Ledger) -> String {
    let mut text = format!("{HEADER}\n");
    let mut lines: Vec<String> =
        ledger.articles.iter().map(|(id, article)| article_line(id, article)).collect();
    for (folder, feed) in &ledger.feeds {
        lines.extend(feed_lines(folder, feed));
    }
    lines.extend(ledger.files.iter().map(|path| line(&["file", path])));
    lines.sort_unstable();
    text.extend(lines);
    text
}

fn article_line(id: &str, article: &Remembered) -> String {
    let Remembered { state, published, path, first_permalink, title, body } = article;
    let kind = STATES.iter().find(|(_, other)| other == state).map_or("", |(kind, _)| kind);
    let (title, body) = (or_nothing(title.as_ref()), or_nothing(body.as_ref()));
    line(&[kind, &key(id), id, path, first_permalink, &utc(*published), &title, &body])
}

/// The line of a feed, and one for each page of its archive.
fn feed_lines(folder: &str, feed: &RememberedFeed) -> Vec<String> {
    let ended = feed.ended.map_or_else(|| NOTHING.to_owned(), utc);
    let mut lines = vec![line(&["feed", folder, &feed.id, &feed.title, &ended])];
    for (index, ids) in feed.pages.iter().enumerate() {
        let number = (index + 1).to_string();
        let ids = ids.iter().map(|id| &**id);
        let columns: Vec<&str> = ["page", folder, &number].into_iter().chain(ids).collect();
        lines.push(line(&columns));
    }
    lines
}

fn utc(timestamp: Timestamp) -> String {
    timestamp.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Eight digits that scatter the lines, and order them the same for everybody.
fn key(id: &str) -> String {
    let mut hash = blake3::hash(id.as_bytes()).to_hex().to_string();
    hash.truncate(8);
    hash
}

fn or_nothing(fingerprint: Option<&impl Display>) -> String {
    fingerprint.map_or_else(|| NOTHING.to_owned(), ToString::to_string)
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

/// Reads the text of a ledger; `path` is what messages call it.
pub(super) fn parse(path: &str, text: &str) -> Result<Ledger, Problem> {
    let mut ledger = Ledger::default();
    let mut pages = Pages::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let invalid = || {
            Problem::new(Code::LedgerInvalid, "this line of the ledger cannot be understood")
                .at(Place::in_text(path, text, span.clone()))
                .label("expected `article`, `adopted`, `gone`, `feed`, `page` or `file`, and what is known of it")
                .help("after a merge, keep the lines of both sides and take out those of git; else restore the last version of the file")
        };
        let columns: Option<Vec<String>> = line.split('\t').map(unescaped).collect();
        read_line(&mut ledger, &mut pages, &columns.ok_or_else(invalid)?).ok_or_else(invalid)?;
    }
    for ((folder, index), ids) in pages {
        if let Some(feed) = ledger.feeds.get_mut(&folder) {
            feed.pages.resize(usize::from(index), BTreeSet::new());
            feed.pages.push(ids);
        }
    }
    Ok(ledger)
}

/// The ids on archive pages, by the folder of the feed and the number of the page, from 0.
type Pages = BTreeMap<(String, u16), BTreeSet<Arc<str>>>;

fn read_line(ledger: &mut Ledger, pages: &mut Pages, columns: &[String]) -> Option<()> {
    match columns {
        [kind, _, id, path, first_permalink, published, title, body] => {
            let (_, state) = STATES.iter().find(|(name, _)| name == kind)?;
            let published = DateTime::parse_from_rfc3339(published).ok()?;
            let article = Remembered {
                state: *state,
                published: Timestamp::new(published),
                path: path.as_str().into(),
                first_permalink: first_permalink.as_str().into(),
                title: fingerprint(title).ok()?,
                body: fingerprint(body).ok()?,
            };
            ledger.add(id.as_str().into(), article);
        }
        // A ledger that somebody sends must not have files removed elsewhere.
        [kind, file] if kind == "file" && is_relative(file) => {
            ledger.files.insert(file.clone());
        }
        [kind, folder, id, title, ended] if kind == "feed" => {
            let ended = match ended.as_str() {
                NOTHING => None,
                ended => Some(Timestamp::new(DateTime::parse_from_rfc3339(ended).ok()?)),
            };
            let (id, title) = (id.clone(), title.clone());
            let feed = RememberedFeed { ended, id, title, pages: Vec::new() };
            let known = ledger.feeds.entry(folder.clone()).or_insert_with(|| feed.clone());
            if feed < *known {
                *known = feed;
            }
        }
        // After a merge a page may stand here twice: then it has the ids of both.
        [kind, folder, number, ids @ ..] if kind == "page" => {
            let index = number.parse::<u16>().ok()?.checked_sub(1)?;
            pages
                .entry((folder.clone(), index))
                .or_default()
                .extend(ids.iter().map(|id| Arc::from(id.as_str())));
        }
        _ => return None,
    }
    Some(())
}

/// A fingerprint or none.
fn fingerprint<T: FromStr>(column: &str) -> Result<Option<T>, T::Err> {
    if column == NOTHING { Ok(None) } else { column.parse().map(Some) }
}

fn is_relative(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// A column without tabs and line ends of its own.
fn push_escaped(line: &mut String, column: &str) {
    for letter in column.chars() {
        match letter {
            '\\' => line.push_str("\\\\"),
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            letter => line.push(letter),
        }
    }
}

fn unescaped(column: &str) -> Option<String> {
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
    Some(text)
}
