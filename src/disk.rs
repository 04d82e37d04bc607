//! One file, whole, within bounds, and how its path is written. Nothing here waits for a pipe or reads
//! a device.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::platform;

/// How many bytes more a file may have than it says before the buffer grows again.
const MORE: usize = 1024;

/// The bytes of the ordinary file at `path`.
///
/// # Errors
/// Those of the machine; [`io::ErrorKind::InvalidInput`] for what is no ordinary file, and
/// [`io::ErrorKind::FileTooLarge`] for a file of more than `limit` bytes.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let length = read_into(&mut bytes, path, limit)?.len();
    bytes.truncate(length);
    Ok(bytes)
}

/// The bytes of the ordinary file at `path`, in a buffer that may serve for many files: it grows, and
/// what it held before counts for nothing.
///
/// # Errors
/// Those of [`read`].
pub fn read_into<'a>(buffer: &'a mut Vec<u8>, path: &Path, limit: u64) -> io::Result<&'a [u8]> {
    let (mut file, length) = open(path)?;
    let too_large = |length: u64| {
        let message = format!("{length} bytes are more than the limit of {limit}");
        Err(io::Error::new(io::ErrorKind::FileTooLarge, message))
    };
    if length > limit {
        return too_large(length);
    }
    let expected = usize::try_from(length).unwrap_or_default();
    let mut filled = 0;
    loop {
        // One byte of room more shows where the file ends. It may grow while it is read, and those of
        // /proc say that they are empty.
        if buffer.len() <= filled.max(expected) {
            buffer.resize(filled.max(expected) + MORE, 0);
        }
        let read = match file.read(&mut buffer[filled..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        filled += read;
        if filled as u64 > limit {
            return too_large(filled as u64);
        }
        if read == 0 || (filled == expected && filled > 0) {
            return Ok(&buffer[..filled]);
        }
    }
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
    let file = platform::open_without_waiting(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not an ordinary file"));
    }
    Ok((file, metadata.len()))
}

/// A relative path with `/` between its parts, on every system; `None` where a part is not UTF-8.
#[must_use]
pub fn slashed(path: &Path) -> Option<String> {
    let mut slashed = String::with_capacity(path.as_os_str().len());
    for part in path {
        if !slashed.is_empty() {
            slashed.push('/');
        }
        slashed.push_str(part.to_str()?);
    }
    Some(slashed)
}
