//! Markdown → HTML: `CommonMark` 0.31.2 with heading attributes, GitHub's alerts, and the extensions
//! that the publisher chose.

use std::cell::Cell;
use std::fmt::{self, Write};
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, Event, OffsetIter, Options, Parser, Tag, TextMergeWithOffset, html,
};

use super::footnote::Footnotes;
use super::tree::MAX_DEPTH;
use crate::config::Markdown;

/// What the parser calls the publisher's choices. Ids of headings and alerts do no harm where a
/// renderer knows none.
fn options(markdown: Markdown) -> Options {
    let choices = [
        (markdown.tables, Options::ENABLE_TABLES),
        (markdown.footnotes, Options::ENABLE_FOOTNOTES),
        (markdown.strikethrough, Options::ENABLE_STRIKETHROUGH),
        (markdown.task_lists, Options::ENABLE_TASKLISTS),
        (markdown.definition_lists, Options::ENABLE_DEFINITION_LIST),
        (markdown.smart_punctuation, Options::ENABLE_SMART_PUNCTUATION),
    ];
    choices
        .into_iter()
        .filter_map(|(chosen, option)| chosen.then_some(option))
        .fold(Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_GFM, Options::union)
}

/// The HTML of `markdown`.
///
/// # Errors
/// Where in `markdown` it nests deeper than [`MAX_DEPTH`], in bytes.
pub(super) fn to_html(markdown: &str, choices: Markdown) -> Result<String, usize> {
    let mut events = Events::new(markdown, choices);
    let mut html = String::with_capacity(markdown.len() + markdown.len() / 4);
    html::push_html(&mut html, &mut events);
    events.too_deep.map_or(Ok(html), Err)
}

/// Where in `markdown` the byte `at` of its HTML comes from.
pub(super) fn origin(markdown: &str, choices: Markdown, at: usize) -> usize {
    let read = Cell::new(0);
    let mut written = Written { before: at, origin: None, read: &read };
    let events = Events::new(markdown, choices).inspect_start(&read);
    // Writing to a counter cannot fail.
    let _ = html::write_html_fmt(&mut written, events);
    written.origin.unwrap_or(read.get())
}

/// Counts what is written, and remembers what was read last when the wanted byte was written.
struct Written<'a> {
    before: usize,
    origin: Option<usize>,
    read: &'a Cell<usize>,
}

impl Write for Written<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.origin.is_none() && text.len() > self.before {
            self.origin = Some(self.read.get());
        }
        self.before = self.before.saturating_sub(text.len());
        Ok(())
    }
}

/// The events of a body as its HTML needs them, until it nests too deep.
struct Events<'a> {
    parser: TextMergeWithOffset<'a, OffsetIter<'a>>,
    depth: usize,
    too_deep: Option<usize>,
    footnotes: Footnotes<'a>,
    ahead: Option<Event<'a>>,
    hard_breaks: bool,
}

impl<'a> Events<'a> {
    fn new(markdown: &'a str, choices: Markdown) -> Self {
        Self {
            parser: TextMergeWithOffset::new(
                Parser::new_ext(markdown, options(choices)).into_offset_iter(),
            ),
            depth: 0,
            too_deep: None,
            footnotes: Footnotes::default(),
            ahead: None,
            hard_breaks: choices.hard_breaks,
        }
    }

    /// Tells `read` where each event starts.
    fn inspect_start(mut self, read: &Cell<usize>) -> impl Iterator<Item = Event<'a>> {
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
            let event = match event {
                Event::SoftBreak if self.hard_breaks => Event::HardBreak,
                event => event,
            };
            if let Some(event) = self.footnotes.take(event) {
                return Some((self.with_alert(event), range));
            }
        }
    }

    /// Turns GitHub's alert, which is told by a class alone, into a quotation with a sign. A sign
    /// is in no language, and the article is in one that is not known here.
    fn with_alert(&mut self, event: Event<'a>) -> Event<'a> {
        let Event::Start(Tag::BlockQuote(Some(kind))) = event else { return event };
        self.ahead = Some(Event::Html(match kind {
            BlockQuoteKind::Note => "<p>ℹ️</p>\n".into(),
            BlockQuoteKind::Tip => "<p>💡</p>\n".into(),
            BlockQuoteKind::Important => "<p>❗</p>\n".into(),
            BlockQuoteKind::Warning => "<p>⚠️</p>\n".into(),
            BlockQuoteKind::Caution => "<p>🛑</p>\n".into(),
        }));
        Event::Start(Tag::BlockQuote(None))
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        self.next_with_range().map(|(event, _)| event)
    }
}
