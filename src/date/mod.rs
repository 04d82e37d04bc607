//! Dates as people write them: each is read as the one instant it can mean, or refused.
//!
//! What is written goes through three hands. `token` cuts it into numbers, words and marks.
//! `form` finds its row in the table of forms, and knows only shapes. `resolve` asks the
//! calendar and the zones what the shape means. `docs/dates.md` lists every form with its reading.

mod calendar;
mod clock;
mod elsewhere;
pub(crate) mod form;
mod local;
mod offset;
mod remark;
mod resolve;
mod token;
mod unread;
pub(crate) mod zone;

use std::ops::Range;

use chrono::{NaiveDateTime, NaiveTime};

use crate::model::{Timestamp, Zone};
use crate::problem::Code;

pub(crate) use elsewhere::{Other, ReadDate, elsewhere, first_instant, later_in_fold, local};
pub use form::Form;
pub use remark::Remark;

/// Bytes of a date as it is written.
type Span = Range<usize>;

/// How a site reads its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The zone of times without an offset.
    pub zone: Zone,
    /// The time of day of a date that stands alone.
    pub time_of_day: NaiveTime,
    /// Whether timestamps show the offset of `zone` instead of UTC.
    pub show_site_offset: bool,
}

/// What a written date means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The instant.
    pub timestamp: Timestamp,
    /// The date and the time of day as they were written.
    pub local: NaiveDateTime,
    /// The form that it is written in.
    pub form: Form,
    /// What its author may want to know: each is a warning.
    pub notes: Vec<Remark>,
}

/// Reads a date.
///
/// # Errors
/// It names no instant, or more than one, or something that is no date. The remark says which of
/// its bytes are at fault, and what it might have meant.
pub fn read(written: &str, rules: &Rules) -> Result<Reading, Remark> {
    if written.trim().is_empty() {
        return Err(Remark::new(Code::DateMissing, 0..written.len(), "the date is empty")
            .label("nothing is written here")
            .help(unread::MODEL));
    }
    resolve::resolve(&form::parse(written)?, rules)
}
