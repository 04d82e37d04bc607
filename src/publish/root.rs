//! A folder that no path leads out of.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A folder by its real path, without links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Root(PathBuf);

impl Root {
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        folder.canonicalize().map(Self)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Where the file `path` is, or would be: names alone, and no link that leads out.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] when no ordinary file can be there.
    pub(super) fn place(&self, path: &str) -> io::Result<PathBuf> {
        let unfit = |reason: &str| {
            Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{path}` {reason}")))
        };
        let mut place = self.0.clone();
        let mut components = Path::new(path).components().peekable();
        if components.peek().is_none() {
            return unfit("is no name");
        }
        // In a folder that is not there, nothing is.
        let mut is_there = true;
        while let Some(component) = components.next() {
            let Component::Normal(name) = component else {
                return unfit("leads out of its folder");
            };
            place.push(name);
            if !is_there {
                continue;
            }
            let metadata = match fs::symlink_metadata(&place) {
                Ok(metadata) if metadata.is_symlink() => {
                    match place.canonicalize() {
                        Ok(target) if target.starts_with(&self.0) => place = target,
                        _ => return unfit("is a link that leads out of its folder"),
                    }
                    fs::metadata(&place)?
                }
                Ok(metadata) => metadata,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    is_there = false;
                    continue;
                }
                Err(error) => return Err(error),
            };
            match components.peek() {
                Some(_) if !metadata.is_dir() => {
                    return unfit("lies in something that is no folder");
                }
                None if !metadata.is_file() => return unfit("is there, and is no ordinary file"),
                _ => {}
            }
        }
        Ok(place)
    }
}
