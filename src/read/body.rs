//! The body of an article, read only when a feed shows it.

use std::path::Path;

use super::file;
use crate::model::{Source, digest};
use crate::problem::{Code, Place, Problem};

/// The whole text of the file, whose body begins at `source.body_start`.
///
/// # Errors
/// The file can no longer be read, or is not the one whose front matter was read.
pub fn body(site: &Path, source: &Source) -> Result<String, Problem> {
    let mut buffer = Vec::new();
    let bytes = file::bytes(&mut buffer, &site.join(&*source.path), &source.path)?;
    if digest(bytes) == source.fingerprint {
        return file::text(bytes, &source.path).map(str::to_owned);
    }
    Err(Problem::new(Code::FileChanged, "the file changed while the feeds were built")
        .at(Place::of_file(&source.path))
        .help("build again"))
}
