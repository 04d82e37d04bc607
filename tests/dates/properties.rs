//! What holds for every date and every text.

use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use feedmill::date::read;
use feedmill::generator::Generator;
use feedmill::{model::Scalar, problem::Severity};
use proptest::prelude::*;

use super::{read_in, site};

/// Every form that tells the offset, as chrono prints it.
const WITH_OFFSET: [&str; 16] = [
    "%Y-%m-%d %H:%M:%S %:z",
    "%Y-%m-%dT%H:%M:%S%:z",
    "%Y-%m-%dt%H:%M:%S%z",
    "%Y-%m-%d %H:%M:%S.%f %z",
    "%Y-%-m-%-d %-H:%M:%S %:z",
    "%Y-%m-%d %I:%M:%S %p %:z",
    "%Y%m%dT%H%M%S%z",
    "%Y/%m/%d %H:%M:%S %z",
    "%a, %d %b %Y %H:%M:%S %z",
    "%d %B %Y %H:%M:%S %z",
    "%d-%b-%Y %H:%M:%S %z",
    "%B %-d, %Y %-I:%M:%S %p %z",
    "%a %b %d %Y %H:%M:%S GMT%z (somewhere)",
    "%a %b %e %H:%M:%S %z %Y",
    "%Y-%m-%d %H:%M:%S %:z %Y",
    "%Y.%m.%d %H:%M:%S UTC%:z",
];

/// Every form that leaves it to the site.
const WITHOUT_OFFSET: [&str; 8] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y%m%d%H%M%S",
    "%Y/%m/%d %H:%M:%S",
    "%d %b %Y %H:%M:%S",
    "%B %d, %Y %H:%M:%S",
    "%a %b %e %H:%M:%S %Y",
    "%Y-%m-%d %H:%M:%S Europe/Paris",
];

prop_compose! {
    fn instants(end: i64)(
        seconds in -62_000_000_000_i64..end,
        quarters in -48_i32..=56,
    ) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(quarters * 900).unwrap();
        offset.timestamp_opt(seconds, 0).unwrap()
    }
}

/// The end of the year 9986.
const FAR: i64 = 253_000_000_000;

/// The end of 2099, where the rules of chrono-tz end, which the readings are compared with.
const END_OF_ORACLE: i64 = 4_102_444_800;

/// A text that looks a little like a date.
fn nearly_dates() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "2024",
        "06",
        "27",
        "31",
        "1",
        "60",
        "24",
        "13",
        "-",
        "/",
        ".",
        ":",
        "::",
        " ",
        "T",
        "Z",
        "+02:00",
        "-4",
        "+",
        "juin",
        "June",
        "Fri",
        "mar.",
        ",",
        "CEST",
        "EST",
        "Europe/Paris",
        "(",
        ")",
        "[",
        "]",
        "h",
        "PM",
        "a.m.",
        "à",
        "er",
        "20240627",
        "1719488940",
        "99999999999999999999",
        "û",
        "u\u{302}",
        "\u{2212}",
        "\u{a0}",
        "é\u{301}",
        "A",
        "1er",
        "août",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn holds_for(written: &str) {
    let rules = site(Paris);
    let (remarks, severity) = match read(written, &rules) {
        Err(refusal) => (vec![refusal], Severity::Error),
        Ok(reading) => {
            let scalar = Scalar { text: written.to_owned(), plain: true };
            let mut notes = reading.notes.clone();
            for generator in Generator::all() {
                notes.extend(generator.date_read_otherwise(&scalar, &reading, &rules));
            }
            // What is printed is read back as the same instant.
            for printed in [reading.timestamp.to_rfc3339(), reading.timestamp.to_rfc2822()] {
                assert_eq!(read_in(Paris, &printed).timestamp, reading.timestamp, "{printed}");
            }
            (notes, Severity::Warning)
        }
    };
    for remark in remarks {
        assert!(written.get(remark.span.clone()).is_some(), "{written:?}: {remark:?}");
        assert!(!remark.span.is_empty() || written.is_empty(), "{written:?}: {remark:?}");
        assert_eq!(remark.code.severity(), severity);
        assert!(!remark.message.is_empty() && !remark.label.is_empty() && remark.help.is_some());
    }
}

proptest! {
    #[test]
    fn every_form_with_an_offset_is_one_instant(instant in instants(FAR)) {
        for form in WITH_OFFSET {
            let written = instant.format(form).to_string();
            let reading = read_in(Paris, &written);
            prop_assert_eq!(reading.timestamp.utc(), instant.to_utc(), "{}", written);
        }
    }

    #[test]
    fn every_form_without_offset_shows_the_clocks_of_the_site(instant in instants(END_OF_ORACLE)) {
        let local = instant.with_timezone(&Paris);
        // Of two instants with one local time, the earlier is read.
        let earliest = Paris.from_local_datetime(&local.naive_local()).earliest().unwrap().to_utc();
        for form in WITHOUT_OFFSET {
            let written = local.format(form).to_string();
            let reading = read_in(Paris, &written);
            prop_assert_eq!(reading.timestamp.utc(), earliest, "{}", written);
        }
    }

    #[test]
    fn seconds_since_1970_are_one_instant(seconds in 1_300_000_000_i64..1_900_000_000) {
        let expected: DateTime<Utc> = DateTime::from_timestamp(seconds, 0).unwrap();
        prop_assert_eq!(read_in(Paris, &seconds.to_string()).timestamp.utc(), expected);
        prop_assert_eq!(read_in(Paris, &format!("{seconds}999")).timestamp.utc(), expected);
    }

    #[test]
    fn any_text_is_read_or_refused(written in ".{0,40}") {
        holds_for(&written);
    }

    #[test]
    fn any_near_date_is_read_or_refused(written in nearly_dates()) {
        holds_for(&written);
    }
}
