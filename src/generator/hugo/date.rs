//! Hugo's own reading of dates, as Hugo 0.168 has it.

use chrono::DateTime;

use crate::date::form::{Form, WrittenDate};
use crate::date::zone::{WrittenZone, ZoneKind};
use crate::date::{Other, first_instant, later_in_fold, local};
use crate::model::{Scalar, Zone};

/// Hugo's reading of a date, where it may differ.
pub(super) fn read(scalar: &Scalar, written: &WrittenDate<'_>, zone: Zone) -> Option<Other> {
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
    let WrittenDate::Calendar(written) = written else { return None };
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
