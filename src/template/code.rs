//! Where a body shows code, and templates are what the author writes about.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::Syntax;

/// Elements whose text is code, or is seen by nobody.
const LITERAL: &[&str] = &["pre", "code", "script", "style", "textarea", "samp", "kbd"];

/// The code of a body: code blocks, code spans, `pre` and its like, comments; in order, apart.
pub(super) fn ranges(body: &str, syntax: Syntax) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if syntax == Syntax::Markdown {
        let mut open = 0;
        for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Code(_) => ranges.push(range),
                Event::Start(Tag::CodeBlock(_)) => open = range.start,
                Event::End(TagEnd::CodeBlock) => ranges.push(open..range.end),
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
        if let Some(length) = literal_length(&body[start..]) {
            at = start + length;
            while markdown.next_if(|range| range.start < at).is_some() {}
            all.push(start..at);
        }
    }
    all.extend(markdown);
    all
}

/// How long the element or comment is with which `html` begins, if its text is literal.
fn literal_length(html: &str) -> Option<usize> {
    if let Some(comment) = html.strip_prefix("<!--") {
        return comment.find("-->").map(|end| end + "<!---->".len());
    }
    let after = html.get(1..)?;
    let name = LITERAL.iter().find(|name| {
        after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && after[name.len()..].starts_with(|next: char| next == '>' || next.is_whitespace())
    })?;
    let end = format!("</{name}");
    // An element that is never closed is a slip, and must not hide the rest of the body.
    let found = after
        .as_bytes()
        .windows(end.len())
        .position(|window| window.eq_ignore_ascii_case(end.as_bytes()))?;
    let close = found + 1 + end.len();
    Some(close + html[close..].find('>').map_or(0, |at| at + 1))
}
