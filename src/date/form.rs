//! The table of forms: which shapes a date may have. What they mean is not its business.

use chrono::Weekday;

use super::Span;
use super::calendar;
use super::clock::{self, Clock};
use super::remark::Remark;
use super::token::{Cursor, Field, Token, TokenKind, tokens};
use super::unread;
use super::zone::{self, WrittenZone};
use crate::problem::Code;

macro_rules! forms {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// A row of the table of forms.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Form {
            $($(#[$doc])* $variant,)*
        }

        impl Form {
            /// Every form, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

forms! {
    /// `2024-06-27`, RFC 3339 and its relatives.
    Iso = "iso";
    /// `20240627`, ISO 8601 without marks.
    Basic = "iso-basic";
    /// `2024/06/27`, `2024.06.27`, `2024 June 27`.
    YearFirst = "year-first";
    /// `27 June 2024`, `Thu, 27 Jun 2024` of RFC 2822, `Thursday, 27-Jun-24` of RFC 850.
    DayMonth = "day-month";
    /// `June 27, 2024`.
    MonthDay = "month-day";
    /// `Fri Sep  3 11:21:31 CEST 2021`, as `asctime` and `date` print it.
    YearLast = "year-last";
    /// `27/06/2024`.
    DayFirst = "day-first";
    /// `06/27/2024`.
    MonthFirst = "month-first";
    /// `1719488940`, seconds since 1970.
    Unix = "unix";
    /// `1719488940000`, milliseconds since 1970.
    UnixMilliseconds = "unix-milliseconds";
}

/// A piece of a date's shape.
#[derive(Clone, Copy)]
enum Piece {
    /// Three digits or more: shorter ones could be a day.
    Year,
    /// Two digits or more: only where a name tells the month, so that it cannot be a month.
    ShortYear,
    Month,
    Name,
    /// With an ordinal ending or without.
    Day,
    /// A day or a month: numbers alone do not tell.
    First,
    Second,
    Mark(char),
    /// White space, with a comma, a full stop, a dash or a slash or without.
    Gap,
    /// Eight digits: year, month and day.
    YearMonthDay,
}

use Piece::{Day, First, Gap, Mark, Month, Name, Second, ShortYear, Year, YearMonthDay};

const TABLE: &[(Form, &[Piece])] = &[
    (Form::Iso, &[Year, Mark('-'), Month, Mark('-'), Day]),
    (Form::Basic, &[YearMonthDay]),
    (Form::YearFirst, &[Year, Mark('/'), Month, Mark('/'), Day]),
    (Form::YearFirst, &[Year, Mark('.'), Month, Mark('.'), Day]),
    (Form::YearFirst, &[Year, Gap, Name, Gap, Day]),
    (Form::DayMonth, &[Day, Gap, Name, Gap, ShortYear]),
    (Form::MonthDay, &[Name, Gap, Day, Gap, Year]),
    (Form::YearLast, &[Name, Gap, Day]),
    (Form::YearLast, &[Day, Gap, Name]),
    (Form::DayFirst, &[First, Mark('/'), Second, Mark('/'), Year]),
    (Form::DayFirst, &[First, Mark('.'), Second, Mark('.'), Year]),
    (Form::DayFirst, &[First, Mark('-'), Second, Mark('-'), Year]),
];

/// A date taken apart.
#[derive(Debug)]
pub(crate) enum WrittenDate<'a> {
    Calendar(Box<Calendar<'a>>),
    /// Milliseconds since 1970.
    Unix {
        form: Form,
        milliseconds: i64,
        span: Span,
    },
}

/// A date of the calendar with what stands beside it.
#[derive(Debug, Clone)]
pub(crate) struct Calendar<'a> {
    pub(crate) form: Form,
    pub(crate) weekday: Option<(Weekday, Span)>,
    pub(crate) year: Field,
    pub(crate) month: Field,
    pub(crate) day: Field,
    pub(crate) clock: Option<Clock>,
    pub(crate) zone: Option<WrittenZone<'a>>,
    /// A second zone, as in `+0200 CEST`.
    pub(crate) zone_again: Option<WrittenZone<'a>>,
    /// A second year, as in `2013-05-08 22:34:31 2013`.
    pub(crate) year_again: Option<Field>,
}

impl Calendar<'_> {
    /// Where year, month and day stand.
    pub(crate) fn span(&self) -> Span {
        let fields = [&self.year.span, &self.month.span, &self.day.span];
        let start = fields.iter().map(|span| span.start).min().unwrap_or_default();
        let end = fields.iter().map(|span| span.end).max().unwrap_or_default();
        start..end
    }
}

/// The fields of a shape that matched. `YearLast` leaves the year open.
#[derive(Default)]
struct Fields {
    year: Option<Field>,
    month: Option<Field>,
    day: Option<Field>,
}

/// Takes a date apart.
pub(crate) fn parse(written: &str) -> Result<WrittenDate<'_>, Remark> {
    let tokens = tokens(written);
    let whole = Cursor::new(written, &tokens);
    if let [only] = tokens.as_slice()
        && only.kind == TokenKind::Number
        && let Some(written) = digits_alone(*only)?
    {
        return Ok(written);
    }
    // `mar.` is a Tuesday before `25 juin`, but March before `25, 2024`.
    let mut after_weekday = whole;
    let weekday = weekday(&mut after_weekday).map(|weekday| (after_weekday, Some(weekday)));
    for (start, weekday) in weekday.into_iter().chain([(whole, None)]) {
        for (form, shape) in TABLE {
            let mut cursor = start;
            if let Some(fields) = matched(shape, &mut cursor) {
                let calendar = rest(*form, weekday, fields, cursor)?;
                return Ok(WrittenDate::Calendar(Box::new(calendar)));
            }
        }
    }
    Err(unread::no_form(&tokens, whole.rest()))
}

