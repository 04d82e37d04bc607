//! Dates that somebody mistyped or moved.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration};

use super::{Subject, World};
use crate::config::Field;
use crate::problem::{Code, Place, Problems};

/// The Web is younger.
const FIRST_YEAR: i32 = 1990;

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    let mut by_instant = BTreeMap::new();
    for subject in subjects {
        let published = subject.article.published.utc();
        let at_date =
            |code, message: String| subject.problem_at(Field::Date, code, message, world.config);
        if published > world.now + Duration::days(2 * 366) {
            let message = format!("`{}` is years away", subject.article.published.to_rfc3339());
            problems.push(
                at_date(Code::DateFarFuture, message)
                    .label("the article is withheld until then")
                    .help("check the year"),
            );
        }
        let year = published.with_timezone(&world.config.timezone).year();
        if year < FIRST_YEAR {
            problems.push(
                at_date(Code::DateBefore1990, format!("the article is of {year}"))
                    .label("older than the Web")
                    .help("check the year; readers sort it below everything else"),
            );
        }
        let before = world.ledger.articles.get(&subject.article.id.value);
        let before = before.map(|(_, before)| before);
        if let Some(before) = before.filter(|before| before.published.utc() != published) {
            let message =
                format!("the article was published as of {}", before.published.to_rfc3339());
            problems.push(
                at_date(Code::DateRedated, message)
                    .label("it is of another instant now")
                    .help("readers may show it as new; to tell of a change, write `updated: …`"),
            );
        }
        let updated = subject.article.updated.utc();
        if let Some(other) = by_instant.insert(updated, subject) {
            let field = match world.config.fields.find(Field::Updated, &subject.draft.front_matter)
            {
                Some(_) => Field::Updated,
                None => Field::Date,
            };
            let message = "another article was updated at the same instant".to_owned();
            problems.push(
                subject
                    .problem_at(field, Code::UpdatedDuplicate, message, world.config)
                    .label("their order is left to the reader")
                    .related(Place::of_file(&other.article.source.path), "")
                    .help("write a time of day in one of them"),
            );
        }
    }
}
