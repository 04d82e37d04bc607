//! TOML: every scalar as it was written, so that a date keeps its form and `1.10` its zero.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue, Error};
use chrono::{Months, NaiveDate};

use super::{Budget, Fragment, Limits, part};
use crate::model::{Key, Node, Scalar, Span, Value};
use crate::problem::{Code, Problem};

/// Reads a TOML document of untrusted origin. Spans count from the start of the file.
///
/// # Errors
/// The document is larger, deeper or more numerous than `limits`, or it is not valid TOML, which
/// a key that stands twice is not.
pub fn read(fragment: &Fragment, limits: Limits) -> Result<Node, Problem> {
    fragment.within(limits, "TOML")?;
    let table = DeTable::parse(fragment.as_str()).map_err(|error| invalid(fragment, &error))?;
    let mut reader = TomlReader { fragment, budget: Budget::new(limits) };
    let value = reader.table(table.get_ref())?;
    Ok(Node { value, span: fragment.span(fragment.range.clone()) })
}

struct TomlReader<'a> {
    fragment: &'a Fragment,
    budget: Budget,
}

impl TomlReader<'_> {
    fn table(&mut self, table: &DeTable<'_>) -> Result<Value, Problem> {
        let mut mapping = Vec::with_capacity(table.len());
        for (key, value) in table {
            let key =
                Key { name: key.get_ref().clone().into_owned(), span: self.in_file(key.span()) };
            mapping.push((key, self.node(value)?));
        }
        mapping.sort_by_key(|(key, _)| key.span.range().start);
        Ok(Value::Mapping(mapping))
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Result<Node, Problem> {
        let span = self.in_file(value.span());
        self.budget.spend(&span)?;
        let value = match value.get_ref() {
            DeValue::String(text) => {
                Value::Scalar(Scalar { text: text.clone().into_owned(), plain: false })
            }
            DeValue::Array(items) => {
                self.budget.descend(&span)?;
                let items: Result<_, _> = items.iter().map(|item| self.node(item)).collect();
                self.budget.ascend();
                Value::List(items?)
            }
            DeValue::Table(table) => {
                self.budget.descend(&span)?;
                let table = self.table(table);
                self.budget.ascend();
                table?
            }
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {
                let text = span.as_str().to_owned();
                Value::Scalar(Scalar { text, plain: true })
            }
        };
        Ok(Node { value, span })
    }

    fn in_file(&self, range: Range<usize>) -> Span {
        self.fragment.span(self.fragment.in_file(range))
    }
}

fn invalid(fragment: &Fragment, error: &Error) -> Problem {
    let end = fragment.range.len();
    let span = fragment.in_file(error.span().unwrap_or(end..end));
    // The parser has a limit of its own, which is more than ours.
    if error.message().contains("recurs") {
        return Problem::new(Code::TooDeep, "the TOML is nested too deeply")
            .at(fragment.place(span))
            .label("here the reading stopped")
            .help("use fewer levels");
    }
    if error.message().contains("duplicate key") {
        return not_toml(fragment, error.message(), span).help("remove one of the two lines");
    }
    slip(fragment, &span)
        .unwrap_or_else(|| not_toml(fragment, error.message(), span).help(GENERAL_HELP))
}

const GENERAL_HELP: &str = "texts want quotes around them, and keys an `=` after them";

fn not_toml(fragment: &Fragment, words: &str, span: Range<usize>) -> Problem {
    Problem::new(Code::TomlInvalid, format!("not valid TOML: {words}"))
        .at(fragment.place(span))
        .label("here the reading stopped")
}

/// What is most often wrong in a line such as `key = value`, with the line as it should be written.
fn slip(fragment: &Fragment, span: &Range<usize>) -> Option<Problem> {
    let text = part(&fragment.file.text, ..fragment.range.end);
    let at = span.start.min(text.trim_end().len());
    let start = part(text, ..at).rfind('\n').map_or(0, |end| end + 1).max(fragment.range.start);
    let line = part(text, start..).lines().next()?.trim_end();
    let (key, written) = line.split_once(['=', ':'])?;
    let has_colon = part(line, key.len()..).starts_with(':');
    let (key, written) = (key.trim(), written.trim());
    let is_key = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    if key.is_empty() || written.is_empty() || !key.chars().all(is_key) {
        return None;
    }
    let value = start + line.rfind(written)?;
    let problem = |message: &str, label: &str, value_as_meant: &str| {
        Problem::new(Code::TomlInvalid, message)
            .at(fragment.place(value..value + written.len()))
            .label(label)
            .help(format!("write `{key} = {value_as_meant}`"))
    };
    let flag = match written.to_lowercase().as_str() {
        "true" | "yes" | "on" | "oui" => Some("true"),
        "false" | "no" | "off" | "non" => Some("false"),
        _ => None,
    };
    if let Some(flag) = flag {
        return Some(problem(
            "a flag is `true` or `false`, in small letters",
            "this is neither",
            flag,
        ));
    }
    if let Some((last, message)) = no_such_day(written) {
        return Some(problem(&message, "there is no such day", &last));
    }
    if has_colon {
        let value = if written.starts_with(['"', '\'', '[', '{']) {
            written.to_owned()
        } else {
            quoted(written)
        };
        let message = "TOML has `=` where this has a colon";
        return Some(problem(message, "the value of this key", &value));
    }
    if written.starts_with(['[', '{', '#'])
        || written.starts_with("\"\"\"")
        || written.starts_with("'''")
    {
        return None;
    }
    let quote = written.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    let inner =
        quote.map_or(written, |quote| written.trim_start_matches(quote).trim_end_matches(quote));
    let is_closed = quote.is_some_and(|quote| written.len() > 1 && written.ends_with(quote));
    let (message, label) = match quote {
        Some('"') if is_closed && written.contains('\\') => {
            ("a `\\` in double quotes needs another", "in this text")
        }
        Some(_) if is_closed => ("a quote ends the text too early", "in this text"),
        Some(_) => ("a quote has no end", "this text"),
        None => ("a text has no quotes", "this text"),
    };
    Some(problem(message, label, &quoted(inner)))
}

/// The last day of the month, and what is wrong, where a date names a day that its month has not.
fn no_such_day(written: &str) -> Option<(String, String)> {
    let (date, time) = written.split_at_checked("2024-06-31".len())?;
    let mut parts = date.splitn(3, '-').map(str::parse::<u32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
    let days = first.checked_add_months(Months::new(1))?.signed_duration_since(first).num_days();
    let message = format!("{} has {days} days", first.format("%B %Y"));
    (i64::from(day) > days).then(|| (format!("{}{days}{time}", first.format("%Y-%m-")), message))
}

/// A text in quotes that need no escapes, where that can be.
fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if text.contains('\'') {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        format!("'{text}'")
    }
}
