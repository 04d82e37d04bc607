//! A clean body → plain text, as a person would send it beside the HTML.
//!
//! Headings and paragraphs stand between empty lines, list items behind `-` or their number,
//! quotations behind `>`, addresses of links in parentheses, pictures as `[what they show]`.
//! Lines are wrapped only where the publisher wants it: mail programs do that themselves, and
//! better (RFC 3676).

use std::borrow::Cow;

use memchr::memchr_iter;
use unicode_segmentation::UnicodeSegmentation as _;

use super::formula;
use super::piece::{self, Piece};
use super::table;

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be read instead of the HTML, in lines of at most so many characters.
    Whole {
        /// The longest line, unless one word is longer.
        width: usize,
    },
    /// To tell what the article is about: no addresses, pictures and marks of notes.
    Summary,
}

/// What the way back from a note is called.
pub(super) const BACK: &str = "↩";

/// The plain text of `pieces`, which has about so many bytes.
pub(super) fn write(pieces: &[Piece<'_>], bytes: usize, purpose: Purpose) -> String {
    let mut writer = Writer::new(bytes, purpose);
    writer.pieces(pieces);
    writer.out.truncate(writer.out.trim_ascii_end().len());
    writer.out
}

/// What stands at the start of each line of a list item or a quotation.
struct Prefix {
    /// On the first line, until it is written.
    first: Option<Cow<'static, str>>,
    /// On the others.
    rest: Cow<'static, str>,
}

/// As many spaces as most numbers of list items need.
const SPACES: &str = "      ";

/// A link whose text is being written.
struct Link<'p> {
    href: &'p str,
    /// Where its text begins in what is written, counting white space before it.
    start: usize,
}

struct Writer<'p> {
    purpose: Purpose,
    out: String,
    prefixes: Vec<Prefix>,
    /// The fewest prefixes since the last line: those that an empty line between has.
    common: usize,
    /// How many line ends are due before the next word.
    line_ends: usize,
    /// Whether a space is due before the next word.
    space: bool,
    links: Vec<Link<'p>>,
    /// The number of the next item of each open list; none where items are not numbered.
    lists: Vec<Option<i64>>,
    /// How many `sup` are open.
    raised: usize,
}

impl<'p> Writer<'p> {
    fn new(bytes: usize, purpose: Purpose) -> Self {
        Self {
            purpose,
            out: String::with_capacity(bytes),
            prefixes: Vec::new(),
            common: 0,
            line_ends: 0,
            space: false,
            links: Vec::new(),
            lists: Vec::new(),
            raised: 0,
        }
    }

