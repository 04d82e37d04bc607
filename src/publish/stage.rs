//! Files on their way into the output folder.
//!
//! The staging folder holds the new files under numbers and a journal that says where each goes.
//! The journal is written under another name and renamed last: that rename is the commit.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

const FOLDER: &str = ".feedmill-stage";
const JOURNAL: &str = "journal.json";
const JOURNAL_BEFORE_COMMIT: &str = "journal.part";
const LEDGER: &str = "ledger";

/// A publication that has not been moved into place.
pub(super) struct Stage {
    output: PathBuf,
    folder: PathBuf,
    journal: Journal,
}

/// What is to be done after the commit. Doing it twice does no harm.
#[derive(Default, Serialize, Deserialize)]
struct Journal {
    /// The path of each staged file, in the order of their numbers.
    writes: Vec<String>,
    removals: Vec<String>,
    ledger: bool,
}

impl Stage {
    pub(super) fn create(output: &Path) -> io::Result<Self> {
        let folder = output.join(FOLDER);
        fs::create_dir(&folder)?;
        Ok(Self { output: output.to_owned(), folder, journal: Journal::default() })
    }

    /// Stages the bytes of the file that is to stand at `path` in the output folder.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let staged = self.folder.join(self.journal.writes.len().to_string());
        let target = checked(&self.output, path)?;
        fs::write(&staged, bytes)?;
        if let Ok(metadata) = fs::metadata(&target) {
            keep_owner(&staged, &metadata)?;
            fs::set_permissions(&staged, metadata.permissions())?;
        }
        self.journal.writes.push(path.to_owned());
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &str) {
        self.journal.removals.push(path.to_owned());
    }

    pub(super) fn ledger(&mut self, text: &str) -> io::Result<()> {
        self.journal.ledger = true;
        fs::write(self.folder.join(LEDGER), text)
    }

    /// Flushes all that is staged, then makes it certain that it will be published.
    pub(super) fn commit(self) -> io::Result<()> {
        let part = self.folder.join(JOURNAL_BEFORE_COMMIT);
        let mut file = File::create(&part)?;
        file.write_all(&serde_json::to_vec(&self.journal)?)?;
        flush(&self.folder)?;
        fs::rename(part, self.folder.join(JOURNAL))?;
        flush(&self.folder)
    }
}

/// Finishes a publication that was committed; forgets one that was not.
pub(super) fn recover(output: &Path, ledger: &Path) -> io::Result<()> {
    let folder = output.join(FOLDER);
    match fs::read(folder.join(JOURNAL)) {
        Ok(journal) => apply(output, &folder, ledger, &serde_json::from_slice(&journal)?)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn apply(output: &Path, folder: &Path, ledger: &Path, journal: &Journal) -> io::Result<()> {
    for (number, path) in journal.writes.iter().enumerate() {
        let target = checked(output, path)?;
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        unless_missing(fs::rename(folder.join(number.to_string()), target))?;
    }
    for path in &journal.removals {
        let target = checked(output, path)?;
        unless_missing(fs::remove_file(&target))?;
        remove_empty_parents(output, &target);
    }
    if journal.ledger {
        place_ledger(&folder.join(LEDGER), ledger)?;
    }
    flush(output)
}

/// The ledger may lie on another file system than the feeds, so it is copied beside its place.
fn place_ledger(staged: &Path, ledger: &Path) -> io::Result<()> {
    let folder = ledger.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(&fs::read(staged)?)?;
    match fs::metadata(ledger) {
        Ok(metadata) => fs::set_permissions(beside.path(), metadata.permissions())?,
        Err(_) => fs::set_permissions(beside.path(), fs::metadata(staged)?.permissions())?,
    }
    beside.as_file().sync_all()?;
    beside.persist(ledger).map_err(|error| error.error)?;
    Ok(())
}

/// The place of `path` in the output folder. Names alone: nothing that leads up, and no link that
/// leads out.
fn checked(output: &Path, path: &str) -> io::Result<PathBuf> {
    let relative = Path::new(path);
    let target = output.join(relative);
    let names_only =
        relative.components().all(|component| matches!(component, Component::Normal(_)));
    let present = target.ancestors().skip(1).find(|folder| folder.exists());
    let inside = match present {
        Some(folder) => folder.canonicalize()?.starts_with(output.canonicalize()?),
        None => false,
    };
    if names_only && inside {
        return Ok(target);
    }
    Err(io::Error::other(format!("`{path}` leads out of the output folder")))
}

fn remove_empty_parents(output: &Path, target: &Path) {
    for folder in target.ancestors().skip(1).take_while(|folder| *folder != output) {
        // A folder that is not empty holds something of somebody else's.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

fn unless_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(unix)]
fn keep_owner(staged: &Path, metadata: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let own = fs::metadata(staged)?;
    if (own.uid(), own.gid()) == (metadata.uid(), metadata.gid()) {
        return Ok(());
    }
    match chown(staged, Some(metadata.uid()), Some(metadata.gid())) {
        // Only the machine's owner may give files away.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other,
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Waits until all that was written to the file system of `folder` would outlive a power cut.
///
/// One call for hundreds of files: a flush of each would cost a disk write each.
#[cfg(target_os = "linux")]
fn flush(folder: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn flush(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}
