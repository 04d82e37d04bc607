//! The texts that articles include.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The most includes of a site.
const MOST: usize = 2000;

/// The largest include, in bytes.
const LARGEST: u64 = 256 * 1024;

/// The texts below the folder `name` that is nearest to the articles (see `folder`), by their
/// paths in it.
///
/// What is no text, too large, or leads out of the site cannot be included: whoever asks for it is
/// told that it is not there.
#[must_use]
pub fn includes(site: &Path, content: &str, name: &str) -> BTreeMap<String, String> {
    let Some(root) = folder(site, content, name) else { return BTreeMap::new() };
    WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| entry.metadata().is_ok_and(|metadata| metadata.len() <= LARGEST))
        .take(MOST)
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(&root).ok()?;
            let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
            let text = std::fs::read_to_string(entry.path()).ok()?;
            Some((parts?.join("/"), text))
        })
        .collect()
}

/// The folder `name` in the folder `content` of the site, in one around it, or in the site's own; if
/// it does not lead out of the site.
pub(super) fn folder(site: &Path, content: &str, name: &str) -> Option<PathBuf> {
    let found = Path::new(content)
        .ancestors()
        .map(|around| site.join(around).join(name))
        .find(|folder| folder.is_dir())?;
    stays_in(site, &found).then_some(found)
}

/// Whether a path that is there leads to something inside the site.
pub(super) fn stays_in(site: &Path, path: &Path) -> bool {
    matches!((path.canonicalize(), site.canonicalize()), (Ok(path), Ok(site)) if path.starts_with(&site))
}
