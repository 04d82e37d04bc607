//! The shape and the place of every value of a YAML document, at a bounded cost.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput};

use super::mistake::{Mistake, mistake};
use crate::model::Span;
use crate::problem::{Code, Problem};
use crate::syntax::{Fragment, Limits};

/// A value without its content.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    pub shape: Shape,
    pub span: Span,
    /// How many values it stands for, itself included.
    size: usize,
}

#[derive(Debug, Clone)]
pub(super) enum Shape {
    Scalar {
        plain: bool,
    },
    List(Vec<Outline>),
    /// The places of the keys, with their values.
    Mapping(Vec<(Span, Outline)>),
}

/// A list or mapping whose end has not come yet.
struct Open {
    anchor: usize,
    start: usize,
    size: usize,
    items: Items,
}

enum Items {
    List(Vec<Outline>),
    Mapping { entries: Vec<(Span, Outline)>, key: Option<Span> },
}

/// What the scanner says of a quoted text, or of a list or mapping in brackets, whose next line is
/// not indented, as libyaml allows.
const UNINDENTED: [&str; 2] = ["invalid indentation in quoted scalar", "invalid indentation"];

/// How many such texts, lists and mappings a document may have: each costs another reading of it.
const MOST_UNINDENTED: usize = 64;

/// The outline of the first document in `fragment`, or nothing if it is empty.
pub(super) fn outline(fragment: &Fragment<'_>, limits: Limits) -> Result<Option<Outline>, Problem> {
    let mut text = Cow::Borrowed(fragment.as_str());
    // Each turn joins the lines of one of them, which moves no byte of the document.
    for turn in 0.. {
        let mut tracer = Tracer::new(fragment, limits);
        let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(&text);
        let error = loop {
            let Some(next) = parser.next_event() else { return Ok(tracer.root) };
            let (event, span) = match next {
                Ok(next) => next,
                Err(error) => break error,
            };
            if matches!(event, Event::DocumentEnd | Event::StreamEnd) {
                return Ok(tracer.root);
            }
            let span = tracer.byte(span.start.index())..tracer.byte(span.end.index());
            tracer.take(&event, span)?;
        };
        let at = tracer.byte(error.marker().index()) - fragment.span.start;
        let start = tracer.brackets().map_or(at, |start| start - fragment.span.start);
        let joined = joined(&text, start)
            .or_else(|| joined(&text, at))
            .filter(|_| UNINDENTED.contains(&error.info()) && turn < MOST_UNINDENTED);
        drop(parser);
        match joined {
            Some(joined) => text = Cow::Owned(joined),
            None => return Err(tracer.invalid(&error)),
        }
    }
    Ok(None)
}

/// The text with blanks for the line ends of the quoted scalar, or of what stands in brackets, at
/// `start`, if it has any.
fn joined(text: &str, start: usize) -> Option<String> {
    let written = text.get(start..)?;
    let end = start + end_of_quoted(written).or_else(|| end_of_brackets(written))?;
    let line = text.get(start..end)?.replace(['\n', '\r'], " ");
    (line != text[start..end]).then(|| format!("{}{line}{}", &text[..start], &text[end..]))
}

/// The end of the quoted scalar that `text` begins with.
fn end_of_quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if quote == '"' && character == '\\' {
            characters.next();
        } else if character == quote {
            let doubled = quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some();
            if !doubled {
                return Some(at + 1);
            }
        }
    }
    None
}

/// The end of the list or mapping in brackets that `text` begins with; nothing if it holds a
/// comment, which would swallow the lines after it.
fn end_of_brackets(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.checked_sub(1)?,
            '#' if text[..at].ends_with(char::is_whitespace) => return None,
            '\'' | '"' if text[..at].ends_with(['[', '{', ',', ' ', '\n', ':']) => {
                at += end_of_quoted(&text[at..])?;
                continue;
            }
            _ => {}
        }
        at += character.len_utf8();
        if depth == 0 {
            return (at > 1).then_some(at);
        }
    }
    None
}

struct Tracer<'a> {
    fragment: &'a Fragment<'a>,
    limits: Limits,
    /// The byte at which each character begins, unless every character is one byte.
    bytes: Option<Vec<usize>>,
    anchors: BTreeMap<usize, Outline>,
    open: Vec<Open>,
    values: usize,
    root: Option<Outline>,
}

impl<'a> Tracer<'a> {
    fn new(fragment: &'a Fragment<'a>, limits: Limits) -> Self {
        let text = fragment.as_str();
        Self {
            fragment,
            limits,
            bytes: (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect()),
            anchors: BTreeMap::new(),
            open: Vec::new(),
            values: 0,
            root: None,
        }
    }

