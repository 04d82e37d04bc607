//! Texts: plain, in quotes, and in blocks.

use std::ops::Range;

use super::mistake;
use super::reader::YamlReader;
use crate::model::Node;
use crate::problem::Problem;

/// The ends of lines that a text in a block keeps at its end, where it does not keep one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomping {
    Strip,
    Keep,
}

impl YamlReader<'_> {
    /// A text without quotes in a block. Lines that are indented more than `parent` continue it.
    pub(super) fn plain(&mut self, parent: Option<usize>) -> Result<Node, Problem> {
        let start = self.at;
        if let b'@' | b'`' | b'%' | b',' | b']' | b'}' = self.byte() {
            let at = self.in_file(start);
            return Err(self.mistake(mistake::cannot_begin(self.text_of_file(), at)));
        }
        let line = self.line;
        let mut end = self.plain_line(start, parent)?;
        let mut text = self.part(start..end).to_owned();
        while let Some(breaks) = self.continuation(parent) {
            let from = self.at;
            if self.is_sign(b'-') {
                let is_item = self.part(line..start).trim_start().starts_with("- ");
                let column = parent.filter(|_| is_item);
                let mistake = mistake::uneven(self.text_of_file(), self.in_file(from), column);
                self.warnings.push(mistake);
            }
            end = self.plain_line(start, parent)?;
            fold(&mut text, breaks);
            text.push_str(self.part(from..end));
        }
        self.scalar(text, true, start..end)
    }

    /// Goes to the end of a line of the plain text that begins at `start`, or to its comment; where the
    /// text ends.
    fn plain_line(&mut self, start: usize, parent: Option<usize>) -> Result<usize, Problem> {
        let (from, bytes) = (self.at, self.text.as_bytes());
        loop {
            let rest = &bytes[self.at..];
            self.at += memchr::memchr3(b'\n', b':', b'#', rest).unwrap_or(rest.len());
            match self.byte() {
                b':' if self.is_blank_at(self.at + 1) => {
                    let text = self.text_of_file();
                    let is_field = from > start && mistake::is_word(self.part(from..self.at));
                    let equals = || mistake::equals(text, self.in_file(start));
                    return Err(self.mistake(
                        if let Some(equals) = equals().filter(|_| is_field) {
                            equals
                        } else if is_field {
                            let line = self.in_file(from)..self.in_file(self.line_end());
                            mistake::indented(text, line, parent.unwrap_or(0))
                        } else {
                            mistake::colon(text, self.in_file(start), self.in_file(self.at))
                        },
                    ));
                }
                b'#' if !(self.at > from && self.is_blank_at(self.at - 1)) => self.at += 1,
                b':' => self.at += 1,
                _ => break,
            }
        }
        self.notice_comment(start, self.at);
        Ok(from + trimmed(self.part(from..self.at)).len())
    }

    /// Goes to the next line, if it continues the plain text that ends here; how many line ends are
    /// between.
    fn continuation(&mut self, parent: Option<usize>) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let (mut at, mut line, mut breaks) = (self.at, self.line, 0);
        while bytes.get(at) == Some(&b'\n') {
            breaks += 1;
            line = at + 1;
            at = line;
            while bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            let indentation = at - line;
            while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r')) {
                at += 1;
            }
            let is_continued = parent.is_none_or(|parent| indentation > parent);
            if !matches!(bytes.get(at), None | Some(b'\n')) && !is_continued {
                return None;
            }
        }
        if breaks == 0 || matches!(bytes.get(at), None | Some(b'#')) {
            return None;
        }
        let here = (self.at, self.line);
        (self.at, self.line) = (at, line);
        if self.is_over() {
            (self.at, self.line) = here;
            return None;
        }
        Some(breaks)
    }

    /// A text without quotes in brackets.
    pub(super) fn plain_in_flow(&mut self) -> Result<Node, Problem> {
        let start = self.at;
        if let b'@' | b'`' | b'%' | b'|' | b'>' | b']' | b'}' = self.byte() {
            let at = self.in_file(start);
            return Err(self.mistake(mistake::item_cannot_begin(self.text_of_file(), at)));
        }
        let mut text = String::new();
        let mut end;
        loop {
            let from = self.at;
            while !self.ends_plain_in_flow() {
                self.at += 1;
            }
            end = from + trimmed(self.part(from..self.at)).len();
            text.push_str(self.part(from..end));
            let here = (self.at, self.line);
            let Some(breaks) = self.continuation(None) else { break };
            if self.is_flow_sign(self.at) || self.ends_plain_in_flow() {
                (self.at, self.line) = here;
                break;
            }
            fold(&mut text, breaks);
        }
        self.scalar(text, true, start..end)
    }

    fn ends_plain_in_flow(&self) -> bool {
        match self.byte() {
            0 | b'\n' => true,
            b':' => self.is_blank_at(self.at + 1) || self.is_flow_sign(self.at + 1),
            b'#' => self.at > 0 && self.is_blank_at(self.at - 1),
            _ => self.is_flow_sign(self.at),
        }
    }

    /// A text in quotes. Its lines may begin anywhere.
    pub(super) fn quoted(&mut self) -> Result<Node, Problem> {
        let (start, quote) = (self.at, self.byte());
        let escape = if quote == b'"' { b'\\' } else { quote };
        let mut text = String::new();
        self.at += 1;
        loop {
            let from = self.at;
            let rest = &self.text.as_bytes()[from..];
            let Some(length) = memchr::memchr3(quote, escape, b'\n', rest) else {
                let at = self.in_file(start);
                return Err(self.mistake(mistake::quote_without_end(self.text_of_file(), at)));
            };
            self.at += length;
            let written = self.part(from..self.at);
            match self.byte() {
                b'\n' => {
                    text.push_str(trimmed(written));
                    let breaks = self.line_ends();
                    fold(&mut text, breaks);
                }
                b'\\' if quote == b'"' => {
                    text.push_str(written);
                    self.escape(&mut text, start)?;
                }
                _ => {
                    text.push_str(written);
                    self.at += 1;
                    if quote == b'"' || self.byte() != b'\'' {
                        break;
                    }
                    text.push('\'');
                    self.at += 1;
                }
            }
        }
        self.scalar(text, false, start..self.at)
    }

    /// Passes the end of a line, empty lines and the blanks before the next text; how many ends there
    /// are.
    fn line_ends(&mut self) -> usize {
        let mut breaks = 0;
        loop {
            match self.byte() {
                b'\n' => {
                    self.at += 1;
                    self.line = self.at;
                    breaks += 1;
                }
                b' ' | b'\t' => self.at += 1,
                b'\r' if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') => self.at += 1,
                _ => return breaks,
            }
        }
    }

    /// The character that is written with a `\` (YAML 1.2, section 5.7).
    /// `quote` is where the text begins.
    fn escape(&mut self, text: &mut String, quote: usize) -> Result<(), Problem> {
        let start = self.at;
        self.at += 1;
        let letter = self.byte();
        if matches!(letter, b'\n' | b'\r') {
            let breaks = self.line_ends();
            text.extend(std::iter::repeat_n('\n', breaks.saturating_sub(1)));
            return Ok(());
        }
        self.at += 1;
        let digits = match letter {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => 0,
        };
        let character = match letter {
            b'0' => Some('\0'),
            b'a' => Some('\u{7}'),
            b'b' => Some('\u{8}'),
            b't' | b'\t' => Some('\t'),
            b'n' => Some('\n'),
            b'v' => Some('\u{B}'),
            b'f' => Some('\u{C}'),
            b'r' => Some('\r'),
            b'e' => Some('\u{1B}'),
            b' ' | b'"' | b'/' | b'\\' => Some(char::from(letter)),
            b'N' => Some('\u{85}'),
            b'_' => Some('\u{A0}'),
            b'L' => Some('\u{2028}'),
            b'P' => Some('\u{2029}'),
            _ => self.code(digits).and_then(|code| self.character(code)),
        };
        let Some(character) = character else {
            let file = self.text_of_file();
            let end = file.ceil_char_boundary(self.in_file(start + 2));
            let mistake = mistake::escape(file, self.in_file(quote), self.in_file(start)..end);
            return Err(self.mistake(mistake));
        };
        text.push(character);
        Ok(())
    }

    /// The number of so many hexadecimal digits.
    fn code(&mut self, digits: usize) -> Option<u32> {
        let written = self.text.get(self.at..self.at + digits).filter(|_| digits > 0)?;
        let code = u32::from_str_radix(written, 16).ok()?;
        self.at += digits;
        Some(code)
    }

    /// The character of a code; of a pair of surrogates, as JSON writes them, with the other half.
    fn character(&mut self, code: u32) -> Option<char> {
        if !(0xD800..0xDC00).contains(&code) {
            return char::from_u32(code);
        }
        if !self.part(self.at..).starts_with("\\u") {
            return None;
        }
        self.at += 2;
        let low = self.code(4)?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((code - 0xD800) << 10) + low)
    }

    /// A text whose lines stand as they are (`|`) or are folded (`>`), indented more than `parent`.
    pub(super) fn block_scalar(&mut self, parent: Option<usize>) -> Result<Node, Problem> {
        let start = self.at;
        let is_folded = self.byte() == b'>';
        let (mut chomping, mut indentation) = (None, None);
        self.at += 1;
        loop {
            match self.byte() {
                b'-' if chomping.is_none() => chomping = Some(Chomping::Strip),
                b'+' if chomping.is_none() => chomping = Some(Chomping::Keep),
                digit @ b'1'..=b'9' if indentation.is_none() => {
                    indentation = Some(parent.unwrap_or(0) + usize::from(digit - b'0'));
                }
                _ => break,
            }
            self.at += 1;
        }
        self.skip_blanks();
        if !self.is_line_over() {
            return Err(
                self.mistake(mistake::cannot_begin(self.text_of_file(), self.in_file(start)))
            );
        }
        self.next_line();
        if indentation.is_none() {
            let first = self.first_indentation();
            // Without a text, all lines are empty, however many blanks they hold.
            indentation = first.filter(|first| parent.is_none_or(|parent| *first > parent));
        }
        let indentation = indentation.unwrap_or(usize::MAX);
        let mut text = String::new();
        // The ends of lines that wait for what comes next: they fold before a line like the last.
        let (mut breaks, mut was_indented) = (0, false);
        let mut span = None;
        while self.goes_to(indentation, &mut breaks) {
            let line = self.part(self.at..self.line_end()).trim_end_matches('\r');
            let is_indented = line.starts_with([' ', '\t']);
            if is_folded && !text.is_empty() && breaks > 0 && !was_indented && !is_indented {
                fold(&mut text, breaks);
            } else {
                text.extend(std::iter::repeat_n('\n', breaks));
            }
            text.push_str(line);
            let end = self.at + line.len();
            span = Some(span.map_or(self.at, |span: Range<usize>| span.start)..end);
            was_indented = is_indented;
            breaks = usize::from(self.line_end() < self.text.len());
            self.next_line();
        }
        let kept = match chomping {
            Some(Chomping::Strip) => 0,
            Some(Chomping::Keep) => breaks,
            None => usize::from(breaks > 0 && !text.is_empty()),
        };
        text.extend(std::iter::repeat_n('\n', kept));
        self.scalar(text, false, span.unwrap_or(start..start + 1))
    }

    fn next_line(&mut self) {
        self.at = (self.line_end() + 1).min(self.text.len());
        self.line = self.at;
    }

    /// The indentation of the first line with a text.
    fn first_indentation(&self) -> Option<usize> {
        let line = self.part(self.at..).lines().find(|line| !line.trim_matches(' ').is_empty())?;
        Some(line.len() - line.trim_start_matches(' ').len())
    }

    /// Goes to the text of the next line that belongs to a block with this indentation, counting the
    /// empty ones before it; whether there is one. If not, the start of the next line is next.
    fn goes_to(&mut self, indentation: usize, breaks: &mut usize) -> bool {
        while self.at < self.text.len() {
            let line = self.part(self.at..self.line_end()).trim_end_matches('\r');
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if spaces >= indentation && (line.len() > indentation) {
                self.at += indentation;
                return !(indentation == 0 && self.is_over());
            }
            if spaces < line.len() {
                return false;
            }
            *breaks += usize::from(self.line_end() < self.text.len());
            self.next_line();
        }
        false
    }
}

/// Joins the lines of a text between which so many ends of lines stand.
fn fold(text: &mut String, breaks: usize) {
    if breaks == 1 {
        text.push(' ');
    } else {
        text.extend(std::iter::repeat_n('\n', breaks.saturating_sub(1)));
    }
}

fn trimmed(line: &str) -> &str {
    line.trim_end_matches([' ', '\t', '\r'])
}

/// Whether a comment begins in a line.
pub(super) fn holds_comment(line: &[u8]) -> bool {
    let mut signs = memchr::memchr_iter(b'#', line);
    signs.any(|at| at > 0 && matches!(line[at - 1], b' ' | b'\t'))
}

/// The end of the text in quotes that a line begins with.
pub(super) fn end_of_quoted(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let quote = *bytes.first()?;
    let mut at = 1;
    loop {
        at += memchr::memchr2(quote, b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'\\' {
            at += if quote == b'"' { 2 } else { 1 };
        } else if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
            at += 2;
        } else {
            return Some(at + 1);
        }
    }
}
