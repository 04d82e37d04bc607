//! What people most often mean where YAML cannot be read, in words that need no knowledge of YAML.
//!
//! `text` is that of the file up to the end of the YAML, and `at` a byte of it.

use std::ops::Range;

use crate::model::Span;
use crate::problem::{Code, Problem};
use crate::syntax::part;

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

/// The quote that begins at the byte, and that no other ends.
pub(super) fn quote_without_end(text: &str, at: usize) -> Mistake {
    let quote = part(text, at..).chars().next().unwrap_or('"');
    let line = part(text, line_start(text, at)..line_end(text, at));
    let help =
        format!("put another `{quote}` at the end of the text: `{}{quote}`", line.trim_end());
    new("a quote has no end", at..at + 1, "it begins here", help)
}

/// The text in quotes at `start`, which ends at the quote before `end`, though more follows.
pub(super) fn quote_too_early(text: &str, start: usize, end: usize, in_brackets: bool) -> Mistake {
    let quote = part(text, start..).chars().next().unwrap_or('"');
    let rest = part(text, start..line_end(text, start));
    let closes = |(at, _): &(usize, &str)| {
        let behind = part(rest, at + 1..).trim_start();
        *at > 0 && (behind.starts_with('#') || in_brackets && behind.starts_with([',', ']', '}']))
    };
    let last = rest.match_indices(quote).find(closes).map(|(at, _)| at + 1);
    let written = part(rest, ..last.unwrap_or(rest.trim_end().len()));
    let inner = written.strip_prefix(quote).unwrap_or(written);
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    let help = format!(
        "put other quotes around the text: `{}`",
        with_value(text, start..start + written.len(), &quoted(inner))
    );
    new("a quote ends the text too early", end - 1..end, "the text ends here", help)
}

/// The colon in a text without quotes, which begins at `start`.
pub(super) fn colon(text: &str, start: usize, at: usize) -> Mistake {
    let message = "a text contains `: `, which would begin another field";
    let help = if part(text, start..at).contains('\n') {
        "put quotes around the whole text, from its first line to its last".to_owned()
    } else {
        in_quotes(text, start..line_end(text, start))
    };
    new(message, at..at + 1, "this colon", help)
}

/// The sign that a text without quotes begins with.
pub(super) fn cannot_begin(text: &str, at: usize) -> Mistake {
    begins_with_sign(text, at..line_end(text, at))
}

/// The sign that a text without quotes in a list in brackets begins with.
pub(super) fn item_cannot_begin(text: &str, at: usize) -> Mistake {
    let end =
        part(text, at + 1..).find([',', ']', '}', '\n']).map_or(text.len(), |end| at + 1 + end);
    begins_with_sign(text, at..end)
}

fn begins_with_sign(text: &str, value: Range<usize>) -> Mistake {
    let sign = part(text, value.start..).chars().next().unwrap_or_default();
    let message = format!("a text cannot begin with `{sign}`");
    let span = value.start..value.start + sign.len_utf8();
    new(&message, span, "this sign", in_quotes(text, value))
}

/// The comma at the byte, with no value before it.
pub(super) fn comma(text: &str, at: usize) -> Mistake {
    let help = format!("take it out: `{}`", with_value(text, at..at + 1, ""));
    new("a comma follows no value", at..at + 1, "this comma", help)
}

/// The `=` in the line that begins at the byte, where a field has a colon; nothing if there is none.
pub(super) fn equals(text: &str, at: usize) -> Option<Mistake> {
    let line = at..line_end(text, at);
    let (key, value) = text.get(line.clone())?.split_once('=')?;
    if !is_word(key.trim()) || value.trim().is_empty() {
        return None;
    }
    let sign = at + key.len();
    let help = format!("write a colon: `{}: {}`", key.trim_end(), value.trim());
    Some(new("a field has a `:` where this line has a `=`", sign..sign + 1, "this sign", help))
}

/// The list that begins at the byte, on the line of its field.
pub(super) fn list_beside_key(text: &str, at: usize) -> Mistake {
    if part(text, line_start(text, at)..at).trim() == "title:" {
        return cannot_begin(text, at);
    }
    let end = line_end(text, at);
    let item = part(text, at + 1..end).trim();
    let below = part(text, end..).lines().nth(1).unwrap_or_default();
    let help = if below.trim_start().starts_with("- ") {
        format!("put `- {item}` on a line of its own, like `{}` below it", below.trim())
    } else {
        let is_plain =
            item.chars().all(|letter| letter.is_alphanumeric() || " -_'".contains(letter));
        let item = if is_plain { item.to_owned() } else { quoted(unquoted(item)) };
        let line = with_value(text, at..end, &format!("[{item}]"));
        format!("put the list in brackets, `{line}`, or each item on a line of its own")
    };
    new("a list begins on the line of its field", at..at + 1, "this item", help)
}

/// The tab that a line is indented with.
pub(super) fn tab(at: usize) -> Mistake {
    let help = "indent with spaces; most editors have a setting for it";
    new("a tab is used where only spaces are allowed", at..at + 1, "in or after this", help)
}

/// The list or mapping in brackets that has not ended where the reading stopped.
pub(super) fn list_without_end(text: &str, at: usize, close: char) -> Mistake {
    let line = last_line(text, at);
    let help = format!("put a `{close}` at its end: `{}{close}`", part(text, line.clone()));
    new("a list has no end", line, "it has not ended here", help)
}

