//! The rules of every zone, to be compared with those of another program: each zone's name, then,
//! of every third day from 1970 to 2037 at 00:00 UTC, those on which its offset or its abbreviation
//! is another than before. `cargo run --example zones`.

use std::error::Error;
use std::io::{BufWriter, Write, stdout};

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::OffsetName;
use feedmill::model::Zone;

const THREE_DAYS: usize = 3 * 24 * 60 * 60;

/// 2038-01-01T00:00:00Z.
const END: i64 = 2_145_916_800;

fn main() -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(stdout());
    for name in Zone::names() {
        writeln!(output, "{name}")?;
        let zone = Zone::named(name).ok_or(name)?;
        let mut before = None;
        for seconds in (0..END).step_by(THREE_DAYS) {
            let instant = DateTime::from_timestamp(seconds, 0).ok_or("no such instant")?;
            let offset = zone.offset_from_utc_datetime(&instant.naive_utc());
            if before != Some(offset) {
                let abbreviation = offset.abbreviation().unwrap_or_default();
                writeln!(
                    output,
                    "\t{seconds}\t{}\t{abbreviation}",
                    offset.fix().local_minus_utc()
                )?;
                before = Some(offset);
            }
        }
    }
    Ok(())
}
