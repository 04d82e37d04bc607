//! Why a text has none of the forms.

use super::Span;
use super::remark::Remark;
use super::token::{Cursor, Token, TokenKind};
use crate::problem::Code;

/// What to write when nothing else can be said.
pub(super) const MODEL: &str = "write it as `2024-06-27 13:49:00 +02:00`, or as `2024-06-27`";

pub(super) fn trailing(cursor: &Cursor<'_, '_>, has_clock: bool) -> Remark {
    let left = cursor.rest();
    let signed =
        cursor.peek().is_some_and(|token| matches!(token.kind, TokenKind::Mark('+' | '-')));
    let remark = Remark::new(
        Code::DateUnknownForm,
        left,
        if signed && !has_clock {
            "an offset stands without a time of day"
        } else {
            "something follows the date that is no part of it"
        },
    );
    remark.label("this could not be read").help(MODEL)
}

pub(super) fn no_year(span: Span) -> Remark {
    Remark::new(Code::DateUnknownForm, span, "the date has no year")
        .label("a year of four digits belongs here")
        .help(MODEL)
}

/// Why no row of the table fits.
pub(super) fn no_form(tokens: &[Token<'_>], whole: Span) -> Remark {
    if let [first, mark, second, same, third, ..] = tokens
        && mark.kind == same.kind
        && matches!(mark.kind, TokenKind::Mark('-' | '/' | '.'))
        && [first, second, third]
            .iter()
            .all(|token| token.kind == TokenKind::Number && token.len() < 3)
    {
        return short_year(first.start..third.span().end, [first, second, third]);
    }
    Remark::new(Code::DateUnknownForm, whole, "this is not a date that Feedmill knows")
        .label("expected a date")
        .help(MODEL)
}

/// `24-06-27`: where the year has two digits, nothing tells where it stands.
fn short_year(span: Span, numbers: [&Token<'_>; 3]) -> Remark {
    let [first, second, third] = numbers.map(|token| token.field().value);
    let mut readings = Vec::new();
    for (year, month, day) in
        [(first, second, third), (third, second, first), (third, first, second)]
    {
        let year = century(year);
        let reading = format!("`{year}-{month:02}-{day:02}`");
        let exists = chrono::NaiveDate::from_ymd_opt(year, month, day).is_some();
        if exists && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    let help = match readings.as_slice() {
        [] => MODEL.to_owned(),
        readings => format!("it might mean {}: write the year in full", readings.join(" or ")),
    };
    Remark::new(Code::DateAmbiguous, span, "the year has two digits")
        .label("which number is the year?")
        .help(help)
}

/// The year that two digits mean (RFC 2822, section 4.3).
pub(super) fn century(short: u32) -> i32 {
    let short = i32::try_from(short).unwrap_or(0);
    if short < 50 { 2000 + short } else { 1900 + short }
}
