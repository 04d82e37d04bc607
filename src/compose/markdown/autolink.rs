//! Addresses that stand in text without any marks, as links: the extended autolinks of GitHub Flavored
//! Markdown (section 6.9), which many generators have.

use std::collections::VecDeque;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

type Placed<'a> = (Event<'a>, Range<usize>);

/// The events of a parser, with a link for each bare address.
pub(super) struct Autolinks<'a, I> {
    parser: I,
    source: &'a str,
    /// The scheme of an address that begins with `www.`; nothing where addresses stay text.
    scheme: Option<&'static str>,
    /// How many links, pictures and blocks of code are open, in which no address is a link.
    closed: usize,
    ready: VecDeque<Placed<'a>>,
}

impl<'a, I: Iterator<Item = Placed<'a>>> Autolinks<'a, I> {
    /// The events that `parser` makes of `source`, with links if there is a `scheme`.
    pub(super) fn new(parser: I, source: &'a str, scheme: Option<&'static str>) -> Self {
        let may_have = |mark: &str| memmem::find(source.as_bytes(), mark.as_bytes()).is_some();
        let scheme = scheme.filter(|_| ["://", "www.", "@"].into_iter().any(may_have));
        Self { parser, source, scheme, closed: 0, ready: VecDeque::new() }
    }

    fn pass(&mut self, (event, range): Placed<'a>) {
        match &event {
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::MetadataBlock(_),
            ) => self.closed += 1,
            Event::InlineHtml(html) if is_anchor(html, "<a") => self.closed += 1,
            Event::End(
                TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::MetadataBlock(_),
            ) => self.closed = self.closed.saturating_sub(1),
            Event::InlineHtml(html) if is_anchor(html, "</a") => {
                self.closed = self.closed.saturating_sub(1);
            }
            _ => {}
        }
        self.ready.push_back((event, range));
    }

    /// Reads on to the end of the text that `first` begins, emphasis in it too.
    fn read_text(&mut self, first: Placed<'a>, scheme: &str) {
        let (start, mut end) = (first.1.start, first.1.end);
        let mut run = vec![first];
        let mut behind = None;
        for (event, range) in self.parser.by_ref() {
            let is_text = matches!(
                event,
                Event::Text(_)
                    | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                    | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
            );
            if !is_text {
                behind = Some((event, range));
                break;
            }
            end = end.max(range.end);
            run.push((event, range));
        }
        self.write(run, &addresses(self.source, start..end, scheme));
        if let Some(behind) = behind {
            self.pass(behind);
        }
    }

    /// Makes a run of text ready, with each address as the only text of a link.
    fn write(&mut self, run: Vec<Placed<'a>>, addresses: &[(Range<usize>, String)]) {
        // An underscore in an address may look like the sign of an emphasis, which then is none.
        let is_cut = |range: &Range<usize>| {
            addresses.iter().any(|(address, _)| {
                let is_around = range.start <= address.start && address.end <= range.end;
                address.start < range.end && range.start < address.end && !is_around
            })
        };
        let mut left = addresses.iter().peekable();
        let mut done = 0;
        for (event, range) in run {
            if !matches!(event, Event::Text(_)) && !is_cut(&range) {
                self.ready.push_back((event, range));
                continue;
            }
            if matches!(event, Event::Start(_)) {
                continue;
            }
            let mut at = range.start.max(done);
            while let Some((address, url)) = left.next_if(|(next, _)| next.start < range.end) {
                self.push_text(at..address.start);
                self.push_link(address.clone(), url.clone());
                at = address.end;
            }
            if at == range.start && matches!(event, Event::Text(_)) {
                self.ready.push_back((event, range));
            } else {
                self.push_text(at..range.end);
                done = at.max(range.end);
            }
        }
    }

    fn push_text(&mut self, range: Range<usize>) {
        if let Some(text) = self.source.get(range.clone()).filter(|text| !text.is_empty()) {
            self.ready.push_back((Event::Text(text.into()), range));
        }
    }

    fn push_link(&mut self, range: Range<usize>, url: String) {
        let empty = || CowStr::Borrowed("");
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: url.into(),
            title: empty(),
            id: empty(),
        };
        self.ready.push_back((Event::Start(link), range.clone()));
        self.push_text(range.clone());
        self.ready.push_back((Event::End(TagEnd::Link), range));
    }
}

