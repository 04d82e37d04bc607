//! What people most often mean where YAML cannot be read.

use crate::model::Span;

/// A mistake in words that need no knowledge of YAML.
pub(super) struct Mistake {
    pub message: String,
    pub span: Span,
    pub label: &'static str,
    pub help: String,
}

/// What is wrong in `text`, where the scanner stopped `at` a byte with these words.
pub(super) fn mistake(words: &str, text: &str, at: usize) -> Mistake {
    let sign = text[at..].chars().next().map_or(0, char::len_utf8);
    let here = at..at + sign;
    let told = |message: &str, span: Span, label, help: String| Mistake {
        message: message.to_owned(),
        span,
        label,
        help,
    };
    if words.contains("quoted scalar") {
        let quote = text[here.clone()].chars().next().unwrap_or('"');
        let help = format!("put another `{quote}` at the end of the text, or take this one away");
        return told("a quote has no end", here, "it begins here", help);
    }
    if words.contains("mapping values are not allowed") {
        let message = "a text holds `: `, which would begin another field";
        return told(message, here, "this colon", in_quotes(text, at));
    }
    if words.contains("unexpected character") {
        let message = format!("a text cannot begin with `{}`", &text[here.clone()]);
        return told(&message, here, "this sign", in_quotes(text, at));
    }
    if words.contains("tab") {
        let help = "indent with blanks; most editors have a setting for it".to_owned();
        return told("a tab stands where only blanks may", here, "in or after this", help);
    }
    if words.contains("flow sequence") || words.contains("flow mapping") {
        let sign = if words.contains("sequence") { ']' } else { '}' };
        let help = format!("put a `{sign}` at its end");
        return told("a list has no end", last_line(text, at), "it has not ended here", help);
    }
    if words.contains("simple key") {
        let help = "write the name of the field, a colon, a blank and the value, such as `date: 2024-06-27`";
        let label = "here or before it";
        return told("a line is no field", last_line(text, at), label, help.to_owned());
    }
    let help = "texts that hold `: `, ` #` or begin with a sign want quotes around them".to_owned();
    told(&format!("not valid YAML: {words}"), here, "here the reading stopped", help)
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
fn last_line(text: &str, at: usize) -> Span {
    let end = text[..at].trim_end().len();
    let start = text[..end].rfind('\n').map_or(0, |end| end + 1);
    start..end
}
