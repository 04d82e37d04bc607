//! A written date → one instant or a refusal. The first byte chooses the zone of the site.
#![no_main]

use chrono::{DateTime, NaiveTime};
use feedmill::date::{Rules, read};
use feedmill::generator::Generator;
use feedmill::model::{Scalar, Zone};
use libfuzzer_sys::fuzz_target;

/// Whole hours, quarters, half an hour of summer, a day that was left out, the far side.
const ZONES: [&str; 6] = [
    "UTC",
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(written) = std::str::from_utf8(rest) else { return };
    let zone = Zone::named(ZONES[usize::from(*first >> 1) % ZONES.len()]).expect("a zone");
    let time_of_day = NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock");
    let rules = Rules { zone, time_of_day, show_site_offset: first & 1 == 1 };
    let remarks = match read(written, &rules) {
        Err(refusal) => vec![refusal],
        Ok(reading) => {
            let at = reading.timestamp;
            for printed in [at.to_rfc3339(), at.to_rfc2822()] {
                let again = read(&printed, &rules).expect("what is printed can be read");
                assert_eq!(again.timestamp.utc(), at.utc(), "{written:?} as {printed}");
            }
            let by_chrono = DateTime::parse_from_rfc3339(&at.to_rfc3339()).expect("RFC 3339");
            assert_eq!(by_chrono.to_utc(), at.utc());
            let scalar = Scalar { text: written.to_owned(), plain: true };
            let others = Generator::all()
                .filter_map(|other| other.date_read_otherwise(&scalar, &reading, &rules));
            reading.notes.clone().into_iter().chain(others).collect()
        }
    };
    for remark in remarks {
        assert!(written.get(remark.span.clone()).is_some(), "{written:?}: {remark:?}");
        assert!(!remark.span.is_empty() || written.is_empty(), "{written:?}: {remark:?}");
        assert!(!remark.message.is_empty() && !remark.label.is_empty() && remark.help.is_some());
    }
});
