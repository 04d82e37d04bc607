//! One file, whole, within bounds.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::problem::{Code, Place, Problem};

/// The largest content file, in bytes.
pub(super) const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The text of the file at `location`; `path` is what messages call it.
pub(super) fn text(location: &Path, path: &str) -> Result<String, Problem> {
    let unreadable = |error: &std::io::Error| {
        Problem::new(Code::FileUnreadable, format!("cannot be read: {error}"))
            .at(Place::of_file(path))
    };
    // Asked before the file is opened: opening a pipe would wait for a writer.
    let metadata = fs::metadata(location).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(Problem::new(Code::FileNotRegular, "not an ordinary file")
            .at(Place::of_file(path))
            .help("keep only files in the content folder"));
    }
    let mut bytes = Vec::new();
    if metadata.len() <= MAX_FILE {
        bytes.reserve_exact(usize::try_from(metadata.len()).unwrap_or_default());
        let file = File::open(location).map_err(|error| unreadable(&error))?;
        file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    }
    let length = metadata.len().max(bytes.len() as u64);
    if length > MAX_FILE {
        return Err(Problem::new(
            Code::FileTooLarge,
            format!("{length} bytes are more than the limit of {MAX_FILE}"),
        )
        .at(Place::of_file(path))
        .help("an article is text; keep pictures and data beside it"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let lossy = String::from_utf8_lossy(error.as_bytes());
        Problem::new(Code::NotUtf8, "the file is not UTF-8")
            .at(Place::in_text(path, &lossy, at..at + char::REPLACEMENT_CHARACTER.len_utf8()))
            .label("here is the first byte that is not")
            .help("save the file in the encoding UTF-8")
    })
}