fn weekday(cursor: &mut Cursor<'_, '_>) -> Option<(Weekday, Span)> {
    let word = cursor.word()?;
    let day = calendar::weekday(word.text)?;
    cursor.mark('.');
    cursor.mark(',');
    Some((day, word.span()))
}

fn matched(shape: &[Piece], cursor: &mut Cursor<'_, '_>) -> Option<Fields> {
    let mut fields = Fields::default();
    for piece in shape {
        match piece {
            Year => fields.year = Some(number(cursor, 3..)?),
            ShortYear => {
                fields.year = Some(number(cursor, 2..)?);
                if cursor.peek().is_some_and(|next| next.kind == TokenKind::Mark(':')) {
                    return None;
                }
            }
            Month | Second => fields.month = Some(number(cursor, 1..3)?),
            First => fields.day = Some(number(cursor, 1..3)?),
            Day => {
                fields.day = Some(number(cursor, 1..3)?);
                cursor.take_if(|token| {
                    !token.spaced
                        && matches!(
                            token.text.to_ascii_lowercase().as_str(),
                            "st" | "nd" | "rd" | "th" | "er" | "º"
                        )
                });
            }
            Name => {
                let name = cursor.word()?;
                let value = calendar::month(name.text)?;
                fields.month = Some(Field { value, span: name.span() });
            }
            Mark(mark) => {
                cursor.glued_mark(*mark)?;
            }
            Gap => {
                for mark in ['.', ',', '-', '/'] {
                    cursor.mark(mark);
                }
            }
            YearMonthDay => {
                let digits =
                    cursor.take_if(|token| token.kind == TokenKind::Number && token.len() == 8)?;
                fields.year = Some(digits.part(0..4));
                fields.month = Some(digits.part(4..6));
                fields.day = Some(digits.part(6..8));
            }
        }
    }
    Some(fields)
}

fn number(cursor: &mut Cursor<'_, '_>, digits: impl std::ops::RangeBounds<usize>) -> Option<Field> {
    cursor.number().filter(|token| digits.contains(&token.len())).map(|token| token.field())
}

