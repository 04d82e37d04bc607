//! Feeds that are published already: in a folder, in a revision of git, at an address.
//!
//! The only module that asks the network or another program, and only where a person named them.

mod address;
mod revision;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::model::is_feed_name;
use crate::problem::{Code, Place, Problem};

/// The bytes of files, by path in the folder of their publication.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files named `from`: an address, a file, a folder, or a revision of git, in which `output`
/// is meant unless `REVISION:FOLDER` says otherwise. At an address that ends with `/` these are
/// the files at `paths` below it.
///
/// # Errors
/// There is nothing of that name, or it cannot be read.
pub fn files(from: &str, output: &Path, paths: &BTreeSet<String>) -> Result<Files, Problem> {
    if is_address(from) {
        return if from.ends_with('/') {
            let at = |path: &String| Ok((path.clone(), address::bytes(&format!("{from}{path}"))?));
            let found = paths.iter().map(at).filter_map(|file: Result<_, Problem>| match file {
                Ok((path, bytes)) => bytes.map(|bytes| Ok((path, bytes))),
                Err(problem) => Some(Err(problem)),
            });
            found.collect()
        } else {
            let name = from.rsplit('/').next().unwrap_or(from).to_owned();
            Ok(BTreeMap::from([(name, bytes(from)?)]))
        };
    }
    let path = Path::new(from);
    if path.is_dir() {
        folder(path)
    } else if path.is_file() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(BTreeMap::from([(name, bytes(from)?)]))
    } else {
        revision::files(from, output)
    }
}

/// The bytes of one feed, at an address or in a file.
///
/// # Errors
/// It is not there, or cannot be read.
pub fn bytes(from: &str) -> Result<Vec<u8>, Problem> {
    if is_address(from) {
        return address::bytes(from)?.ok_or_else(|| nothing_at(from));
    }
    fs::read(from).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            Problem::new(Code::Unreachable, format!("there is no file `{from}`"))
                .help("name the file or the address of a feed")
        }
        _ => unreadable(from, &error),
    })
}

/// That an address has nothing.
#[must_use]
pub fn nothing_at(address: &str) -> Problem {
    Problem::new(Code::Unreachable, format!("nothing was found at `{address}`"))
        .help("open the address in a browser: it must be that of a feed")
}

/// The bytes of a page at an address; nothing if there is none.
///
/// # Errors
/// The address cannot be reached.
pub fn page(address: &str) -> Result<Option<Vec<u8>>, Problem> {
    address::bytes(address)
}

/// Whether a name is one of the network.
#[must_use]
pub fn is_address(from: &str) -> bool {
    from.starts_with("https://") || from.starts_with("http://")
}

/// The files below a folder that may be feeds; hidden ones are none.
fn folder(root: &Path) -> Result<Files, Problem> {
    let mut files = Files::new();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    for entry in walkdir::WalkDir::new(root).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| unreadable(&root.to_string_lossy(), &error))?;
        let Ok(path) = entry.path().strip_prefix(root) else { continue };
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        if entry.file_type().is_file() && is_feed_name(&path) {
            let bytes = fs::read(entry.path()).map_err(|error| unreadable(&path, &error))?;
            files.insert(path, bytes);
        }
    }
    Ok(files)
}

fn unreadable(path: &str, error: &dyn std::error::Error) -> Problem {
    Problem::new(Code::FileUnreadable, format!("cannot be read: {error}")).at(Place::of_file(path))
}
