//! When an article was published and changed.

use chrono::NaiveDateTime;

use super::fields::{Fields, Written, problem};
use crate::config::Field;
use crate::date::{self, Reading, Remark, Rules};
use crate::model::content_path::{self, PathDate};
use crate::model::{Node, Span, Timestamp};
use crate::problem::{Code, Place, Problem};

/// The instants of an article.
pub(super) struct Times {
    pub published: Timestamp,
    pub updated: Timestamp,
    /// From when the article is withheld again.
    pub expires: Option<Timestamp>,
    /// The date and time of publication by the clock that permalinks go by.
    pub local: NaiveDateTime,
}

/// Whether anything says when the article was published.
pub(super) fn is_dated(fields: &Fields<'_>) -> bool {
    fields.find(Field::Date).is_some() || in_path(fields).is_some()
}

fn report_missing(fields: &mut Fields<'_>, absence: &Span) {
    if let Some((key, help)) = fields.misspelled(Field::Date) {
        let problem = problem(Code::DateMissing, "the article has no date", &key)
            .label("this key has no meaning")
            .help(help);
        fields.report(problem);
        return;
    }
    let problem = problem(Code::DateMissing, "the article has no date", absence)
        .label("expected a line `date: …` in here")
        .help("write a line such as `date: 2024-06-27 13:49:00 +02:00`");
    fields.report(problem);
}

/// Reads `date` and `updated`; without a date, takes `otherwise`. Nothing after an error.
pub(super) fn times(fields: &mut Fields<'_>, otherwise: Option<Timestamp>) -> Option<Times> {
    let published = if let Some(absence) = fields.absence(Field::Date) {
        if let Some(date) = in_path(fields) {
            of_path(fields, date).map(|reading| (reading.timestamp, reading.local))
        } else if let Some(instant) = otherwise {
            let local = instant.utc().with_timezone(&fields.config.timezone).naive_local();
            Some((instant, local))
        } else {
            report_missing(fields, &absence);
            None
        }
    } else {
        instant(fields, Field::Date).map(|(reading, _)| (reading.timestamp, reading.local))
    };
    // Permalinks go by the date all the same.
    let profile = fields.config.profile();
    let released = if profile.has_release_dates { instant(fields, Field::Released) } else { None };
    let updated = instant(fields, Field::Updated);
    let expires = instant(fields, Field::Expires).map(|(reading, _)| reading.timestamp);
    let (published, local) = published?;
    let published = released.map_or(published, |(reading, _)| reading.timestamp);
    let zone = fields.config.timezone;
    let day = published.utc().with_timezone(&zone).date_naive();
    let updated = match updated {
        Some((Reading { timestamp, .. }, _)) if timestamp >= published => timestamp,
        // A day alone contains the instant.
        Some((Reading { local, .. }, _)) if local == day.and_time(fields.config.time_of_day) => {
            published
        }
        Some((_, span)) => {
            let problem = problem(
                Code::UpdatedBeforePublished,
                "the article was updated before it was published",
                &span,
            )
            .label(format!("expected an instant after {}", published.to_rfc3339()))
            .help("the feeds say that it was updated when it was published");
            fields.report(problem);
            published
        }
        None => published,
    };
    let local = if profile.has_authors_clock {
        local
    } else {
        published.utc().with_timezone(&fields.config.timezone).naive_local()
    };
    Some(Times { published, updated, expires, local })
}

/// The date in the name of the file, in its folders, or in the address that the article gives.
fn in_path(fields: &Fields<'_>) -> Option<PathDate> {
    content_path::find(&fields.path).or_else(|| {
        let address = fields.find(Field::Permalink)?.as_scalar()?;
        content_path::in_address(&address.text)
    })
}

/// Reads the date of a path, where a year of two digits may come first.
fn of_path(fields: &mut Fields<'_>, date: PathDate) -> Option<Reading> {
    let text = match date.text.split_once('-') {
        Some((year, rest)) if date.short_year && fields.config.profile().has_short_years => {
            let century = if year < "69" { "20" } else { "19" };
            format!("{century}{year}-{rest}")
        }
        _ => date.text,
    };
    let at = Place::of_file(&fields.draft.source.path);
    let read = date::read(&text, &Rules::from(fields.config));
    let in_path = |mut problem: Problem| {
        problem.message = format!("in the path of the file: {}", problem.message);
        problem
    };
    match read.or_else(|refusal| settled(fields, &text, refusal)) {
        Ok(mut reading) => {
            for note in std::mem::take(&mut reading.notes) {
                fields.report(in_path(note.into_problem(at.clone())));
            }
            if date.short_year {
                let problem = Problem::new(
                    Code::DateSlip,
                    format!("the year in the name of the file has two digits, read as `{text}`"),
                )
                .at(at)
                .help("name the file with a year of four digits, or write a `date`");
                fields.report(problem);
            }
            Some(reading)
        }
        Err(refusal) => {
            fields.report(in_path(refusal.into_problem(at)));
            None
        }
    }
}

fn instant(fields: &mut Fields<'_>, field: Field) -> Option<(Reading, Span)> {
    let scalar = fields.find(field).and_then(Node::as_scalar);
    let written = fields.text(field)?;
    if let Some(source) = (fields.config.profile().date_outside)(&written.value) {
        let problem = problem(Code::DateUnknownForm, format!("this is the date {source}"), &written.span)
            .label("Feedmill takes no date from the file system or from git")
            .help("write a date in each article, such as `date: 2024-06-27 13:49:00 +02:00`, or begin the names of the files with it, as in `2024-06-27-name.md`");
        fields.report(problem);
        return None;
    }
    let rules = Rules::from(fields.config);
    let read = date::read(&written.value, &rules);
    match read.or_else(|refusal| settled(fields, &written.value, refusal)) {
        Ok(mut reading) => {
            for note in std::mem::take(&mut reading.notes) {
                report(fields, &written, note);
            }
            let elsewhere = scalar.zip(fields.config.generator).and_then(|(scalar, generator)| {
                generator.date_read_otherwise(scalar, &reading, &rules)
            });
            if let Some(note) = elsewhere {
                report(fields, &written, note);
            }
            Some((reading, written.span))
        }
        Err(refusal) => {
            report(fields, &written, refusal);
            None
        }
    }
}

/// The reading that the site's generator has of a date that is refused otherwise, with a note of it.
///
/// # Errors
/// The refusal, where the generator has none.
fn settled(fields: &Fields<'_>, written: &str, refusal: Remark) -> Result<Reading, Remark> {
    let profile = fields.config.profile();
    let settled = (profile.settled_date)(written);
    let Some(Ok(mut reading)) = settled.map(|text| date::read(&text, &Rules::from(fields.config)))
    else {
        return Err(refusal);
    };
    let label = format!("read as `{}`, as {} does", reading.timestamp.to_rfc3339(), profile.title);
    // Notes are about the text that was read in its place.
    reading.notes = vec![Remark { code: Code::DateSlip, label, ..refusal }];
    Ok(reading)
}

/// Reports a remark on a written date at its place.
fn report(fields: &mut Fields<'_>, written: &Written, remark: Remark) {
    // Within quotes or a block, the text may stand elsewhere than where the value begins.
    let stands = written.span.as_str().find(&written.value);
    let span = stands.map_or_else(
        || written.span.clone(),
        |offset| written.span.part(offset + remark.span.start..offset + remark.span.end),
    );
    fields.report(remark.into_problem(span.place()));
}
