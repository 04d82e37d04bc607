//! Zones, with readings computed by Python's `zoneinfo` from tzdata 2025b.

use chrono::NaiveTime;
use chrono_tz::{America, Asia, Australia, Europe, Pacific, Tz};
use feedmill::date::{Rules, read};

use super::{codes, read_in, site};

#[track_caller]
fn assert_read(zone: Tz, written: &str, instant: &str, warnings: &[&str]) {
    let reading = read_in(zone, written);
    let actual = (reading.timestamp.to_rfc3339(), codes(&reading));
    assert_eq!(actual, (instant.to_owned(), warnings.to_vec()), "{written} in {zone}");
}

#[test]
fn a_skipped_time_moves_forward_by_the_length_of_the_gap() {
    assert_read(Europe::Paris, "2024-03-31 02:00", "2024-03-31T01:00:00Z", &["date-in-gap"]);
    assert_read(Europe::Paris, "2024-03-31 03:00", "2024-03-31T01:00:00Z", &[]);
    // Half an hour on Lord Howe, a whole day in Samoa.
    let howe = Australia::Lord_Howe;
    assert_read(howe, "2024-10-06 02:15", "2024-10-05T15:45:00Z", &["date-in-gap"]);
    assert_read(Pacific::Apia, "2011-12-30 12:00", "2011-12-30T22:00:00Z", &["date-in-gap"]);
    // A day alone may begin in a gap.
    assert_read(America::Sao_Paulo, "2018-11-04", "2018-11-04T03:00:00Z", &["date-in-gap"]);
}

#[test]
fn of_a_time_shown_twice_the_earlier_is_taken() {
    assert_read(Europe::Paris, "2024-10-27 02:30", "2024-10-27T00:30:00Z", &["date-in-fold"]);
    assert_read(America::New_York, "2024-11-03 01:30", "2024-11-03T05:30:00Z", &["date-in-fold"]);
    assert_read(Europe::Paris, "Sun Oct 27 02:30:00 CEST 2024", "2024-10-27T00:30:00Z", &[]);
    assert_read(Europe::Paris, "Sun Oct 27 02:30:00 CET 2024", "2024-10-27T01:30:00Z", &[]);
    let note = &read_in(Europe::Paris, "2024-10-27 02:30").notes[0];
    assert_eq!(note.label, "read as the earlier, `2024-10-27T00:30:00Z`");
    assert_eq!(
        note.help.as_deref(),
        Some("write `+02:00` for the earlier or `+01:00` for the later")
    );
}

#[test]
fn a_summer_offset_in_winter_decides_and_is_told() {
    let york = America::New_York;
    let written = "2015-01-05 10:00:00 -0400";
    assert_read(york, written, "2015-01-05T14:00:00Z", &["offset-contradicts-zone"]);
    let note = &read_in(york, written).notes[0];
    assert_eq!(&written[note.span.clone()], "-0400");
    assert_eq!(note.message, "clocks in America/New_York are not at -04:00 that day");
    assert_eq!(note.label, "read as `2015-01-05T14:00:00Z`");
    assert_eq!(
        note.help.as_deref(),
        Some(
            "write `-05:00` if `2015-01-05T15:00:00Z` is meant, the time on clocks in \
             America/New_York"
        )
    );
    assert_read(york, "2015-07-05 10:00 EST", "2015-07-05T15:00:00Z", &["offset-contradicts-zone"]);
}

#[test]
fn an_offset_from_elsewhere_contradicts_nothing() {
    assert_read(America::New_York, "2015-01-05 10:00:00 +0900", "2015-01-05T01:00:00Z", &[]);
    assert_read(Tz::UTC, "2015-01-05 10:00:00 -0400", "2015-01-05T14:00:00Z", &[]);
    // Programs write UTC all year round.
    assert_read(Europe::London, "2024-06-27 10:00:00 +0000", "2024-06-27T10:00:00Z", &[]);
}

#[test]
fn an_offset_may_repeat_the_clock_where_it_is_the_sites() {
    assert_read(Asia::Shanghai, "2024-06-27 08:00:00+08:00", "2024-06-27T00:00:00Z", &[]);
    let warning = &["offset-repeats-clock"];
    assert_read(Europe::Paris, "2024-06-27 08:00:00+08:00", "2024-06-27T00:00:00Z", warning);
    assert_read(Europe::Paris, "2024-06-27 00:00:00+00:00", "2024-06-27T00:00:00Z", &[]);
}

#[test]
fn the_sites_own_abbreviations() {
    assert_read(Asia::Kolkata, "2024-06-27 13:49 IST", "2024-06-27T08:19:00Z", &[]);
    assert_read(Europe::London, "2024-06-27 13:49 BST", "2024-06-27T12:49:00Z", &[]);
    assert_read(Australia::Sydney, "2024-01-27 13:49 aedt", "2024-01-27T02:49:00Z", &[]);
    assert_read(Europe::Paris, "2024-06-27 13:49 PDT", "2024-06-27T20:49:00Z", &[]);
}

#[test]
fn the_time_of_day_of_a_date_alone() {
    let rules =
        Rules { time_of_day: NaiveTime::from_hms_opt(9, 30, 0).unwrap(), ..site(Europe::Paris) };
    let read = |written| read(written, &rules).unwrap().timestamp.to_rfc3339();
    assert_eq!(read("2024-06-27"), "2024-06-27T07:30:00Z");
    assert_eq!(read("27/12/2024"), "2024-12-27T08:30:00Z");
}

#[test]
fn the_sites_offset_is_shown_where_it_is_asked_for() {
    let rules = Rules { show_site_offset: true, ..site(Europe::Paris) };
    let read = |written| read(written, &rules).unwrap().timestamp.to_rfc3339();
    assert_eq!(read("2024-06-27T11:49:00Z"), "2024-06-27T13:49:00+02:00");
    assert_eq!(read("2024-01-27 13:49 -05:00"), "2024-01-27T19:49:00+01:00");
    // Paris was 9 minutes and 21 seconds ahead then, which RFC 3339 cannot tell.
    assert_eq!(read("1889-05-06 12:00"), "1889-05-06T11:50:39Z");
}

#[test]
fn before_1970_a_fraction_is_let_go_too() {
    assert_read(Tz::UTC, "1969-12-31T23:59:58.9Z", "1969-12-31T23:59:58Z", &[]);
}