impl<'a, I: Iterator<Item = Placed<'a>>> Iterator for Autolinks<'a, I> {
    type Item = Placed<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(scheme) = self.scheme else { return self.parser.next() };
        if let Some(ready) = self.ready.pop_front() {
            return Some(ready);
        }
        let next = self.parser.next()?;
        if matches!(next.0, Event::Text(_)) && self.closed == 0 {
            self.read_text(next, scheme);
        } else {
            self.pass(next);
        }
        self.ready.pop_front()
    }
}

/// Whether a tag of HTML is that of a link.
fn is_anchor(html: &str, begin: &str) -> bool {
    let name = html.get(..begin.len()).filter(|name| name.eq_ignore_ascii_case(begin));
    let ends = |next: char| next == '>' || next.is_ascii_whitespace();
    name.is_some() && html[begin.len()..].starts_with(ends)
}

/// The addresses in a part of `source`, each with its URL.
fn addresses(source: &str, range: Range<usize>, scheme: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(rest) = source.get(at..range.end).filter(|rest| !rest.is_empty()) {
        let before = source[..at].chars().next_back();
        let may_begin =
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '('));
        let address = may_begin.then(|| web(rest, scheme).or_else(|| mail(rest))).flatten();
        if let Some((length, url)) = address {
            found.push((at..at + length, url));
            at += length;
        } else {
            // An address begins where a word does.
            let next = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(');
            let sign = rest.find(next).unwrap_or(rest.len());
            at += sign + rest[sign..].chars().next().map_or(0, char::len_utf8);
        }
    }
    found
}

/// The length and the URL of an address of the web that `text` begins with.
fn web(text: &str, scheme: &str) -> Option<(usize, String)> {
    let start = ["https://", "http://"].into_iter().find(|start| {
        text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    });
    let host = &text[start.map_or(0, str::len)..];
    if start.is_none() && !host.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www.")) {
        return None;
    }
    let in_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let host = &host[..host.find(|c| !in_host(c)).unwrap_or(host.len())];
    let mut labels = host.trim_end_matches('.').rsplit('.');
    let (last, other) = (labels.next()?, labels.next()?);
    if last.is_empty() || other.is_empty() || last.contains('_') || other.contains('_') {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '\\'));
    let address = without_end(&text[..end.unwrap_or(text.len())]);
    let url = match start {
        Some(_) => address.to_owned(),
        None => format!("{scheme}://{address}"),
    };
    Some((address.len(), url))
}

/// An address without the signs behind it that belong to the sentence.
fn without_end(mut address: &str) -> &str {
    loop {
        let shorter = address.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '"', '\'']);
        let count = |sign| shorter.matches(sign).count();
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if count(')') > count('(') => inner,
            _ => shorter,
        };
        let shorter = match shorter.strip_suffix(';').and_then(|text| text.rsplit_once('&')) {
            Some((before, name)) if name.chars().all(|c| c.is_ascii_alphanumeric()) => before,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// The length and the URL of an address of e-mail that `text` begins with.
fn mail(text: &str) -> Option<(usize, String)> {
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let name = text.find(|c| !in_name(c)).filter(|at| *at > 0)?;
    let host = text[name..].strip_prefix('@')?;
    let in_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let host = host[..host.find(|c| !in_host(c)).unwrap_or(host.len())].trim_end_matches('.');
    let is_whole = host.contains('.') && !host.starts_with('.') && !host.ends_with(['-', '_']);
    let address = text.get(..name + 1 + host.len()).filter(|_| is_whole)?;
    Some((address.len(), format!("mailto:{address}")))
}
