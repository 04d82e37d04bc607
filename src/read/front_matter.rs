//! Where the front matter ends and the body begins.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::file;
use super::walk::ContentFile;
use crate::model::{BodyFingerprint, Draft, Heading, Node, Source, TextFile, Value, digest};
use crate::problem::{Code, Place, Problem, Problems};
use crate::syntax::{Fragment, Limits, json, metadata, toml, yaml};

/// Reads a content file and the front matter in it. `buffer` may serve for many files.
///
/// # Errors
/// The file cannot be read, is not UTF-8, has no front matter, or its front matter is not valid.
pub fn draft(
    site: &Path,
    content: &ContentFile,
    buffer: &mut Vec<u8>,
    problems: &mut Problems,
) -> Result<Draft, Problem> {
    let path = &*content.path;
    let bytes = file::bytes(buffer, &site.join(path), path)?;
    let text = file::text(bytes, path)?;
    let Parts { notation, front_matter: span, body_start } = split(path, text)?;
    let head = TextFile::new(Arc::clone(&content.path), &text[..body_start]);
    let fragment = Fragment { file: Arc::clone(&head), range: span };
    let front_matter = read(notation, &fragment, problems)?;
    if !matches!(front_matter.value, Value::Mapping(_)) {
        return Err(Problem::new(
            Code::YamlInvalid,
            "the front matter is not a list of `key: value` lines",
        )
        .at(front_matter.span.place())
        .label("expected a line such as `title: …`"));
    }
    Ok(Draft {
        source: Source {
            path: Arc::clone(&content.path),
            content_start: content.content_start,
            syntax: content.syntax,
            body_start,
            fingerprint: digest(bytes),
            body: BodyFingerprint::of_body(&text[body_start..]),
            page: None,
        },
        head,
        front_matter,
        heading: heading(text, body_start),
    })
}

/// Reads a file again whose draft was read before, with its whole text.
///
/// # Errors
/// Those of `read::body`.
pub fn again(site: &Path, source: &Source) -> Result<(Draft, String), Problem> {
    let text = super::body(site, source)?;
    let Parts { notation, front_matter: span, body_start } = split(&source.path, &text)?;
    let head = TextFile::new(Arc::clone(&source.path), &text[..body_start]);
    let fragment = Fragment { file: Arc::clone(&head), range: span };
    let front_matter = read(notation, &fragment, &mut Problems::new())?;
    let heading = heading(&text, body_start);
    Ok((Draft { source: source.clone(), head, front_matter, heading }, text))
}

/// The heading `# …` that begins the body at `start`; what MDX imports may stand before it.
fn heading(text: &str, start: usize) -> Option<Heading> {
    let body = &text[start..];
    let is_passed = |line: &&str| line.trim().is_empty() || line.starts_with("import ");
    let mut at = start;
    let line = body.split_inclusive('\n').find(|line| {
        at += line.len();
        !is_passed(line)
    })?;
    let words = line.strip_prefix("# ")?.trim();
    // An id in braces, and signs that close the heading.
    let words = words.split_once(" {#").map_or(words, |(words, _)| words);
    let words = words.trim_end_matches('#').trim_end();
    (!words.is_empty()).then(|| Heading { text: words.to_owned(), end: at })
}

/// A way to write front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// Between lines `---`; the second may be `...`.
    Yaml,
    /// Between lines `+++`.
    Toml,
    /// An object that begins with `{`.
    Json,
    /// Lines `Key: value` without a fence.
    Metadata,
}

fn read(notation: Notation, fragment: &Fragment, problems: &mut Problems) -> Result<Node, Problem> {
    match notation {
        Notation::Yaml => yaml::read(fragment, Limits::default(), problems),
        Notation::Toml => toml::read(fragment, Limits::default()),
        Notation::Json => json::read(fragment, Limits::default(), problems),
        Notation::Metadata => metadata::read(fragment, Limits::default(), problems),
    }
}

/// A content file taken apart.
struct Parts {
    notation: Notation,
    front_matter: Range<usize>,
    body_start: usize,
}

/// Finds the front matter and the body.
///
/// A byte order mark and blank lines may stand before the front matter, blanks after a fence.
fn split(path: &str, text: &str) -> Result<Parts, Problem> {
    let mut lines = lines(text);
    let first = lines.by_ref().find(|line| !is_blank(&text[line.clone()]));
    let Some(open) = first else { return Err(missing(path, text)) };
    let notation = match without_mark(&text[open.clone()]).trim_end() {
        "---" => Notation::Yaml,
        "+++" => Notation::Toml,
        line if line.starts_with('{') && !line.starts_with("{%") && !line.starts_with("{{") => {
            return split_json(path, text, open);
        }
        _ => {
            let start = open.end - without_mark(&text[open]).len();
            let length = metadata::length(&text[start..]).ok_or_else(|| missing(path, text))?;
            let end = start + length;
            if let Some(fence) = fence_behind(text, start) {
                let (front_matter, body_start) = (start..fence.start, fence.end);
                return Ok(Parts { notation: Notation::Yaml, front_matter, body_start });
            }
            let (notation, front_matter) = (Notation::Metadata, start..end);
            return Ok(Parts { notation, front_matter, body_start: end });
        }
    };
    let closes = |line: &Range<usize>| match text[line.clone()].trim_end() {
        "---" | "..." => notation == Notation::Yaml,
        "+++" => notation == Notation::Toml,
        _ => false,
    };
    match lines.find(closes) {
        Some(close) => {
            Ok(Parts { notation, front_matter: open.end..close.start, body_start: close.end })
        }
        None => Err(unclosed(path, text, open)),
    }
}

/// The line `---` that ends front matter in YAML without a first line, as Hexo takes it: no blank line
/// stands between.
fn fence_behind(text: &str, start: usize) -> Option<Range<usize>> {
    let lines = lines(&text[start..]).map(|line| start + line.start..start + line.end);
    let mut filled = lines.take_while(|line| !text[line.clone()].trim().is_empty());
    filled.find(|line| text[line.clone()].trim_end() == "---")
}

fn split_json(path: &str, text: &str, open: Range<usize>) -> Result<Parts, Problem> {
    let start = open.start + text[open.clone()].find('{').unwrap_or_default();
    let Some(length) = json::length(&text[start..]) else {
        // What is no JSON is told by the reader of JSON, at its place.
        let front_matter = start..text.len();
        return Ok(Parts { notation: Notation::Json, front_matter, body_start: text.len() });
    };
    let end = start + length;
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let body_start = if text[end..line_end].trim().is_empty() { line_end } else { end };
    if body_start == end && end < text.len() {
        return Err(missing(path, text));
    }
    Ok(Parts { notation: Notation::Json, front_matter: start..end, body_start })
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
    without_mark(line).trim().is_empty()
}

fn without_mark(line: &str) -> &str {
    line.trim_start_matches('\u{FEFF}')
}

fn unclosed(path: &str, text: &str, open: Range<usize>) -> Problem {
    let fence = without_mark(&text[open.clone()]).trim_end();
    Problem::new(Code::FrontMatterOpen, "the front matter has no end")
        .at(Place::in_text(path, text, open.clone()))
        .label("it begins here")
        .help(format!("put a line `{fence}` between the front matter and the body"))
}

fn missing(path: &str, text: &str) -> Problem {
    let first_line = text.find('\n').unwrap_or(text.len());
    Problem::new(Code::FrontMatterMissing, "the article has no front matter")
        .at(Place::in_text(path, text, 0..first_line))
        .label("expected a line `---`")
        .help("begin the file with a line `---`, lines such as `title: …` and `date: …`, and another line `---`")
}
