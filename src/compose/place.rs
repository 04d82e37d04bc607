//! Where in its file a problem of a body lies.

use super::Body;
use super::tree::MAX_DEPTH;
use crate::model::carried_by_xml;
use crate::problem::{Code, Place, Problem};

/// Finds places in the body of one file.
pub(super) struct Places<'a> {
    path: &'a str,
    text: &'a str,
    start: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(path: &'a str, body: &Body<'a>) -> Self {
        let start = body.text.floor_char_boundary(body.start);
        Self { path, text: body.text, start }
    }

    /// The text of the body.
    pub(super) fn body(&self) -> &'a str {
        &self.text[self.start..]
    }

    /// The body nests too deep at the byte `at` of `carried`, its text as XML can carry it.
    pub(super) fn too_deep(&self, carried: &str, at: usize) -> Problem {
        // Removed characters and line ends move bytes, but not lines.
        let line = carried[..carried.floor_char_boundary(at)].matches('\n').count();
        let lines = self.body().split_inclusive('\n');
        let start = self.start + lines.take(line).map(str::len).sum::<usize>();
        let message = format!("the body nests deeper than {MAX_DEPTH} levels");
        Problem::new(Code::HtmlTooDeep, message)
            .at(self.place(start, 1))
            .label("too deep here")
            .help("close the elements, quotations or lists that are left open before this line")
    }

    /// `count` characters were removed.
    pub(super) fn control_character(&self, count: usize) -> Problem {
        let body = self.body();
        let raw = body
            .char_indices()
            .find(|(at, character)| carried_by_xml(&body[*at..at + character.len_utf8()]).1 > 0);
        // As an entity it is hidden; the first numeric one is the likely place.
        let at = raw.map(|(at, _)| at).or_else(|| body.find("&#")).unwrap_or(0);
        let message = match count {
            1 => "a character that XML 1.0 cannot carry was removed".to_owned(),
            _ => format!("{count} characters that XML 1.0 cannot carry were removed"),
        };
        Problem::new(Code::ControlCharacter, message).at(self.place(self.start + at, 1)).help(
            "delete it: control characters are most often left by copying from a PDF or a terminal",
        )
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