    fn pieces(&mut self, pieces: &'p [Piece<'_>]) {
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Open("math", _) => {
                    let content = &pieces[at..at + piece::content_length(&pieces[at..])];
                    at += content.len() + 1;
                    self.word(formula::text(content).trim());
                }
                Piece::Own(true) if self.purpose == Purpose::Summary => {
                    at += own_length(&pieces[at..]);
                }
                Piece::Open(name @ ("pre" | "table"), _) => {
                    let content = &pieces[at..at + piece::content_length(&pieces[at..])];
                    at += content.len() + 1;
                    self.line_ends(2);
                    if *name == "pre" {
                        self.preformatted(content);
                    } else {
                        self.table(content);
                    }
                    self.line_ends(2);
                }
                Piece::Open(name, attributes) => self.open(name, attributes),
                Piece::Text(text) => self.words(text),
                Piece::Close(name) => self.close(name),
                Piece::More | Piece::Own(_) => {}
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &'p [(&'static str, Cow<'_, str>)]) {
        let attribute = |name| piece::attribute(attributes, name);
        match name {
            "br" => self.break_line(),
            "hr" => {
                self.line_ends(2);
                self.word("---");
                self.line_ends(2);
            }
            "img" => self.picture(attribute("alt").unwrap_or_default()),
            "a" => {
                let link = attribute("href").map(|href| Link { href, start: self.out.len() });
                // Without an address it is an anchor, but its end tag is the same.
                self.links.push(link.unwrap_or(Link { href: "", start: self.out.len() }));
            }
            "audio" | "iframe" | "video" if self.purpose == Purpose::Summary => {}
            "audio" | "iframe" | "video" => {
                self.words(attribute("title").unwrap_or_default());
                self.space = true;
                self.word(attribute("src").unwrap_or_default());
            }
            "sup" => self.raised += 1,
            "blockquote" => {
                self.line_ends(2);
                self.prefixes.push(Prefix { first: None, rest: "> ".into() });
            }
            "ul" => self.open_list(None),
            "ol" => {
                self.open_list(Some(attribute("start").and_then(|n| n.parse().ok()).unwrap_or(1)));
            }
            "li" => self.open_item(attribute("value").and_then(|number| number.parse().ok())),
            "dd" => {
                self.line_ends(1);
                self.prefixes.push(Prefix { first: None, rest: "  ".into() });
            }
            "q" => self.word("“"),
            name => self.line_ends(distance(name)),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => self.close_link(),
            "sup" => self.raised = self.raised.saturating_sub(1),
            "blockquote" => {
                self.pop_prefix();
                self.line_ends(2);
            }
            "ul" | "ol" => {
                self.lists.pop();
                self.line_ends(if self.lists.is_empty() { 2 } else { 1 });
            }
            "li" | "dd" => {
                self.pop_prefix();
                self.line_ends(1);
            }
            "q" => {
                self.space = false;
                self.word("”");
            }
            name => self.line_ends(distance(name)),
        }
    }

    fn open_list(&mut self, start: Option<i64>) {
        self.line_ends(if self.lists.is_empty() { 2 } else { 1 });
        self.lists.push(start);
    }

    fn open_item(&mut self, value: Option<i64>) {
        self.line_ends(1);
        let mark = match self.lists.last_mut() {
            Some(Some(next)) => {
                let number = value.unwrap_or(*next);
                *next = number.saturating_add(1);
                Cow::Owned(format!("{number}. "))
            }
            _ => Cow::Borrowed("- "),
        };
        let rest =
            SPACES.get(..mark.len()).map_or_else(|| " ".repeat(mark.len()).into(), Cow::from);
        self.prefixes.push(Prefix { first: Some(mark), rest });
    }

    fn pop_prefix(&mut self) {
        self.prefixes.pop();
        self.common = self.common.min(self.prefixes.len());
    }

    /// Writes the address behind the text of a link, unless the text is the address.
    fn close_link(&mut self) {
        let Some(Link { href, start }) = self.links.pop() else { return };
        if href.starts_with('#') {
            return self.close_mark(start);
        }
        let text = self.out[start..].trim();
        if self.purpose == Purpose::Summary || href.is_empty() || is_address_of(text, href) {
            return;
        }
        if text.is_empty() {
            self.word(href);
        } else {
            self.space = true;
            self.word(&["(", href, ")"].concat());
        }
    }

    /// Marks of notes stand in brackets; the way back from a note is of no use in a text.
    fn close_mark(&mut self, start: usize) {
        let text = self.out[start..].trim_start();
        let start = self.out.len() - text.len();
        let back = text == BACK;
        if back || (self.raised > 0 && self.purpose == Purpose::Summary) {
            self.out.truncate(start);
            self.out.truncate(self.out.trim_end_matches(' ').len());
        } else if self.raised > 0 && !text.is_empty() {
            self.out.insert(start, '[');
            self.out.push(']');
        }
    }

    fn picture(&mut self, alternative: &str) {
        let alternative = alternative.trim();
        if self.purpose != Purpose::Summary && !alternative.is_empty() {
            self.words("[");
            self.space = false;
            self.words(alternative);
            self.space = false;
            self.words("]");
        }
    }

    fn preformatted(&mut self, content: &[Piece<'_>]) {
        let text: String = content
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => &**text,
                Piece::Open("br", _) => "\n",
                Piece::Open(..) | Piece::Close(_) | Piece::More | Piece::Own(_) => "",
            })
            .collect();
        for line in text.trim_end().lines() {
            self.line(line);
        }
    }

    fn table(&mut self, content: &[Piece<'_>]) {
        let table = table::read(content, |cell| {
            let text = write(cell, 0, self.purpose);
            text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
        });
        if let Some(caption) = &table.caption {
            self.line(caption);
        }
        for line in table.lines() {
            self.line(&line);
        }
    }

    /// Writes a line as it is.
    fn line(&mut self, line: &str) {
        self.begin();
        self.out.push_str(line);
        self.line_ends = 1;
        self.space = false;
        // An empty line would otherwise be taken for the start of the text.
        if self.out.is_empty() {
            self.line_ends = 0;
        }
    }

    /// Writes text with its white space (ASCII, as of HTML) collapsed.
    fn words(&mut self, text: &str) {
        self.space |= text.starts_with(|first: char| first.is_ascii_whitespace());
        if self.is_wrapped() {
            for (at, word) in text.split_ascii_whitespace().enumerate() {
                self.space |= at > 0;
                self.word(word);
            }
        } else {
            let mut start = 0;
            for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
                let line = text[start..end].trim_ascii();
                if !line.is_empty() {
                    self.begin_word();
                    push_collapsed(&mut self.out, line);
                }
                self.space |= end < text.len();
                start = end + 1;
            }
        }
        self.space |= text.ends_with(|last: char| last.is_ascii_whitespace());
    }

    fn word(&mut self, word: &str) {
        if self.space && !self.fits(word) {
            self.line_ends(1);
        }
        self.begin_word();
        self.out.push_str(word);
    }

    /// Writes what is due before a word.
    fn begin_word(&mut self) {
        let at_start = self.line_ends > 0 || self.out.is_empty();
        self.begin();
        if self.space && !at_start && !self.out.ends_with('\n') {
            self.out.push(' ');
        }
        self.space = false;
    }

    fn is_wrapped(&self) -> bool {
        matches!(self.purpose, Purpose::Whole { width } if width < usize::MAX)
    }

    /// Whether a word and the space before it fit on the line.
    fn fits(&self, word: &str) -> bool {
        let Purpose::Whole { width } = self.purpose else { return true };
        // The line of a text without a width has no end to look for.
        if width == usize::MAX {
            return true;
        }
        let line = &self.out[self.out.rfind('\n').map_or(0, |at| at + 1)..];
        // A grapheme has at least one byte, so most lines need no counting.
        line.len() + 1 + word.len() <= width
            || line.graphemes(true).count() + 1 + word.graphemes(true).count() <= width
    }

    /// Asks for at least `count` line ends before the next word.
    fn line_ends(&mut self, count: usize) {
        if count > 0 {
            self.space = false;
            self.line_ends = self.line_ends.max(count);
        }
    }

    fn break_line(&mut self) {
        self.space = false;
        // Two breaks in a row are how people without paragraphs make them.
        self.line_ends = (self.line_ends + 1).min(2);
    }

    /// Writes the line ends that are due, and the prefixes of a new line.
    fn begin(&mut self) {
        if self.line_ends == 0 && !self.out.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            for _ in 1..self.line_ends {
                self.out.push('\n');
                let start = self.out.len();
                for prefix in &self.prefixes[..self.common.min(self.prefixes.len())] {
                    self.out.push_str(&prefix.rest);
                }
                self.out.truncate(start + self.out[start..].trim_end().len());
            }
            self.out.push('\n');
        }
        for prefix in &mut self.prefixes {
            match prefix.first.take() {
                Some(first) => self.out.push_str(&first),
                None => self.out.push_str(&prefix.rest),
            }
        }
        self.common = self.prefixes.len();
        self.line_ends = 0;
    }
}

