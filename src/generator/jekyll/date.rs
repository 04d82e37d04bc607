//! Jekyll's own reading of dates, as Jekyll 4 on Ruby 3.1 has it.

use chrono::TimeDelta;

use crate::date::form::{Calendar, Form, Written};
use crate::date::zone::{WrittenZone, ZoneKind};
use crate::date::{Other, first_instant, later_in_fold, local};
use crate::model::{Scalar, Zone};

/// Jekyll's reading of a date, where it may differ.
pub(super) fn read(scalar: &Scalar, written: &Written<'_>, zone: Zone) -> Option<Other> {
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
