//! The pings that hubs have still to take: one a line, a hub and a feed.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use crate::Failure;
use crate::disk;
use crate::problem::{Code, Place, Problem};

/// More feeds than any site has.
const LIMIT: u64 = 64 * 1024 * 1024;

/// What is to be told, by hub and feed.
#[derive(Debug, Default)]
pub(super) struct Pending(BTreeSet<(String, String)>);

impl Pending {
    /// What the file at `path` keeps; nothing if there is none.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = match disk::read_text(path, LIMIT) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            text => text.map_err(|error| failed("read", path, &error))?,
        };
        let pings = text.lines().filter_map(|line| line.split_once(' '));
        Ok(Self(pings.map(|(hub, feed)| (hub.to_owned(), feed.to_owned())).collect()))
    }

    /// Writes the file at `path`, or removes it where nothing is left to tell.
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let written = if self.0.is_empty() {
            match std::fs::remove_file(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed,
            }
        } else {
            let lines: String =
                self.0.iter().flat_map(|(hub, feed)| [hub, " ", feed, "\n"]).collect();
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).and_then(
                |mut file| {
                    file.write_all(lines.as_bytes())?;
                    file.persist(path)?;
                    Ok(())
                },
            )
        };
        written.map_err(|error| failed("written", path, &error))
    }

    /// Adds a ping of each of `feeds` to `hub`.
    pub(super) fn add(&mut self, hub: &str, feeds: &[&str]) {
        self.0.extend(feeds.iter().map(|feed| (hub.to_owned(), (*feed).to_owned())));
    }

    /// The feeds that `hub` is to be told of.
    pub(super) fn of(&self, hub: &str) -> Vec<&str> {
        let own = self.0.iter().filter(|(other, _)| other == hub);
        own.map(|(_, feed)| feed.as_str()).collect()
    }
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Failure {
    let message = format!("what the hubs are to be told cannot be {what}: {error}");
    let place = Place::of_file(&path.to_string_lossy());
    Failure::Machine(Box::new(Problem::new(Code::Io, message).at(place)))
}
