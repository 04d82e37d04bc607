//! What a date taken apart means: the calendar, the time of day, then the zone.

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Timelike, Utc,
};

use super::Span;
use super::clock::{Clock, Half};
use super::form::{Calendar, WrittenDate};
use super::remark::Remark;
use super::token::Field;
use super::unread::{MODEL, century};
use super::{Reading, Rules, calendar, offset};
use crate::model::Timestamp;
use crate::problem::Code;

pub(super) fn resolve(written: &WrittenDate<'_>, rules: &Rules) -> Result<Reading, Remark> {
    match written {
        WrittenDate::Unix { form, milliseconds, span } => {
            let instant = DateTime::from_timestamp_millis(*milliseconds)
                .ok_or_else(|| beyond_the_years(span.clone()))?;
            let timestamp = timestamp(instant, rules, span)?;
            let local = instant.naive_utc();
            Ok(Reading { timestamp, local, form: *form, notes: Vec::new() })
        }
        WrittenDate::Calendar(written) => on_calendar(written, rules),
    }
}

fn on_calendar(written: &Calendar<'_>, rules: &Rules) -> Result<Reading, Remark> {
    let mut notes = Vec::new();
    let date = date(written)?;
    notes.extend(year_again(written)?);
    notes.extend(weekday(written, date));
    let time = written.clock.as_ref().map(time).transpose()?;
    if let Some(doubled) = written.clock.as_ref().and_then(|clock| clock.doubled.clone()) {
        notes.push(
            Remark::new(Code::DateSlip, doubled, "the colon stands twice")
                .label("read as one colon")
                .help("Jekyll cannot read it, or drops what follows: write one colon"),
        );
    }
    let TimeOfDay { time, next_day, leap_second } =
        time.unwrap_or_else(|| TimeOfDay::plain(rules.time_of_day));
    let local = date.and_time(time) + TimeDelta::days(i64::from(next_day));
    let (instant, remarks) = offset::instant(written, local, rules)?;
    notes.extend(remarks);
    let instant = match leap_second {
        Some(span) => after_leap_second(instant, span)?,
        None => instant,
    };
    let timestamp = timestamp(instant, rules, &written.span())?;
    Ok(Reading { timestamp, local, form: written.form, notes })
}

/// The day, if the calendar has it.
pub(super) fn date(written: &Calendar<'_>) -> Result<NaiveDate, Remark> {
    let year = year(written)?;
    let (month, day) = (written.month.value, written.day.value);
    if !(1..=12).contains(&month) {
        let swapped = NaiveDate::from_ymd_opt(year, day, month);
        return Err(Remark::new(
            Code::DateImpossible,
            written.month.span.clone(),
            format!("there is no month {month}"),
        )
        .label("months go from 1 to 12")
        .help(swapped.map_or_else(
            || MODEL.to_owned(),
            |date| format!("if the day stands first, write `{}`", date.format("%Y-%m-%d")),
        )));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let days = calendar::days_in_month(year, month);
        let leap = if month == 2 && day == 29 { ", for it is no leap year" } else { "" };
        let last = format!("`{year:04}-{month:02}-{days}` is its last day");
        let help = match day.checked_sub(days) {
            Some(1) if is_number(&written.month) => {
                format!("{last}; Jekyll publishes the day after it")
            }
            Some(_) => last,
            None => MODEL.to_owned(),
        };
        Remark::new(
            Code::DateImpossible,
            written.day.span.clone(),
            format!("{} {year} has {days} days{leap}", calendar::month_name(month)),
        )
        .label("there is no such day")
        .help(help)
    })
}

/// Whether a month is written as a number: a name has three letters or more.
const fn is_number(month: &Field) -> bool {
    month.span.end - month.span.start <= 2
}

fn year(written: &Calendar<'_>) -> Result<i32, Remark> {
    let Field { value, span } = &written.year;
    let short = span.len() == 2;
    if short && written.weekday.is_some() {
        // RFC 850 and RFC 822 wrote it so; with its weekday it cannot be the day.
        return Ok(century(*value));
    }
    if short {
        let day = written.day.value;
        let readings = [(*value, day), (day, *value)]
            .map(|(year, day)| format!("`{}-{:02}-{day:02}`", century(year), written.month.value));
        return Err(Remark::new(Code::DateAmbiguous, span.clone(), "the year has two digits")
            .label("four digits belong here")
            .help(format!("it might mean {}: write the year in full", readings.join(" or "))));
    }
    if span.len() == 4 && *value > 0 {
        return Ok(i32::try_from(*value).unwrap_or_default());
    }
    Err(beyond_the_years(span.clone()))
}

fn beyond_the_years(span: Span) -> Remark {
    Remark::new(Code::DateImpossible, span, "feeds know the years 0001 to 9999")
        .label("a year of four digits belongs here")
        .help(MODEL)
}

