//! Which instant a local time is, by its offset, the name of its zone, or the site's zone.

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};

use super::Rules;
use super::Span;
use super::form::{Calendar, Form};
use super::local::{self, rfc3339};
use super::remark::Remark;
use super::zone::{WrittenZone, ZoneKind};
use crate::model::Zone;
use crate::problem::Code;

/// The offsets that clocks on Earth have, in minutes.
const ON_EARTH: std::ops::RangeInclusive<i64> = -12 * 60..=14 * 60;

/// RFC 2822, section 4.3, in hours.
const RFC_2822: [(&str, i64); 8] = [
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// The instant of `local`, with what is to be said of it.
pub(super) fn instant(
    written: &Calendar<'_>,
    local: NaiveDateTime,
    rules: &Rules,
) -> Result<(DateTime<Utc>, Vec<Remark>), Remark> {
    let Some(zone) = &written.zone else {
        let span =
            written.clock.as_ref().map_or_else(|| written.span(), |clock| clock.span.clone());
        let (instant, remark) = local::instant(local, rules.zone, &span);
        return Ok((instant, remark.into_iter().collect()));
    };
    let place = Place { local, site: rules.zone, written };
    match zone.kind {
        ZoneKind::Name(name) => place.named(name, &zone.span),
        ZoneKind::Offset { .. } => place.offset(zone),
    }
}

/// A local time that says where it is, on a site that is somewhere.
struct Place<'w, 'a> {
    local: NaiveDateTime,
    site: Zone,
    written: &'w Calendar<'a>,
}

impl Place<'_, '_> {
    fn at(&self, minutes_east: i64) -> DateTime<Utc> {
        (self.local - TimeDelta::minutes(minutes_east)).and_utc()
    }

    /// The instant that the site's zone alone would give.
    fn on_site(&self) -> DateTime<Utc> {
        local::instant(self.local, self.site, &(0..0)).0
    }

    fn offset(&self, zone: &WrittenZone<'_>) -> Result<(DateTime<Utc>, Vec<Remark>), Remark> {
        let minutes = zone.kind.minutes_east().unwrap_or_default();
        let repeats = self.repeats_clock(zone, minutes);
        if !zone.kind.is_well_formed() || !ON_EARTH.contains(&minutes) {
            return Err(self.not_on_earth(zone, repeats));
        }
        let instant = self.at(minutes);
        if let Some(again) = &self.written.zone_again {
            self.agree(again, minutes, instant)?;
        }
        let mut notes = Vec::new();
        if let Some(note) = self.contradiction(minutes, instant, &zone.span) {
            notes.push(note);
        } else if repeats && site_offset(self.site, instant) != minutes * 60 {
            notes.push(self.repeated(minutes, instant, &zone.span));
        }
        Ok((instant, notes))
    }

    /// Whether the offset is the time of day, as a template that takes one for the other writes it.
    fn repeats_clock(&self, zone: &WrittenZone<'_>, minutes: i64) -> bool {
        use chrono::Timelike as _;
        let clock = i64::from(self.local.hour() * 60 + self.local.minute());
        zone.kind.is_well_formed() && minutes != 0 && minutes.abs() == clock
    }

    fn not_on_earth(&self, zone: &WrittenZone<'_>, repeats: bool) -> Remark {
        let why =
            if repeats { "it repeats the time of day, as a slip in a template does; " } else { "" };
        Remark::new(Code::OffsetImpossible, zone.span.clone(), "no place on Earth has this offset")
            .label("offsets go from -12:00 to +14:00")
            .help(format!("{why}{}: write the one meant", self.without_offset()))
    }

    /// What the time would be without its offset.
    fn without_offset(&self) -> String {
        let (on_site, in_utc) = (self.on_site(), self.local.and_utc());
        let reading = format!("as a time in {} it would be `{}`", self.site, rfc3339(on_site));
        if on_site == in_utc {
            return reading;
        }
        format!("{reading}, as a time in UTC `{}`", rfc3339(in_utc))
    }

    fn repeated(&self, minutes: i64, instant: DateTime<Utc>, span: &Span) -> Remark {
        Remark::new(
            Code::OffsetRepeatsClock,
            span.clone(),
            format!("the offset {} repeats the time of day", offset_name(minutes)),
        )
        .label(format!("read as `{}`", rfc3339(instant)))
        .help(format!("if a template wrote it by mistake, {}", self.without_offset()))
    }

    /// An offset that the site's zone has, but at another time of the year.
    ///
    /// UTC is not one of them: programs write it all year round.
    fn contradiction(&self, minutes: i64, instant: DateTime<Utc>, span: &Span) -> Option<Remark> {
        let on_site = self.on_site();
        let contradicts = minutes != 0
            && site_offset(self.site, instant) != minutes * 60
            && local::uses(self.site, minutes, instant);
        contradicts.then(|| {
            let usual = site_offset(self.site, on_site) / 60;
            Remark::new(
                Code::OffsetContradictsZone,
                span.clone(),
                format!("clocks in {} are not at {} that day", self.site, offset_name(minutes)),
            )
            .label(format!("read as `{}`", rfc3339(instant)))
            .help(format!(
                "write `{}` if `{}` is meant, the time on clocks in {}",
                offset_name(usual),
                rfc3339(on_site),
                self.site,
            ))
        })
    }

    fn named(&self, name: &str, span: &Span) -> Result<(DateTime<Utc>, Vec<Remark>), Remark> {
        if let Some(again) = &self.written.zone_again {
            return Err(one_too_many(again.span.clone(), "a second zone follows the first"));
        }
        let upper = name.to_ascii_uppercase();
        if matches!(upper.as_str(), "Z" | "UTC" | "UT" | "GMT") {
            return Ok((self.local.and_utc(), Vec::new()));
        }
        if name.contains('/') {
            return self.iana(name, span);
        }
        let on_site = local::named_instant(self.local, self.site, name);
        let in_mail =
            RFC_2822.iter().find(|(known, _)| *known == upper).map(|(_, hours)| hours * 60);
        match (in_mail, on_site) {
            (Some(minutes), Some(on_site)) if self.at(minutes) != on_site => {
                Err(two_meanings(name, span, self.site, on_site, self.at(minutes)))
            }
            (Some(minutes), _) => {
                let instant = self.at(minutes);
                Ok((instant, self.contradiction(minutes, instant, span).into_iter().collect()))
            }
            (None, Some(on_site)) => Ok((on_site, Vec::new())),
            (None, None) if self.is_military(&upper) => {
                Ok((self.local.and_utc(), vec![military(name, span)]))
            }
            (None, None) => Err(self.unknown(name, span)),
        }
    }

    /// A zone of the tz database.
    fn iana(&self, name: &str, span: &Span) -> Result<(DateTime<Utc>, Vec<Remark>), Remark> {
        let zone = Zone::named(name).ok_or_else(|| {
            let remark = unknown_zone(span.clone(), "the tz database has no zone of this name");
            match nearest_zone(name) {
                Some(zone) => remark.help(format!("is `{zone}` meant?")),
                None => remark.help("write an offset, such as `+02:00`"),
            }
        })?;
        let (instant, remark) = local::instant(self.local, zone, span);
        Ok((instant, remark.into_iter().collect()))
    }

    /// A letter that stood for a zone in mail. `J` never did.
    fn is_military(&self, upper: &str) -> bool {
        matches!(self.written.form, Form::DayMonth | Form::YearLast)
            && matches!(upper.as_bytes(), [b'A'..=b'I' | b'K'..=b'Y'])
    }

    /// A name that means nothing on this site that day, with what it means elsewhere.
    fn unknown(&self, name: &str, span: &Span) -> Remark {
        let meanings = local::meanings(self.local, self.site, name);
        if meanings.is_empty() {
            return unknown_zone(span.clone(), "this is no zone that Feedmill knows")
                .help("write an offset, such as `+02:00`");
        }
        let readings: Vec<_> = meanings
            .iter()
            .take(4)
            .map(|(minutes, zone)| {
                let instant = rfc3339(self.at(*minutes));
                format!("`{}` as in {zone} (`{instant}`)", offset_name(*minutes))
            })
            .collect();
        unknown_zone(
            span.clone(),
            &format!("clocks in {} do not show `{name}` that day", self.site),
        )
        .help(format!(
            "it might mean {}, or the time on clocks in {} (`{}`): write the offset",
            readings.join(", "),
            self.site,
            rfc3339(self.on_site()),
        ))
    }

    /// Refuses a name that contradicts the offset before it, as `+0200 EST` does.
    fn agree(
        &self,
        again: &WrittenZone<'_>,
        minutes: i64,
        instant: DateTime<Utc>,
    ) -> Result<(), Remark> {
        let ZoneKind::Name(name) = again.kind else {
            return Err(one_too_many(again.span.clone(), "a second offset follows the first"));
        };
        let named = match self.named_alone(name, &again.span) {
            Ok((named, _)) => named,
            // Its meaning elsewhere may be the offset, which `CEST` needs no site in Europe for.
            Err(refusal) => {
                let meant = local::meanings(self.local, self.site, name)
                    .iter()
                    .any(|(east, _)| *east == minutes);
                return if meant { Ok(()) } else { Err(refusal) };
            }
        };
        if named == instant {
            return Ok(());
        }
        Err(Remark::new(
            Code::DateAmbiguous,
            again.span.clone(),
            format!("{} and `{name}` are two instants", offset_name(minutes)),
        )
        .label("this contradicts the offset")
        .help(format!(
            "by the offset it is `{}`, by the name `{}`: take one out",
            rfc3339(instant),
            rfc3339(named),
        )))
    }

    fn named_alone(&self, name: &str, span: &Span) -> Result<(DateTime<Utc>, Vec<Remark>), Remark> {
        let written = Calendar { zone_again: None, ..self.written.clone() };
        Place { local: self.local, site: self.site, written: &written }.named(name, span)
    }
}

impl ZoneKind<'_> {
    fn is_well_formed(&self) -> bool {
        match self {
            Self::Name(_) => true,
            Self::Offset { minutes, .. } => minutes.as_ref().is_none_or(|field| field.value < 60),
        }
    }
}

