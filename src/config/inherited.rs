//! The front matter that files hand down to the others in their folder.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{Defaults, LARGEST};
use crate::disk;
use crate::generator::Generator;
use crate::syntax::Fragment;

/// The front matter that files below the content folder, `folder`, hand down. What cannot be read hands down
/// nothing: the site's generator tells of it.
pub(super) fn inherited(site: &Path, folder: &str, generator: Generator) -> Vec<Defaults> {
    let Some(of_file) = generator.profile().inherit else { return Vec::new() };
    let is_foreign = |entry: &DirEntry| {
        let name = entry.file_name();
        entry.depth() > 0 && (name.as_encoded_bytes().starts_with(b".") || name == "node_modules")
    };
    let content = &site.join(folder);
    let walk = WalkDir::new(content).sort_by_file_name().into_iter();
    let mut all = Vec::new();
    for entry in walk.filter_entry(|entry| !is_foreign(entry)).filter_map(Result::ok) {
        let path = entry.path().strip_prefix(content).ok().and_then(Path::to_str);
        let Some(path) = path.filter(|_| entry.file_type().is_file()) else { continue };
        let path = path.replace(std::path::MAIN_SEPARATOR, "/");
        let whole = || {
            let text = disk::read_text(entry.path(), LARGEST).ok()?;
            Some(Fragment::whole(format!("{}/{path}", folder.trim_end_matches('/')), text))
        };
        all.extend(of_file(&path, &whole).unwrap_or_default());
    }
    all
}
