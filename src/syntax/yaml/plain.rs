//! YAML as most front matter is: one line a field, and lists of such. It means what it says, so it
//! is read at a glance; anything else is left to the readers of all of YAML.

use std::ops::Range;

use crate::model::{Key, Node, Scalar, Value};
use crate::syntax::{Fragment, Limits};

/// More fields than this are left to the others: each is compared with all before it.
const MOST_FIELDS: usize = 64;

/// The document, if it holds nothing but lines `key: value`, `key: [word, word]`, and `key:` with
/// lines `- value` behind it; each key once, and each value on its line.
pub(super) fn read(fragment: &Fragment<'_>, limits: Limits) -> Option<Node> {
    let text = fragment.as_str();
    if text.len() > limits.bytes || has_special_letters(text) {
        return None;
    }
    let mut document =
        Document { start: fragment.span.start, values: 1, fields: Vec::new(), indentation: None };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        document.line(line, start)?;
        start += line.len();
    }
    document.close_list()?;
    let root = document.fields.first()?.0.span.start..document.fields.last()?.1.span.end;
    let within = document.values <= limits.values && limits.depth >= 2;
    within.then_some(Node { value: Value::Mapping(document.fields), span: root })
}

/// Whether there are letters that readers of YAML take for ends of lines, blanks or mistakes.
fn has_special_letters(text: &str) -> bool {
    text.bytes().any(|byte| (byte < b' ' && byte != b'\n') || matches!(byte, 0x7F | 0xEF))
        || text
            .chars()
            .any(|letter| letter > '\u{7F}' && (letter.is_control() || letter.is_whitespace()))
}

struct Document {
    /// Where the fragment begins in its file.
    start: usize,
    values: usize,
    fields: Vec<(Key, Node)>,
    /// That of the list whose lines are being taken.
    indentation: Option<usize>,
}

impl Document {
    /// Takes the line that begins at `start`.
    fn line(&mut self, line: &str, start: usize) -> Option<()> {
        let line = line.trim_end();
        if line.is_empty() {
            return Some(());
        }
        let unindented = line.trim_start_matches(' ');
        let indentation = line.len() - unindented.len();
        if let Some(item) = unindented.strip_prefix("- ") {
            return self.item(item, indentation, start + indentation, start + line.len());
        }
        let (name, value) = line.split_once(':')?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let begins = name.bytes().next()?.is_ascii_alphabetic();
        if indentation > 0 || !begins || !name.bytes().all(is_name) {
            return None;
        }
        self.close_list()?;
        if self.fields.len() == MOST_FIELDS || self.fields.iter().any(|(key, _)| key.name == name) {
            return None;
        }
        let end = start + line.len();
        let value = match value {
            // A list, whose place is not known yet.
            "" => Node { value: Value::List(Vec::new()), span: 0..0 },
            value => {
                let value = value.strip_prefix(' ')?.trim_start_matches(' ');
                self.value(value, end - value.len()..end)?
            }
        };
        self.values += 2;
        let key = Key { name: name.to_owned(), span: self.in_file(start..start + name.len()) };
        self.fields.push((key, value));
        Some(())
    }

    /// Takes an item of the list that is open; its hyphen is at `start`, indented so far.
    fn item(&mut self, item: &str, indentation: usize, start: usize, end: usize) -> Option<()> {
        let item = item.trim_start_matches(' ');
        let item = scalar(item, self.in_file(end - item.len()..end))?;
        self.values += 1;
        let hyphen = self.start + start;
        let (_, list) = self.fields.last_mut()?;
        let Value::List(items) = &mut list.value else { return None };
        match items.first() {
            // The list of one line has ended, and the others agree on an indentation.
            Some(_) if self.indentation != Some(indentation) => return None,
            Some(_) => {}
            None => {
                self.indentation = Some(indentation);
                // Where the list is not indented, the parser tells the place of its first item.
                list.span.start = if indentation == 0 { item.span.start } else { hyphen };
            }
        }
        list.span.end = item.span.end;
        items.push(item);
        Some(())
    }

    fn value(&mut self, value: &str, span: Range<usize>) -> Option<Node> {
        let span = self.in_file(span);
        let Some(list) = value.strip_prefix('[') else { return scalar(value, span) };
        let mut start = span.start + 1;
        let mut items = Vec::new();
        for word in list.strip_suffix(']')?.split(',') {
            let trimmed = word.trim_matches(' ');
            let is_word =
                |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
            if !trimmed.starts_with(char::is_alphanumeric) || !trimmed.chars().all(is_word) {
                return None;
            }
            let begins = start + word.len() - word.trim_start_matches(' ').len();
            items.push(scalar(trimmed, begins..begins + trimmed.len())?);
            start += word.len() + 1;
        }
        self.values += items.len();
        Some(Node { value: Value::List(items), span })
    }

    /// Whether what was open is whole: a list without items is null.
    fn close_list(&mut self) -> Option<()> {
        self.indentation = None;
        let is_open = |node: &Node| matches!(&node.value, Value::List(items) if items.is_empty());
        self.fields.last().is_none_or(|(_, node)| !is_open(node)).then_some(())
    }

    fn in_file(&self, span: Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }
}

/// A value that stands on one line, and can be nothing but a text.
fn scalar(written: &str, span: Range<usize>) -> Option<Node> {
    let quoted = |quote: char| {
        let text = written.strip_prefix(quote)?.strip_suffix(quote)?;
        (!text.contains([quote, '\\'])).then_some((text, false))
    };
    let first = written.chars().next()?;
    let (text, plain) = match first {
        '"' | '\'' => quoted(first)?,
        _ if first.is_alphanumeric() || matches!(first, '/' | '.' | '(' | '_') => {
            let is_more =
                written.contains(": ") || written.contains(" #") || written.ends_with(':');
            (!is_more).then_some((written, true))?
        }
        _ => return None,
    };
    Some(Node { value: Value::Scalar(Scalar { text: text.to_owned(), plain }), span })
}
