//! The names of months and weekdays, in English and French, and the days of a month.

use chrono::{NaiveDate, Weekday};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Each month's names in English and French, without accents, the full name first.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv"],
    &["february", "feb", "fevrier", "fevr", "fev"],
    &["march", "mar", "mars"],
    &["april", "apr", "avril", "avr"],
    &["may", "mai"],
    &["june", "jun", "juin"],
    &["july", "jul", "juillet", "juil"],
    &["august", "aug", "aout"],
    &["september", "sep", "sept", "septembre"],
    &["october", "oct", "octobre"],
    &["november", "nov", "novembre"],
    &["december", "dec", "decembre"],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["monday", "mon", "lundi", "lun"]),
    (Weekday::Tue, &["tuesday", "tue", "tues", "mardi", "mar"]),
    (Weekday::Wed, &["wednesday", "wed", "mercredi", "mer"]),
    (Weekday::Thu, &["thursday", "thu", "thur", "thurs", "jeudi", "jeu"]),
    (Weekday::Fri, &["friday", "fri", "vendredi", "ven"]),
    (Weekday::Sat, &["saturday", "sat", "samedi", "sam"]),
    (Weekday::Sun, &["sunday", "sun", "dimanche", "dim"]),
];

/// Lowercase and without accents, however they were encoded.
pub(super) fn folded(name: &str) -> String {
    name.nfd().filter(|letter| !is_combining_mark(*letter)).collect::<String>().to_lowercase()
}

/// The number of the month `name`, from 1.
pub(super) fn month(name: &str) -> Option<u32> {
    let name = folded(name);
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&name.as_str())).map(|(number, _)| number)
}

/// The weekday `name`.
pub(super) fn weekday(name: &str) -> Option<Weekday> {
    let name = folded(name);
    WEEKDAYS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(day, _)| *day)
}

/// The English name of the month `number`, for messages.
pub(super) fn month_name(number: u32) -> String {
    let name = usize::try_from(number)
        .ok()
        .and_then(|number| MONTHS.get(number.checked_sub(1)?))
        .map_or("", |names| names[0]);
    name.char_indices()
        .map(|(at, letter)| if at == 0 { letter.to_ascii_uppercase() } else { letter })
        .collect()
}

/// The English name of a weekday, for messages.
pub(super) const fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// How many days the month `month` has in `year`.
pub(super) fn days_in_month(year: i32, month: u32) -> u32 {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some()).unwrap_or(0)
}
