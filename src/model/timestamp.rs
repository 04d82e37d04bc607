//! An instant, with the offset it is shown in.

use chrono::{DateTime, FixedOffset, SecondsFormat, SubsecRound, Utc};

/// An instant to the second, between the years 1 and 9999.
///
/// Two timestamps are equal when they are the same instant; the offset is only how Atom and JSON
/// Feed show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<FixedOffset>);

impl Timestamp {
    /// The instant cut to the second, shown in its own offset.
    #[must_use]
    pub fn new(instant: DateTime<FixedOffset>) -> Self {
        Self(instant.trunc_subsecs(0))
    }

    /// The start of 1970 in UTC.
    #[must_use]
    pub fn epoch() -> Self {
        Self(DateTime::UNIX_EPOCH.fixed_offset())
    }

    /// The instant in UTC.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.0.to_utc()
    }

    /// The instant in the offset it is shown in.
    #[must_use]
    pub const fn shown(self) -> DateTime<FixedOffset> {
        self.0
    }

    /// RFC 3339, section 5.6: `2024-06-27T11:49:00Z`, or with an offset where one is shown.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// RFC 2822, section 3.3, always in UTC: `Thu, 27 Jun 2024 11:49:00 +0000`.
    ///
    /// The day has two digits: the RSS Best Practices Profile knows readers that want them.
    #[must_use]
    pub fn to_rfc2822(self) -> String {
        self.utc().format("%a, %d %b %Y %H:%M:%S +0000").to_string()
    }
}
