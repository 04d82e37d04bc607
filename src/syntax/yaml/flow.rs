//! Lists and mappings in brackets. They may close at any indentation.

use super::block::key_of;
use super::mistake;
use super::reader::YamlReader;
use crate::model::{Mapping, Node, Value};
use crate::problem::Problem;

impl YamlReader<'_> {
    /// The list or mapping in brackets that begins here.
    pub(super) fn flow(&mut self) -> Result<Node, Problem> {
        let start = self.at;
        self.descend(start)?;
        let is_list = self.byte() == b'[';
        let close = if is_list { b']' } else { b'}' };
        self.at += 1;
        let (mut items, mut entries, mut merged) = (Vec::new(), Mapping::new(), Vec::new());
        loop {
            self.skip_space();
            if self.byte() == close {
                break;
            }
            let at = self.at;
            if self.is_sign(b'?') {
                self.at += 1;
                self.skip_space();
            }
            if self.byte() == b',' {
                let mistake = mistake::comma(self.text_of_file(), self.in_file(self.at));
                return Err(self.mistake(mistake));
            }
            let first = self.flow_value(close)?;
            let line = self.line;
            let is_quoted = matches!(self.text.as_bytes().get(at), Some(b'"' | b'\''));
            let quoted_end = is_quoted.then_some(self.at);
            self.skip_space();
            let is_pair = self.byte() == b':' && self.ends_key(&first);
            if is_pair && is_list && self.part(at..self.at).contains('\n') {
                // The next field was taken for an item.
                return Err(self.list_without_end(line.saturating_sub(1), close));
            }
            let mut second = None;
            if is_pair {
                self.at += 1;
                self.skip_space();
                second = Some(self.flow_value(close)?);
                self.skip_space();
            }
            if is_list && second.is_none() {
                items.push(first);
            } else {
                let end = self.end_of(&first);
                let key = key_of(first)?;
                let is_merge = self.is_merge(&key, at);
                let value = match second {
                    Some(value) => value,
                    None => self.scalar(String::new(), true, end..end)?,
                };
                if is_list {
                    let end = self.end_of(&value).max(end);
                    items.push(self.node(Value::Mapping(vec![(key, value)]), at..end)?);
                } else if is_merge {
                    merged.push(value);
                } else {
                    entries.push((key, value));
                }
            }
            match self.byte() {
                b',' => self.at += 1,
                byte if byte == close => {}
                0 => return Err(self.list_without_end(self.at, close)),
                _ if quoted_end == Some(self.at) => {
                    let (text, start) = (self.text_of_file(), self.in_file(at));
                    let end = self.in_file(self.at);
                    return Err(self.mistake(mistake::quote_too_early(text, start, end, true)));
                }
                _ => {
                    let at = self.in_file(self.at);
                    let words = "a comma is missing before this, or the list has no end";
                    return Err(self.mistake(mistake::other(words, at..at + 1)));
                }
            }
        }
        self.at += 1;
        self.ascend();
        super::merge::merge(&mut entries, merged)?;
        let value = if is_list { Value::List(items) } else { Value::Mapping(entries) };
        self.node(value, start..self.at)
    }

    /// Whether the `:` here ends `key`: blanks or a bracket follow, or the key is in quotes, as in JSON.
    fn ends_key(&self, key: &Node) -> bool {
        self.is_blank_at(self.at + 1)
            || self.is_flow_sign(self.at + 1)
            || key.as_scalar().is_some_and(|scalar| !scalar.plain)
    }

    fn flow_value(&mut self, close: u8) -> Result<Node, Problem> {
        let before = self.values;
        let mut anchor = None;
        while matches!(self.byte(), b'&' | b'!') {
            anchor = self.property()?.or(anchor);
            self.skip_space();
        }
        let at = self.at;
        let node = match self.byte() {
            0 => return Err(self.list_without_end(at, close)),
            b'[' | b'{' => self.flow()?,
            b'"' | b'\'' => self.quoted()?,
            b'*' => self.alias(true)?,
            b',' => self.scalar(String::new(), true, at..at)?,
            byte if byte == close => self.scalar(String::new(), true, at..at)?,
            b':' if self.is_blank_at(at + 1) || self.is_flow_sign(at + 1) => {
                self.scalar(String::new(), true, at..at)?
            }
            b'-' if self.is_blank_at(at + 1) => {
                let at = self.in_file(at);
                let words = "a list with hyphens stands in brackets";
                return Err(self.mistake(mistake::other(words, at..at + 1)));
            }
            _ => self.plain_in_flow()?,
        };
        Ok(self.anchored(node, anchor, before))
    }

    fn list_without_end(&self, at: usize, close: u8) -> Problem {
        let at = self.in_file(at);
        self.mistake(mistake::list_without_end(self.text_of_file(), at, char::from(close)))
    }
}
