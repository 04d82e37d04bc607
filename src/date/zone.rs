//! The zone of a written time: an offset, or a name.

use super::Span;
use super::remark::Remark;
use super::token::{Cursor, Field, Token, TokenKind};
use crate::problem::Code;

/// A zone as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenZone<'a> {
    pub(crate) kind: ZoneKind<'a>,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ZoneKind<'a> {
    /// `+02:00`.
    Offset { west: bool, hours: Field, minutes: Option<Field> },
    /// `Z`, `UTC`, `CEST`, `Europe/Paris`.
    Name(&'a str),
}

impl ZoneKind<'_> {
    /// The offset east of UTC in minutes, however impossible; a name has none.
    pub(crate) fn minutes_east(&self) -> Option<i64> {
        match self {
            Self::Name(_) => None,
            Self::Offset { west, hours, minutes } => {
                let minutes = minutes.as_ref().map_or(0, |field| i64::from(field.value));
                let east = i64::from(hours.value) * 60 + minutes;
                Some(if *west { -east } else { east })
            }
        }
    }
}

/// The zone that stands next, in brackets or not.
pub(super) fn zone<'a>(cursor: &mut Cursor<'_, 'a>) -> Result<Option<WrittenZone<'a>>, Remark> {
    match within('(', ')', cursor)? {
        Some(zone) => Ok(Some(zone)),
        None => beside_offset(cursor),
    }
}

/// The zone that an offset is given again as. In parentheses it is a comment.
pub(super) fn beside_offset<'a>(
    cursor: &mut Cursor<'_, 'a>,
) -> Result<Option<WrittenZone<'a>>, Remark> {
    match within('[', ']', cursor)? {
        Some(zone) => Ok(Some(zone)),
        None => bare(cursor),
    }
}

fn within<'a>(
    open: char,
    close: char,
    cursor: &mut Cursor<'_, 'a>,
) -> Result<Option<WrittenZone<'a>>, Remark> {
    let mut ahead = *cursor;
    if ahead.mark(open).is_none() {
        return Ok(None);
    }
    let zone = bare(&mut ahead)?;
    if zone.is_none() || ahead.mark(close).is_none() {
        return Ok(None);
    }
    *cursor = ahead;
    Ok(zone)
}

/// RFC 2822's comment: JavaScript tells the name of the zone in one.
pub(super) fn comment(cursor: &mut Cursor<'_, '_>) {
    let mut ahead = *cursor;
    if ahead.mark('(').is_some() {
        while ahead.take_if(|token| token.kind != TokenKind::Mark(')')).is_some() {}
        if ahead.mark(')').is_some() {
            *cursor = ahead;
        }
    }
}

fn bare<'a>(cursor: &mut Cursor<'_, 'a>) -> Result<Option<WrittenZone<'a>>, Remark> {
    if let Some(offset) = offset(cursor)? {
        return Ok(Some(offset));
    }
    let mut ahead = *cursor;
    let Some(word) = ahead.word() else { return Ok(None) };
    if matches!(word.text.to_ascii_uppercase().as_str(), "UTC" | "GMT" | "UT")
        && ahead.peek().is_some_and(|token| !token.spaced)
        && let Some(offset) = offset(&mut ahead)?
    {
        *cursor = ahead;
        return Ok(Some(offset));
    }
    // `America/Port-au-Prince`, `Etc/GMT+2`.
    while ahead.take_if(|token| !token.spaced && in_zone_name(token)).is_some() {}
    *cursor = ahead;
    let span = ahead.since(word.start);
    Ok(Some(WrittenZone { kind: ZoneKind::Name(ahead.text(span.clone())), span }))
}

fn in_zone_name(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Number | TokenKind::Word => true,
        TokenKind::Mark(mark) => matches!(mark, '/' | '_' | '-' | '+'),
    }
}

/// `+02:00`, `+0200`, `+02`, `-4`.
fn offset<'a>(cursor: &mut Cursor<'_, 'a>) -> Result<Option<WrittenZone<'a>>, Remark> {
    let mut ahead = *cursor;
    let Some(sign) = ahead.mark('+').or_else(|| ahead.mark('-')) else { return Ok(None) };
    let Some(digits) = ahead.number() else { return Ok(None) };
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.field(), after_colon(&mut ahead)),
        4 => (digits.part(0..2), Some(digits.part(2..4))),
        _ => {
            return Err(Remark::new(
                Code::OffsetImpossible,
                ahead.since(sign.start),
                format!("an offset has no {} digits", digits.len()),
            )
            .label("this is no offset")
            .help("write hours and minutes, such as `+02:00`"));
        }
    };
    *cursor = ahead;
    let kind = ZoneKind::Offset { west: sign.kind == TokenKind::Mark('-'), hours, minutes };
    Ok(Some(WrittenZone { kind, span: ahead.since(sign.start) }))
}

fn after_colon(cursor: &mut Cursor<'_, '_>) -> Option<Field> {
    let mut ahead = *cursor;
    ahead.glued_mark(':')?;
    let minutes = ahead
        .take_if(|token| token.kind == TokenKind::Number && !token.spaced && token.len() == 2)?;
    *cursor = ahead;
    Some(minutes.field())
}
