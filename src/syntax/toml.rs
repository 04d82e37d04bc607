//! TOML: every scalar as it was written, so that a date keeps its form and `1.10` its zero.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue, Error};

use super::{Budget, Fragment, Limits};
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
    let mut reader = Reader { fragment, budget: Budget::new(limits) };
    let value = reader.table(table.get_ref())?;
    Ok(Node { value, span: fragment.span(fragment.range.clone()) })
}

struct Reader<'a> {
    fragment: &'a Fragment,
    budget: Budget,
}

impl Reader<'_> {
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
        return Problem::new(Code::TooDeep, "the TOML nests far too deep")
            .at(fragment.place(span))
            .label("here the reading stopped")
            .help("keep what an article says of itself flat");
    }
    let help = if error.message().contains("duplicate key") {
        "remove one of the two lines"
    } else {
        "texts want quotes around them, and keys an `=` after them"
    };
    Problem::new(Code::TomlInvalid, format!("not valid TOML: {}", error.message()))
        .at(fragment.place(span))
        .label("here the reading stopped")
        .help(help)
}
