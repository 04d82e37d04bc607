//! Words of a body that its entry does not show.
//!
//! They are found by comparison: the words of its HTML, read by the rules of a tokenizer alone (HTML,
//! section 13.2.5), against those of the entry. What a parser or the allow list took away between is
//! then known, whichever rule did it. Not counted is what a page does not show either: comments, and
//! from start tag to end tag scripts, styles, drawings, and what stands in for a player or a script.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use rustc_hash::FxHashMap;

use super::allowed;
use super::tags::in_small_letters;
use super::title::PHRASING;

/// Words that were lost.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// How many.
    pub(super) count: usize,
    /// Where in the HTML the first one stands, in bytes.
    pub(super) at: usize,
    /// The first of them.
    pub(super) words: Vec<String>,
}

/// How many lost words are named.
const MOST_NAMED: usize = 6;

/// Elements whose content is not compared, if they have their end tag.
const UNREAD: &[&str] = &[
    "audio", "head", "iframe", "math", "noembed", "noframes", "noscript", "object", "script",
    "style", "svg", "template", "video",
];

/// Those of [`UNREAD`] that hold no element.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style"];

/// The words of `html` that are not among those of `shown`.
pub(super) fn find<'s>(html: &str, shown: impl Iterator<Item = Cow<'s, str>>) -> Option<Lost> {
    let shown: Vec<Cow<'_, str>> = shown.collect();
    let came_in: Vec<(&str, Range<usize>)> =
        texts(html).into_iter().flat_map(|range| written_words(html, range)).collect();
    // Almost every entry shows all words in their order, which needs no counting.
    let mut in_order = shown.iter().flat_map(|text| words(text, 0..text.len()));
    let mut is_next = |written: &str| in_order.any(|(text, word)| &text[word] == written);
    if came_in.iter().all(|(text, range)| is_next(&text[range.clone()])) {
        return None;
    }
    let mut left: FxHashMap<&str, usize> = FxHashMap::default();
    for (text, word) in shown.iter().flat_map(|text| words(text, 0..text.len())) {
        *left.entry(&text[word]).or_default() += 1;
    }
    // A word that is nowhere in the entry tells the place better than one that is there less often.
    let nowhere = came_in.iter().find(|(text, range)| !left.contains_key(&text[range.clone()]));
    let nowhere = nowhere.map(|(_, range)| range.start);
    let mut lost = Lost { count: 0, at: 0, words: Vec::new() };
    for (text, range) in came_in {
        let start = range.start;
        let word = &text[range];
        if let Some(left) = left.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        if lost.count == 0 {
            lost.at = nowhere.unwrap_or(start);
        }
        lost.count += 1;
        if start >= lost.at && lost.words.len() < MOST_NAMED {
            lost.words.push(word.to_owned());
        }
    }
    (lost.count > 0).then_some(lost)
}

/// The words of a part of `text`: letters and digits with nothing else between them.
fn words(text: &str, part: Range<usize>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = part.start;
    std::iter::from_fn(move || {
        let start = at + length_of(&text[at..part.end], false);
        at = start + length_of(&text[start..part.end], true);
        (at > start).then_some((text, start..at))
    })
}

/// How many bytes at the beginning of `text` are of a word, or are not. Most letters are ASCII, and every body is
/// read twice.
fn length_of(text: &str, of_word: bool) -> usize {
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let (is_of_word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let letter = text[at..].chars().next().unwrap_or_default();
            (letter.is_alphanumeric(), letter.len_utf8())
        };
        if is_of_word != of_word {
            break;
        }
        at += length;
    }
    at
}

/// As [`words`], of HTML: without words that an entity is a part of, or may be.
fn written_words(html: &str, part: Range<usize>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let end = part.end;
    let bytes = html.as_bytes();
    words(html, part).filter(move |(_, word)| {
        let before = word.start.checked_sub(1).and_then(|at| bytes.get(at));
        if !matches!(before, Some(b'&' | b'#' | b';')) && bytes.get(word.end) != Some(&b'&') {
            return true;
        }
        let before =
            &html[html.floor_char_boundary(word.start.saturating_sub(LONGEST_ENTITY))..word.start];
        let behind = &html[word.end..html.floor_char_boundary(end.min(word.end + LONGEST_ENTITY))];
        let is_name = before.ends_with('&') || before.ends_with("&#");
        let is_letter = |name: &str| !is_sign(name) && name.bytes().all(is_of_entity);
        // The letters behind an entity for a letter, and those before it.
        let entity_before = before.strip_suffix(';').and_then(|before| before.rsplit_once('&'));
        let entity_behind = behind.strip_prefix('&').and_then(|behind| behind.split_once(';'));
        !(is_name
            || entity_before.is_some_and(|(_, name)| is_letter(name))
            || entity_behind.is_some_and(|(name, _)| is_letter(name)))
    })
}

/// The longest entity with its signs, in bytes (HTML, section 13.5), and some to spare.
const LONGEST_ENTITY: usize = 40;

fn is_of_entity(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'#'
}

/// Whether an entity is no part of a word.
fn is_sign(name: &str) -> bool {
    matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp" | "#39" | "#x27")
}

