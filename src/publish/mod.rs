//! From bytes to the output folder: only what changed is written, all of it or none of it.
//!
//! A publication is staged in a hidden folder beside the feeds, flushed, committed by one rename,
//! and then moved into place file by file. A run that is stopped before the commit has changed
//! nothing; one that is stopped after it is finished by the next run, before anything else.

mod ledger;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::model::Ledger;
use crate::problem::{Code, Place, Problem};
use stage::Stage;

/// The name of the ledger in the site's folder.
pub const LEDGER_NAME: &str = "feedmill.lock";

/// What a site remembers of its publications; nothing if there was none.
///
/// # Errors
/// The ledger cannot be read or understood.
pub fn ledger(site: &Path) -> Result<Ledger, Problem> {
    let path = site.join(LEDGER_NAME);
    match fs::read_to_string(&path) {
        Ok(text) => ledger::parse(LEDGER_NAME, &text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Ledger::default()),
        Err(error) => Err(failed(&path, &error)),
    }
}

/// A site and its output folder, held by this run alone.
#[derive(Debug)]
pub struct Publisher {
    output: PathBuf,
    ledger: PathBuf,
    /// Held open: the lock on the site's folder lasts as long as the file.
    _lock: File,
}

/// What a publication changed, each by its path in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have new bytes.
    pub written: Vec<String>,
    /// Files that had these bytes already, and were not touched.
    pub unchanged: Vec<String>,
    /// Files of an earlier publication that this one does not have.
    pub removed: Vec<String>,
}

impl Publisher {
    /// Takes the site for this run alone, and finishes what a stopped run left in `output`.
    ///
    /// The lock is on the site's folder, which holds the ledger; nothing is written for it. While
    /// another run holds it, `on_wait` is called once and this one waits.
    ///
    /// # Errors
    /// The folder cannot be locked, or the output folder not mended.
    pub fn open(site: &Path, output: &Path, on_wait: &dyn Fn()) -> Result<Self, Problem> {
        let ledger = site.join(LEDGER_NAME);
        let hold = || -> io::Result<File> {
            let folder = File::open(site)?;
            match folder.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    on_wait();
                    folder.lock()?;
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
            stage::recover(output, &ledger)?;
            Ok(folder)
        };
        let lock = hold().map_err(|error| failed(output, &error))?;
        Ok(Self { output: output.to_owned(), ledger, _lock: lock })
    }

    /// Makes the output folder hold `files`, by path, and removes `stale` ones; writes the ledger
    /// if one is given.
    ///
    /// # Errors
    /// The machine failed. Then nothing has changed, or the next run finishes the change.
    pub fn publish(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        stale: &BTreeSet<String>,
        ledger: Option<&Ledger>,
    ) -> Result<Changes, Problem> {
        self.try_publish(files, stale, ledger).map_err(|error| failed(&self.output, &error))
    }

    fn try_publish(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        stale: &BTreeSet<String>,
        ledger: Option<&Ledger>,
    ) -> io::Result<Changes> {
        let mut changes = Changes::default();
        for (path, bytes) in files {
            let same = fs::read(self.output.join(path)).is_ok_and(|present| present == *bytes);
            if same { &mut changes.unchanged } else { &mut changes.written }.push(path.clone());
        }
        changes.removed =
            stale.iter().filter(|path| self.output.join(path).exists()).cloned().collect();
        let ledger = ledger.map(ledger::format);
        let ledger = ledger
            .filter(|text| !fs::read_to_string(&self.ledger).is_ok_and(|present| present == *text));
        if changes.written.is_empty() && changes.removed.is_empty() && ledger.is_none() {
            return Ok(changes);
        }
        fs::create_dir_all(&self.output)?;
        let mut staging = Stage::create(&self.output)?;
        for path in &changes.written {
            staging.write(path, &files[path])?;
        }
        for path in &changes.removed {
            staging.remove(path);
        }
        if let Some(text) = ledger {
            staging.ledger(&text)?;
        }
        staging.commit()?;
        stage::recover(&self.output, &self.ledger)?;
        Ok(changes)
    }
}

fn failed(path: &Path, error: &io::Error) -> Problem {
    Problem::new(Code::Io, format!("cannot publish: {error}"))
        .at(Place::of_file(&path.to_string_lossy()))
        .help("nothing is lost: what is published stays, and the next run begins anew")
}
