//! Which articles a named feed is about.

use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::model::{Term, slug};

/// A condition on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Every condition holds; with none, it holds for each article.
    All(Vec<Filter>),
    /// One of the conditions holds.
    Any(Vec<Filter>),
    /// The condition does not hold.
    Not(Box<Filter>),
    /// The article has this category or tag, in whichever spelling.
    Term(Term),
    /// An author has this name, whatever the case.
    Author(String),
    /// The article is in this language, or in a variety of it (RFC 4647, section 3.3.1).
    Language(String),
    /// It was published on or after this day, in the site's zone.
    Since(Day),
    /// It was published before this day, in the site's zone.
    Before(Day),
    /// Its path below the content folder matches this glob.
    Path(glob::Pattern),
}

impl Filter {
    /// The conditions that it is put together of, in their order.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::All(filters) | Self::Any(filters) => {
                filters.iter().flat_map(Self::parts).collect()
            }
            Self::Not(filter) => filter.parts(),
            part => vec![part],
        }
    }

    /// What it says as the name of a feed: `tags/cloud` of one tag, as the ledger calls its feed. Days go uncounted: a feed
    /// stays what it is from one week to the next.
    #[must_use]
    pub fn name(&self) -> String {
        let joined = |filters: &[Self], between: &str| {
            filters.iter().map(Self::name).collect::<Vec<_>>().join(between)
        };
        match self {
            Self::All(filters) => joined(filters, "/"),
            Self::Any(filters) => joined(filters, "+"),
            Self::Not(filter) => format!("not/{}", filter.name()),
            Self::Term(term) => format!("{}/{}", term.taxonomy.folder(), term.slug),
            Self::Author(name) => format!("author/{}", slug(name)),
            Self::Language(range) => format!("language/{}", slug(range)),
            Self::Since(_) => "since".to_owned(),
            Self::Before(_) => "before".to_owned(),
            Self::Path(pattern) => format!("path/{}", slug(pattern.as_str())),
        }
    }

    /// What it says as a part of a title, `Cloud, Agenda, 2024-01-01 –`; empty if it counts days back.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::All(filters) | Self::Any(filters) => {
                let parts = filters.iter().map(Self::title).filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(", ")
            }
            Self::Not(filter) => format!("≠ {}", filter.title()),
            Self::Term(term) => term.label.to_string(),
            Self::Author(text) | Self::Language(text) => text.clone(),
            Self::Since(Day::On(day)) => format!("{day} –"),
            Self::Before(Day::On(day)) => format!("– {day}"),
            Self::Since(_) | Self::Before(_) => String::new(),
            Self::Path(pattern) => pattern.to_string(),
        }
    }
}

/// A day of the calendar, or one counted back from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// This one.
    On(NaiveDate),
    /// So many days before today.
    Ago(u32),
    /// The latest such day before today.
    Last(Weekday),
}

impl Day {
    /// What a message says was expected.
    pub(crate) const EXPECTED: &'static str =
        "a day such as `2024-06-27`, `7d`, `2w`, `today`, `yesterday` or `last monday`";

    /// The day of the calendar; the first of all where the calendar does not reach as far back.
    #[must_use]
    pub fn seen_from(self, today: NaiveDate) -> NaiveDate {
        let ago = match self {
            Self::On(day) => return day,
            Self::Ago(days) => days,
            Self::Last(weekday) => match today.weekday().days_since(weekday) {
                0 => 7,
                days => days,
            },
        };
        today.checked_sub_days(Days::new(ago.into())).unwrap_or(NaiveDate::MIN)
    }
}

impl FromStr for Day {
    type Err = String;

    /// # Errors
    /// What was expected instead.
    fn from_str(written: &str) -> Result<Self, String> {
        let written = &*written.trim().to_lowercase();
        let number = |unit| written.strip_suffix(unit)?.trim_end().parse::<u32>().ok();
        let weekday = || written.strip_prefix("last ")?.trim().parse().ok();
        let day = match written {
            "today" => Some(Self::Ago(0)),
            "yesterday" => Some(Self::Ago(1)),
            _ => NaiveDate::parse_from_str(written, "%Y-%m-%d")
                .ok()
                .map(Self::On)
                .or_else(|| number("d").map(Self::Ago))
                .or_else(|| number("w").map(|weeks| Self::Ago(weeks.saturating_mul(7))))
                .or_else(|| weekday().map(Self::Last)),
        };
        day.ok_or_else(|| format!("expected {}", Self::EXPECTED))
    }
}