/// How far clocks in `zone` are ahead of UTC, in seconds.
fn site_offset(zone: Zone, instant: DateTime<Utc>) -> i64 {
    i64::from(zone.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc())
}

fn offset_name(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn unknown_zone(span: Span, message: &str) -> Remark {
    Remark::new(Code::ZoneUnknown, span, message).label("an offset such as `+02:00` belongs here")
}

fn one_too_many(span: Span, message: &str) -> Remark {
    Remark::new(Code::ZoneUnknown, span, message)
        .label("the date has its offset already")
        .help("take one of the two out")
}

fn two_meanings(
    name: &str,
    span: &Span,
    site: Zone,
    on_site: DateTime<Utc>,
    in_mail: DateTime<Utc>,
) -> Remark {
    Remark::new(Code::DateAmbiguous, span.clone(), format!("`{name}` is two zones"))
        .label("an offset such as `+02:00` belongs here")
        .help(format!(
            "in {site} it is `{}`, in RFC 2822 `{}`: write the offset meant",
            rfc3339(on_site),
            rfc3339(in_mail),
        ))
}

fn military(name: &str, span: &Span) -> Remark {
    Remark::new(Code::DateSlip, span.clone(), format!("the letter `{name}` tells no zone"))
        .label("read as UTC (RFC 2822, section 4.3)")
        .help("write an offset, such as `+02:00`")
}

/// The zone whose name is most like `name`.
fn nearest_zone(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    Zone::names()
        .map(|zone| (strsim::jaro_winkler(&zone.to_ascii_lowercase(), &name), zone))
        .filter(|(likeness, _)| *likeness > 0.9)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, zone)| zone)
}
