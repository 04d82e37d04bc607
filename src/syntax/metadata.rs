//! Lines `Key: value` at the head of a text, as Pelican has them.

use std::ops::Range;

use super::{Budget, Fragment, Limits, part, repeated};
use crate::model::{Key, Mapping, Node, Scalar, Value};
use crate::problem::{Problem, Problems};

/// The keys that tell metadata from a text that begins with a word and a colon.
const TELLING: &[&str] = &[
    "date", "modified", "category", "tags", "slug", "author", "authors", "status", "summary",
    "lang",
];

/// How many bytes at the start of `text` are metadata: lines up to the first that is neither a key
/// with its value nor indented below one. Nothing unless they begin with a title, or tell one and
/// more.
#[must_use]
pub fn length(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut keys = Vec::new();
    for line in text.split_inclusive('\n') {
        match key(line) {
            Some(range) => keys.push(part(line, range).to_ascii_lowercase()),
            None if !keys.is_empty() && is_continued(line) => {}
            None => break,
        }
        end += line.len();
    }
    let has = |wanted: &str| keys.iter().any(|key| key == wanted);
    let is_first = keys.first().is_some_and(|key| key == "title");
    (is_first || has("title") && TELLING.iter().any(|key| has(key))).then_some(end)
}

/// Reads metadata. Every value is one text; the lines of a longer one are joined by blanks.
///
/// A key that stands twice keeps its last value, and `problems` gets a warning.
///
/// # Errors
/// The text is larger or holds more values than `limits`.
pub fn read(fragment: &Fragment, limits: Limits, problems: &mut Problems) -> Result<Node, Problem> {
    fragment.within(limits, "metadata")?;
    let mut budget = Budget::new(limits);
    let mut mapping = Mapping::new();
    let mut start = fragment.range.start;
    for line in fragment.as_str().split_inclusive('\n') {
        let at = |range: Range<usize>| fragment.span(start + range.start..start + range.end);
        let value_of = |from: usize| {
            let rest = part(line, from..).trim_start();
            let (text, start) = (rest.trim_end(), line.len() - rest.len());
            (text, at(start..start + text.len()))
        };
        if let Some(name) = key(line) {
            let (text, span) = value_of(name.end + 1);
            budget.spend(&span)?;
            let value = Value::Scalar(Scalar { text: text.to_owned(), plain: true });
            let key = Key { name: part(line, name.clone()).to_owned(), span: at(name) };
            mapping.push((key, Node { value, span }));
        } else if let Some((_, Node { value: Value::Scalar(scalar), span })) = mapping.last_mut() {
            let (text, more) = value_of(0);
            if !scalar.text.is_empty() {
                scalar.text.push(' ');
            }
            scalar.text.push_str(text);
            *span = span.to(&more);
        }
        start += line.len();
    }
    let mut node =
        Node { value: Value::Mapping(mapping), span: fragment.span(fragment.range.clone()) };
    repeated::keep_last(&mut node, problems);
    Ok(node)
}

/// Where the key of a line stands.
fn key(line: &str) -> Option<Range<usize>> {
    let rest = line.trim_start_matches(' ');
    let start = line.len() - rest.len();
    let (name, _) = rest.split_once(':')?;
    let is_key = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    (start < 4 && is_key).then_some(start..start + name.len())
}

fn is_continued(line: &str) -> bool {
    line.starts_with("    ") && !line.trim().is_empty()
}
