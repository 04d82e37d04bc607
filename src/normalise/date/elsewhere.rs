//! Where Jekyll or Hugo publishes another instant for the same date, without a word.
//!
//! Their readings were taken from Jekyll 4 on Ruby 3.1 and from Hugo 0.168.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};

use super::form::{self, Calendar, Form, Written};
use super::local::rfc3339;
use super::remark::Remark;
use super::zone::{WrittenZone, ZoneKind};
use super::{Reading, Rules, resolve};
use crate::model::{Scalar, Span, Zone};
use crate::problem::Code;

/// A site generator that reads dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    /// Jekyll.
    Jekyll,
    /// Hugo.
    Hugo,
}

/// What `generator` publishes for a date that Feedmill has read as `reading`, where it is another
/// instant.
#[must_use]
pub fn elsewhere(
    written: &Scalar,
    reading: &Reading,
    rules: &Rules,
    generator: Generator,
) -> Option<Remark> {
    let parsed = form::parse(&written.text).ok()?;
    let other = match generator {
        Generator::Jekyll => by_jekyll(written, &parsed, rules.zone)?,
        Generator::Hugo => by_hugo(written, &parsed, rules.zone)?,
    };
    let ours = reading.timestamp.utc();
    let same = matches!(other.instant, Some(instant) if instant == ours);
    (!same).then(|| {
        let (name, mistake) = (generator.name(), other.mistake);
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

impl Generator {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jekyll => "Jekyll",
            Self::Hugo => "Hugo",
        }
    }
}

/// What another program makes of a date. Without an instant it is one of its clock.
struct Other {
    instant: Option<DateTime<Utc>>,
    span: Span,
    mistake: &'static str,
}

fn by_jekyll(scalar: &Scalar, written: &Written<'_>, zone: Zone) -> Option<Other> {
    let Written::Calendar(written) = written else { return None };
    if !knows_month(scalar, written) {
        let span = written.month.span.clone();
        return Some(Other { instant: None, span, mistake: "knows English months only" });
    }
    let local = local(written)?;
    let by_yaml = scalar.plain && is_yaml_timestamp(&scalar.text, written);
    match &written.zone {
        None if by_yaml => Some(Other {
            instant: Some(local.and_utc()),
            span: written.clock.as_ref()?.span.clone(),
            mistake: "takes an unquoted time without an offset for UTC",
        }),
        None => later_in_fold(written, local, zone),
        Some(WrittenZone { kind, span }) => {
            let (instant, mistake) = match kind {
                ZoneKind::Name(name) if name.contains('/') => {
                    (first_instant(local, zone)?, "does not know the names of zones")
                }
                ZoneKind::Offset { west: true, hours, .. } if by_yaml && hours.value == 0 => (
                    (local + TimeDelta::minutes(kind.minutes_east()?)).and_utc(),
                    "drops the sign of an offset below one hour",
                ),
                ZoneKind::Offset { hours, minutes: None, .. }
                    if !by_yaml && hours.span.len() <= 2 && written.form == Form::Iso =>
                {
                    (first_instant(local, zone)?, "drops an offset without minutes here")
                }
                ZoneKind::Offset { .. } if written.year_again.is_some() => {
                    (first_instant(local, zone)?, "drops the offset after a second year")
                }
                ZoneKind::Offset { .. } if scalar.text.contains('\u{2212}') => {
                    (first_instant(local, zone)?, "does not know this minus sign")
                }
                _ => return None,
            };
            Some(Other { instant: Some(instant), span: span.clone(), mistake })
        }
    }
}

fn by_hugo(scalar: &Scalar, written: &Written<'_>, zone: Zone) -> Option<Other> {
    let whole = 0..scalar.text.len();
    let seconds = scalar.text.parse().ok().filter(|_| scalar.plain);
    if let Some(seconds) = seconds {
        let instant = Some(DateTime::from_timestamp(seconds, 0)?);
        return Some(Other {
            instant,
            span: whole,
            mistake: "takes a number for seconds since 1970",
        });
    }
    let Written::Calendar(written) = written else { return None };
    let local = local(written)?;
    match &written.zone {
        None => later_in_fold(written, local, zone),
        Some(WrittenZone { kind: ZoneKind::Name(name), span })
            if matches!(written.form, Form::DayMonth | Form::YearLast)
                && !name.eq_ignore_ascii_case("UTC") =>
        {
            let instant = Some(first_instant(local, zone)?);
            let mistake = "drops the name of the zone and takes the site's";
            Some(Other { instant, span: span.clone(), mistake })
        }
        Some(_) => None,
    }
}

/// The local time of a date with a time of day.
fn local(written: &Calendar<'_>) -> Option<NaiveDateTime> {
    let date = resolve::date(written).ok()?;
    let time = resolve::time(written.clock.as_ref()?).ok()?;
    Some(date.and_time(time.time) + TimeDelta::days(i64::from(time.next_day)))
}

/// Whether Ruby's `Time.parse` finds the month: it looks at three letters.
fn knows_month(scalar: &Scalar, written: &Calendar<'_>) -> bool {
    const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
    let text = scalar.text.get(written.month.span.clone()).unwrap_or_default();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits || text.get(..3).is_some_and(|name| MONTHS.contains(&name.to_ascii_lowercase()))
}

/// Whether Ruby's YAML reader makes a time of it by itself, which takes seconds.
fn is_yaml_timestamp(text: &str, written: &Calendar<'_>) -> bool {
    written.form == Form::Iso
        && text.is_ascii()
        && written.weekday.is_none()
        && written.year_again.is_none()
        && written.clock.as_ref().is_some_and(|clock| {
            clock.second.is_some() && clock.half.is_none() && clock.doubled.is_none()
        })
}

fn first_instant(local: NaiveDateTime, zone: Zone) -> Option<DateTime<Utc>> {
    Some(zone.from_local_datetime(&local).earliest()?.to_utc())
}

/// Both take the later of two instants.
fn later_in_fold(written: &Calendar<'_>, local: NaiveDateTime, zone: Zone) -> Option<Other> {
    let later = zone.from_local_datetime(&local).latest()?;
    Some(Other {
        instant: Some(later.to_utc()),
        span: written.clock.as_ref()?.span.clone(),
        mistake: "takes the later of two times",
    })
}
