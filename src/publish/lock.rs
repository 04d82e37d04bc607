//! One run at a time, or several that write different files.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{At, Fault};
use crate::platform;

/// A folder that no other run may take while this value lives.
#[derive(Debug)]
pub(super) struct Lock {
    folder: PathBuf,
    /// What stands for the folder, held open: the lock lasts as long as the file, and no longer than the process.
    _file: File,
}

impl Lock {
    pub(super) fn take(folder: &Path, on_wait: &dyn Fn()) -> Result<Self, Fault> {
        Self::with(folder, on_wait, File::try_lock, File::lock)
    }

    /// Takes it together with others that share it.
    pub(super) fn share(folder: &Path, on_wait: &dyn Fn()) -> Result<Self, Fault> {
        Self::with(folder, on_wait, File::try_lock_shared, File::lock_shared)
    }

    fn with(
        folder: &Path,
        on_wait: &dyn Fn(),
        try_lock: fn(&File) -> Result<(), TryLockError>,
        lock: fn(&File) -> io::Result<()>,
    ) -> Result<Self, Fault> {
        let real = folder.canonicalize().at(folder)?;
        let file = platform::open_for_lock(&real).at(folder)?;
        match try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                on_wait();
                lock(&file).at(folder)?;
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
