//! Lists and mappings in blocks: indentation says what belongs to what.

use super::mistake;
use super::reader::YamlReader;
use crate::model::{Key, Mapping, Node, Value};
use crate::problem::Problem;

impl YamlReader<'_> {
    /// The value behind a `:`, a `-` or the start of the document.
    ///
    /// `parent` is the column of the list or mapping around it. With `may_nest` another may begin on
    /// this line; the items of a list that is the value `of_key` may be as far left as the key.
    pub(super) fn value(
        &mut self,
        parent: Option<usize>,
        mut may_nest: bool,
        of_key: bool,
    ) -> Result<Node, Problem> {
        // A key without a value is underlined at its colon.
        let (behind, before) = (self.at - usize::from(of_key), self.values);
        let mut anchor = None;
        loop {
            self.skip_blanks();
            if self.is_line_over() {
                let over = self.at;
                self.skip_lines()?;
                let column = self.column();
                let is_item = of_key && parent == Some(column) && self.is_sign(b'-');
                if self.is_over() || !(is_item || parent.is_none_or(|parent| column > parent)) {
                    self.notice_comment(over, over);
                    let null = self.scalar(String::new(), true, behind..behind)?;
                    return Ok(self.anchored(null, anchor, before));
                }
                may_nest = true;
            }
            if !matches!(self.byte(), b'&' | b'!') || (may_nest && self.colon().is_some()) {
                break;
            }
            anchor = self.property_of_value()?.or(anchor);
        }
        let node = if may_nest && self.is_sign(b'-') {
            self.list()?
        } else if may_nest && (self.is_sign(b'?') || self.colon().is_some()) {
            self.mapping()?
        } else {
            self.on_this_line(parent, may_nest)?
        };
        Ok(self.anchored(node, anchor, before))
    }

    /// A value that is neither a list nor a mapping in a block.
    fn on_this_line(&mut self, parent: Option<usize>, may_nest: bool) -> Result<Node, Problem> {
        let start = self.at;
        let node = match self.byte() {
            b'|' | b'>' => return self.block_scalar(parent),
            b'[' | b'{' => self.flow()?,
            b'"' | b'\'' => self.quoted()?,
            b'*' => self.alias(false)?,
            b'-' | b'?' if self.is_blank_at(start + 1) => {
                let (text, at) = (self.text_of_file(), self.in_file(start));
                return Err(self.mistake(if self.byte() == b'-' {
                    mistake::list_beside_key(text, at)
                } else {
                    mistake::cannot_begin(text, at)
                }));
            }
            _ => return self.plain(parent),
        };
        self.skip_blanks();
        if self.is_line_over() {
            return Ok(node);
        }
        let is_colon = self.is_sign(b':');
        if is_colon && may_nest && node.as_scalar().is_none() {
            return Err(mistake::key_is_no_word(&node.span));
        }
        let text = self.text_of_file();
        let at = self.in_file(self.at);
        if is_colon {
            return Err(self.mistake(mistake::colon(text, self.in_file(start), at)));
        }
        let written = node.span.as_str();
        let (begin, end) = (self.in_file(start), node.span.range().end);
        Err(self.mistake(match written.bytes().next() {
            // The quote that ended it most likely begins the next text.
            Some(b'"' | b'\'') if written.contains('\n') => mistake::quote_without_end(text, begin),
            Some(b'"' | b'\'') => mistake::quote_too_early(text, begin, end, false),
            _ if written.contains('\n') => {
                mistake::other("text stands behind a list that has ended", at..at + 1)
            }
            _ => mistake::cannot_begin(text, begin),
        }))
    }

    fn list(&mut self) -> Result<Node, Problem> {
        let (start, column) = (self.at, self.column());
        self.descend(start)?;
        let mut items: Vec<Node> = Vec::new();
        let mut end = start;
        while self.column() == column && self.is_sign(b'-') {
            self.at += 1;
            let item = self.value(Some(column), true, false)?;
            end = self.end_of(&item).max(end);
            items.push(item);
            self.skip_lines()?;
            if self.is_over() {
                break;
            }
            self.check_indentation(column)?;
        }
        self.ascend();
        self.node(Value::List(items), start..end)
    }

    fn mapping(&mut self) -> Result<Node, Problem> {
        let (start, column) = (self.at, self.column());
        self.descend(start)?;
        let (mut entries, mut merged) = (Mapping::new(), Vec::new());
        let mut end;
        loop {
            let at = self.at;
            let (key, has_value) = self.key(column)?;
            let is_merge = self.is_merge(&key, at);
            end = key.span.range().end - self.fragment.range.start;
            let value = if has_value {
                self.value(Some(column), false, true)?
            } else {
                self.scalar(String::new(), true, end..end)?
            };
            end = self.end_of(&value).max(end);
            if is_merge {
                merged.push(value);
            } else {
                entries.push((key, value));
            }
            self.skip_lines()?;
            if self.is_over() || self.column() < column {
                break;
            }
            self.check_indentation(column)?;
        }
        self.ascend();
        super::merge::merge(&mut entries, merged)?;
        self.node(Value::Mapping(entries), start..end)
    }

    /// Whether the key that begins `at` is YAML's merge key, which stands without quotes.
    pub(super) fn is_merge(&self, key: &Key, at: usize) -> bool {
        key.name == "<<" && self.part(at..).starts_with("<<")
    }

    /// A key, and whether a `:` follows, which is passed.
    fn key(&mut self, column: usize) -> Result<(Key, bool), Problem> {
        if self.is_sign(b'?') {
            self.at += 1;
            let node = self.value(Some(column), true, false)?;
            let key = key_of(node)?;
            self.skip_lines()?;
            let has_value = !self.is_over() && self.column() == column && self.is_sign(b':');
            self.at += usize::from(has_value);
            return Ok((key, has_value));
        }
        let Some(colon) = self.colon() else {
            let mistake = mistake::no_field(self.text_of_file(), self.in_file(self.line_end()));
            return Err(self.mistake(mistake));
        };
        let before = self.values;
        let mut anchor = None;
        while matches!(self.byte(), b'&' | b'!') {
            anchor = self.property()?.or(anchor);
            self.skip_blanks();
        }
        let node = match self.byte() {
            b'"' | b'\'' => self.quoted()?,
            b'*' => self.alias(false)?,
            _ => {
                let start = self.at;
                let name = self.part(start..colon).trim_end();
                self.scalar(name.to_owned(), true, start..start + name.len())?
            }
        };
        let node = self.anchored(node, anchor, before);
        self.at = colon + 1;
        Ok((key_of(node)?, true))
    }

    fn check_indentation(&self, column: usize) -> Result<(), Problem> {
        if self.column() <= column {
            return Ok(());
        }
        let line = self.in_file(self.at)..self.in_file(self.line_end());
        Err(self.mistake(mistake::indented(self.text_of_file(), line, column)))
    }

    /// Where the `:` of the key stands that begins here and ends on this line.
    pub(super) fn colon(&self) -> Option<usize> {
        let mut from = self.at;
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(from), Some(b'&' | b'!')) {
            from += self.part(from..self.line_end()).find([' ', '\t'])?;
            from = self.text.len() - self.part(from..).trim_start_matches([' ', '\t']).len();
        }
        let mut at = from;
        match bytes.get(from)? {
            b'"' | b'\'' => {
                let line = self.part(from..self.line_end());
                at += super::scalar::end_of_quoted(line)?;
                at = self.text.len() - self.part(at..).trim_start_matches([' ', '\t']).len();
                return (bytes.get(at) == Some(&b':') && self.is_blank_at(at + 1)).then_some(at);
            }
            b'-' if self.is_blank_at(from + 1) => return None,
            b'[' | b'{' | b'|' | b'>' | b'@' | b'`' | b'%' | b'#' | b',' | b']' | b'}' => {
                return None;
            }
            _ => {}
        }
        loop {
            at += memchr::memchr2(b':', b'\n', &bytes[at..])?;
            if bytes[at] == b'\n' {
                return None;
            }
            if self.is_blank_at(at + 1) {
                return (!super::scalar::holds_comment(&bytes[from..at])).then_some(at);
            }
            at += 1;
        }
    }
}

/// The key that a value is, if it is one text.
pub(super) fn key_of(node: Node) -> Result<Key, Problem> {
    match node.value {
        Value::Scalar(scalar) => Ok(Key { name: scalar.text, span: node.span }),
        Value::List(_) | Value::Mapping(_) => Err(mistake::key_is_no_word(&node.span)),
    }
}
