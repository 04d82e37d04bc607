//! Dates as people write them.

mod database;
mod elsewhere;
mod properties;
mod refusals;
mod table;
mod zones;

use chrono::NaiveTime;
use chrono_tz::Tz;
use feedmill::date::{Reading, Remark, Rules, read};
use feedmill::model::Zone;

/// How a site in `zone` reads its dates.
fn site(zone: Tz) -> Rules {
    let zone = Zone::named(zone.name()).unwrap();
    Rules { zone, time_of_day: NaiveTime::MIN, show_site_offset: false }
}

pub(crate) fn read_in(zone: Tz, written: &str) -> Reading {
    read(written, &site(zone)).unwrap_or_else(|refusal| panic!("{written}: {refusal:?}"))
}

pub(crate) fn refused_in(zone: Tz, written: &str) -> Remark {
    match read(written, &site(zone)) {
        Err(refusal) => refusal,
        Ok(reading) => panic!("{written}: {reading:?}"),
    }
}

pub(crate) fn codes(reading: &Reading) -> Vec<&'static str> {
    reading.notes.iter().map(|note| note.code.name()).collect()
}
