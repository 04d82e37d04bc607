//! What all parts of the reader share: where it is, what it may still cost, and what it remembers.

use std::collections::BTreeMap;
use std::ops::Range;
use std::slice::SliceIndex;

use super::mistake::{self, Mistake};
use crate::model::{Node, Scalar, Value};
use crate::problem::{Code, Problem};
use crate::syntax::{Fragment, Limits, part};

/// One pass over the first document of a fragment.
pub(super) struct YamlReader<'a> {
    pub fragment: &'a Fragment,
    pub text: &'a str,
    /// The byte of `text` that is read next.
    pub at: usize,
    /// Where the line of `at` begins.
    pub line: usize,
    /// How many values there are so far, keys counted, and aliases for what they stand for.
    pub values: usize,
    limits: Limits,
    depth: usize,
    /// The value of each anchor, with how many values it is; none before its end.
    anchors: Vec<Option<(Node, usize)>>,
    /// The number of the last anchor of each name.
    by_name: BTreeMap<&'a str, usize>,
    /// What is read, but not as it was written for.
    pub warnings: Vec<Mistake>,
}

impl<'a> YamlReader<'a> {
    pub(super) fn new(fragment: &'a Fragment, limits: Limits) -> Self {
        let text = fragment.as_str();
        Self {
            fragment,
            text,
            at: 0,
            line: 0,
            values: 0,
            limits,
            depth: 0,
            anchors: Vec::new(),
            by_name: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    /// The first document; nothing if there is none.
    pub(super) fn document(&mut self) -> Result<Option<Node>, Problem> {
        let is_refused = |byte: u8| (byte < b' ' && !b"\t\n\r".contains(&byte)) || byte == 0x7F;
        // Nearly no text holds one, and all of a text is looked at faster than up to the first.
        if self.text.bytes().fold(false, |found, byte| found | is_refused(byte))
            && let Some(at) = self.text.bytes().position(is_refused)
        {
            let at = self.in_file(at);
            let words = "control characters are not allowed";
            return Err(self.mistake(mistake::other(words, at..at + 1)));
        }
        if self.text.starts_with('\u{FEFF}') {
            self.at = '\u{FEFF}'.len_utf8();
            self.line = self.at;
        }
        self.skip_lines()?;
        let first = self.at;
        while self.at == self.line && self.byte() == b'%' {
            self.at = self.line_end();
            self.skip_lines()?;
        }
        let is_marked = self.is_marker("---");
        if first < self.at && !is_marked {
            let mistake = mistake::cannot_begin(self.text_of_file(), self.in_file(first));
            return Err(self.mistake(mistake));
        }
        if is_marked {
            self.at += 3;
        } else if self.is_over() {
            return Ok(None);
        }
        let node = self.value(None, !is_marked, false)?;
        self.skip_lines()?;
        if self.is_over() {
            return Ok(Some(node));
        }
        let line = self.in_file(self.at)..self.in_file(self.line_end());
        Err(self.mistake(match node.value {
            Value::Mapping(_) if self.colon().is_some() => {
                let start = node.span.range().start;
                let text = self.text_of_file();
                let column = part(text, ..start).rsplit('\n').next().map_or(0, str::len);
                mistake::indented(text, line, column)
            }
            Value::Mapping(_) => mistake::no_field(self.text_of_file(), line.end),
            _ => mistake::other("the document has ended before this", line),
        }))
    }

    /// What stands at these bytes.
    pub(super) fn part(&self, range: impl SliceIndex<str, Output = str>) -> &'a str {
        part(self.text, range)
    }

    /// The next byte; 0 at the end.
    pub(super) fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Whether a blank, the end of a line or that of the text is at this byte.
    pub(super) fn is_blank_at(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Whether a sign of lists and mappings in brackets is at this byte.
    pub(super) fn is_flow_sign(&self, at: usize) -> bool {
        let byte = self.text.as_bytes().get(at);
        byte.is_some_and(|byte| matches!(byte, b',' | b'[' | b']' | b'{' | b'}'))
    }

    /// Whether the sign stands here, with a blank behind it.
    pub(super) fn is_sign(&self, sign: u8) -> bool {
        self.byte() == sign && self.is_blank_at(self.at + 1)
    }

    pub(super) fn column(&self) -> usize {
        self.at - self.line
    }

    /// Whether the document ends here.
    pub(super) fn is_over(&self) -> bool {
        self.at >= self.text.len() || self.is_marker("---") || self.is_marker("...")
    }

    fn is_marker(&self, marker: &str) -> bool {
        self.at == self.line
            && self.part(self.at..).starts_with(marker)
            && self.is_blank_at(self.at + marker.len())
    }

    /// Where the line of `at` ends.
    pub(super) fn line_end(&self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |length| self.at + length)
    }

    pub(super) fn skip_blanks(&mut self) {
        while matches!(self.byte(), b' ' | b'\t') {
            self.at += 1;
        }
    }

    /// Whether nothing but a comment is left of the line.
    pub(super) fn is_line_over(&self) -> bool {
        match self.byte() {
            0 | b'\n' => true,
            b'\r' => self.is_blank_at(self.at + 1),
            b'#' => self.at == self.line || self.is_blank_at(self.at - 1),
            _ => false,
        }
    }

    /// Goes to what is next, past comments and empty lines.
    ///
    /// # Errors
    /// It is indented by a tab.
    pub(super) fn skip_lines(&mut self) -> Result<(), Problem> {
        let mut tab = None;
        loop {
            match self.byte() {
                b' ' => self.at += 1,
                b'\t' => {
                    if tab.is_none()
                        && self.part(self.line..self.at).bytes().all(|byte| byte == b' ')
                    {
                        tab = Some(self.at);
                    }
                    self.at += 1;
                }
                _ if self.is_line_over() && self.at < self.text.len() => {
                    self.at = (self.line_end() + 1).min(self.text.len());
                    self.line = self.at;
                    tab = None;
                }
                _ => break,
            }
        }
        match tab {
            Some(tab) if self.at < self.text.len() => {
                Err(self.mistake(mistake::tab(self.in_file(tab))))
            }
            _ => Ok(()),
        }
    }

    /// Goes to what is next in brackets.
    pub(super) fn skip_space(&mut self) {
        loop {
            match self.byte() {
                b' ' | b'\t' => self.at += 1,
                _ if self.is_line_over() && self.at < self.text.len() => {
                    self.at = (self.line_end() + 1).min(self.text.len());
                    self.line = self.at;
                }
                _ => return,
            }
        }
    }

    /// Passes the anchor or the tag that begins here. The number of the anchor, if it is one.
    pub(super) fn property(&mut self) -> Result<Option<usize>, Problem> {
        let is_anchor = self.byte() == b'&';
        let start = self.at;
        if self.part(start..).starts_with("!<") {
            self.at = self.part(start..self.line_end()).find('>').map_or(start, |end| start + end);
        }
        let name = self.name();
        if !is_anchor {
            return Ok(None);
        }
        if name.is_empty() {
            let (text, at) = (self.text_of_file(), self.in_file(start));
            let is_value = part(text, ..at).trim_end_matches(' ').ends_with(':');
            return Err(self.mistake(if is_value {
                mistake::cannot_begin(text, at)
            } else {
                mistake::other("an anchor has no name", at..at + 1)
            }));
        }
        self.by_name.insert(name, self.anchors.len());
        self.anchors.push(None);
        Ok(Some(self.anchors.len() - 1))
    }

    /// Passes the anchor or the tag before a value; of a tag that a text may begin with, warns.
    pub(super) fn property_of_value(&mut self) -> Result<Option<usize>, Problem> {
        let start = self.at;
        let anchor = self.property()?;
        let written = self.part(start..self.at);
        let is_known = written.starts_with("!!") || written.starts_with("!<");
        // A text in quotes is whole without it.
        let is_quoted = self.part(self.at..).trim_start_matches(' ').starts_with(['"', '\'']);
        let is_text = written.starts_with('!') && !is_known && !is_quoted;
        if is_text {
            let span = self.in_file(start)..self.in_file(self.at);
            self.warnings.push(mistake::tag(self.text_of_file(), span));
        }
        Ok(anchor)
    }

    /// Warns of a comment at this byte that most likely belongs to the text which begins at `start`:
    /// no blank follows its `#`.
    pub(super) fn notice_comment(&mut self, start: usize, at: usize) {
        let is_comment = self.text.as_bytes().get(at) == Some(&b'#');
        // Asked first: the text before may be long, and is looked at once for each of its lines.
        if !is_comment || self.is_blank_at(at + 1) || self.part(at + 1..).starts_with('#') {
            return;
        }
        let before = self.part(start..at).trim_end();
        // Dates and numbers.
        let is_figure =
            before.bytes().all(|byte| byte.is_ascii_digit() || b" -+:./TZ,".contains(&byte));
        let is_flag =
            matches!(before.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no");
        if !(is_flag || (is_figure && start < at)) {
            let (start, at) = (self.in_file(start), self.in_file(at));
            self.warnings.push(mistake::comment(self.text_of_file(), start, at));
        }
    }

    /// Passes a sign and the name behind it.
    fn name(&mut self) -> &'a str {
        let start = self.at + 1;
        self.at = start;
        while !self.is_blank_at(self.at) && !self.is_flow_sign(self.at) {
            self.at += 1;
        }
        self.part(start.min(self.at)..self.at)
    }

    /// Gives the value to its anchor. `before` is how many values there were before it.
    pub(super) fn anchored(&mut self, node: Node, anchor: Option<usize>, before: usize) -> Node {
        if let Some(anchor) = anchor.and_then(|at| self.anchors.get_mut(at)) {
            *anchor = Some((node.clone(), self.values - before));
        }
        node
    }

    /// The value that the alias here stands for, at the place of the alias.
    pub(super) fn alias(&mut self, in_brackets: bool) -> Result<Node, Problem> {
        let start = self.at;
        let name = self.name();
        let span = self.in_file(start)..self.in_file(self.at);
        let known = self.by_name.get(name).and_then(|number| self.anchors.get(*number));
        let (node, size) = match known {
            Some(Some(value)) => value.clone(),
            Some(_) => {
                return Err(Problem::new(Code::YamlInvalid, "the alias names itself")
                    .at(self.fragment.place(span)));
            }
            None if self.anchors.is_empty() => {
                let text = self.text_of_file();
                let begin =
                    if in_brackets { mistake::item_cannot_begin } else { mistake::cannot_begin };
                return Err(self.mistake(begin(text, span.start)));
            }
            None => {
                let words = format!("there is no anchor `&{name}` before this alias");
                return Err(self.mistake(mistake::other(&words, span)));
            }
        };
        self.count(size, start..self.at)?;
        Ok(Node { span: self.fragment.span(span), ..node })
    }

    pub(super) fn scalar(
        &mut self,
        text: String,
        plain: bool,
        range: Range<usize>,
    ) -> Result<Node, Problem> {
        self.node(Value::Scalar(Scalar { text, plain }), range)
    }

    /// Counts a value and gives it its place.
    pub(super) fn node(&mut self, value: Value, range: Range<usize>) -> Result<Node, Problem> {
        self.count(1, range.clone())?;
        let span = self.fragment.span(self.in_file(range.start)..self.in_file(range.end));
        Ok(Node { value, span })
    }

    fn count(&mut self, size: usize, range: Range<usize>) -> Result<(), Problem> {
        self.values += size;
        if self.values <= self.limits.values {
            return Ok(());
        }
        let message = format!("more than {} values, aliases counted", self.limits.values);
        let place = self.fragment.place(self.in_file(range.start)..self.in_file(range.end));
        Err(Problem::new(Code::TooManyValues, message)
            .at(place)
            .label("this one exceeds the limit")
            .help("write fewer values, and repeat less through aliases"))
    }

    /// Goes into the list or mapping that begins at this byte.
    pub(super) fn descend(&mut self, at: usize) -> Result<(), Problem> {
        self.depth += 1;
        if self.depth <= self.limits.depth {
            return Ok(());
        }
        let message = format!("lists and mappings nest deeper than {} levels", self.limits.depth);
        Err(Problem::new(Code::TooDeep, message)
            .at(self.fragment.place(self.one(at)))
            .label("this is one level too many"))
    }

    pub(super) const fn ascend(&mut self) {
        self.depth -= 1;
    }

    /// Where a value ends, counted as `at` is. That of an alias is its own.
    pub(super) fn end_of(&self, node: &Node) -> usize {
        node.span.range().end - self.fragment.range.start
    }

    pub(super) const fn in_file(&self, at: usize) -> usize {
        self.fragment.range.start + at
    }

    /// The one byte in the file at this byte of the text.
    fn one(&self, at: usize) -> Range<usize> {
        self.in_file(at)..self.in_file(at) + 1
    }

    /// The text of the file up to the end of the fragment.
    pub(super) fn text_of_file(&self) -> &'a str {
        self.fragment.file.text.get(..self.fragment.range.end).unwrap_or_default()
    }

    pub(super) fn mistake(&self, mistake: Mistake) -> Problem {
        self.mistake_of(Code::YamlInvalid, mistake)
    }

    pub(super) fn mistake_of(&self, code: Code, mistake: Mistake) -> Problem {
        let Mistake { message, span, label, help } = mistake;
        Problem::new(code, message).at(self.fragment.place(span)).label(label).help(help)
    }
}