/// A year that stands a second time is a slip if it is the same.
fn year_again(written: &Calendar<'_>) -> Result<Option<Remark>, Remark> {
    let Some(again) = &written.year_again else { return Ok(None) };
    let remark = |code, message: String| Remark::new(code, again.span.clone(), message);
    if again.value == written.year.value {
        return Ok(Some(
            remark(Code::DateSlip, "the year stands twice".to_owned())
                .label("left out")
                .help("Jekyll drops the offset after it: take the second year out"),
        ));
    }
    Err(remark(Code::DateAmbiguous, format!("`{:04}` is not the year of the date", again.value))
        .label("a second year, or an offset without its sign?")
        .help(format!(
            "if it is an offset, write `+{0:04}` or `-{0:04}`; if not, take it out",
            again.value
        )))
}

fn weekday(written: &Calendar<'_>, date: NaiveDate) -> Option<Remark> {
    let (day, span) = written.weekday.as_ref()?;
    let actual = date.weekday();
    (*day != actual).then(|| {
        Remark::new(
            Code::DateWeekday,
            span.clone(),
            format!("{} is a {}", date.format("%Y-%m-%d"), calendar::weekday_name(actual)),
        )
        .label(format!("this says {}; the date decides", calendar::weekday_name(*day)))
        .help("correct the weekday or the day")
    })
}

/// A time of day as chrono has it, and what it has not.
pub(super) struct TimeOfDay {
    pub(super) time: NaiveTime,
    /// `24:00` is the midnight after.
    pub(super) next_day: bool,
    /// The second 60.
    leap_second: Option<Span>,
}

impl TimeOfDay {
    const fn plain(time: NaiveTime) -> Self {
        Self { time, next_day: false, leap_second: None }
    }
}

pub(super) fn time(clock: &Clock) -> Result<TimeOfDay, Remark> {
    let minute = clock.minute.as_ref().map_or(0, |field| field.value);
    let second = clock.second.as_ref().map_or(0, |field| field.value);
    let impossible = |field: &Field, message: &str, label: &str| {
        Remark::new(Code::DateImpossible, field.span.clone(), message)
            .label(label)
            .help("write a time from 00:00:00 to 23:59:59")
    };
    if let Some(field) = clock.minute.as_ref().filter(|field| field.value > 59) {
        return Err(impossible(field, "an hour has 60 minutes", "minutes go from 00 to 59"));
    }
    if let Some(field) = clock.second.as_ref().filter(|field| field.value > 60) {
        return Err(impossible(field, "a minute has 60 seconds", "seconds go from 00 to 59"));
    }
    let hour = match (clock.hour.value, &clock.half) {
        (12, Some((Half::Morning, _))) => 0,
        (12, Some((Half::Afternoon, _))) => 12,
        (hour, None) | (hour @ 1..=11, Some((Half::Morning, _))) => hour,
        (hour @ 1..=11, Some((Half::Afternoon, _))) => hour + 12,
        (_, Some(_)) => {
            let message = "with AM or PM, hours go from 1 to 12";
            return Err(impossible(&clock.hour, message, "is AM or PM meant at all?"));
        }
    };
    let next_day = hour == 24 && minute == 0 && second == 0;
    let hour = if next_day { 0 } else { hour };
    let leap_second = clock.second.as_ref().filter(|_| second == 60);
    NaiveTime::from_hms_opt(hour, minute, second.min(59))
        .map(|time| TimeOfDay {
            time,
            next_day,
            leap_second: leap_second.map(|at| at.span.clone()),
        })
        .ok_or_else(|| impossible(&clock.hour, "a day has 24 hours", "hours go from 00 to 23"))
}

/// The second after a leap second: POSIX, and so every feed reader, counts them as one.
fn after_leap_second(before: DateTime<Utc>, span: Span) -> Result<DateTime<Utc>, Remark> {
    let at_end_of_half_year = matches!((before.month(), before.day()), (6, 30) | (12, 31))
        && (before.hour(), before.minute()) == (23, 59);
    if at_end_of_half_year {
        return Ok(before + TimeDelta::seconds(1));
    }
    Err(Remark::new(Code::DateImpossible, span, "this minute has no second 60")
        .label("seconds go from 00 to 59")
        .help("leap seconds were added at 23:59:60 UTC on 30 June or 31 December only"))
}

/// The instant with the offset that the site shows.
fn timestamp(instant: DateTime<Utc>, rules: &Rules, span: &Span) -> Result<Timestamp, Remark> {
    let offset = rules.zone.offset_from_utc_datetime(&instant.naive_utc()).fix();
    // RFC 3339 has no seconds in offsets, and zones had them before there was standard time.
    let shown = rules.show_site_offset && offset.local_minus_utc() % 60 == 0;
    let shown = if shown { instant.with_timezone(&offset) } else { instant.fixed_offset() };
    if [instant.year(), shown.year()].iter().all(|year| (1..=9999).contains(year)) {
        return Ok(Timestamp::new(shown));
    }
    Err(beyond_the_years(span.clone()))
}
