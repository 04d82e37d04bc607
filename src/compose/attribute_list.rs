//! kramdown's attribute lists (`{: .class width="50%"}`), which Jekyll sites write beside
//! `CommonMark`: they say how a page looks, and are taken off.

use pulldown_cmark::{CowStr, Event, TagEnd};

/// The event without the attribute list that it is or starts with.
///
/// A list stands alone on its line or right behind what it is about, so `after_span` carries from
/// event to event whether such a thing has just ended.
pub(super) fn strip<'a>(event: Event<'a>, after_span: &mut bool) -> Event<'a> {
    let possible = std::mem::replace(after_span, may_precede(&event));
    match event {
        Event::Text(text) if possible && text.starts_with("{:") => Event::Text(without(text)),
        event => event,
    }
}

/// Whether an attribute list may follow: at the start of a line, or behind a span.
fn may_precede(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(tag.to_end(), TagEnd::Paragraph | TagEnd::Item),
        Event::End(end) => {
            matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image)
        }
        Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => true,
        _ => false,
    }
}

fn without(text: CowStr<'_>) -> CowStr<'_> {
    let Some(end) = text.find('}') else { return text };
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[end + 1..]),
        text => CowStr::from(text[end + 1..].to_owned()),
    }
}
