//! Markdown → tree: `CommonMark` 0.31.2 with heading attributes, GitHub's alerts, and the extensions
//! that the publisher chose.
//!
//! Most bodies become a tree at once ([`direct`]). Those whose HTML does not nest are written as
//! HTML first, and parsed by a browser's algorithm. Both ways lead to one tree.

mod authored;
mod autolink;
mod direct;
mod events;
mod footnote;
pub(super) mod kramdown;
mod nesting;
mod tags;

use std::cell::Cell;
use std::fmt::{self, Write};
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TextMergeWithOffset, html};

use crate::config::Markdown;
use crate::html::{ParseError, Tree};
use autolink::Autolinks;
use events::Events;

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

/// What the parser tells of `markdown`, with the links that it does not make.
fn parser(markdown: &str, choices: Markdown) -> Autolinks<'_, OffsetIter<'_>> {
    let parser = Parser::new_ext(markdown, options(choices)).into_offset_iter();
    Autolinks::new(parser, markdown, choices.autolinks)
}

/// The tree of the HTML of `markdown`.
///
/// # Errors
/// The first place in `markdown` that goes beyond a bound.
pub(super) fn to_tree(markdown: &str, choices: Markdown) -> Result<Tree, ParseError> {
    parse(markdown, choices).map(|(tree, _)| tree)
}

/// As [`to_tree`], with the HTML where an author wrote some of it.
///
/// # Errors
/// The first place in `markdown` that goes beyond a bound.
pub(super) fn parse(
    markdown: &str,
    choices: Markdown,
) -> Result<(Tree, Option<String>), ParseError> {
    let direct = direct::tree(Events::new(parser(markdown, choices), choices), markdown.len());
    if let Some((tree, false)) = direct {
        return Ok((tree, None));
    }
    let html = to_html(markdown, choices).map_err(ParseError::too_deep)?;
    if let Some((tree, _)) = direct {
        return Ok((tree, Some(html)));
    }
    crate::html::parse(&html)
        .map(|tree| (tree, Some(html)))
        .map_err(|error| ParseError { at: origin(markdown, choices, error.at), ..error })
}

/// Where code stands in a line or in a block, in order.
pub(super) fn code(markdown: &str, choices: Markdown) -> Vec<Range<usize>> {
    let events = Parser::new_ext(markdown, options(choices)).into_offset_iter();
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// The HTML of `markdown`.
///
/// # Errors
/// Where in `markdown` it nests too deep.
pub(super) fn to_html(markdown: &str, choices: Markdown) -> Result<String, usize> {
    let mut events = merged(markdown, choices);
    let mut html = String::with_capacity(markdown.len() + markdown.len() / 4);
    html::push_html(&mut html, &mut events);
    events.too_deep.map_or(Ok(html), Err)
}

/// The events with lines of HTML in one, so that a place in it is where it begins.
fn merged(
    markdown: &str,
    choices: Markdown,
) -> Events<'_, TextMergeWithOffset<'_, Autolinks<'_, OffsetIter<'_>>>> {
    Events::new(TextMergeWithOffset::new(parser(markdown, choices)), choices)
}

/// Where in `markdown` the byte `at` of its HTML comes from.
pub(super) fn origin(markdown: &str, choices: Markdown, at: usize) -> usize {
    let read = Cell::new(0);
    let mut written = Counted { before: at, origin: None, read: &read };
    let events = merged(markdown, choices).inspect_start(&read);
    // Writing to a counter cannot fail.
    let _ = html::write_html_fmt(&mut written, events);
    written.origin.unwrap_or(read.get())
}

/// Counts what is written, and remembers what was read last when the wanted byte was written.
struct Counted<'a> {
    before: usize,
    origin: Option<usize>,
    read: &'a Cell<usize>,
}

impl Write for Counted<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.origin.is_none() && text.len() > self.before {
            self.origin = Some(self.read.get());
        }
        self.before = self.before.saturating_sub(text.len());
        Ok(())
    }
}
