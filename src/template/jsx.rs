//! MDX: programs and elements of JSX among Markdown.

use std::ops::Range;

use super::arguments::Arguments;
use super::html::escaped;
use super::token::{Family, MarkupKind, Token};

/// The longest element or expression, in bytes. Longer ones are text.
const LONGEST: usize = 8 * 1024;

/// The most blocks of a program that are looked at.
const MOST_BLOCKS: usize = 256;

/// The tag with which an element of JSX begins.
#[derive(Debug, PartialEq, Eq)]
struct Tag<'a> {
    length: usize,
    name: &'a str,
    /// What stands between the name and the end.
    attributes: &'a str,
    closes_itself: bool,
}

impl Tag<'_> {
    /// As HTML, where its attributes are none of HTML's: those that are plain texts stay.
    fn as_html(&self) -> Option<String> {
        if !self.attributes.contains('{') {
            return None;
        }
        let mut html = format!("<{}", self.name);
        for (name, value) in attributes(self.attributes) {
            let name = if name == "className" { "class" } else { name };
            // A handler is a program.
            let value = value.filter(|_| !name.starts_with("on"));
            if let Some(value) = value {
                html.extend([" ", name, "=\"", &escaped(&value), "\""]);
            }
        }
        html.push_str(if self.closes_itself { " />" } else { ">" });
        Some(html)
    }
}

fn is_component(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase()) || name.contains('.')
}

/// The element or expression that begins at `start`, if it is none of Markdown's.
pub(super) fn token(body: &str, start: usize) -> Option<Token<'_>> {
    let rest = body.get(start..)?;
    let token = |length: usize, kind| Some(Token { span: start..start + length, kind });
    if rest.starts_with('{') {
        let length = expression(rest)?;
        let inside = rest.get(1..length - 1)?;
        return match literal(inside) {
            Some(text) => token(length, MarkupKind::Text(escaped(&text).into())),
            None => token(length, MarkupKind::Expression(inside)),
        };
    }
    for fragment in ["<>", "</>"] {
        if rest.starts_with(fragment) {
            return token(fragment.len(), MarkupKind::Text("".into()));
        }
    }
    if rest.starts_with("</") {
        let (name, length) = closing(rest)?;
        return is_component(name)
            .then_some(MarkupKind::Close(Family::Jsx, name))
            .and_then(|kind| token(length, kind));
    }
    let tag = tag(rest)?;
    if !is_component(tag.name) {
        return tag.as_html().and_then(|html| token(tag.length, MarkupKind::Text(html.into())));
    }
    token(
        tag.length,
        if tag.closes_itself {
            MarkupKind::Closed(tag.name, tag.attributes)
        } else {
            MarkupKind::Open(Family::Jsx, tag.name, tag.attributes)
        },
    )
}

/// The opening tag that `text` begins with.
fn tag(text: &str) -> Option<Tag<'_>> {
    let text = near(text);
    let name = text.strip_prefix('<')?.split(|next: char| !is_name(next)).next()?;
    let name_end = 1 + name.len();
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let mut at = name_end;
    loop {
        let rest = text.get(at..)?;
        match rest.chars().next()? {
            '>' => {
                let written = text.get(name_end..at)?;
                let closes_itself = written.ends_with('/');
                let attributes = written.trim_end_matches('/').trim();
                return Some(Tag { length: at + 1, name, attributes, closes_itself });
            }
            '"' | '\'' => at += quoted(rest)?,
            '{' => at += expression(rest)?,
            '<' => return None,
            other => at += other.len_utf8(),
        }
    }
}

/// The name in the closing tag that `text` begins with, and the length of the tag.
fn closing(text: &str) -> Option<(&str, usize)> {
    let (inside, _) = text.strip_prefix("</")?.split_once('>')?;
    let name = inside.trim();
    name.chars().all(is_name).then_some((name, inside.len() + 3))
}

