//! The filters of Liquid, and those that Jekyll and Eleventy add.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use chrono::format::StrftimeItems;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use liquid_core::model::{ScalarCow, ValueCow, ValueView};
use liquid_core::parser::{FilterArguments, Language, ParameterReflection};
use liquid_core::{
    Error, Expression, Filter, FilterReflection, ParseFilter, Result, Runtime, Value,
};
use liquid_lib::{jekyll, stdlib};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::bound::Bounded;
use super::list;
use crate::config::Pattern;
use crate::model::{Zone, slug};
use crate::template::shortcode::{self, Call, Shown};
use crate::template::{Facts, html};

pub(super) fn register(language: &mut Language, facts: &Arc<Facts>) {
    let mut filter = |filter: Box<dyn ParseFilter>| {
        language.filters.register(filter.reflection().name().to_owned(), filter);
    };
    macro_rules! known {
        ($($filter:path),* $(,)?) => { $(filter(Box::new(Bounded($filter)));)* };
    }
    known!(
        stdlib::Append,
        stdlib::AtLeast,
        stdlib::AtMost,
        stdlib::Capitalize,
        stdlib::Ceil,
        stdlib::Compact,
        stdlib::Concat,
        stdlib::Default,
        stdlib::Downcase,
        stdlib::Escape,
        stdlib::EscapeOnce,
        stdlib::First,
        stdlib::Floor,
        stdlib::Last,
        stdlib::Lstrip,
        stdlib::Map,
        stdlib::NewlineToBr,
        stdlib::Prepend,
        stdlib::Remove,
        stdlib::RemoveFirst,
        stdlib::ReplaceFirst,
        stdlib::Reverse,
        stdlib::Round,
        stdlib::Rstrip,
        stdlib::Size,
        stdlib::Slice,
        stdlib::Sort,
        stdlib::SortNatural,
        stdlib::Split,
        stdlib::Strip,
        stdlib::StripHtml,
        stdlib::StripNewlines,
        stdlib::Truncate,
        stdlib::TruncateWords,
        stdlib::Upcase,
        stdlib::UrlDecode,
        jekyll::Push,
        jekyll::Pop,
        jekyll::Shift,
        jekyll::Unshift,
    );
    for (name, work) in OWN {
        let (name, facts) = ((*name).to_owned(), Arc::clone(facts));
        filter(Box::new(Bounded(Own { name, work: Work::Function(*work), facts })));
    }
    for (name, work) in list::FILTERS {
        let (name, work) = ((*name).to_owned(), Work::List(*work));
        filter(Box::new(Bounded(Own { name, work, facts: Arc::clone(facts) })));
    }
    if facts.config.profile().has_ruby_slugify {
        filter(Box::new(Bounded(jekyll::Slugify)));
    }
    for (name, pattern) in &facts.config.templates.shortcodes {
        let (name, work, facts) = (name.clone(), Work::Pattern(pattern.clone()), Arc::clone(facts));
        filter(Box::new(Bounded(Own { name, work, facts })));
    }
}

/// What a filter makes of its input and its arguments.
type Function = fn(&Facts, &dyn ValueView, &[Value]) -> std::result::Result<Value, String>;

/// How a filter works.
#[derive(Debug, Clone)]
enum Work {
    Function(Function),
    List(list::Function),
    /// As the publisher says: `{0}` is the input.
    Pattern(Pattern),
}