/// The parts of `html` that hold text for readers.
fn texts(html: &str) -> Vec<Range<usize>> {
    let ends = Ends::of(html);
    let mut texts = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr(b'<', &html.as_bytes()[from..]).map(|at| from + at) {
        texts.push(from..at);
        let inside = &html[at + 1..];
        let end = if inside.starts_with("!--") {
            html[at + 2..].find("-->").map(|length| at + 2 + length + 3)
        } else if inside.starts_with("![CDATA[") {
            // To HTML a comment that ends at the first `>`.
            Some(at + "<![CDATA[".len())
        } else if inside.starts_with(['!', '?']) {
            inside.find('>').map(|length| at + 1 + length + 1)
        } else if inside.starts_with(|next: char| next.is_ascii_alphabetic() || next == '/') {
            tag(html, at).map(|tag| tag.read(html, &ends, &mut texts))
        } else {
            Some(at + 1)
        };
        let Some(end) = end else {
            // What never ends is swallowed with all that follows.
            texts.push(at + 1..html.len());
            return texts;
        };
        from = end;
    }
    texts.push(from..html.len());
    texts
}

struct Tag {
    name: Range<usize>,
    /// Where its `>` stands.
    close: usize,
}

impl Tag {
    /// Adds to `texts` what was most likely meant as text, and gives where to go on.
    fn read(&self, html: &str, ends: &Ends<'_>, texts: &mut Vec<Range<usize>>) -> usize {
        let name = in_small_letters(&html[self.name.clone()]);
        let behind = self.close + 1;
        let is_start = !html[..self.name.start].ends_with('/');
        if is_start && let Some(end) = ends.matching.get(&(self.name.start - 1)) {
            return behind.max(*end);
        }
        let has_end = ends.last.get(&*name).is_some_and(|end| *end >= behind);
        if is_start && !has_end && self.is_text(html, &name) {
            texts.push(self.name.start..self.close);
        }
        behind
    }

    /// Whether a start tag without an end tag is most likely a text: `<your-name>`, `a<b et c>d`,
    /// `Vec<I>`, a part of a page or of a table where there is none.
    fn is_text(&self, html: &str, name: &str) -> bool {
        let attributes = &html[self.name.end..self.close];
        if !allowed::is_known(name) {
            return !attributes.ends_with('/');
        }
        if !attributes.contains(['=', '/', '"', '\'']) {
            let mut words = attributes.split_ascii_whitespace();
            if words.any(|word| !FLAGS.contains(&&*word.to_ascii_lowercase())) {
                return true;
            }
        }
        let before = html[..self.name.start].trim_end_matches('<').chars().next_back();
        match name {
            "body" | "frame" | "frameset" | "head" | "html" => true,
            "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => {
                !html.contains("<table")
            }
            "dd" | "dt" | "li" | "optgroup" | "option" | "p" | "rb" | "rp" | "rt" | "rtc" => false,
            name if allowed::is_void(name) => false,
            _ => {
                attributes.is_empty()
                    && (PHRASING.contains(&name) || before.is_some_and(char::is_alphanumeric))
            }
        }
    }
}

/// Attributes that have no value (HTML, "boolean attribute", today and formerly).
const FLAGS: &[&str] = &[
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "checked",
    "clear",
    "compact",
    "controls",
    "defer",
    "disabled",
    "download",
    "hidden",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nohref",
    "nomodule",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "seamless",
    "selected",
    "webkitallowfullscreen",
    "mozallowfullscreen",
];

/// The tag whose `<` is at `at`. Nothing if it never ends.
fn tag(html: &str, at: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    let start = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
    let name = start..start + bytes[start..].iter().position(|byte| is_end_of_name(*byte))?;
    let mut close = name.end;
    loop {
        match bytes.get(close)? {
            b'>' => return Some(Tag { name, close }),
            b'=' => {
                let value = close + 1;
                let blanks = bytes[value..].iter().take_while(|byte| byte.is_ascii_whitespace());
                close = value + blanks.count();
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(close) {
                    close += 1 + memchr(*quote, &bytes[close + 1..])? + 1;
                }
            }
            _ => close += 1,
        }
    }
}

/// The end tags of a text.
#[derive(Default)]
struct Ends<'h> {
    /// Behind the end tag of each element of [`UNREAD`], by where its start tag begins.
    matching: FxHashMap<usize, usize>,
    /// Where the last end tag of each name begins.
    last: FxHashMap<Cow<'h, str>, usize>,
}

impl<'h> Ends<'h> {
    fn of(html: &'h str) -> Self {
        let mut ends = Self::default();
        let mut open: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut end_of_paragraph = None;
        // Asked for once: what has no `>` behind it has none further on.
        let last_close = html.rfind('>').unwrap_or_default();
        for (at, _) in html.match_indices('<') {
            let inside = &html[at + 1..];
            let (is_end, inside) =
                inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
            let length = inside.bytes().take_while(|byte| !is_end_of_name(*byte)).take(64).count();
            let Some(name) = inside.get(..length).map(in_small_letters) else { continue };
            if let Some(unread) = UNREAD.iter().find(|unread| **unread == name) {
                let starts = open.entry(unread).or_default();
                if !is_end {
                    // No start tag is read in a program. One that a later paragraph has tells that the
                    // first was a text.
                    let first = starts.last().filter(|_| RAW.contains(unread)).copied();
                    if first.is_some_and(|first| end_of_paragraph > Some(first)) {
                        starts.clear();
                    }
                    if first.is_none() || starts.is_empty() {
                        starts.push(at);
                    }
                } else if let Some(start) = starts.pop() {
                    let behind = Some(inside)
                        .filter(|_| at < last_close)
                        .and_then(|inside| inside.find('>'))
                        .map_or(html.len(), |length| html.len() - inside.len() + length + 1);
                    ends.matching.insert(start, behind);
                }
            }
            if is_end {
                if name == "p" {
                    end_of_paragraph = Some(at);
                }
                ends.last.insert(name, at);
            }
        }
        ends
    }
}

fn is_end_of_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<')
}
