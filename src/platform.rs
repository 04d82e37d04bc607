//! What one operating system does otherwise than another. No other file asks which it is.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens a file for reading. A pipe without a writer does not keep the caller waiting.
///
/// # Errors
/// Those of the system.
#[cfg(unix)]
pub fn open_without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

/// Opens a file for reading.
///
/// # Errors
/// Those of the system.
#[cfg(not(unix))]
pub fn open_without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Opens what stands for a folder when it is locked: the folder itself.
///
/// # Errors
/// Those of the system.
#[cfg(unix)]
pub fn open_for_lock(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Opens what stands for a folder when it is locked: a file in it that stays, since Windows locks no folder,
/// and whoever removed the file would unlock the folder for the next run.
///
/// # Errors
/// Those of the system.
#[cfg(not(unix))]
pub fn open_for_lock(folder: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(".feedmill-lock"))
}

/// Writes all `bytes` to a file, from the offset `at`.
///
/// # Errors
/// Those of the system.
#[cfg(unix)]
pub fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

/// Fills `bytes` from a file, from the offset `at`.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::UnexpectedEof`] if the file ends before.
#[cfg(unix)]
pub fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Writes all `bytes` to a file, from the offset `at`.
///
/// # Errors
/// Those of the system.
#[cfg(windows)]
pub fn write_all_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let written = file.seek_write(bytes, at)?;
        bytes = &bytes[written..];
        at += written as u64;
    }
    Ok(())
}

/// Fills `bytes` from a file, from the offset `at`.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::UnexpectedEof`] if the file ends before.
#[cfg(windows)]
pub fn read_exact_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let read = file.seek_read(bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        at += read as u64;
    }
    Ok(())
}

/// Gives the file at `path` the owner and the group in `metadata`, if the caller may.
///
/// # Errors
/// Those of the system, except that the caller may not.
#[cfg(unix)]
pub fn keep_owner(path: &Path, metadata: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let own = fs::metadata(path)?;
    if (own.uid(), own.gid()) == (metadata.uid(), metadata.gid()) {
        return Ok(());
    }
    match chown(path, Some(metadata.uid()), Some(metadata.gid())) {
        // Only the machine's owner may give files away.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other,
    }
}

/// Does nothing: a new file has the owner that its folder gives it.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn keep_owner(_: &Path, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Asks for the permission to put files into a folder.
///
/// # Errors
/// [`io::ErrorKind::PermissionDenied`] without it, and those of the system.
#[cfg(unix)]
pub fn ask_to_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).map_err(io::Error::from)
}

/// Does nothing: the system has no such question. A file that cannot be put there is an error when it is moved.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn ask_to_write(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until what was written to a file, or the names in a folder, would outlive a power cut.
///
/// # Errors
/// Those of the system.
#[cfg(unix)]
pub fn flush(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Waits until what was written to a file would outlive a power cut. Windows flushes only what is open for
/// writing, and keeps the names in a folder itself.
///
/// # Errors
/// Those of the system.
#[cfg(not(unix))]
pub fn flush(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Waits until all that was written to the file system of `folder` would outlive a power cut.
///
/// One call for hundreds of files: a flush of each would cost a disk write each.
///
/// # Errors
/// Those of the system.
#[cfg(target_os = "linux")]
pub fn flush_all(folder: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from)
}

/// Waits until the files in `folder`, and their names, would outlive a power cut.
///
/// # Errors
/// Those of the system.
#[cfg(not(target_os = "linux"))]
pub fn flush_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            flush(&entry.path())?;
        }
    }
    flush(folder)
}