const OWN: &[(&str, Function)] = &[
    ("abs", |_, input, _| {
        calculated(input, &Value::scalar(0), |a, _| a.checked_abs(), |a, _| a.abs())
    }),
    ("plus", |_, input, arguments| {
        calculated(input, operand(arguments)?, i64::checked_add, |a, b| a + b)
    }),
    ("minus", |_, input, arguments| {
        calculated(input, operand(arguments)?, i64::checked_sub, |a, b| a - b)
    }),
    ("times", |_, input, arguments| {
        calculated(input, operand(arguments)?, i64::checked_mul, |a, b| a * b)
    }),
    ("divided_by", |_, input, arguments| {
        calculated(input, divisor(arguments)?, quotient, |a, b| a / b)
    }),
    ("modulo", |_, input, arguments| {
        let float = |a: f64, b: f64| a - b * (a / b).floor();
        calculated(input, divisor(arguments)?, remainder, float)
    }),
    ("relative_url", |facts, input, _| Ok(text(below(facts, input)))),
    ("url", |facts, input, _| Ok(text(below(facts, input)))),
    ("absolute_url", |facts, input, _| {
        let address = facts.config.site.base_url.join(&below(facts, input));
        address.map(|url| text(url.into())).map_err(|error| format!("no address: {error}"))
    }),
    ("date", |facts, input, arguments| {
        let format = arguments.first().map(|format| format.to_kstr().into_owned().to_string());
        shown(facts, input, format.as_deref().unwrap_or("%Y-%m-%d"))
    }),
    ("date_to_xmlschema", |facts, input, _| shown(facts, input, "%Y-%m-%dT%H:%M:%S%:z")),
    ("date_to_rfc822", |facts, input, _| shown(facts, input, "%a, %d %b %Y %H:%M:%S %z")),
    ("date_to_string", |facts, input, arguments| in_words(facts, input, "%b", arguments)),
    ("date_to_long_string", |facts, input, arguments| in_words(facts, input, "%B", arguments)),
    ("markdownify", |_, input, _| Ok(text(html::of_markdown(&input.to_kstr())))),
    ("slugify", |_, input, _| Ok(text(slug(&input.to_kstr())))),
    ("slug", |_, input, _| Ok(text(slug(&input.to_kstr())))),
    ("xml_escape", |_, input, _| Ok(text(html::escaped(&input.to_kstr())))),
    ("cgi_escape", |_, input, _| Ok(text(encoded(&input.to_kstr())))),
    ("url_encode", |_, input, _| Ok(text(encoded(&input.to_kstr())))),
    ("uri_escape", |_, input, _| {
        Ok(text(utf8_percent_encode(&input.to_kstr(), UNFIT).to_string()))
    }),
    ("to_integer", |_, input, _| {
        let number = input.to_kstr().trim().parse::<f64>().unwrap_or(0.0);
        #[expect(clippy::cast_possible_truncation, reason = "it is what the filter is for")]
        let number = number as i64;
        Ok(Value::scalar(number))
    }),
    ("strip_index", |_, input, _| Ok(text(input.to_kstr().replace("/index.html", "/")))),
    ("smartify", |_, input, _| Ok(text(html::with_smart_punctuation(&input.to_kstr())))),
    ("normalize_whitespace", |_, input, _| {
        Ok(text(input.to_kstr().split_whitespace().collect::<Vec<_>>().join(" ")))
    }),
    ("number_of_words", |_, input, _| {
        Ok(Value::scalar(i64::try_from(input.to_kstr().split_whitespace().count()).unwrap_or(0)))
    }),
    ("jsonify", |_, input, _| {
        serde_json::to_string(&input.to_value()).map(text).map_err(|error| error.to_string())
    }),
    ("join", |_, input, arguments| {
        let glue =
            arguments.first().map_or_else(|| " ".to_owned(), |glue| glue.to_kstr().to_string());
        joined(input, &glue, &glue)
    }),
    ("array_to_sentence_string", |_, input, arguments| {
        let last =
            arguments.first().map_or_else(|| "and".to_owned(), |word| word.to_kstr().to_string());
        joined(input, ", ", &format!(", {last} "))
    }),
    ("replace", |_, input, arguments| {
        let [from, to] = arguments else { return Err("`replace` takes two texts".to_owned()) };
        let (input, from, to) = (input.to_kstr(), from.to_kstr(), to.to_kstr());
        let places = input.matches(from.as_str()).count();
        if places.saturating_mul(to.len()) > LARGE {
            return Err("too much is replaced".to_owned());
        }
        Ok(text(input.replace(from.as_str(), &to)))
    }),
];

