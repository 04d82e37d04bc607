//! `docs/dates.md` is what the code does: every row is run.

use std::collections::BTreeSet;

use chrono_tz::Europe::Paris;
use feedmill::date::Form;

use super::{codes, read_in, refused_in};
use crate::support::{Site, refusal, told};

const PAGE: &str = include_str!("../../docs/dates.md");

/// The cells of the table under the heading `heading`, without its head and its group rows.
pub(super) fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let section = PAGE.split("\n## ").find(|section| section.starts_with(heading));
    let rows: Vec<Vec<_>> = section
        .unwrap()
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells = line.trim_start_matches("| ").trim_end_matches(" |").split(" | ");
            cells.map(code).collect()
        })
        .collect();
    assert!(!rows.is_empty());
    rows
}

/// What stands between backquotes, or the whole cell.
fn code(cell: &'static str) -> &'static str {
    cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`')).unwrap_or(cell).trim_matches('|')
}

#[test]
fn every_accepted_date_has_its_reading() {
    for row in rows("Accepted") {
        let [written, form, instant, warning] = row[..] else { panic!("{row:?}") };
        let reading = read_in(Paris, written);
        let warnings: Vec<_> = warning.split_whitespace().collect();
        let actual = (reading.form.name(), reading.timestamp.to_rfc3339(), codes(&reading));
        assert_eq!(actual, (form, instant.to_owned(), warnings), "{written}");
    }
}

/// The instant at which an article with this front matter is published, or "refused"; and what is
/// told of its date.
fn published(path: &str, generator: &str, front_matter: &str) -> (String, Vec<String>) {
    let text = format!("---\ntitle: Cloud\n{front_matter}---\nCorps\n");
    let site = match generator {
        "" => Site::new().file(&format!("content/{path}"), text),
        generator => {
            let lines = format!("generator: {}\n", generator.to_lowercase());
            Site::new().configured(&lines).file(path, text)
        }
    };
    let instant = |build: &feedmill::Build| build.publication.articles[0].published.to_rfc3339();
    let told = match site.build() {
        Ok(build) => (instant(&build), told(&build)),
        failed => ("refused".to_owned(), refusal(failed)),
    };
    let code = |line: &String| line.split(": ").nth(1).unwrap_or_default().to_owned();
    (told.0, told.1.iter().map(code).collect())
}

#[test]
fn every_date_in_quotes_has_its_reading() {
    for row in rows("In quotes") {
        let [written, instant] = row[..] else { panic!("{row:?}") };
        let actual = published("cloud.md", "", &format!("date: {written}\n"));
        assert_eq!(actual, (instant.to_owned(), vec![]), "{written}");
    }
}

#[test]
fn every_date_in_a_path_has_its_reading() {
    for row in rows("In a path") {
        let [path, generator, instant, code] = row[..] else { panic!("{row:?}") };
        let codes: Vec<_> = code.split_whitespace().map(str::to_owned).collect();
        assert_eq!(published(path, generator, ""), (instant.to_owned(), codes), "{path}");
    }
}

#[test]
fn every_form_has_a_row() {
    let shown: BTreeSet<_> = rows("Accepted").iter().map(|row| row[1]).collect();
    let known: BTreeSet<_> = Form::ALL.iter().map(|form| form.name()).collect();
    assert_eq!(shown, known);
}

#[test]
fn every_refused_date_has_its_code_and_place() {
    for row in rows("Refused") {
        let [written, code, underlined, _] = row[..] else { panic!("{row:?}") };
        let refusal = refused_in(Paris, written);
        assert_eq!((refusal.code.name(), &written[refusal.span]), (code, underlined), "{written}");
    }
}
