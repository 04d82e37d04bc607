//! Markdown as kramdown reads it → `CommonMark` that means the same (kramdown 2.5, "Syntax").
//!
//! Changed is what Jekyll's articles have in most sites: blocks of HTML end at their end tag, hold no
//! Markdown unless `markdown="1"` says so, and may be indented; addresses may have blanks; tables need no
//! header; `<<` and `>>` are quotation marks; `$$…$$` is a formula; letters may stand right beside bold
//! text. Code stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Expanded;

/// How far behind its start the end of a phrase is looked for, in bytes.
const REACH: usize = 1024;

/// Elements that begin a block, of those whose content a feed shows.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "main",
    "nav",
    "noscript",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "ul",
];

/// Rewrites a body, which remembers where its parts come from.
pub(in crate::compose) fn rewritten(body: &Expanded) -> Expanded {
    let text = &*body.text;
    let mut rewriter =
        Rewriter { text, body, ends: ends(text), out: Expanded::default(), in_math: false };
    rewriter.blocks(0..text.len());
    rewriter.out
}

struct Rewriter<'b> {
    text: &'b str,
    body: &'b Expanded,
    /// The end tag of each element of [`BLOCKS`], by where its start tag begins.
    ends: BTreeMap<usize, Range<usize>>,
    out: Expanded,
    in_math: bool,
}

/// What the line before was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Blank,
    Code,
    Text,
}

impl<'b> Rewriter<'b> {
    /// Writes what comes of the byte `at` of the text.
    fn push(&mut self, part: &str, at: usize) {
        if !part.is_empty() {
            self.out.push(part, self.body.origin(at));
        }
    }

    /// Ends the line that is being written, and writes an empty one.
    fn push_blank_line(&mut self, at: usize) {
        let written = self.out.text.as_str();
        let missing = if written.is_empty() || written.ends_with("\n\n") {
            ""
        } else if written.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        self.push(missing, at);
    }

    fn blocks(&mut self, part: Range<usize>) {
        let mut at = part.start;
        let mut before = Before::Blank;
        let mut fence: Option<&str> = None;
        while at < part.end {
            let line = self.line(at, part.end);
            let end = at + line.len();
            let words = line.trim();
            let indentation = line.len() - line.trim_start_matches(' ').len();
            if let Some(open) = fence {
                if words.starts_with(open) && words.trim_start_matches(&open[..1]).is_empty() {
                    fence = None;
                }
                self.push(line, at);
            } else if let Some(sign) = fence_of(words).filter(|_| indentation < 4) {
                fence = Some(sign);
                self.push(line, at);
            } else if words.is_empty() {
                self.in_math = false;
                before = Before::Blank;
                self.push(line, at);
            } else if (indentation >= 4 || line.starts_with('\t')) && before != Before::Text {
                before = Before::Code;
                self.push(line, at);
            } else if let Some(behind) = self.html(at + indentation, part.end, indentation) {
                at = behind;
                before = Before::Blank;
                continue;
            } else if words.starts_with('|') && before == Before::Blank {
                at = self.table(at, part.end);
                before = Before::Text;
                continue;
            } else {
                before = Before::Text;
                let written = self.phrase(at..end, part.end);
                self.push(&written, at);
            }
            at = end;
        }
    }

