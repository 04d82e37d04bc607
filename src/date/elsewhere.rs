//! Where another program publishes another instant for the same date, without a word.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};

use super::Span;
use super::form::{self, Calendar, WrittenDate};
use super::local::rfc3339;
use super::remark::Remark;
use super::{Reading, Rules, resolve};
use crate::model::{Scalar, Zone};
use crate::problem::Code;

/// A program's own reading of a date without an offset in this zone; nothing where it is known to be
/// ours.
pub(crate) type ReadDate = fn(&Scalar, &WrittenDate<'_>, Zone) -> Option<Other>;

/// The reading of another program. Without an instant it is one of that program's clock.
#[derive(Debug)]
pub(crate) struct Other {
    /// The instant.
    pub instant: Option<DateTime<Utc>>,
    /// The bytes of the date that it reads otherwise.
    pub span: Span,
    /// The program's habit, as a predicate.
    pub mistake: &'static str,
}

/// The instant that the program `name` publishes for a date that Feedmill has read as `reading`,
/// where it is another one.
pub(crate) fn elsewhere(
    written: &Scalar,
    reading: &Reading,
    rules: &Rules,
    name: &str,
    read: ReadDate,
) -> Option<Remark> {
    let parsed = form::parse(&written.text).ok()?;
    let other = read(written, &parsed, rules.zone)?;
    let ours = reading.timestamp.utc();
    let same = matches!(other.instant, Some(instant) if instant == ours);
    (!same).then(|| {
        let mistake = other.mistake;
        let message = match other.instant {
            Some(instant) => format!("{name} publishes this date as `{}`", rfc3339(instant)),
            None => format!("{name} publishes this date in the month of its run"),
        };
        Remark::new(Code::DateReadOtherwise, other.span, message)
            .label(format!("read as `{}`", rfc3339(ours)))
            .help(format!(
                "{name} {mistake}: write `2024-06-27 13:49:00 +02:00`, which both read alike"
            ))
    })
}

/// The local time of a date with a time of day.
pub(crate) fn local(written: &Calendar<'_>) -> Option<NaiveDateTime> {
    let date = resolve::date(written).ok()?;
    let time = resolve::time(written.clock.as_ref()?).ok()?;
    Some(date.and_time(time.time) + TimeDelta::days(i64::from(time.next_day)))
}

pub(crate) fn first_instant(local: NaiveDateTime, zone: Zone) -> Option<DateTime<Utc>> {
    Some(zone.from_local_datetime(&local).earliest()?.to_utc())
}

/// Both take the later of two instants.
pub(crate) fn later_in_fold(
    written: &Calendar<'_>,
    local: NaiveDateTime,
    zone: Zone,
) -> Option<Other> {
    let later = zone.from_local_datetime(&local).latest()?;
    Some(Other {
        instant: Some(later.to_utc()),
        span: written.clock.as_ref()?.span.clone(),
        mistake: "takes the later of two times",
    })
}
