//! One run at a time.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::{At, Fault};

/// A folder that no other run may take while this value lives.
#[derive(Debug)]
pub(super) struct Lock {
    folder: PathBuf,
    /// Held open: the lock lasts as long as the file, and no longer than the process.
    _file: File,
}

impl Lock {
    pub(super) fn take(folder: &Path, on_wait: &dyn Fn()) -> Result<Self, Fault> {
        let real = folder.canonicalize().at(folder)?;
        let file = File::open(&real).at(folder)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                on_wait();
                file.lock().at(folder)?;
            }
            Err(TryLockError::Error(error)) => return Err(error).at(folder),
        }
        Ok(Self { folder: real, _file: file })
    }

    /// Whether `folder` is the one that is taken. Taking it twice would wait for ever.
    pub(super) fn is_on(&self, folder: &Path) -> bool {
        folder.canonicalize().is_ok_and(|folder| folder == self.folder)
    }
}
