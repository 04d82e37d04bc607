//! The ledger as a text: one line an article or file, sorted, so that two branches merge.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Component, Path};

use chrono::DateTime;

use crate::model::{Ledger, Remembered, Timestamp};
use crate::problem::{Code, Place, Problem};

const HEADER: &str = "# feedmill.lock 1: which id each published article has. Commit this file.";

/// The text of a ledger.
pub(super) fn format(ledger: &Ledger) -> String {
    let mut text = format!("{HEADER}\n");
    for (id, article) in &ledger.articles {
        let Remembered { path, first_permalink, published } = article;
        let published = published.utc().format("%Y-%m-%dT%H:%M:%SZ");
        line(&mut text, &["article", id, path, first_permalink, &published.to_string()]);
    }
    for path in &ledger.files {
        line(&mut text, &["file", path]);
    }
    text
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
                .label("expected `article` with id, path, permalink and date, or `file` with a path")
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
            // A ledger that somebody sends must not have files removed elsewhere.
            [kind, file] if kind == "file" && is_relative(file) => {
                files.insert(file.clone());
            }
            _ => return Err(invalid()),
        }
    }
    Ok(Ledger::new(articles, files))
}

fn is_relative(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
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
