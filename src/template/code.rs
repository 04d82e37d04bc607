//! Where a body shows code, and templates are what the author writes about.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::model::Syntax;

/// How elements end whose text is code, or is seen by nobody.
const LITERAL: &[&str] =
    &["</pre", "</code", "</script", "</style", "</textarea", "</samp", "</kbd"];

/// The code of a body: code blocks, code spans, `pre` and its like, comments; in order, apart.
pub(super) fn ranges(body: &str, syntax: Syntax) -> Vec<Range<usize>> {
    found(body, syntax, true)
}

/// The same where indentation makes no code, as in MDX.
pub(super) fn ranges_in_mdx(body: &str) -> Vec<Range<usize>> {
    found(body, Syntax::Markdown, false)
}

fn found(body: &str, syntax: Syntax, by_indentation: bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if syntax == Syntax::Markdown {
        let (mut open, mut is_code) = (0, true);
        for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Code(_) => ranges.push(range),
                Event::Start(Tag::CodeBlock(kind)) => {
                    is_code = by_indentation || kind != CodeBlockKind::Indented;
                    open = range.start;
                }
                Event::End(TagEnd::CodeBlock) if is_code => ranges.push(open..range.end),
                _ => {}
            }
        }
    }
    with_html(body, ranges)
}

/// Adds what HTML calls code to what Markdown does.
fn with_html(body: &str, markdown: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut all = Vec::with_capacity(markdown.len());
    let mut markdown = markdown.into_iter().peekable();
    let mut unclosed = BTreeSet::new();
    let mut at = 0;
    while let Some(found) = body.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        while let Some(range) = markdown.next_if(|range| range.start <= start) {
            at = at.max(range.end);
            all.push(range);
        }
        if start < at {
            continue;
        }
        at = start + 1;
        let Some(rest) = body.get(start..) else { break };
        let Some(end) = literal_end(rest).filter(|end| !unclosed.contains(end)) else {
            continue;
        };
        match end_of(rest, end) {
            Some(length) => {
                at = start + length;
                while markdown.next_if(|range| range.start < at).is_some() {}
                all.push(start..at);
            }
            // An element that is never closed is a slip, and must not hide the rest of the body.
            None => _ = unclosed.insert(end),
        }
    }
    all.extend(markdown);
    all
}

/// What ends the element or comment with which `html` begins, if its text is literal.
fn literal_end(html: &str) -> Option<&'static str> {
    if html.starts_with("<!--") {
        return Some("-->");
    }
    let after = html.get(1..)?;
    LITERAL.iter().copied().find(|end| {
        let name = end.trim_start_matches("</");
        after.split_at_checked(name.len()).is_some_and(|(start, rest)| {
            start.eq_ignore_ascii_case(name)
                && rest.starts_with(|next: char| next == '>' || next.is_whitespace())
        })
    })
}

/// Where `html` has `end` in whatever case, with the `>` that belongs to it.
fn end_of(html: &str, end: &str) -> Option<usize> {
    let found = html.match_indices(end.get(..2)?).map(|(at, _)| at).find(|at| {
        html.get(*at..at + end.len()).is_some_and(|part| part.eq_ignore_ascii_case(end))
    })?;
    Some(html.get(found..)?.find('>').map_or(html.len(), |close| found + close + 1))
}
