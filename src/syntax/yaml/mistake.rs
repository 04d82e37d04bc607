//! What people most often mean where YAML cannot be read, in words that need no knowledge of YAML.
//!
//! `text` is that of the file up to the end of the YAML, and `at` a byte of it.

use std::ops::Range;

use crate::model::Span;
use crate::problem::{Code, Problem};

/// A mistake and how to fix it.
pub(super) struct Mistake {
    pub message: String,
    /// The bytes of the file to underline.
    pub span: Range<usize>,
    pub label: &'static str,
    pub help: String,
}

fn new(message: &str, span: Range<usize>, label: &'static str, help: impl Into<String>) -> Mistake {
    Mistake { message: message.to_owned(), span, label, help: help.into() }
}

/// The quote that begins at the byte.
pub(super) fn quote_without_end(text: &str, at: usize) -> Mistake {
    let quote = text[at..].chars().next().unwrap_or('"');
    let help = format!("put another `{quote}` at the end of the text, or take this one away");
    new("a quote has no end", at..at + 1, "it begins here", help)
}

/// The colon in a text without quotes.
pub(super) fn colon(text: &str, at: usize) -> Mistake {
    let message = "a text holds `: `, which would begin another field";
    new(message, at..at + 1, "this colon", in_quotes(text, at))
}

/// The sign that a text without quotes begins with.
pub(super) fn cannot_begin(text: &str, at: usize) -> Mistake {
    let sign = text[at..].chars().next().unwrap_or_default();
    let message = format!("a text cannot begin with `{sign}`");
    new(&message, at..at + sign.len_utf8(), "this sign", in_quotes(text, at))
}

/// The tab that a line is indented with.
pub(super) fn tab(at: usize) -> Mistake {
    let help = "indent with blanks; most editors have a setting for it";
    new("a tab stands where only blanks may", at..at + 1, "in or after this", help)
}

/// The list or mapping in brackets that has not ended where the reading stopped.
pub(super) fn list_without_end(text: &str, at: usize, close: char) -> Mistake {
    let help = format!("put a `{close}` at its end");
    new("a list has no end", last_line(text, at), "it has not ended here", help)
}

/// The line that ends at the byte.
pub(super) fn no_field(text: &str, at: usize) -> Mistake {
    let help =
        "write the name of the field, a colon, a blank and the value, such as `date: 2024-06-27`";
    new("a line is no field", last_line(text, at), "here or before it", help)
}

/// The line that begins in another column than the fields it would belong to.
pub(super) fn indented(line: Range<usize>) -> Mistake {
    let help = "begin it below the first letter of the fields that it belongs to";
    new("a line is not indented as the fields around it", line, "this line", help)
}

/// A `\` that nothing known follows.
pub(super) fn escape(words: &str, span: Range<usize>) -> Mistake {
    let help = "write `\\\\` for a `\\`, or put the text between `'` and `'`";
    new(&format!("not valid YAML: {words}"), span, "here the reading stopped", help)
}

/// What few people do.
pub(super) fn other(words: &str, span: Range<usize>) -> Mistake {
    let help = "texts that hold `: `, ` #` or begin with a sign want quotes around them";
    new(&format!("not valid YAML: {words}"), span, "here the reading stopped", help)
}

/// The list or mapping that stands where a key does.
pub(super) fn key_is_no_word(span: &Span) -> Problem {
    Problem::new(Code::YamlInvalid, "a key must be a plain word")
        .at(span.place())
        .label("this is a list or a mapping, used as a key")
        .help("put quotes around it if it is meant as text")
}

/// The value of a merge key that is no mapping.
pub(super) fn no_mapping(span: &Span) -> Problem {
    Problem::new(Code::YamlInvalid, "`<<` brings in the fields of a mapping, and this is none")
        .at(span.place())
        .label("expected an alias of a mapping, or a list of such")
        .help("name a mapping with `&name` where it stands, and write `<<: *name`; or give the field another name")
}

/// The line at the byte as it should be written, with its value in quotes.
fn in_quotes(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    match line.split_once(": ") {
        Some((key, value)) if !value.contains('"') && !value.contains('\\') => {
            format!("put quotes around the text: `{}: \"{}\"`", key.trim_start(), value.trim())
        }
        Some((key, value)) if !value.contains('\'') => {
            format!("put quotes around the text: `{}: '{}'`", key.trim_start(), value.trim())
        }
        _ => "put quotes around the text".to_owned(),
    }
}

/// The last line before the byte that is not blank: there the mistake is, and not where the reading
/// stopped.
fn last_line(text: &str, at: usize) -> Range<usize> {
    let end = text[..at].trim_end().len();
    let start = text[..end].rfind('\n').map_or(0, |end| end + 1);
    start..end
}
