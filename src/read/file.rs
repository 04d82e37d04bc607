//! One file, whole, within bounds.

use std::io::ErrorKind;
use std::path::Path;

use crate::disk;
use crate::problem::{Code, Place, Problem};

/// The largest content file, in bytes.
pub(super) const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The text of the file at `location`; `path` is what messages call it.
pub(super) fn text(location: &Path, path: &str) -> Result<String, Problem> {
    let bytes = disk::read(location, MAX_FILE).map_err(|error| {
        let problem = match error.kind() {
            ErrorKind::InvalidInput => Problem::new(Code::FileNotRegular, error.to_string())
                .help("keep only files in the content folder"),
            ErrorKind::FileTooLarge => Problem::new(Code::FileTooLarge, error.to_string())
                .help("an article is text; keep pictures and data beside it"),
            _ => Problem::new(Code::FileUnreadable, format!("cannot be read: {error}")),
        };
        problem.at(Place::of_file(path))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let lossy = String::from_utf8_lossy(error.as_bytes());
        Problem::new(Code::NotUtf8, "the file is not UTF-8")
            .at(Place::in_text(path, &lossy, at..at + char::REPLACEMENT_CHARACTER.len_utf8()))
            .label("here is the first byte that is not")
            .help("save the file in the encoding UTF-8")
    })
}

/// What tells a text from what it was: the first half of its BLAKE3.
pub(super) fn fingerprint(text: &str) -> [u8; 16] {
    let mut half = [0; 16];
    blake3::Hasher::new().update(text.as_bytes()).finalize_xof().fill(&mut half);
    half
}
