//! The feeds that a generator writes by itself, as places that feeds of Feedmill can have.

use crate::model::Format;

/// The feeds that a generator writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFeeds {
    /// The folder of the feed of the whole site, below the site's address, with a slash at either end.
    pub path: String,
    /// The names of its files.
    pub files: Vec<(Format, String)>,
    /// Where those of `sections`, `categories` and `tags` are, below that folder.
    pub places: Vec<(&'static str, String)>,
    /// The folder that the site is written to.
    pub output: String,
    /// What tells the generator to write none.
    pub off: &'static str,
}

impl OwnFeeds {
    /// The one feed of a site, in files of one folder, each by its path below the site's address.
    pub(super) fn at(files: &[(Format, &str)], output: &str, off: &'static str) -> Self {
        let parts = |path: &str| {
            let path = path.trim_start_matches('/');
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            (folder.to_owned(), name.to_owned())
        };
        let folder = files.first().map(|(_, path)| parts(path).0).unwrap_or_default();
        let slash = if folder.is_empty() { "" } else { "/" };
        Self {
            path: format!("/{folder}{slash}"),
            files: files.iter().map(|(format, path)| (*format, parts(path).1)).collect(),
            places: Vec::new(),
            output: format!("{output}{slash}{folder}"),
            off,
        }
    }

    /// The path of the feed of the whole site, below the site's address.
    #[must_use]
    pub fn address(&self) -> String {
        let name = self.files.first().map_or("", |(_, name)| name);
        format!("{}{name}", self.path)
    }
}
