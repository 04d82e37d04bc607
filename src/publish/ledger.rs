//! The ledger as a text: one line an article or file, sorted, so that two branches merge.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::DateTime;

use crate::model::{Ledger, Remembered, RememberedFeed, Timestamp};
use crate::problem::{Code, Place, Problem};

const HEADER: &str = "# feedmill.lock 1: which id each published article has. Commit this file.";

/// The text of a ledger.
pub(super) fn format(ledger: &Ledger) -> String {
    let mut text = format!("{HEADER}\n");
    for (id, article) in &ledger.articles {
        let Remembered { path, first_permalink, published } = article;
        line(&mut text, &["article", id, path, first_permalink, &utc(*published)]);
    }
    for (folder, feed) in &ledger.feeds {
        let ended = feed.ended.map_or_else(String::new, |ended| utc(ended));
        line(&mut text, &["feed", folder, &feed.id, &feed.title, &ended]);
        for (index, ids) in feed.pages.iter().enumerate() {
            let number = (index + 1).to_string();
            let columns: Vec<&str> = ["page", folder, &number]
                .into_iter()
                .chain(ids.iter().map(String::as_str))
                .collect();
            line(&mut text, &columns);
        }
    }
    for path in &ledger.files {
        line(&mut text, &["file", path]);
    }
    text
}

fn utc(timestamp: Timestamp) -> String {
    timestamp.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn line(text: &mut String, columns: &[&str]) {
    let columns: Vec<String> = columns.iter().map(|column| escaped(column)).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", columns.join("\t"));
}

/// Reads the text of a ledger; `path` is what messages call it.
pub(super) fn parse(path: &str, text: &str) -> Result<Ledger, Problem> {
    let mut articles = BTreeMap::new();
    let mut files = BTreeSet::new();
    let mut feeds: BTreeMap<String, RememberedFeed> = BTreeMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let columns: Option<Vec<String>> = line.split('\t').map(unescaped).collect();
        let invalid = || {
            Problem::new(Code::LedgerInvalid, "this line of the ledger cannot be understood")
                .at(Place::in_text(path, text, span.clone()))
                .label("expected a line that begins with `article`, `feed`, `page` or `file`, with its columns")
                .help("restore the last version of the file; after a merge, keep the lines of both sides")
        };
        match columns.ok_or_else(invalid)?.as_slice() {
            [kind, id, path, first_permalink, published] if kind == "article" => {
                let published = DateTime::parse_from_rfc3339(published).map_err(|_| invalid())?;
                let remembered = Remembered {
                    path: path.clone(),
                    first_permalink: first_permalink.clone(),
                    published: Timestamp::new(published),
                };
                articles.insert(id.clone(), remembered);
            }
            [kind, file] if kind == "file" => {
                files.insert(file.clone());
            }
            [kind, folder, id, title, ended] if kind == "feed" => {
                let ended = match ended.as_str() {
                    "" => None,
                    ended => Some(DateTime::parse_from_rfc3339(ended).map_err(|_| invalid())?),
                };
                let feed = RememberedFeed {
                    id: id.clone(),
                    title: title.clone(),
                    ended: ended.map(Timestamp::new),
                    pages: Vec::new(),
                };
                // After a merge a feed may stand here twice, with pages between.
                feeds.entry(folder.clone()).or_insert(feed);
            }
            [kind, folder, number, ids @ ..] if kind == "page" => {
                let feed = feeds.get_mut(folder).ok_or_else(invalid)?;
                add_page(&mut feed.pages, number, ids).ok_or_else(invalid)?;
            }
            _ => return Err(invalid()),
        }
    }
    Ok(Ledger::new(articles, files, feeds))
}

/// Pages stand in their order. After a merge one may stand twice: then it has the ids of both.
fn add_page(pages: &mut Vec<Vec<String>>, number: &str, ids: &[String]) -> Option<()> {
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    if index == pages.len() {
        pages.push(ids.to_vec());
    } else {
        pages.get_mut(index)?.extend_from_slice(ids);
    }
    Some(())
}

/// A column without tabs and line ends of its own.
fn escaped(column: &str) -> String {
    column.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
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
