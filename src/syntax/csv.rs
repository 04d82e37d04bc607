//! Rows of cells, of which the first names the columns (RFC 4180), as a list of mappings.

use csv::{ReaderBuilder, StringRecord};

use super::{Budget, Fragment, Limits};
use crate::model::{Key, Node, Scalar, Span, Value};
use crate::problem::{Code, Problem};

/// Reads rows of untrusted origin whose cells stand between bytes `separator`. All have the
/// place of the whole.
///
/// # Errors
/// The text is larger or has more cells than `limits`, or a row cannot be read.
pub fn read(fragment: &Fragment, limits: Limits, separator: u8) -> Result<Node, Problem> {
    fragment.within(limits, "cells")?;
    let text = fragment.as_str().as_bytes();
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text);
    let failed = |error: csv::Error| Problem::new(Code::FileUnreadable, error.to_string());
    let names = reader.headers().map_err(failed)?.clone();
    let whole = fragment.span(fragment.range.clone());
    let mut budget = Budget::new(limits);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        for _ in 0..names.len().max(record.len()) {
            budget.spend(&whole)?;
        }
        rows.push(row(&names, &record, &whole));
    }
    Ok(Node { value: Value::List(rows), span: whole })
}

/// What a row lacks is empty; what it has beyond the names is let go.
fn row(names: &StringRecord, cells: &StringRecord, whole: &Span) -> Node {
    let cell = |at| cells.get(at).unwrap_or_default().to_owned();
    let entries = names.iter().enumerate().map(|(at, name)| {
        let scalar = Scalar { text: cell(at), plain: false };
        let key = Key { name: name.to_owned(), span: whole.clone() };
        (key, Node { value: Value::Scalar(scalar), span: whole.clone() })
    });
    Node { value: Value::Mapping(entries.collect()), span: whole.clone() }
}
