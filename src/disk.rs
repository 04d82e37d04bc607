//! One file, whole, within bounds. Nothing here waits for a pipe or reads a device.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// The bytes of the ordinary file at `path`.
///
/// # Errors
/// Those of the machine; [`io::ErrorKind::InvalidInput`] for what is no ordinary file, and
/// [`io::ErrorKind::FileTooLarge`] for a file of more than `limit` bytes.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let (file, length) = open(path)?;
    let mut bytes = Vec::new();
    if length <= limit {
        bytes.reserve_exact(usize::try_from(length).unwrap_or_default());
        // A file may grow while it is read, and those of /proc say that they are empty.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    }
    let length = length.max(bytes.len() as u64);
    if length > limit {
        let message = format!("{length} bytes are more than the limit of {limit}");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// The text of the ordinary file at `path`.
///
/// # Errors
/// Those of [`read`], and [`io::ErrorKind::InvalidData`] for what is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read(path, limit)?)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the file is not UTF-8"))
}

/// The ordinary file at `path`, and how many bytes it has.
///
/// # Errors
/// Those of the machine, and [`io::ErrorKind::InvalidInput`] for what is no ordinary file.
pub fn open(path: &Path) -> io::Result<(File, u64)> {
    let file = without_waiting(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not an ordinary file"));
    }
    Ok((file, metadata.len()))
}

/// Opening a pipe would wait for a writer.
#[cfg(unix)]
fn without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