    /// The byte of the file at which the character `index` of the fragment begins.
    fn byte(&self, index: usize) -> usize {
        let offset = match &self.bytes {
            Some(bytes) => bytes.get(index).copied().unwrap_or(self.fragment.span.len()),
            None => index.min(self.fragment.span.len()),
        };
        self.fragment.span.start + offset
    }

    /// Where the outermost list or mapping in brackets begins whose end has not come yet.
    fn brackets(&self) -> Option<usize> {
        let starts = self.open.iter().map(|open| open.start);
        starts.into_iter().find(|start| self.fragment.text[*start..].starts_with(['[', '{']))
    }

    fn take(&mut self, event: &Event<'_>, span: Span) -> Result<(), Problem> {
        match event {
            Event::Scalar(_, style, anchor, _) => {
                let shape = Shape::Scalar { plain: *style == ScalarStyle::Plain };
                let span = self.trimmed(span);
                let span = match style {
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => self.quoted(span),
                    _ => span,
                };
                self.close(Outline { shape, span, size: 1 }, *anchor)
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(anchor).cloned().ok_or_else(|| {
                    self.problem(Code::YamlInvalid, "the alias names itself", span.clone())
                })?;
                self.close(Outline { span, ..target }, 0)
            }
            Event::SequenceStart(anchor, _) => self.begin(*anchor, span, Items::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.begin(*anchor, span, Items::Mapping { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else { return Ok(()) };
                let end = span.end.max(open.start);
                let shape = match open.items {
                    Items::List(items) => Shape::List(items),
                    Items::Mapping { entries, .. } => Shape::Mapping(entries),
                };
                let span = self.trimmed(open.start..end);
                self.close(Outline { shape, span, size: open.size }, open.anchor)
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, anchor: usize, span: Span, items: Items) -> Result<(), Problem> {
        if self.open.len() >= self.limits.depth {
            let message =
                format!("lists and mappings nest deeper than {} levels", self.limits.depth);
            return Err(self
                .problem(Code::TooDeep, &message, span.start..span.start + 1)
                .label("this is one level too many"));
        }
        self.open.push(Open { anchor, start: span.start, size: 1, items });
        Ok(())
    }

    /// Hands a finished value to whatever is open around it.
    fn close(&mut self, outline: Outline, anchor: usize) -> Result<(), Problem> {
        self.values += outline.size;
        if self.values > self.limits.values {
            let message = format!("more than {} values, aliases counted", self.limits.values);
            return Err(self
                .problem(Code::TooManyValues, &message, outline.span)
                .label("with this one the limit is passed")
                .help("write fewer values, and repeat less through aliases"));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, outline.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(outline);
            return Ok(());
        };
        open.size += outline.size;
        match &mut open.items {
            Items::List(items) => items.push(outline),
            Items::Mapping { entries, key } => match key.take() {
                Some(key) => entries.push((key, outline)),
                None if matches!(outline.shape, Shape::Scalar { .. }) => *key = Some(outline.span),
                None => {
                    return Err(self
                        .problem(Code::YamlInvalid, "a key must be a plain word", outline.span)
                        .label("this is a list or a mapping, used as a key")
                        .help("put quotes around it if it is meant as text"));
                }
            },
        }
        Ok(())
    }

    /// Without the white space that the parser counts to the end of some values.
    fn trimmed(&self, span: Span) -> Span {
        let text = &self.fragment.text[span.clone()];
        span.start..span.start + text.trim_end().len()
    }

    /// Without the comment that the parser counts to a quoted scalar.
    fn quoted(&self, span: Span) -> Span {
        match end_of_quoted(&self.fragment.text[span.clone()]) {
            Some(length) => span.start..span.start + length,
            None => span,
        }
    }

    fn invalid(&self, error: &ScanError) -> Problem {
        let at = self.byte(error.marker().index());
        // The parser has a limit of its own on what it must remember of `[` and `{`.
        if error.info().contains("recursion limit") {
            return self
                .problem(Code::TooDeep, "lists and mappings nest too deep", at..at + 1)
                .label("here the reading stopped");
        }
        let Mistake { message, span, label, help } =
            mistake(error.info(), &self.fragment.text[..self.fragment.span.end], at);
        self.problem(Code::YamlInvalid, &message, span).label(label).help(help)
    }

    fn problem(&self, code: Code, message: &str, span: Span) -> Problem {
        Problem::new(code, message).at(self.fragment.place(span))
    }
}
