//! Files on their way into the output folder, up to the commit.
//!
//! The staging folder holds the new files under numbers and a journal that says where each goes.
//! The journal is written under another name and renamed last: that rename is the commit. What
//! can fail does so before it: folders are made, permissions are asked, disks are full.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::own;
use super::root::Root;
use super::{At, Documents, Fault, Places};
use crate::{disk, platform};

pub(super) const FOLDER: &str = ".feedmill-stage";
pub(super) const JOURNAL: &str = "journal.json";
const JOURNAL_BEFORE_COMMIT: &str = "journal.part";

/// What is to be done after the commit. Doing it twice does no harm.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    /// The path of each staged file, in the order of their numbers.
    pub writes: Vec<String>,
    pub removals: Vec<String>,
    /// BLAKE3 of the staged ledger. It is staged in the site's folder, where another publication
    /// may have left its own.
    pub ledger: Option<String>,
    /// Its name in the site's folder, where it may be a part of one.
    #[serde(default)]
    pub ledger_name: Option<String>,
}

/// A publication that is not certain yet. Dropped, it leaves nothing behind.
pub(super) struct Stage<'a> {
    places: &'a Places,
    output: &'a Root,
    folder: PathBuf,
    made: Vec<PathBuf>,
    parents: BTreeSet<PathBuf>,
    journal: Journal,
    committed: bool,
}

impl<'a> Stage<'a> {
    /// Begins a publication into `output`, where none is under way.
    pub(super) fn create(places: &'a Places, output: &'a Root) -> Result<Self, Fault> {
        let folder = output.path().join(FOLDER);
        fs::create_dir(&folder).at(&folder)?;
        Ok(Self {
            places,
            output,
            folder,
            made: Vec::new(),
            parents: BTreeSet::new(),
            journal: Journal::default(),
            committed: false,
        })
    }

    /// Stages the documents at `paths`.
    pub(super) fn write(
        &mut self,
        paths: &[String],
        documents: &dyn Documents,
    ) -> Result<(), Fault> {
        let mut targets = Vec::with_capacity(paths.len());
        for path in paths {
            if !own::is_own_path(path) {
                let error = io::Error::new(io::ErrorKind::InvalidInput, "no name of Feedmill’s");
                return Err(error).at(&self.output.path().join(path));
            }
            let target = self.output.place(path).at(&self.output.path().join(path))?;
            self.make_parent(&target)?;
            targets.push(target);
        }
        let stage = |(number, target): (usize, &PathBuf)| {
            let staged = self.folder.join(number.to_string());
            write_like(&staged, target, |file| documents.write(&paths[number], file))
        };
        targets.par_iter().enumerate().try_for_each(stage)?;
        self.journal.writes = paths.to_vec();
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &str) -> Result<(), Fault> {
        let target = self.output.place(path).at(&self.output.path().join(path))?;
        self.make_parent(&target)?;
        self.journal.removals.push(path.to_owned());
        Ok(())
    }

    /// Stages the ledger beside its place, which may be on another file system.
    pub(super) fn ledger(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Fault> {
        let Places { ledger: name, .. } = self.places;
        let staged = self.places.staged_ledger(name);
        unless_missing(fs::remove_file(&staged)).at(&staged)?;
        let mut hasher = blake3::Hasher::new();
        write_like(&staged, &self.places.ledger(name)?, |file| {
            write(&mut Fingerprinted { file, hasher: &mut hasher })
        })?;
        // Its name too must outlive a power cut: the commit flushes the output folder's disk alone.
        for path in [Some(&*staged), staged.parent()].into_iter().flatten() {
            platform::flush(path).at(path)?;
        }
        self.journal.ledger = Some(hasher.finalize().to_hex().to_string());
        self.journal.ledger_name = Some(name.clone());
        Ok(())
    }

    /// Flushes all that is staged, then makes it certain that it will be published.
    pub(super) fn commit(mut self) -> Result<(), Fault> {
        let part = self.folder.join(JOURNAL_BEFORE_COMMIT);
        let journal = serde_json::to_vec(&self.journal).map_err(io::Error::from).at(&part)?;
        fs::write(&part, journal).at(&part)?;
        platform::flush_all(&self.folder).at(&self.folder)?;
        fs::rename(&part, self.folder.join(JOURNAL)).at(&part)?;
        self.committed = true;
        platform::flush_all(&self.folder).at(&self.folder)
    }

    /// Makes the folder of `target`, and asks whether files can be put into it.
    fn make_parent(&mut self, target: &Path) -> Result<(), Fault> {
        let Some(parent) = target.parent().filter(|parent| !self.parents.contains(*parent)) else {
            return Ok(());
        };
        let missing: Vec<&Path> =
            parent.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).at(folder)?;
            self.made.push(folder.to_owned());
        }
        platform::ask_to_write(parent).at(parent)?;
        self.parents.insert(parent.to_owned());
        Ok(())
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if self.committed {
            return;
        }
        // What cannot be tidied now, the next run tidies.
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        if self.journal.ledger.is_some() {
            let _ = fs::remove_file(self.places.staged_ledger(&self.places.ledger));
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// BLAKE3 in hexadecimal digits.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// That of what an ordinary file holds.
pub(super) fn fingerprint_of_file(path: &Path) -> io::Result<String> {
    let (file, _) = disk::open(path)?;
    Ok(blake3::Hasher::new().update_reader(file)?.finalize().to_hex().to_string())
}

/// A file whose bytes are hashed on their way.
struct Fingerprinted<'a> {
    file: &'a mut File,
    hasher: &'a mut blake3::Hasher,
}

impl Write for Fingerprinted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a new file that has the owner and the permissions of `model`, where that exists.
pub(super) fn write_like(
    path: &Path,
    model: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Fault> {
    let write = || {
        write(&mut OpenOptions::new().write(true).create_new(true).open(path)?)?;
        if let Ok(metadata) = fs::metadata(model) {
            platform::keep_owner(path, &metadata)?;
            fs::set_permissions(path, metadata.permissions())?;
        }
        Ok(())
    };
    write().at(path)
}

pub(super) fn unless_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
