//! What the parser of Markdown tells of a body, as its HTML needs it.

use std::cell::Cell;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

use super::footnote::Footnotes;
use crate::config::Markdown;
use crate::html::MAX_DEPTH;

/// The events of a body as its HTML needs them, until it nests too deep.
pub(super) struct Events<'a, I> {
    parser: I,
    depth: usize,
    /// Where in the Markdown that was.
    pub(super) too_deep: Option<usize>,
    footnotes: Footnotes<'a>,
    ahead: Option<Event<'a>>,
    /// The sign of an alert that has just begun.
    sign: Option<&'static str>,
    hard_breaks: bool,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Events<'a, I> {
    pub(super) fn new(parser: I, choices: Markdown) -> Self {
        Self {
            parser,
            depth: 0,
            too_deep: None,
            footnotes: Footnotes::new(!choices.kramdown),
            ahead: None,
            sign: None,
            hard_breaks: choices.hard_breaks,
        }
    }

    /// Tells `read` where each event starts.
    pub(super) fn inspect_start(mut self, read: &Cell<usize>) -> impl Iterator<Item = Event<'a>> {
        std::iter::from_fn(move || {
            self.next_with_range().map(|(event, range)| {
                read.set(range.start);
                event
            })
        })
    }

    fn next_with_range(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        if self.too_deep.is_some() {
            return None;
        }
        if let Some(event) = self.ahead.take() {
            return Some((event, 0..0));
        }
        loop {
            let Some((event, range)) = self.parser.next() else {
                return self.footnotes.pop().map(|event| (event, 0..0));
            };
            match &event {
                Event::Start(_) => self.depth += 1,
                Event::End(_) => self.depth -= 1,
                _ => {}
            }
            if self.depth > MAX_DEPTH {
                self.too_deep = Some(range.start);
                return None;
            }
            if self.is_plain(&event) {
                return Some((event, range));
            }
            let event = match event {
                Event::SoftBreak if self.hard_breaks => Event::HardBreak,
                event => event,
            };
            if let Some(event) = self.footnotes.take(event) {
                return Some((self.with_alert(event), range));
            }
        }
    }

    /// Whether an event is what HTML needs as it is. Most are, and they are large to move.
    fn is_plain(&self, event: &Event<'_>) -> bool {
        let is_changed = match event {
            Event::SoftBreak => self.hard_breaks,
            Event::Start(Tag::BlockQuote(kind)) => kind.is_some(),
            _ => false,
        };
        !is_changed && self.sign.is_none() && !self.footnotes.concern(event)
    }

    /// Turns GitHub's alert, which is told by a class alone, into a quotation that begins with a
    /// sign. A sign is in no language, and the article is in one that is not known here.
    fn with_alert(&mut self, event: Event<'a>) -> Event<'a> {
        match (self.sign.take(), event) {
            (Some(sign), event @ Event::Start(Tag::Paragraph)) => {
                self.ahead = Some(Event::Text(format!("{sign} ").into()));
                event
            }
            (Some(sign), event) => {
                self.ahead = Some(event);
                Event::Html(format!("<p>{sign}</p>\n").into())
            }
            (None, Event::Start(Tag::BlockQuote(Some(kind)))) => {
                self.sign = Some(match kind {
                    BlockQuoteKind::Note => "ℹ️",
                    BlockQuoteKind::Tip => "💡",
                    BlockQuoteKind::Important => "❗",
                    BlockQuoteKind::Warning => "⚠️",
                    BlockQuoteKind::Caution => "🛑",
                });
                Event::Start(Tag::BlockQuote(None))
            }
            (None, event) => event,
        }
    }
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Iterator for Events<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        self.next_with_range().map(|(event, _)| event)
    }
}
