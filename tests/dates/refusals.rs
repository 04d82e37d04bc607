//! A refusal is read by a person: it is asserted whole.

use chrono_tz::Europe::Paris;
use chrono_tz::{America, Asia, Tz};
use feedmill::problem::{Code, Place};

use super::{read_in, refused_in, site};

/// The refusal as it reads: what is underlined, message, label and help.
#[track_caller]
fn assert_refused(zone: Tz, written: &str, expected: [&str; 4]) {
    let refusal = refused_in(zone, written);
    let help = refusal.help.unwrap_or_default();
    let actual = [&written[refusal.span], &refusal.message, &refusal.label, &help];
    assert_eq!(actual, expected);
}

#[test]
fn a_day_that_its_month_has_not() {
    assert_refused(
        Paris,
        "2024-06-31",
        [
            "31",
            "June 2024 has 30 days",
            "there is no such day",
            "`2024-06-30` is its last day; Jekyll publishes the day after it",
        ],
    );
    assert_refused(
        Paris,
        "2023-02-29 10:00",
        [
            "29",
            "February 2023 has 28 days, for it is no leap year",
            "there is no such day",
            "`2023-02-28` is its last day; Jekyll publishes the day after it",
        ],
    );
}

#[test]
fn what_jekyll_does_is_told_only_where_it_is_known() {
    let help = |written| refused_in(Paris, written).help.unwrap_or_default();
    assert_eq!(help("2024-02-31"), "`2024-02-29` is its last day");
    assert_eq!(help("30 février 2024"), "`2024-02-29` is its last day");
}

#[test]
fn an_offset_on_a_site_in_utc_has_one_other_reading() {
    let help = refused_in(Tz::UTC, "2024-06-27 17:30:00+17:30").help.unwrap_or_default();
    assert!(
        help.ends_with("as a time in UTC it would be `2024-06-27T17:30:00Z`: write the one meant")
    );
}

#[test]
fn a_month_that_is_a_day() {
    assert_refused(
        Paris,
        "2024-27-06",
        [
            "27",
            "there is no month 27",
            "months go from 1 to 12",
            "if the day stands first, write `2024-06-27`",
        ],
    );
}

#[test]
fn day_and_month_that_look_alike() {
    assert_refused(
        Paris,
        "03/04/2024",
        [
            "03/04/2024",
            "this is 3 April 2024 or 4 March 2024",
            "day and month cannot be told apart",
            "write `2024-04-03` for the former (as Jekyll reads it), `2024-03-04` for the latter",
        ],
    );
}

#[test]
fn a_year_of_two_digits() {
    assert_refused(
        Paris,
        "24-06-27",
        [
            "24-06-27",
            "the year has two digits",
            "which number is the year?",
            "it might mean `2024-06-27` or `2027-06-24`: write the year in full",
        ],
    );
}

#[test]
fn an_offset_that_repeats_an_impossible_clock() {
    assert_refused(
        Paris,
        "2024-06-27 17:30:00+17:30",
        [
            "+17:30",
            "no place on Earth has this offset",
            "offsets go from -12:00 to +14:00",
            "it repeats the time of day, as a slip in a template does; as a time in Europe/Paris it \
             would be `2024-06-27T15:30:00Z`, as a time in UTC `2024-06-27T17:30:00Z`: write the one \
             meant",
        ],
    );
}

#[test]
fn a_name_of_another_zone() {
    assert_refused(
        America::New_York,
        "Fri Sep  3 11:21:31 CEST 2021",
        [
            "CEST",
            "clocks in America/New_York do not show `CEST` that day",
            "an offset such as `+02:00` belongs here",
            "it might mean `+02:00` as in Africa/Ceuta (`2021-09-03T09:21:31Z`), or the time on \
             clocks in America/New_York (`2021-09-03T15:21:31Z`): write the offset",
        ],
    );
}

#[test]
fn winter_time_in_summer() {
    assert_refused(
        Paris,
        "Sat Jul  3 11:21:31 CET 2021",
        [
            "CET",
            "clocks in Europe/Paris do not show `CET` that day",
            "an offset such as `+02:00` belongs here",
            "it might mean `+01:00` as in Europe/Paris (`2021-07-03T10:21:31Z`), or the time on \
             clocks in Europe/Paris (`2021-07-03T09:21:31Z`): write the offset",
        ],
    );
}

#[test]
fn a_name_with_two_meanings() {
    assert_refused(
        Asia::Shanghai,
        "Fri Sep  3 11:21:31 CST 2021",
        [
            "CST",
            "`CST` is two zones",
            "an offset such as `+02:00` belongs here",
            "in Asia/Shanghai it is `2021-09-03T03:21:31Z`, in RFC 2822 `2021-09-03T17:21:31Z`: \
             write the offset meant",
        ],
    );
}

#[test]
fn a_misspelt_zone() {
    let refusal = refused_in(Paris, "2024-06-27 13:49 Europe/Pari");
    assert_eq!(refusal.help.as_deref(), Some("is `Europe/Paris` meant?"));
}

#[test]
fn an_empty_date() {
    for written in ["", " ", "\u{a0}\n"] {
        assert_eq!(refused_in(Paris, written).code, Code::DateMissing);
    }
}

#[test]
fn what_the_years_of_a_feed_cannot_hold() {
    for written in ["9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "10000-01-01"] {
        assert_eq!(refused_in(Paris, written).code, Code::DateImpossible, "{written}");
    }
    let last = read_in(Paris, "9999-12-31T23:59:59Z");
    assert_eq!(last.timestamp.to_rfc2822(), "Fri, 31 Dec 9999 23:59:59 +0000");
    // The instant is in 9999, what the site would show of it is not.
    let rules = feedmill::date::Rules { show_site_offset: true, ..site(Paris) };
    assert!(feedmill::date::read("9999-12-31T23:59:59Z", &rules).is_err());
}

#[test]
fn what_no_template_filled_in() {
    for written in
        ["{{ page.date }}", "YYYY-MM-DD", "today", "now", "2024", "2024-W26-4", "²0²4-06-27"]
    {
        assert_eq!(refused_in(Paris, written).code, Code::DateUnknownForm, "{written}");
    }
}

#[test]
fn a_remark_becomes_a_problem() {
    let refusal = refused_in(Paris, "2024-06-31");
    let file = "date: 2024-06-31\n";
    let place = Place::in_text("a.md", file, 6 + refusal.span.start..6 + refusal.span.end);
    let problem = refusal.into_problem(place);
    assert_eq!(problem.to_string(), "a.md:1:15: date-impossible: June 2024 has 30 days");
}
