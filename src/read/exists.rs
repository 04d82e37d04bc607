//! Whether an address leads to a file of the site.

use std::path::{Component, Path};

use percent_encoding::percent_decode_str;

/// Whether a file of the site is served at `path`, percent-encoded, below the site's address;
/// `content` is the folder of the articles.
#[must_use]
pub fn exists(site: &Path, content: &str, path: &str) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let names_only =
        Path::new(&*path).components().all(|part| matches!(part, Component::Normal(_)));
    let folders = [site.to_owned(), site.join("static"), site.join("public"), site.join(content)];
    names_only && folders.iter().any(|folder| folder.join(&*path).exists())
}
