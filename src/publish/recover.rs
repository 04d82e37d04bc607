//! After the commit: moving what is staged into place, now or in the next run.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::own;
use super::root::Root;
use super::shard;
use super::stage::{self, FOLDER, JOURNAL, Journal, unless_missing};
use super::{At, Fault, LEDGER_NAME, Places};
use crate::{disk, platform};

/// The largest journal and the largest staged file.
const LIMIT: u64 = 1 << 30;

/// Finishes a publication that was committed; forgets one that was not.
pub(super) fn recover(places: &Places, output: &Root) -> Result<(), Fault> {
    let folder = output.path().join(FOLDER);
    match fs::symlink_metadata(&folder) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(io::Error::other("not a folder of Feedmill’s")).at(&folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return forget_ledger(places);
        }
        Err(error) => return Err(error).at(&folder),
    }
    let journal = folder.join(JOURNAL);
    match disk::read(&journal, LIMIT) {
        // A journal was flushed before it got its name, so one that makes no sense was damaged
        // since. Every file is whole, and the build that follows writes those that differ.
        Ok(bytes) => {
            if let Ok(journal) = serde_json::from_slice(&bytes) {
                apply(places, output, &folder, &journal)?;
                platform::flush_all(output.path()).at(output.path())?;
            }
            // First, for without the staged files it would say what is no longer true.
            fs::remove_file(&journal).at(&journal)?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).at(&journal),
    }
    forget_ledger(places)?;
    unless_missing(fs::remove_dir_all(&folder)).at(&folder)
}

fn apply(places: &Places, output: &Root, folder: &Path, journal: &Journal) -> Result<(), Fault> {
    for (number, path) in journal.writes.iter().enumerate() {
        let staged = folder.join(number.to_string());
        let is_staged = fs::symlink_metadata(&staged).is_ok_and(|metadata| metadata.is_file());
        // A file that is no longer staged is in its place. One whose place somebody has taken
        // since is told by the build that follows, before it changes anything.
        let is_own = is_staged && own::is_own_path(path);
        if let (true, Some(target)) = (is_own, place(output, path)?) {
            let moved = match move_into_place(&staged, &target) {
                // Somebody has removed the folder since the commit.
                Err(error) if error.kind() == io::ErrorKind::NotFound => target
                    .parent()
                    .map_or(Ok(()), fs::create_dir_all)
                    .and_then(|()| move_into_place(&staged, &target)),
                moved => moved,
            };
            moved.at(&target)?;
        }
    }
    for path in &journal.removals {
        let is_foreign = own::is_foreign(output.path(), path)?;
        if let (false, Some(target)) = (is_foreign, place(output, path)?) {
            unless_missing(fs::remove_file(&target)).at(&target)?;
            remove_empty_parents(output, &target);
        }
    }
    match &journal.ledger {
        Some(fingerprint) => {
            let name = journal.ledger_name.as_deref().unwrap_or(LEDGER_NAME);
            place_ledger(places, name, fingerprint)
        }
        None => Ok(()),
    }
}

fn place(output: &Root, path: &str) -> Result<Option<PathBuf>, Fault> {
    match output.place(path) {
        Ok(place) => Ok(Some(place)),
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(None),
        Err(error) => Err(error).at(&output.path().join(path)),
    }
}

/// A rename, also where a folder of the feeds is a mount of its own.
fn move_into_place(staged: &Path, target: &Path) -> io::Result<()> {
    match fs::rename(staged, target) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = target.with_file_name(".feedmill-part");
            unless_missing(fs::remove_file(&beside))?;
            let bytes = disk::read(staged, LIMIT)?;
            stage::write_like(&beside, staged, |file| file.write_all(&bytes))
                .map_err(|fault| fault.error)?;
            platform::flush(&beside)?;
            fs::rename(beside, target)
        }
        other => other,
    }
}

/// Puts the staged ledger into its place if it is the one that was committed, by whichever shard.
fn place_ledger(places: &Places, name: &str, fingerprint: &str) -> Result<(), Fault> {
    if !shard::is_ledger_name(name) {
        return Ok(());
    }
    let (staged, place) = (places.staged_ledger(name), places.ledger(name)?);
    match stage::fingerprint_of_file(&staged) {
        Ok(own) if own == fingerprint => {
            fs::rename(&staged, &place).at(&place)?;
            platform::flush_all(places.site.path()).at(places.site.path())
        }
        _ => Ok(()),
    }
}

fn forget_ledger(places: &Places) -> Result<(), Fault> {
    let staged = places.staged_ledger(&places.ledger);
    unless_missing(fs::remove_file(&staged)).at(&staged)
}

fn remove_empty_parents(output: &Root, target: &Path) {
    for folder in target.ancestors().skip(1).take_while(|folder| *folder != output.path()) {
        // A folder that is not empty holds something of somebody else's.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
