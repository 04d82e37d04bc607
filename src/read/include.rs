//! The texts that articles include.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

/// The most includes of a site.
const MOST: usize = 2000;

/// The largest include, in bytes.
const LARGEST: u64 = 256 * 1024;

/// The texts below `folder`, a folder relative to `site`, by their paths in it.
///
/// What is no text, too large, or leads out of the site cannot be included: whoever asks for it is
/// told that it is not there.
#[must_use]
pub fn includes(site: &Path, folder: &str) -> BTreeMap<String, String> {
    let root = site.join(folder);
    let stays = |path: &Path| match (path.canonicalize(), site.canonicalize()) {
        (Ok(path), Ok(site)) => path.starts_with(site),
        _ => false,
    };
    if !stays(&root) {
        return BTreeMap::new();
    }
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
