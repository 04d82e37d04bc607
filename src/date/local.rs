//! What a local time means in a zone, where clocks are put forward and back.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::OffsetName;

use super::Span;
use super::remark::Remark;
use crate::model::Zone;
use crate::problem::Code;

/// The instant at which clocks in `zone` show `local`, with a remark when they never or twice do.
///
/// A time that clocks skip is moved forward by as much as they were; of two instants it is the
/// earlier one.
pub(super) fn instant(
    local: NaiveDateTime,
    zone: Zone,
    span: &Span,
) -> (DateTime<Utc>, Option<Remark>) {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(instant) => (instant.to_utc(), None),
        MappedLocalTime::Ambiguous(one, other) => {
            let (earlier, later) = (one.min(other), one.max(other));
            let remark = Remark::new(
                Code::DateInFold,
                span.clone(),
                format!("clocks in {zone} showed this time twice that day"),
            )
            .label(format!("read as the earlier, `{}`", rfc3339(earlier.to_utc())))
            .help(format!(
                "write {} for the earlier or {} for the later",
                advice(earlier),
                advice(later),
            ));
            (earlier.to_utc(), Some(remark))
        }
        MappedLocalTime::None => {
            let (before, after) =
                (offset_a_day_off(local, zone, -1), offset_a_day_off(local, zone, 1));
            let instant = (local - before).and_utc();
            let moved = instant.with_timezone(&zone);
            let remark = Remark::new(
                Code::DateInGap,
                span.clone(),
                format!("clocks in {zone} never showed this time that day"),
            )
            .label(format!("read as {}, `{}`", moved.format("%H:%M"), rfc3339(instant)))
            .help(format!(
                "they were put forward by {} minutes: write another time, or an offset",
                (after - before).num_minutes(),
            ));
            (instant, Some(remark))
        }
    }
}

/// What tells an instant from another that clocks show alike: its offset, or where that has seconds,
/// which RFC 3339 cannot write, the whole of it.
fn advice(instant: DateTime<Zone>) -> String {
    let offset = instant.offset().fix();
    if offset.local_minus_utc() % 60 == 0 {
        format!("`{offset}`")
    } else {
        format!("`{}`", rfc3339(instant.to_utc()))
    }
}

/// The offset a day before or after, on the other side of any one change.
fn offset_a_day_off(local: NaiveDateTime, zone: Zone, days: i64) -> TimeDelta {
    let instant = local + TimeDelta::days(days);
    let offset = zone.offset_from_utc_datetime(&instant).fix();
    TimeDelta::seconds(i64::from(offset.local_minus_utc()))
}

/// The instant at which clocks in `zone` show `local` under the name `abbreviation`.
pub(super) fn named_instant(
    local: NaiveDateTime,
    zone: Zone,
    abbreviation: &str,
) -> Option<DateTime<Utc>> {
    let candidates = match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(one) => vec![one],
        MappedLocalTime::Ambiguous(one, other) => vec![one, other],
        MappedLocalTime::None => Vec::new(),
    };
    candidates
        .into_iter()
        .find(|candidate| {
            let name = candidate.offset().abbreviation();
            name.is_some_and(|name| name.eq_ignore_ascii_case(abbreviation))
        })
        .map(|instant| instant.to_utc())
}

/// What `abbreviation` means in the year after `local`, first in `site` and then anywhere: each
/// offset in minutes with a zone for it.
pub(super) fn meanings(local: NaiveDateTime, site: Zone, abbreviation: &str) -> Vec<(i64, Zone)> {
    let mut meanings: Vec<(i64, Zone)> = Vec::new();
    for zone in std::iter::once(site).chain(Zone::names().filter_map(Zone::named)) {
        for months in 0..12 {
            let instant = local + TimeDelta::days(30 * months);
            let offset = zone.offset_from_utc_datetime(&instant);
            let minutes = i64::from(offset.fix().local_minus_utc()) / 60;
            if offset.abbreviation().is_some_and(|name| name.eq_ignore_ascii_case(abbreviation))
                && meanings.iter().all(|(known, _)| *known != minutes)
            {
                meanings.push((minutes, zone));
            }
        }
    }
    meanings
}

/// Whether clocks in `zone` are `minutes` ahead of UTC at some time in the year around `instant`.
pub(super) fn uses(zone: Zone, minutes: i64, instant: DateTime<Utc>) -> bool {
    (-6..=6).any(|months| {
        let then = instant.naive_utc() + TimeDelta::days(30 * months);
        i64::from(zone.offset_from_utc_datetime(&then).fix().local_minus_utc()) == minutes * 60
    })
}

/// An instant as it is told to people.
pub(super) fn rfc3339(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
