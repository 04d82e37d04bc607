//! One file, whole, within bounds.

use std::io::ErrorKind;
use std::path::Path;

use crate::disk;
use crate::problem::{Code, Place, Problem};

/// The largest content file, in bytes.
pub(super) const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The bytes of the file at `location`, in a buffer that may serve for many; `path` is what messages
/// call it.
pub(super) fn bytes<'a>(
    buffer: &'a mut Vec<u8>,
    location: &Path,
    path: &str,
) -> Result<&'a [u8], Problem> {
    disk::read_into(buffer, location, MAX_FILE).map_err(|error| {
        let problem = match error.kind() {
            ErrorKind::InvalidInput => Problem::new(Code::FileNotRegular, error.to_string())
                .help("keep only files in the content folder"),
            ErrorKind::FileTooLarge => Problem::new(Code::FileTooLarge, error.to_string())
                .help("an article is text; keep pictures and data beside it"),
            _ => Problem::new(Code::FileUnreadable, format!("cannot be read: {error}")),
        };
        problem.at(Place::of_file(path))
    })
}

/// What the bytes of the file called `path` say.
pub(super) fn text<'a>(bytes: &'a [u8], path: &str) -> Result<&'a str, Problem> {
    // Where the mistake is, only the slower reader tells.
    simdutf8::basic::from_utf8(bytes).or_else(|_| str::from_utf8(bytes)).map_err(|error| {
        let at = error.valid_up_to();
        let lossy = String::from_utf8_lossy(bytes);
        Problem::new(Code::NotUtf8, "the file is not UTF-8")
            .at(Place::in_text(path, &lossy, at..at + char::REPLACEMENT_CHARACTER.len_utf8()))
            .label("here is the first byte that is not")
            .help("save the file in the encoding UTF-8")
    })
}