/// The line that ends at the byte.
pub(super) fn no_field(text: &str, at: usize) -> Mistake {
    let line = last_line(text, at);
    let written = part(text, line.clone()).trim_end();
    let before = part(text, ..line.start).trim_end();
    let sign = before.trim_end_matches(['-', '+']).chars().next_back();
    if let Some(sign @ ('|' | '>')) = sign
        && before.trim_end_matches(['-', '+', sign]).ends_with(": ")
    {
        let help = format!("begin each of these lines with two blanks: `  {written}`");
        let message = format!("the text below a `{sign}` is not indented");
        return new(&message, line, "it begins here", help);
    }
    if let Some(mistake) = equals(text, line.start) {
        return mistake;
    }
    let indentation = part(written, ..written.len() - written.trim_start().len());
    let item = written.trim_start();
    let is_glued = item.starts_with('-') && !item.starts_with("- ") && !item.starts_with("--");
    if is_glued || item.starts_with(['*', '•', '–']) {
        let item = item.trim_start_matches(['-', '*', '•', '–']).trim();
        let help = format!("write a hyphen, a space and the item: `{indentation}- {item}`");
        return new("an item of a list begins with `- `", line, "this item", help);
    }
    let glued = written.split_once(':').filter(|(key, value)| is_word(key) && !value.is_empty());
    let help = match glued {
        Some((key, value)) => format!("put a space after the colon: `{key}: {}`", value.trim()),
        None => "write the name of the field, a colon, a blank and the value, such as `date: 2024-06-27`".to_owned(),
    };
    new("a line is no field", line, "here or before it", help)
}

/// The line that begins in another column than the fields it would belong to, which is `column`.
pub(super) fn indented(text: &str, line: Range<usize>, column: usize) -> Mistake {
    let written = part(text, line.clone()).trim();
    let help = format!(
        "begin it in the same column as the fields around it: `{}{written}`",
        " ".repeat(column)
    );
    new("a line is not indented as the fields around it", line, "this line", help)
}

/// A `\` that nothing known follows, in the text in quotes that begins at `start`.
pub(super) fn escape(text: &str, start: usize, span: Range<usize>) -> Mistake {
    let written = part(text, span.clone());
    let message = format!("`{written}` has no meaning in double quotes");
    let rest = part(text, start + 1..line_end(text, start));
    let help = match rest.rfind('"').filter(|end| start + 1 + end >= span.end) {
        Some(end) => format!(
            "use single quotes, in which `\\` is an ordinary letter: `{}`",
            with_value(text, start..start + end + 2, &single_quoted(part(rest, ..end)))
        ),
        None => "write `\\\\` for a `\\`".to_owned(),
    };
    new(&message, span, "after a `\\`, double quotes allow a few letters only", help)
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

/// The text that YAML takes for a comment: from `start` to the `#` at `at` stands what is left of it.
pub(super) fn comment(text: &str, start: usize, at: usize) -> Mistake {
    let end = line_end(text, at);
    let message = "`#` after a space begins a comment, so the rest of the line is lost";
    new(message, at..end, "this is lost", in_quotes(text, start..end))
}

/// The text that YAML takes for the name of a type.
pub(super) fn tag(text: &str, span: Range<usize>) -> Mistake {
    let message = "a word that begins with `!` names a type in YAML, and is lost";
    let help = in_quotes(text, span.start..line_end(text, span.start));
    new(message, span, "this is lost", help)
}

/// The item at the byte that is taken for a part of the text above. `column` is that of the items above,
/// if there are any.
pub(super) fn uneven(text: &str, at: usize, column: Option<usize>) -> Mistake {
    let line = at..line_end(text, at);
    let help = match column {
        Some(column) => format!(
            "begin it below the `-` of the item above: `{}{}`",
            " ".repeat(column),
            part(text, line.clone()).trim_end()
        ),
        None => "put what stands behind the colon above on a line of its own, with a `-` before it"
            .to_owned(),
    };
    new("this item continues the text above", line, "it is no item of its own", help)
}

/// How to write the value in its line.
fn in_quotes(text: &str, value: Range<usize>) -> String {
    let written = part(text, value.clone()).trim_end();
    let line = with_value(text, value.start..value.start + written.len(), &quoted(written));
    format!("put quotes around the text: `{line}`")
}

/// The line of a value, with another in its place.
fn with_value(text: &str, value: Range<usize>, other: &str) -> String {
    let before = part(text, line_start(text, value.start)..value.start);
    let behind = part(text, value.end..line_end(text, value.end));
    format!("{before}{other}{behind}").trim_end().to_owned()
}

/// A text in quotes that need no escapes.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { single_quoted(text) } else { format!("\"{text}\"") }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text without the quotes around it.
fn unquoted(text: &str) -> &str {
    let inner = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

/// Whether a text could be the name of a field.
pub(super) fn is_word(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    !text.is_empty() && text.chars().all(is_letter)
}

fn line_start(text: &str, at: usize) -> usize {
    part(text, ..at).rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = part(text, at..).split('\n').next().unwrap_or_default();
    at + rest.trim_end_matches('\r').len()
}

/// The last line before the byte that is not blank: there the mistake is, and not where the reading
/// stopped.
fn last_line(text: &str, at: usize) -> Range<usize> {
    let end = part(text, ..at).trim_end().len();
    let start = part(text, ..end).rfind('\n').map_or(0, |end| end + 1);
    start..end
}