/// How many of `pieces`, which start behind `Own(true)`, lie before its end.
pub(super) fn own_length(pieces: &[Piece<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Own(true) => depth += 1,
            Piece::Own(false) if depth == 0 => return at,
            Piece::Own(false) => depth -= 1,
            _ => {}
        }
    }
    pieces.len()
}

/// Whether `text` says what `href` does, but for the sign of a player, its scheme, case and slashes at
/// the end.
pub(super) fn is_address_of(text: &str, href: &str) -> bool {
    let (text, href) = (bare(text), bare(href));
    same_in_lower_case(text, href) || same_in_lower_case(without_scheme(text), without_scheme(href))
}

fn bare(url: &str) -> &str {
    let url = url.trim_start_matches(['▶', '♪', ' ']);
    let url = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(url);
    url.trim_end_matches('/')
}

fn without_scheme(url: &str) -> &str {
    // Short texts: to prepare a search for all three would take longer than to search for one.
    let rest_behind = |at: usize| url[at..].strip_prefix("://");
    memchr_iter(b':', url.as_bytes()).find_map(rest_behind).unwrap_or(url)
}

fn same_in_lower_case(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        one.eq_ignore_ascii_case(other)
    } else {
        one.to_lowercase() == other.to_lowercase()
    }
}

/// A line with its white space collapsed.
pub(super) fn collapsed(line: &str) -> String {
    let mut collapsed = String::with_capacity(line.len());
    push_collapsed(&mut collapsed, line);
    collapsed
}

/// Writes a line with its white space collapsed.
fn push_collapsed(out: &mut String, line: &str) {
    // Numbers, and no way out of the loop, so that the compiler looks at many bytes at once.
    let is = |byte: u8, wanted: u8| u8::from(byte == wanted);
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let irregular = pairs.fold(0, |found, (&byte, &next)| {
        let other = is(byte, b'\t') | is(byte, b'\x0C') | is(byte, b'\r');
        found | other | (is(byte, b' ') & is(next, b' '))
    });
    if irregular == 0 {
        return out.push_str(line);
    }
    for (at, word) in line.split_ascii_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// How many line ends stand before and after an element.
fn distance(name: &str) -> usize {
    match name {
        "address" | "details" | "dl" | "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" => {
            2
        }
        "article" | "aside" | "div" | "dt" | "figcaption" | "footer" | "header" | "hgroup"
        | "main" | "nav" | "section" | "summary" => 1,
        _ => 0,
    }
}
