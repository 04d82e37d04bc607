//! When an article was published and changed.

use chrono::NaiveDate;

use super::date::{self, Remark, Rules};
use super::fields::{Fields, Written};
use crate::config::Field;
use crate::model::{Span, Timestamp};
use crate::problem::{Code, Problem};

/// The instants of an article.
pub(super) struct Times {
    pub published: Timestamp,
    pub updated: Timestamp,
    /// The day of publication in the site's zone.
    pub day: NaiveDate,
}

/// Reads `date` and `updated`. Nothing after an error.
pub(super) fn times(fields: &mut Fields<'_>) -> Option<Times> {
    if let Some(absence) = fields.absence(Field::Date) {
        let problem = Problem::new(Code::DateMissing, "the article has no date")
            .at(fields.draft.place(&absence))
            .label("expected a line `date: …` in here")
            .help("write a line such as `date: 2024-06-27 13:49:00 +02:00`");
        fields.report(problem);
    }
    let published = instant(fields, Field::Date);
    let updated = instant(fields, Field::Updated);
    let (published, _) = published?;
    let updated = match updated {
        Some((updated, _)) if updated >= published => updated,
        Some((_, span)) => {
            let problem = fields
                .problem(
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
    let day = published.utc().with_timezone(&fields.config.timezone).date_naive();
    Some(Times { published, updated, day })
}

fn instant(fields: &mut Fields<'_>, field: Field) -> Option<(Timestamp, Span)> {
    let written = fields.text(field)?;
    match date::read(&written.value, &Rules::from(fields.config)) {
        Ok(reading) => {
            for note in reading.notes {
                report(fields, &written, note);
            }
            Some((reading.timestamp, written.span))
        }
        Err(refusal) => {
            report(fields, &written, refusal);
            None
        }
    }
}

/// Reports a remark on a written date at its place in the file.
fn report(fields: &mut Fields<'_>, written: &Written, remark: Remark) {
    // Within quotes or a block, the text may stand elsewhere than where the value begins.
    let stands = fields.draft.head[written.span.clone()].find(&written.value);
    let span = stands.map_or_else(
        || written.span.clone(),
        |offset| {
            let start = written.span.start + offset;
            start + remark.span.start..start + remark.span.end
        },
    );
    let place = fields.draft.place(&span);
    fields.report(remark.into_problem(place));
}
