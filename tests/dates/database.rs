//! The rules of zones: each zone of the database against chrono-tz, which has those of 2025b, and
//! what changed since against Python's `zoneinfo` with tzdata 2026.6. The whole of it is
//! compared by tests/scripts/zones.py.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{OffsetName, TZ_VARIANTS};
use feedmill::model::Zone;

use super::read_in;

/// An offset in seconds, and the abbreviation if it is of letters: chrono-tz has no others.
fn told<O: Offset + OffsetName>(offset: &O) -> (i32, Option<String>) {
    let name = offset.abbreviation().filter(|name| name.starts_with(char::is_alphabetic));
    (offset.fix().local_minus_utc(), name.map(str::to_owned))
}

#[test]
fn both_databases_name_the_same_zones() {
    let ours: BTreeSet<&str> = Zone::names().collect();
    let theirs: BTreeSet<&str> = TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
    assert!(theirs.is_subset(&ours), "{:?}", theirs.difference(&ours));
    for name in ours {
        let zone = Zone::named(&name.to_ascii_uppercase()).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(zone.to_string(), name);
    }
    for name in ["", "Factory", "Europe", "Europe/Pari", "EUROPE/PARIS ", "../Europe/Paris"] {
        assert_eq!(Zone::named(name), None, "{name}");
    }
}

#[test]
fn of_the_years_that_both_know_each_zone_has_the_same_rules() {
    // From the oldest offset to where 2025b ends; a step that falls on every time of a day.
    let start = DateTime::parse_from_rfc3339("1850-01-01T00:00:00Z").unwrap().naive_utc();
    let end = DateTime::parse_from_rfc3339("2025-03-01T00:00:00Z").unwrap().naive_utc();
    let step = TimeDelta::days(29) + TimeDelta::minutes(61);
    let mut different = BTreeMap::new();
    for theirs in TZ_VARIANTS {
        let ours = Zone::named(theirs.name()).unwrap();
        let mut at = start;
        while at < end {
            let theirs_then = told(&theirs.offset_from_utc_datetime(&at));
            if told(&ours.offset_from_utc_datetime(&at)) != theirs_then {
                different.entry(theirs.name()).or_insert_with(|| at.to_string());
            }
            at += step;
        }
    }
    let different: Vec<_> = different.iter().map(|(zone, at)| (*zone, at.as_str())).collect();
    assert_eq!(different, CORRECTED);
}

/// Zones whose past the database has corrected since 2025b, with the first instant that differs.
///
/// Baja California had the summer times of California from 1953 on (2025c), and the names of
/// System V are links to the zones of cities.
const CORRECTED: [(&str, &str); 8] = [
    ("America/Ensenada", "1953-05-16 01:40:00"),
    ("America/Santa_Isabel", "1953-05-16 01:40:00"),
    ("America/Tijuana", "1953-05-16 01:40:00"),
    ("CST6CDT", "1850-01-01 00:00:00"),
    ("EST5EDT", "1850-01-01 00:00:00"),
    ("MST7MDT", "1850-01-01 00:00:00"),
    ("Mexico/BajaNorte", "1953-05-16 01:40:00"),
    ("PST8PDT", "1850-01-01 00:00:00"),
];

#[test]
fn around_each_change_a_local_time_means_the_same() {
    for name in [
        "Europe/Paris",
        "Europe/Dublin",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Tehran",
        "Antarctica/Troll",
        "America/St_Johns",
    ] {
        let theirs: chrono_tz::Tz = name.parse().unwrap();
        let ours = Zone::named(name).unwrap();
        for hour in 0..24 * 365 * 4 {
            let start: NaiveDateTime = "2009-01-01T00:07:30".parse().unwrap();
            let local = start + TimeDelta::hours(hour);
            let (ours, theirs) = (
                ours.offset_from_local_datetime(&local),
                theirs.offset_from_local_datetime(&local),
            );
            assert_eq!(
                ours.map(|offset| told(&offset)),
                theirs.map(|offset| told(&offset)),
                "{local} in {name}"
            );
        }
    }
}

#[test]
fn what_changed_since_2025_is_known() {
    for (zone, written, instant) in [
        (chrono_tz::America::Vancouver, "2026-01-27 13:00", "2026-01-27T21:00:00Z"),
        (chrono_tz::America::Vancouver, "2026-11-27 13:00", "2026-11-27T20:00:00Z"),
        (chrono_tz::America::Vancouver, "2045-07-01 13:00", "2045-07-01T20:00:00Z"),
        (chrono_tz::America::Edmonton, "2026-11-27 13:00", "2026-11-27T19:00:00Z"),
        (chrono_tz::America::Winnipeg, "2026-11-27 13:00", "2026-11-27T18:00:00Z"),
        (chrono_tz::America::Havana, "2026-11-27 13:00", "2026-11-27T17:00:00Z"),
        (chrono_tz::Africa::Casablanca, "2026-11-27 13:00", "2026-11-27T13:00:00Z"),
        (chrono_tz::Europe::Paris, "2026-11-27 13:00", "2026-11-27T12:00:00Z"),
        // After the last change that the database lists, by the rule at its end.
        (chrono_tz::Europe::Paris, "2045-07-01 13:00", "2045-07-01T11:00:00Z"),
        (chrono_tz::Europe::Paris, "9998-07-01 13:00", "9998-07-01T11:00:00Z"),
    ] {
        let reading = read_in(zone, written);
        assert_eq!(reading.timestamp.to_rfc3339(), instant, "{written} in {zone}");
    }
}