/// What stands after the date: a time of day, a zone, a year where `date` puts it.
fn rest<'a>(
    form: Form,
    weekday: Option<(Weekday, Span)>,
    fields: Fields,
    mut cursor: Cursor<'_, 'a>,
) -> Result<Calendar<'a>, Remark> {
    let clock = clock::after_date(&mut cursor)?;
    let mut years = [fields.year, None, None];
    years[1] = year(&mut cursor);
    let mut zone = None;
    let mut zone_again = None;
    if clock.is_some() {
        zone = zone::zone(&mut cursor)?;
        if zone.as_ref().is_some_and(|zone| zone.kind.minutes_east().is_some()) {
            zone_again = zone::beside_offset(&mut cursor)?;
        }
        zone::comment(&mut cursor);
    }
    years[2] = year(&mut cursor);
    let left = cursor.rest();
    if !left.is_empty() {
        return Err(unread::trailing(&cursor, clock.is_some()));
    }
    let mut years = years.into_iter().flatten();
    let (Some(year), Some(month), Some(day)) = (years.next(), fields.month, fields.day) else {
        return Err(unread::no_year(cursor.since(0)));
    };
    let calendar = Calendar {
        form,
        weekday,
        year,
        month,
        day,
        clock,
        zone,
        zone_again,
        year_again: years.next(),
    };
    in_order(calendar)
}

fn year(cursor: &mut Cursor<'_, '_>) -> Option<Field> {
    cursor
        .take_if(|token| token.kind == TokenKind::Number && token.spaced && token.len() == 4)
        .map(|token| token.field())
}

/// Tells day and month apart in `27/06/2024`, where only a number above 12 can.
fn in_order(mut calendar: Calendar<'_>) -> Result<Calendar<'_>, Remark> {
    let (first, second) = (calendar.day.value, calendar.month.value);
    if calendar.form != Form::DayFirst || first == second {
        return Ok(calendar);
    }
    if first <= 12 && second <= 12 {
        let year = calendar.year.value;
        return Err(Remark::new(
            Code::DateAmbiguous,
            calendar.span(),
            format!(
                "this is {first} {} {year} or {second} {} {year}",
                calendar::month_name(second),
                calendar::month_name(first),
            ),
        )
        .label("day and month cannot be told apart")
        .help(format!(
            "write `{year:04}-{second:02}-{first:02}` for the former (as Jekyll reads it), \
             `{year:04}-{first:02}-{second:02}` for the latter",
        )));
    }
    if second > 12 && first <= 12 {
        std::mem::swap(&mut calendar.day, &mut calendar.month);
        calendar.form = Form::MonthFirst;
    }
    Ok(calendar)
}

/// `20240627134900`, and the seconds since 1970.
fn digits_alone(digits: Token<'_>) -> Result<Option<WrittenDate<'_>>, Remark> {
    let number: i64 = digits.text.parse().unwrap_or_default();
    let unix = |form, milliseconds| WrittenDate::Unix { form, milliseconds, span: digits.span() };
    match digits.len() {
        10 if is_day_and_hour(&digits) => Err(Remark::new(
            Code::DateAmbiguous,
            digits.span(),
            "this is a day with its hour, or a number of seconds since 1970",
        )
        .label("ten digits with two readings")
        .help(unread::MODEL)),
        10 => Ok(Some(unix(Form::Unix, number * 1000))),
        13 => Ok(Some(unix(Form::UnixMilliseconds, number))),
        12 | 14 => Ok(Some(WrittenDate::Calendar(Box::new(Calendar {
            form: Form::Basic,
            weekday: None,
            year: digits.part(0..4),
            month: digits.part(4..6),
            day: digits.part(6..8),
            clock: Some(Clock {
                hour: digits.part(8..10),
                minute: Some(digits.part(10..12)),
                second: (digits.len() == 14).then(|| digits.part(12..14)),
                half: None,
                doubled: None,
                span: digits.start + 8..digits.span().end,
            }),
            zone: None,
            zone_again: None,
            year_again: None,
        })))),
        _ => Ok(None),
    }
}

/// Whether ten digits can be year, month, day and hour. Years before 1900 are seconds of our time.
fn is_day_and_hour(digits: &Token<'_>) -> bool {
    let within =
        |part, range: std::ops::RangeInclusive<u32>| range.contains(&digits.part(part).value);
    within(0..4, 1900..=9999)
        && within(4..6, 1..=12)
        && within(6..8, 1..=31)
        && within(8..10, 0..=24)
}