/// A number made of two: of integers an integer, otherwise a float, as Ruby has it.
fn calculated(
    input: &dyn ValueView,
    operand: &Value,
    integer: fn(i64, i64) -> Option<i64>,
    float: fn(f64, f64) -> f64,
) -> std::result::Result<Value, String> {
    let number = |value: Option<ScalarCow<'_>>| {
        value.map(|value| (value.to_integer(), value.to_float())).unwrap_or_default()
    };
    match (number(input.as_scalar()), number(operand.as_scalar())) {
        ((Some(one), _), (Some(other), _)) => integer(one, other)
            .map(Value::scalar)
            .ok_or_else(|| "the number would be too large".to_owned()),
        ((_, Some(one)), (_, Some(other))) => Ok(Value::scalar(float(one, other))),
        _ => Err("numbers are wanted".to_owned()),
    }
}

fn operand(arguments: &[Value]) -> std::result::Result<&Value, String> {
    arguments.first().ok_or_else(|| "a number is wanted".to_owned())
}

fn divisor(arguments: &[Value]) -> std::result::Result<&Value, String> {
    let divisor = operand(arguments)?;
    match divisor.as_scalar().and_then(|scalar| scalar.to_float()) {
        Some(0.0) => Err("nothing can be divided by zero".to_owned()),
        _ => Ok(divisor),
    }
}

/// Rounded down, as Ruby divides.
fn quotient(one: i64, other: i64) -> Option<i64> {
    let quotient = one.checked_div(other)?;
    Some(quotient - i64::from(remainder(one, other)? != 0 && (one < 0) != (other < 0)))
}

/// With the sign of the divisor, as Ruby has it.
fn remainder(one: i64, other: i64) -> Option<i64> {
    let remainder = one.checked_rem_euclid(other).or_else(|| (other == -1).then_some(0))?;
    Some(if remainder != 0 && other < 0 { remainder + other } else { remainder })
}