    /// The line that begins at `at`, with its end.
    fn line(&self, at: usize, end: usize) -> &'b str {
        let rest: &'b str = &self.text[at..end];
        &rest[..rest.find('\n').map_or(rest.len(), |length| length + 1)]
    }

    /// Writes the block of HTML whose `<` is at `at`, and gives where to go on. Nothing if there is none.
    fn html(&mut self, at: usize, end: usize, indentation: usize) -> Option<usize> {
        let close = self.ends.get(&at).filter(|close| indentation < 4 && close.end <= end)?.clone();
        let open = at..at + self.text[at..].find('>')? + 1;
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.push("\n", at);
        }
        self.element(open, &close)?;
        self.push_blank_line(close.end);
        let rest = self.line(close.end, end);
        Some(if rest.trim().is_empty() {
            close.end + rest.len()
        } else {
            close.end + rest.len() - rest.trim_start().len()
        })
    }

    fn element(&mut self, open: Range<usize>, close: &Range<usize>) -> Option<()> {
        let text = self.text;
        let tag = &text[open.clone()];
        let inside = open.end..close.start;
        let Some((before, value, behind)) = markdown_attribute(tag) else {
            self.push(tag, open.start);
            self.raw(inside);
            self.push(&text[close.clone()], close.start);
            return Some(());
        };
        let name = element_name(tag)?;
        // Its content becomes a paragraph anyway.
        let is_paragraph = name == "p" && value != "0";
        let holds_blocks = !matches!(value, "0" | "span") && !is_of_phrases(&name);
        if !is_paragraph {
            self.push(&[before, behind].concat(), open.start);
        }
        if holds_blocks || is_paragraph {
            self.push_blank_line(inside.start);
            self.blocks(inside);
            self.push_blank_line(close.start);
        } else {
            self.raw(inside);
        }
        if !is_paragraph {
            self.push(&text[close.clone()], close.start);
        }
        Some(())
    }

    /// Writes HTML in which nothing is Markdown but elements that say so. An empty line would end it for
    /// `CommonMark` (section 4.6).
    fn raw(&mut self, part: Range<usize>) {
        let mut at = part.start;
        while let Some(open) = self.next_with_markdown(at..part.end) {
            let Some(close) = self.ends.get(&open.start).cloned() else { break };
            self.plain(at..open.start);
            if self.element(open, &close).is_none() {
                return;
            }
            at = close.end;
        }
        self.plain(at..part.end);
    }

    fn next_with_markdown(&self, part: Range<usize>) -> Option<Range<usize>> {
        let mut ends = self.ends.range(part.clone());
        ends.find_map(|(start, close)| {
            let length = self.text[*start..].find('>')? + 1;
            let tag = &self.text[*start..*start + length];
            (close.end <= part.end && markdown_attribute(tag).is_some())
                .then_some(*start..*start + length)
        })
    }

    fn plain(&mut self, part: Range<usize>) {
        let in_pre = self.text[part.clone()].contains("<pre");
        let mut at = part.start;
        while at < part.end {
            let line = self.line(at, part.end);
            let length = line.len();
            let begins_line = self.out.text.is_empty() || self.out.text.ends_with('\n');
            if !line.trim().is_empty() || !begins_line {
                self.push(line, at);
            } else if in_pre {
                self.push("&#10;", at);
            }
            at += length;
        }
    }

    /// Writes the rows from `at` on, with an empty header where they have none.
    fn table(&mut self, start: usize, end: usize) -> usize {
        let mut rows = Vec::new();
        let mut at = start;
        while at < end && self.line(at, end).trim().starts_with('|') {
            let length = self.line(at, end).len();
            rows.push(at..at + length);
            at += length;
        }
        let text = self.text;
        let is_rule = |row: &Range<usize>| is_rule(text[row.clone()].trim());
        let has_header = rows.get(1).is_some_and(is_rule) && !rows.first().is_some_and(is_rule);
        if !has_header && let Some(row) = rows.iter().find(|row| !is_rule(row)) {
            let cells = cells(text[row.clone()].trim());
            if cells > 0 {
                self.push(
                    &["|", &" |".repeat(cells), "\n|", &"-|".repeat(cells), "\n"].concat(),
                    start,
                );
            }
        }
        for (index, row) in rows.into_iter().enumerate() {
            if !is_rule(&row) || has_header && index == 1 {
                let written = self.phrase(row.clone(), end);
                self.push(&written, row.start);
            }
        }
        at
    }

    /// A line, or a part of one, as `CommonMark` takes it; its paragraph ends before `end`.
    fn phrase(&mut self, part: Range<usize>, end: usize) -> String {
        let mut written = String::with_capacity(part.len() + 16);
        let mut at = part.start;
        while at < part.end {
            let rest = &self.text[at..part.end];
            let length = if self.in_math {
                self.math(rest, &mut written)
            } else {
                self.mark(rest, at, part.start, end, &mut written)
            };
            at += length;
        }
        written
    }

    /// Adds the next sign of a formula, which no Markdown is to change; gives its length.
    fn math(&mut self, rest: &str, written: &mut String) -> usize {
        if rest.starts_with("$$") {
            self.in_math = false;
            written.push_str("$$");
            return 2;
        }
        let letter = rest.chars().next().unwrap_or('\n');
        if letter.is_ascii_punctuation() {
            written.push('\\');
        }
        written.push(letter);
        letter.len_utf8()
    }

    /// Adds the next mark or letter; gives its length.
    fn mark(
        &mut self,
        rest: &str,
        at: usize,
        start: usize,
        end: usize,
        written: &mut String,
    ) -> usize {
        let bytes = rest.as_bytes();
        let copied = match bytes {
            [b'\\', ..] => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            [b'`', ..] => code_length(rest),
            [b'$', b'$', ..] if self.closes_math(at + 2, end) => {
                self.in_math = true;
                2
            }
            [b'<', b'<', ..] => {
                written.push('«');
                if bytes.get(2) == Some(&b' ') {
                    written.push('\u{a0}');
                    return 3;
                }
                return 2;
            }
            [b'>', b'>', ..] if self.is_in_line(start..at) => {
                if written.ends_with(' ') {
                    written.pop();
                    written.push('\u{a0}');
                }
                written.push('»');
                return 2;
            }
            [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => {
                rest[..rest.floor_char_boundary(REACH)].find('>').map_or(1, |length| length + 1)
            }
            [b']', b'(', ..] => {
                if let Some((target, length)) = target(&rest[2..]) {
                    written.push_str("](");
                    written.push_str(&target);
                    return 2 + length;
                }
                2
            }
            [b'*', ..] => return self.emphasis(rest, at, start, end, written),
            _ => rest
                .find(['\\', '`', '$', '<', '>', ']', '*'])
                .unwrap_or(rest.len())
                .max(rest.chars().next().map_or(1, char::len_utf8)),
        };
        let copied = copied.min(rest.len());
        written.push_str(&rest[..copied]);
        copied
    }

    /// Whether anything but signs of quotations stands in a part of a line.
    fn is_in_line(&self, before: Range<usize>) -> bool {
        before.len() > REACH || !self.text[before].trim_matches([' ', '>']).is_empty()
    }

    /// Whether a formula that begins before `at` has its end in the same paragraph.
    fn closes_math(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[at..end];
        let paragraph = rest.find("\n\n").map_or(rest, |length| &rest[..length]);
        paragraph.contains("$$")
    }

    /// Adds asterisks, as tags where `CommonMark` would not take them for emphasis (section 6.2).
    fn emphasis(
        &mut self,
        rest: &str,
        at: usize,
        start: usize,
        end: usize,
        written: &mut String,
    ) -> usize {
        let run = rest.len() - rest.trim_start_matches('*').len();
        let copy = |written: &mut String| {
            written.push_str(&rest[..run]);
            run
        };
        let Some(length) = emphasised(rest, run) else { return copy(written) };
        let inside = at + run..at + run + length;
        let beside = |letter: Option<char>| {
            letter.is_none_or(|letter| letter.is_whitespace() || is_punctuation(letter))
        };
        let before = self.text[start..at].chars().next_back();
        let behind = rest[run + length + run..].chars().next();
        let (first, last) = {
            let text = &self.text[inside.clone()];
            (text.chars().next(), text.chars().next_back())
        };
        let opens = !first.is_some_and(is_punctuation) || beside(before);
        let closes = !last.is_some_and(is_punctuation) || beside(behind);
        let content = self.phrase(inside, end);
        if opens && closes {
            written.extend([&rest[..run], &content, &rest[..run]]);
            return run + length + run;
        }
        let name = if run == 2 { "strong" } else { "em" };
        written.extend(["<", name, ">", &content, "</", name, ">"]);
        run + length + run
    }
}

