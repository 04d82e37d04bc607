//! Jekyll's own reading of dates, as Jekyll 4 on Ruby 3.1 has it.

use chrono::{NaiveDate, TimeDelta};

use crate::date::form::{self, Calendar, Form, WrittenDate};
use crate::date::zone::{WrittenZone, ZoneKind};
use crate::date::{Other, first_instant, later_in_fold, local};
use crate::model::{Scalar, Zone};

/// Jekyll's reading of a date, where it may differ.
pub(super) fn read(scalar: &Scalar, written: &WrittenDate<'_>, zone: Zone) -> Option<Other> {
    let WrittenDate::Calendar(written) = written else { return None };
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

/// A date that people would ask about, as Ruby's `Time.parse` takes it: of numbers alone the day stands
/// before the month, a day behind the last of its month is one of the next, and a zone counts only beside
/// a time of day. Nothing where Ruby refuses it too.
pub(super) fn settled(written: &str) -> Option<String> {
    let dated = without_lonely_zone(written.trim());
    let dated = day_first(dated).unwrap_or_else(|| dated.to_owned());
    let Ok(WrittenDate::Calendar(calendar)) = form::parse(&dated) else { return None };
    let year = i32::try_from(calendar.year.value).ok()?;
    let (month, day) = (calendar.month.value, calendar.day.value);
    if NaiveDate::from_ymd_opt(year, month, day).is_some() {
        return Some(dated);
    }
    let first = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1..=31).contains(&day))?;
    let date = first + TimeDelta::days(i64::from(day) - 1);
    let span = calendar.span();
    Some(format!("{}{date}{}", dated.get(..span.start)?, dated.get(span.end..)?))
}

/// `11-9-2017` as `2017-09-11`, with what stands behind it.
fn day_first(text: &str) -> Option<String> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let mark = date.chars().find(|mark| matches!(mark, '-' | '/' | '.'))?;
    let parts: Vec<u32> = date.split(mark).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [day @ 1..=31, month @ 1..=12, year @ 1000..=9999] = parts[..] else { return None };
    Some(format!("{year}-{month:02}-{day:02}{rest}"))
}

/// A date alone without the zone behind it.
fn without_lonely_zone(text: &str) -> &str {
    let Some((date, zone)) = text.rsplit_once(' ') else { return text };
    let is_name = zone.len() > 1 && zone.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_offset = zone.strip_prefix(['+', '-']).is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    });
    if (is_name || is_offset) && !date.contains(':') { date.trim_end() } else { text }
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
