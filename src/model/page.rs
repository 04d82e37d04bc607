//! What the pages for people say of a feed.

use super::{Addresses, FeedKey, FeedPlace, Timestamp};

/// A feed as a person chooses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it is of.
    pub key: FeedKey,
    /// What tells it from the others of its kind: the label of its term.
    pub label: String,
    /// Its title, as the feed itself says it.
    pub title: String,
    /// A sentence about it.
    pub description: String,
    /// The page of the site that it belongs to: an absolute URL.
    pub home_page_url: String,
    /// Where it is.
    pub place: FeedPlace,
    /// The folders where it used to be.
    pub moved_from: Vec<String>,
    /// The address of each format it is published in.
    pub addresses: Addresses,
    /// How many articles belong to it, shown or not.
    pub total: usize,
    /// How often something comes.
    pub rhythm: Option<Rhythm>,
    /// When its newest article was published.
    pub published: Option<Timestamp>,
    /// Since when no article belongs to it, if it ended.
    pub ended: Option<Timestamp>,
}

/// An article as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teaser {
    /// The title as plain text.
    pub title: String,
    /// The permalink.
    pub url: String,
    /// When it was first published.
    pub published: Timestamp,
    /// The summary as plain text; empty when there is none.
    pub summary: String,
    /// Its language as a BCP 47 tag, where it is not the site's.
    pub language: Option<String>,
}

/// How many articles come, about, in the largest period that has at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// In a day.
    PerDay(u32),
    /// In a week.
    PerWeek(u32),
    /// In a month.
    PerMonth(u32),
    /// In a year.
    PerYear(u32),
    /// Less than one in a year.
    Rarely,
}

/// The fewest articles that show a rhythm.
const FEWEST: usize = 3;

/// The rhythm of so many articles in a period.
type In = fn(u32) -> Rhythm;

/// Periods in days.
const PERIODS: [(f64, In); 4] = [
    (1.0, Rhythm::PerDay),
    (7.0, Rhythm::PerWeek),
    (365.25 / 12.0, Rhythm::PerMonth),
    (365.25, Rhythm::PerYear),
];

/// From how many articles in a period it is named. Nine in ten days are still one a day.
const ENOUGH: f64 = 0.9;

impl Rhythm {
    /// The rhythm of `count` articles, of which the first and the last were published at these
    /// instants. Nothing where they are too few to tell, or all of one day.
    #[must_use]
    pub fn of(count: usize, oldest: Timestamp, newest: Timestamp) -> Option<Self> {
        const SECONDS_A_DAY: f64 = 86_400.0;
        let seconds = u32::try_from((newest.utc() - oldest.utc()).num_seconds()).ok()?;
        let days = f64::from(seconds) / SECONDS_A_DAY;
        if count < FEWEST || days < 1.0 {
            return None;
        }
        let intervals = f64::from(u32::try_from(count - 1).ok()?);
        let named = PERIODS.into_iter().find_map(|(period, rhythm)| {
            let articles = intervals * period / days;
            (articles >= ENOUGH).then(|| rhythm(rounded(articles)))
        });
        Some(named.unwrap_or(Self::Rarely))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of articles, each read from a file"
)]
fn rounded(articles: f64) -> u32 {
    articles.round() as u32
}
