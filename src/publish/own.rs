//! Which files of the output folder Feedmill wrote. The ledger says so too, but it travels with the content, and
//! somebody may have added a line to it.

use std::io::{self, Read as _};
use std::path::Path;

use memchr::memmem;

use super::Fault;
use super::root::Root;
use crate::disk;
use crate::model::{extension, is_feed_name};

/// How much of a file is looked at, in bytes: the head of a feed, the whole of what pages load.
const HEAD: u64 = 1024 * 1024;

/// What tells a file of Feedmill's.
enum Mark {
    /// The generator that a feed names (RFC 4287, section 4.2.4).
    Generator,
    /// Bytes that it begins with.
    Start(&'static str),
    /// Bytes that it has somewhere.
    Within(&'static str),
    /// The hash of its bytes, which is the end of its name.
    Hash(String),
}

/// Whether the file at `path` in the output folder is there, and not one that Feedmill wrote.
///
/// # Errors
/// It is an ordinary file and cannot be read.
pub(super) fn is_foreign(output: &Path, path: &str) -> Result<bool, Fault> {
    let head = || -> io::Result<Vec<u8>> {
        let (file, _) = disk::open(&Root::of(output)?.place(path)?)?;
        let mut head = Vec::new();
        file.take(HEAD).read_to_end(&mut head)?;
        Ok(head)
    };
    match head() {
        Ok(head) => Ok(!is_own(path, &head)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(true),
        Err(error) => Err(Fault { path: output.join(path), error }),
    }
}

/// Whether Feedmill gives this path to what it writes. Nothing else is staged, or moved into place by a journal that
/// may have come with the content.
pub(super) fn is_own_path(path: &str) -> bool {
    mark(path).is_some()
}

/// Whether a file at `path` in the output folder that begins with `head` is one that Feedmill wrote.
#[must_use]
pub fn is_own(path: &str, head: &[u8]) -> bool {
    match mark(path) {
        Some(Mark::Generator) => {
            let from = memmem::find(head, b"<generator");
            let element = from.and_then(|from| head.get(from..)).unwrap_or_default();
            let end = memmem::find(element, b"</generator>").unwrap_or_default();
            let element = element.get(..end).unwrap_or_default();
            memmem::find(element, b">Feedmill").is_some()
        }
        Some(Mark::Start(start)) => head.starts_with(start.as_bytes()),
        Some(Mark::Within(mark)) => memmem::find(head, mark.as_bytes()).is_some(),
        Some(Mark::Hash(hash)) => blake3::hash(head).to_hex().starts_with(&hash),
        None => false,
    }
}

/// Whether a page for people has this name: `index.html`, or `index-2.html` of a long list.
#[must_use]
pub fn is_page(name: &str) -> bool {
    let rest = name.strip_prefix("index").and_then(|rest| rest.strip_suffix(".html"));
    let is_number = |number: &str| number.parse::<u32>().is_ok();
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(is_number))
}

/// What tells that a file at `path` is Feedmill's; nothing if it writes no such file.
fn mark(path: &str) -> Option<Mark> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    Some(match (folder, name) {
        (_, name) if is_page(name) => Mark::Within(r#"<meta name="generator" content="Feedmill">"#),
        ("", "feeds.opml") => Mark::Start(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n  <head>",
        ),
        ("", "head.html") => Mark::Start("<link rel=\"alternate\" type=\"application/"),
        ("", "head.json") => Mark::Start("{\n  \"site\": "),
        ("assets", "feed.css") => {
            Mark::Start("@namespace atom \"http://www.w3.org/2005/Atom\";\n\n:root {\n")
        }
        ("assets", name) => {
            let (stem, _) = name.split_once('.')?;
            let (kind, hash) = stem.rsplit_once('-')?;
            let is_hash = hash.len() == 8 && matches!(kind, "pages" | "logo" | "logo-dark");
            return is_hash.then(|| Mark::Hash(hash.to_owned()));
        }
        (_, name) if !is_feed_name(name) => return None,
        (_, name) if extension(name) == "json" => {
            Mark::Start("{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"title\": ")
        }
        _ => Mark::Generator,
    })
}