/// The length of the expression in braces that `text` begins with.
fn expression(text: &str) -> Option<usize> {
    let text = near(text);
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let next = rest.chars().next()?;
        match next {
            '{' => depth += 1,
            '}' => depth -= 1,
            '"' | '\'' | '`' => {
                at += quoted(rest)?;
                continue;
            }
            '/' if rest.starts_with("/*") => {
                at += rest.find("*/")? + 2;
                continue;
            }
            _ => {}
        }
        at += next.len_utf8();
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The text that an expression says outright: `"text"`, `` `text` ``, a number; a comment is none.
fn literal(inside: &str) -> Option<String> {
    let inside = inside.trim();
    if inside.is_empty() || inside.starts_with("/*") && inside.ends_with("*/") {
        return Some(String::new());
    }
    if inside.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Some(inside.to_owned());
    }
    let quote = inside.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let whole = quoted(inside)? == inside.len();
    let text = inside.get(1..inside.len() - 1)?;
    (whole && !text.contains("${")).then(|| text.replace(&format!("\\{quote}"), &quote.to_string()))
}

/// The attributes of a component whose values are plain.
pub(super) fn arguments(written: &str) -> Arguments {
    let mut arguments = Arguments::default();
    for (name, value) in attributes(written) {
        if let Some(value) = value {
            arguments.named.insert(name.to_owned(), value);
        }
    }
    arguments
}

/// The names of attributes with their values, where those are plain.
fn attributes(written: &str) -> Vec<(&str, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = written.trim_start();
    while !rest.is_empty() {
        if rest.starts_with('{') {
            // `{...properties}`.
            let length = expression(rest).unwrap_or(rest.len());
            rest = rest.get(length..).unwrap_or_default().trim_start();
            continue;
        }
        let end = rest.find(|next: char| next == '=' || next.is_whitespace() || next == '{');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let Some(value) = after.trim_start().strip_prefix('=') else {
            found.push((name, None));
            rest = after.trim_start_matches('=').trim_start();
            continue;
        };
        let value = value.trim_start();
        let (length, read) = if value.starts_with('{') {
            let length = expression(value).unwrap_or(value.len());
            (length, value.get(1..length.saturating_sub(1)).and_then(literal))
        } else {
            let length = quoted(value).unwrap_or(value.len());
            (length, value.get(1..length.saturating_sub(1)).map(str::to_owned))
        };
        found.push((name, read));
        rest = value.get(length..).unwrap_or_default().trim_start();
    }
    found
}

/// Where a program stands outside `code`: `import …` and `export …`, up to a blank line.
pub(super) fn modules(body: &str, code: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.start <= at)
    };
    let mut modules: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let is_in = modules.last().is_some_and(|module| at < module.end);
        if is_in || !is_program(line) || is_code(at) || modules.len() == MOST_BLOCKS {
            continue;
        }
        modules.push(at..at + body.get(at..).map_or(0, program_length));
    }
    modules
}

fn is_program(line: &str) -> bool {
    if let Some(imported) = line.strip_prefix("import ") {
        let imported = imported.trim_end().trim_end_matches(';');
        let is_quoted = imported.ends_with(['"', '\'']);
        return imported.starts_with(['"', '\'', '{', '*'])
            || imported.contains(" from ") && is_quoted;
    }
    line.strip_prefix("export ").is_some_and(|exported| {
        let word = exported.split(|next: char| !next.is_alphanumeric()).next().unwrap_or_default();
        exported.starts_with(['{', '*'])
            || ["const", "let", "var", "function", "default", "async", "class"].contains(&word)
    })
}

/// Up to the first line end at which every bracket is closed and a blank line or another statement
/// follows.
fn program_length(program: &str) -> usize {
    let program = near(program);
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = program.get(at..)
        && let Some(next) = rest.chars().next()
    {
        match next {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            '"' | '\'' | '`' => {
                at += quoted(rest).unwrap_or(1);
                continue;
            }
            '\n' if depth == 0 && rest.lines().nth(1).is_none_or(|line| line.trim().is_empty()) => {
                return at;
            }
            _ => {}
        }
        at += next.len_utf8();
    }
    program.len()
}

/// The start of `text`, as far as an element or an expression can reach.
fn near(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

/// The length of the quotation that `text` begins with.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let mut characters = text.char_indices().skip(1);
    while let Some((at, next)) = characters.next() {
        match next {
            '\\' => drop(characters.next()),
            _ if next == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn is_name(next: char) -> bool {
    next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '_' | ':')
}
