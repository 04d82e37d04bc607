//! Where in its file a problem of a body lies.

use super::Body;
use super::lost::Lost;
use crate::html::{Bound, MAX_ATTRIBUTES, MAX_DEPTH, ParseError};
use crate::model::{Expanded, legible, strip_non_xml};
use crate::problem::{Code, Place, Problem};

/// Finds places in the body of one file.
pub(super) struct Places<'a> {
    path: &'a str,
    text: &'a str,
    start: usize,
    expanded: &'a Expanded,
}

impl<'a> Places<'a> {
    pub(super) fn new(path: &'a str, body: &Body<'a>) -> Self {
        let start = body.text.floor_char_boundary(body.start);
        Self { path, text: body.text, start, expanded: body.expanded }
    }

    /// The text of the body as it is written.
    fn body(&self) -> &'a str {
        &self.text[self.start..]
    }

    /// `carried`, the body's text as XML can carry it, goes beyond a bound of HTML.
    pub(super) fn out_of_bounds(&self, carried: &str, error: ParseError) -> Problem {
        let place = self.line_of(carried, error.at);
        match error.bound {
            Bound::Depth => {
                let message = format!("the body nests deeper than {MAX_DEPTH} levels");
                Problem::new(Code::HtmlTooDeep, message).at(place).label("too deep here").help(
                    "close the elements, quotations or lists that are left open before this line",
                )
            }
            Bound::Attributes => {
                let message = format!("a tag has more than {MAX_ATTRIBUTES} attributes");
                Problem::new(Code::TooMuchMarkup, message)
                    .at(place)
                    .label("it begins in this line")
                    .help("write its `>`, or `&lt;` where `<` begins no tag")
            }
        }
    }

    /// The body holds too much markup from the byte `at` of `carried` on.
    pub(super) fn too_much_markup(&self, carried: &str, at: usize) -> Problem {
        Problem::new(Code::TooMuchMarkup, "the body holds more markup than a book")
            .at(self.line_of(carried, at))
            .label("too much from here on")
            .help("divide the article, or move data that is written into it to a file beside it")
    }

    /// The line of the byte `at` of `carried`, the body's text as XML can carry it.
    fn line_of(&self, carried: &str, at: usize) -> Place {
        // Removed characters and line ends move bytes, but not lines.
        let line = carried[..carried.floor_char_boundary(at)].matches('\n').count();
        let lines = self.expanded.text.split_inclusive('\n');
        let start = lines.take(line).map(str::len).sum::<usize>();
        self.place(self.start + self.expanded.origin(start), 1)
    }

    /// `count` characters were removed.
    pub(super) fn control_character(&self, count: usize) -> Problem {
        let body = self.body();
        let raw = body
            .char_indices()
            .find(|(at, character)| strip_non_xml(&body[*at..at + character.len_utf8()]).1 > 0);
        let at = raw.map(|(at, _)| at).or_else(|| hidden_in_entity(body)).unwrap_or(0);
        let message = match count {
            1 => "a character that XML 1.0 cannot carry was removed".to_owned(),
            _ => format!("{count} characters that XML 1.0 cannot carry were removed"),
        };
        Problem::new(Code::ControlCharacter, message).at(self.place(self.start + at, 1)).help(
            "delete it: control characters are most often left by copying from a PDF or a terminal",
        )
    }

    /// Words of the body, the first near the byte `at` of `carried`, are not in the entry.
    pub(super) fn lost(&self, carried: &str, at: usize, lost: &Lost) -> Problem {
        let words = lost.words.join(" ");
        let more = if lost.count > lost.words.len() { " …" } else { "" };
        let message = match lost.count {
            1 => format!("a word of the body is not in the feeds: “{words}”"),
            count => format!("{count} words of the body are not in the feeds: “{words}{more}”"),
        };
        let word = lost.words.first().map_or("", String::as_str);
        // It is there or behind; that of a note, which stands at the end of the HTML, anywhere.
        let behind = carried.get(at..).and_then(|rest| Some(at + rest.find(word)?));
        let mut place = self.line_of(carried, behind.or_else(|| carried.find(word)).unwrap_or(at));
        if let Some(start) = place.excerpt.find(word).filter(|_| !word.is_empty()) {
            place.column = place.excerpt[..start].chars().count() + 1;
            place.underline = start..start + word.len();
        }
        Problem::new(Code::TextLost, message)
            .at(place)
            .label("what an element or a note holds that feeds do not show, or a `<` that begins no tag")
            .help("write `&lt;` for a `<` that is a text, close elements that are left open, and set what readers are to see in others")
    }

    /// `count` control characters were read as windows-1252 has them.
    pub(super) fn old_character(&self, count: usize) -> Problem {
        let is_old = |character: &char| ('\u{80}'..='\u{9F}').contains(character);
        let body = self.body();
        let first = body.char_indices().find(|(_, character)| is_old(character));
        let (at, character) = first.unwrap_or((0, '\u{92}'));
        let meant = legible(character.encode_utf8(&mut [0; 4])).0.into_owned();
        let number = u32::from(character);
        let message = match count {
            1 => format!("the control character U+{number:04X} stands in the text"),
            _ => format!("{count} control characters such as U+{number:04X} stand in the text"),
        };
        Problem::new(Code::ControlCharacter, message)
            .at(self.place(self.start + at, character.len_utf8()))
            .label(format!("read as `{meant}`, as windows-1252 has it"))
            .help("save the article in UTF-8 anew from the program that it was written with, or write the character itself")
    }

    /// `url` stands where a URL should, and is none.
    pub(super) fn invalid_url(&self, url: &str) -> Problem {
        let at = self.body().find(url).unwrap_or(0);
        Problem::new(Code::UrlInvalid, format!("“{url}” is not a valid URL"))
            .at(self.place(self.start + at, url.len()))
            .label("left out")
            .help("write an absolute URL, or a path of the site that starts with a slash")
    }

    fn place(&self, start: usize, length: usize) -> Place {
        Place::in_text(self.path, self.text, start..start + length)
    }
}

/// Where a numeric entity (HTML, section 13.5) stands for a character that XML cannot carry.
fn hidden_in_entity(body: &str) -> Option<usize> {
    let is_hidden = |digits: &str| {
        let end = |rest: &str| rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(&digits[..end(digits)], 16),
            None => digits[..end(digits)].parse(),
        };
        let character = code.ok().and_then(char::from_u32);
        character.is_some_and(|c| strip_non_xml(c.encode_utf8(&mut [0; 4])).1 > 0)
    };
    body.match_indices("&#").map(|(at, _)| at).find(|at| is_hidden(&body[at + 2..]))
}
