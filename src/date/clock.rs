//! The time of day: `13:49`, `13:49:00.25`, `1349`, `1:49 PM`, `13h49`.

use super::Span;
use super::remark::Remark;
use super::token::{Cursor, Field, Token};
use crate::problem::Code;

/// A time of day as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: Field,
    pub(crate) minute: Option<Field>,
    pub(crate) second: Option<Field>,
    /// `AM` or `PM`, with its place.
    pub(crate) half: Option<(Half, Span)>,
    /// The colon that stands twice.
    pub(crate) doubled: Option<Span>,
    pub(crate) span: Span,
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Morning,
    Afternoon,
}

/// The time of day that follows a date with a `T`, a space, a comma, `at` or `à`.
pub(crate) fn after_date(cursor: &mut Cursor<'_, '_>) -> Result<Option<Clock>, Remark> {
    let mut ahead = *cursor;
    let letter = ahead.one_of(&["t"]).is_some();
    if !letter {
        ahead.mark(',');
        ahead.one_of(&["at", "a"]);
        if ahead.peek().is_none_or(|token| token.start == cursor.since(0).end) {
            return Ok(None);
        }
    }
    let clock = clock(&mut ahead)?;
    if clock.is_some() {
        *cursor = ahead;
    }
    Ok(clock)
}

fn clock(cursor: &mut Cursor<'_, '_>) -> Result<Option<Clock>, Remark> {
    let mut ahead = *cursor;
    let Some(first) = ahead.number() else { return Ok(None) };
    let mut clock = Clock {
        hour: first.field(),
        minute: None,
        second: None,
        half: None,
        doubled: None,
        span: first.span(),
    };
    let told = match first.len() {
        1 | 2 => with_colons(&mut ahead, &mut clock)? || with_letter(&mut ahead, &mut clock),
        4 | 6 => without_colons(&ahead, first, &mut clock),
        _ => false,
    };
    clock.half = half(&mut ahead);
    // A number alone is no time: `2021` in `Sep 3 2021` is a year.
    if !told && (clock.half.is_none() || first.len() > 2) {
        return Ok(None);
    }
    clock.span = ahead.since(first.start);
    *cursor = ahead;
    Ok(Some(clock))
}

/// `13:49`, `13:49:00`, `13:49:00.25`.
fn with_colons(cursor: &mut Cursor<'_, '_>, clock: &mut Clock) -> Result<bool, Remark> {
    let Some(minute) = after_colon(cursor, clock)? else { return Ok(false) };
    clock.minute = Some(minute);
    clock.second = after_colon(cursor, clock)?;
    if clock.second.is_some() {
        fraction(cursor);
    } else if let Some(span) = &clock.doubled {
        return Err(Remark::new(Code::DateAmbiguous, span.clone(), "the colon stands twice")
            .label("there is nothing between these colons")
            .help("write hours, minutes and seconds with one colon between them"));
    }
    Ok(true)
}

fn after_colon(cursor: &mut Cursor<'_, '_>, clock: &mut Clock) -> Result<Option<Field>, Remark> {
    let mut ahead = *cursor;
    let Some(colon) = ahead.glued_mark(':') else { return Ok(None) };
    let doubled = ahead.glued_mark(':').map(|second| colon.start..second.span().end);
    let Some(number) = ahead.glued_number() else { return Ok(None) };
    if number.len() == 1 {
        return Err(one_digit(number));
    }
    *cursor = ahead;
    clock.doubled = clock.doubled.take().or(doubled);
    Ok(Some(number.field()))
}

fn one_digit(number: Token<'_>) -> Remark {
    let digit = number.text;
    Remark::new(
        Code::DateAmbiguous,
        number.span(),
        format!("`{digit}` has one digit where minutes and seconds have two"),
    )
    .label("two digits belong here")
    .help(format!("write `0{digit}` or `{digit}0`, whichever is meant"))
}

/// Feeds tell seconds: what is below them is let go.
fn fraction(cursor: &mut Cursor<'_, '_>) {
    for mark in ['.', ','] {
        let mut ahead = *cursor;
        if ahead.glued_mark(mark).is_some() && ahead.glued_number().is_some() {
            *cursor = ahead;
            return;
        }
    }
}

/// `13h`, `13h49`, `13 h 49`.
fn with_letter(cursor: &mut Cursor<'_, '_>, clock: &mut Clock) -> bool {
    if cursor.one_of(&["h"]).is_none() {
        return false;
    }
    clock.minute = cursor.take_if(|token| is_two_digits(token)).map(|token| token.field());
    true
}

fn is_two_digits(token: &Token<'_>) -> bool {
    token.len() == 2 && token.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1349`, `134900`: only after a `T`, or after a date without marks.
fn without_colons(cursor: &Cursor<'_, '_>, digits: Token<'_>, clock: &mut Clock) -> bool {
    if digits.spaced && !cursor.is_basic() {
        return false;
    }
    clock.hour = digits.part(0..2);
    clock.minute = Some(digits.part(2..4));
    clock.second = (digits.len() == 6).then(|| digits.part(4..6));
    true
}

/// `AM`, `p.m.`
fn half(cursor: &mut Cursor<'_, '_>) -> Option<(Half, Span)> {
    let mut ahead = *cursor;
    let word = ahead.one_of(&["am", "pm", "a", "p"])?;
    if word.len() == 1 {
        ahead.glued_mark('.')?;
        ahead.take_if(|token| !token.spaced && token.text.eq_ignore_ascii_case("m"))?;
        ahead.glued_mark('.');
    }
    *cursor = ahead;
    let half = if word.text.starts_with(['a', 'A']) { Half::Morning } else { Half::Afternoon };
    Some((half, cursor.since(word.start)))
}