/// What no address may hold as it is, beside what is not ASCII.
const UNFIT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`');

/// The largest text that one filter builds before it is measured, in bytes.
const LARGE: usize = 1024 * 1024;

/// A path below the site's, unless it is an address.
fn below(facts: &Facts, input: &dyn ValueView) -> String {
    let path = input.to_kstr();
    if path.contains("://") || path.starts_with("//") || path.starts_with('#') {
        return path.to_string();
    }
    let base = facts.config.site.base_url.path();
    let base = base.trim_end_matches('/');
    // A site that writes its own path before each address means it once.
    let own = path.strip_prefix(base).filter(|rest| rest.starts_with('/') && !base.is_empty());
    format!("{base}/{}", own.unwrap_or(&path).trim_start_matches('/'))
}

/// A date with its month as `month` has it, as Jekyll writes it: with an argument `27th Jun 2024`,
/// with a second one `Jun 27th, 2024`.
fn in_words(
    facts: &Facts,
    input: &dyn ValueView,
    month: &str,
    arguments: &[Value],
) -> std::result::Result<Value, String> {
    let is = |at: usize, word| arguments.get(at).is_some_and(|value| value.to_kstr() == word);
    if !is(0, "ordinal") {
        return shown(facts, input, &format!("%d {month} %Y"));
    }
    let day = shown(facts, input, "%-d")?.to_kstr().parse().unwrap_or(0);
    let ending = match (day % 10, day % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let format = if is(1, "US") {
        format!("{month} %-d{ending}, %Y")
    } else {
        format!("%-d{ending} {month} %Y")
    };
    shown(facts, input, &format)
}

/// A date as `format` has it; what is no date stays as it is.
fn shown(facts: &Facts, input: &dyn ValueView, format: &str) -> std::result::Result<Value, String> {
    let written = input.to_kstr();
    if matches!(written.as_str(), "now" | "today") {
        return Err("a feed must not depend on the day it is made".to_owned());
    }
    let Some(instant) = instant(&written, facts.config.timezone) else {
        return Ok(input.to_value());
    };
    // As in Ruby's `strftime`, what is no directive stays as it is.
    let items = StrftimeItems::new_lenient(format);
    let mut date = String::new();
    write!(date, "{}", instant.format_with_items(items))
        .map_err(|fmt::Error| format!("`{format}` is no format of a date"))?;
    Ok(text(date))
}

/// The instant that a text tells, in `zone` if it names no offset.
fn instant(written: &str, zone: Zone) -> Option<DateTime<FixedOffset>> {
    let local = |local: NaiveDateTime| local.and_local_timezone(zone).earliest();
    let midnight = |day: NaiveDate| local(day.and_time(NaiveTime::MIN));
    let forms = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z"];
    DateTime::parse_from_rfc3339(written)
        .ok()
        .or_else(|| forms.iter().find_map(|form| DateTime::parse_from_str(written, form).ok()))
        .or_else(|| {
            let time = NaiveDateTime::parse_from_str(written, "%Y-%m-%d %H:%M:%S").ok();
            let day = || NaiveDate::parse_from_str(written, "%Y-%m-%d").ok();
            let instant = time.and_then(local).or_else(|| day().and_then(midnight))?;
            Some(instant.fixed_offset())
        })
}

fn joined(input: &dyn ValueView, glue: &str, last: &str) -> std::result::Result<Value, String> {
    let Some(array) = input.as_array() else { return Ok(input.to_value()) };
    let words: Vec<String> = array.values().map(|value| value.to_kstr().to_string()).collect();
    if words.len().saturating_mul(glue.len() + last.len()) > LARGE {
        return Err("too much is joined".to_owned());
    }
    Ok(text(match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] if glue != last => {
            format!("{first}{}{second}", last.trim_start_matches(','))
        }
        [most @ .., end] => format!("{}{last}{end}", most.join(glue)),
    }))
}

fn encoded(written: &str) -> String {
    url::form_urlencoded::byte_serialize(written.as_bytes()).collect()
}

fn text(text: String) -> Value {
    Value::scalar(text)
}

/// A filter of ours: a function, or what the publisher says that it becomes.
#[derive(Debug, Clone)]
struct Own {
    name: String,
    work: Work,
    facts: Arc<Facts>,
}

impl FilterReflection for Own {
    fn name(&self) -> &str {
        &self.name
    }

    fn description(&self) -> &'static str {
        ""
    }

    fn positional_parameters(&self) -> &'static [ParameterReflection] {
        &[]
    }

    fn keyword_parameters(&self) -> &'static [ParameterReflection] {
        &[]
    }
}

impl ParseFilter for Own {
    fn parse(&self, arguments: FilterArguments<'_>) -> Result<Box<dyn Filter>> {
        Ok(Box::new(Applied { filter: self.clone(), arguments: arguments.positional.collect() }))
    }

    fn reflection(&self) -> &dyn FilterReflection {
        self
    }
}

#[derive(Debug)]
struct Applied {
    filter: Own,
    arguments: Vec<Expression>,
}

impl fmt::Display for Applied {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.filter.name)
    }
}

impl Filter for Applied {
    fn evaluate(&self, input: &dyn ValueView, runtime: &dyn Runtime) -> Result<Value> {
        let arguments: Result<Vec<Value>> = self
            .arguments
            .iter()
            .map(|argument| argument.evaluate(runtime).map(ValueCow::into_owned))
            .collect();
        match &self.filter.work {
            Work::Function(function) => {
                function(&self.filter.facts, input, &arguments?).map_err(Error::with_msg)
            }
            Work::List(function) => function(input, &arguments?, runtime).map_err(Error::with_msg),
            Work::Pattern(pattern) => {
                let mut call = Call::default();
                call.arguments.positional.push(input.to_kstr().to_string());
                call.arguments
                    .positional
                    .extend(arguments?.iter().map(|value| value.to_kstr().to_string()));
                Ok(match shortcode::own(pattern, &call) {
                    Shown::Inline(html) | Shown::Block(html) => text(html),
                })
            }
        }
    }
}
