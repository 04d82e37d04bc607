//! Where the front matter ends and the body begins.

use std::ops::Range;

use super::file;
use super::walk::ContentFile;
use crate::model::{BodyFingerprint, Draft, Node, Source, Value};
use crate::problem::{Code, Place, Problem, Problems};
use crate::syntax::{Fragment, Limits, yaml};

/// Reads a content file and the front matter in it.
///
/// # Errors
/// The file cannot be read, is not UTF-8, has no front matter, or its front matter is not valid.
pub fn draft(content: &ContentFile, problems: &mut Problems) -> Result<Draft, Problem> {
    let path = content.path.as_str();
    let text = file::text(&content.location, path)?;
    let (yaml, body_start) = split(path, &text)?;
    let head = &text[..body_start];
    let fragment = Fragment { path, text: head, span: yaml.clone() };
    let front_matter = yaml::read(&fragment, Limits::default(), problems)?;
    if !matches!(front_matter.value, Value::Mapping(_)) {
        return Err(Problem::new(
            Code::YamlInvalid,
            "the front matter is not a list of `key: value` lines",
        )
        .at(fragment.place(front_matter.span))
        .label("expected a line such as `title: …`"));
    }
    Ok(Draft {
        source: Source {
            path: path.into(),
            content_path: content.content_path.as_str().into(),
            syntax: content.syntax,
            body_start,
            fingerprint: *blake3::hash(text.as_bytes()).as_bytes(),
            body: BodyFingerprint::of_body(&text[body_start..]),
        },
        head: head.to_owned(),
        front_matter,
    })
}

/// The front matter of `text`, the whole text of a file whose draft was read before.
#[must_use]
pub fn front_matter(source: &Source, text: &str) -> Option<Node> {
    let (yaml, body_start) = split(&source.path, text).ok()?;
    let fragment = Fragment { path: &source.path, text: &text[..body_start], span: yaml };
    yaml::read(&fragment, Limits::default(), &mut Problems::new()).ok()
}

/// The bytes between the fences, and where the body begins.
///
/// A byte order mark and blank lines may stand before the first fence, blanks after either.
fn split(path: &str, text: &str) -> Result<(Range<usize>, usize), Problem> {
    let mut lines = lines(text);
    let first = lines.by_ref().find(|line| !is_blank(&text[line.clone()]));
    let Some(open) = first.filter(|line| is_fence(&text[line.clone()])) else {
        return Err(missing(path, text));
    };
    match lines.find(|line| is_fence(&text[line.clone()])) {
        Some(close) => Ok((open.end..close.start, close.end)),
        None => Err(Problem::new(Code::FrontMatterOpen, "the front matter has no end")
            .at(Place::in_text(path, text, open))
            .label("it begins here")
            .help("put a line `---` between the front matter and the body")),
    }
}

/// The lines of a text with their endings.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

fn is_blank(line: &str) -> bool {
    line.trim_start_matches('\u{FEFF}').trim().is_empty()
}

fn is_fence(line: &str) -> bool {
    line.trim_start_matches('\u{FEFF}').trim_end() == "---"
}

fn missing(path: &str, text: &str) -> Problem {
    let first_line = text.find('\n').unwrap_or(text.len());
    Problem::new(Code::FrontMatterMissing, "the article has no front matter")
        .at(Place::in_text(path, text, 0..first_line))
        .label("expected a line `---`")
        .help("begin the file with a line `---`, lines such as `title: …` and `date: …`, and another line `---`")
}