/// How many bytes stand between asterisks, of which `rest` begins with one or two, and the others.
fn emphasised(rest: &str, run: usize) -> Option<usize> {
    let inside = rest.get(run..).filter(|_| run < 3)?;
    if inside.starts_with(char::is_whitespace) {
        return None;
    }
    let inside = &inside[..inside.floor_char_boundary(REACH)];
    let mut at = 0;
    while at < inside.len() {
        let rest = &inside[at..];
        match rest.as_bytes()[0] {
            b'\\' => at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            b'`' => at += code_length(rest),
            b'*' => {
                let length = rest.len() - rest.trim_start_matches('*').len();
                if length == run && at > 0 && !inside[..at].ends_with(char::is_whitespace) {
                    return Some(at);
                }
                at += length;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    None
}

/// The length of the code that `rest` begins with, or of its backticks where they begin none.
fn code_length(rest: &str) -> usize {
    let run = rest.len() - rest.trim_start_matches('`').len();
    let inside = &rest[run..rest.floor_char_boundary(run + REACH)];
    let close = inside
        .match_indices(&rest[..run])
        .find(|(at, _)| !inside[..*at].ends_with('`') && !inside[at + run..].starts_with('`'));
    close.map_or(run, |(at, _)| run + at + run)
}

/// The address that `rest` begins with, without its blanks, and the length of what it was. Nothing if
/// it has none.
fn target(rest: &str) -> Option<(String, usize)> {
    let rest = &rest[..rest.floor_char_boundary(REACH)];
    let rest = rest.split('\n').next().unwrap_or_default();
    let mut depth = 0_usize;
    let close = rest.char_indices().find_map(|(at, letter)| {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })?;
    let inside = rest[..close].trim_end();
    let title = [" \"", " '"].iter().filter_map(|quote| inside.find(quote)).min();
    let title = title.filter(|_| inside.ends_with(['"', '\'']));
    let address = inside[..title.unwrap_or(inside.len())].trim();
    let has_blanks = address.contains(' ') && !address.starts_with('<') && !address.contains('"');
    has_blanks.then(|| (address.replace(' ', "%20"), title.unwrap_or(inside.len())))
}

/// The sign that a fence is made of, as long as it is.
fn fence_of(line: &str) -> Option<&str> {
    ["`", "~"].into_iter().find_map(|sign| {
        let length = line.len() - line.trim_start_matches(sign).len();
        (length >= 3 && !(sign == "`" && line[length..].contains('`'))).then(|| &line[..length])
    })
}

fn is_rule(row: &str) -> bool {
    row.contains(['-', '=']) && row.bytes().all(|byte| b"|-=:+ ".contains(&byte))
}

fn cells(row: &str) -> usize {
    let inside = row.strip_prefix('|').unwrap_or(row);
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    inside.matches('|').count() + 1 - inside.matches("\\|").count()
}

fn is_punctuation(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

/// Elements that hold phrases, not blocks.
fn is_of_phrases(name: &str) -> bool {
    matches!(name, "address" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "summary")
}

fn element_name(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix('<')?;
    let length = inside.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    Some(inside[..length].to_ascii_lowercase())
}

/// A start tag with `markdown="…"`: what is before it, its value, what is behind it.
fn markdown_attribute(tag: &str) -> Option<(&str, &str, &str)> {
    let (before, behind) = tag.split_once("markdown=")?;
    let before = before.strip_suffix([' ', '\t', '\n'])?;
    let quoted = behind.strip_prefix(['"', '\'']);
    let (value, rest) = match quoted {
        Some(quoted) => quoted.split_once(['"', '\''])?,
        None => behind.split_at(behind.find([' ', '>'])?),
    };
    Some((before, value, rest))
}

/// The end tag of each element of [`BLOCKS`], by where its start tag begins. Code between fences and
/// comments hold none.
fn ends(text: &str) -> BTreeMap<usize, Range<usize>> {
    let mut ends = BTreeMap::new();
    let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut fence: Option<&str> = None;
    let mut comment_end = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let at_line = start;
        start += line.len();
        match (fence, fence_of(words)) {
            (Some(sign), Some(found)) if found.starts_with(sign) => fence = None,
            (Some(_), _) => {}
            (None, Some(sign)) => fence = Some(sign),
            (None, None) => {
                for (at, _) in line.match_indices('<') {
                    let at = at_line + at;
                    if at < comment_end {
                        continue;
                    }
                    if text[at..].starts_with("<!--") {
                        comment_end =
                            text[at..].find("-->").map_or(text.len(), |length| at + length + 3);
                        continue;
                    }
                    tag(text, at, &mut open, &mut ends);
                }
            }
        }
    }
    ends
}

fn tag(
    text: &str,
    at: usize,
    open: &mut BTreeMap<String, Vec<usize>>,
    ends: &mut BTreeMap<usize, Range<usize>>,
) {
    let inside = &text[at + 1..];
    let (is_end, inside) =
        inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).take(16).count();
    let name = inside[..length].to_ascii_lowercase();
    if !BLOCKS.contains(&&*name) {
        return;
    }
    if !is_end {
        open.entry(name).or_default().push(at);
    } else if let Some(start) = open.get_mut(&name).and_then(Vec::pop)
        && let Some(length) = text[at..text.floor_char_boundary(at + REACH)].find('>')
    {
        ends.insert(start, at..at + length + 1);
    }
}
