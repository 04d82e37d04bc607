//! Parts of documents, kept until they are put together: the first in memory, the others in a file
//! without a name, which the system forgets with the process.

use std::fs::File;
use std::io;

/// How many bytes are kept in memory.
const IN_MEMORY: usize = 1 << 20;

/// What the bytes of a file are read over.
const ZEROS: &[u8] = &[0; 16 * 1024];

/// Bytes that are put in one after another, and looked up in any order.
#[derive(Debug)]
pub struct Spool {
    memory: Vec<u8>,
    limit: usize,
    file: Option<File>,
    in_file: u64,
}

/// Where some bytes are in a [`Spool`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spooled {
    /// Counted over all that was put in.
    start: u64,
    length: usize,
}

impl Spooled {
    /// How many bytes there are.
    #[must_use]
    pub const fn length(self) -> usize {
        self.length
    }
}

impl Default for Spool {
    fn default() -> Self {
        Self { memory: Vec::new(), limit: IN_MEMORY, file: None, in_file: 0 }
    }
}

impl Spool {
    /// Puts bytes in.
    ///
    /// # Errors
    /// The folder for temporary files cannot hold them.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<Spooled> {
        let start = self.memory.len() as u64 + self.in_file;
        if self.file.is_none() && self.memory.len() + bytes.len() > self.limit {
            match tempfile::tempfile() {
                Ok(file) => self.file = Some(file),
                // A machine without such a folder has to have the memory.
                Err(_) => self.limit = usize::MAX,
            }
        }
        match &self.file {
            Some(file) => {
                write_all_at(file, bytes, self.in_file)?;
                self.in_file += bytes.len() as u64;
            }
            None => self.memory.extend_from_slice(bytes),
        }
        Ok(Spooled { start, length: bytes.len() })
    }

    /// Appends the bytes at a place to `to`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(&self, place: Spooled, to: &mut Vec<u8>) -> io::Result<()> {
        let Spooled { start, length } = place;
        let in_file = start.checked_sub(self.memory.len() as u64);
        if let (Some(start), Some(file)) = (in_file, &self.file) {
            let end = to.len();
            // Piece by piece a copy, where `resize` is a loop.
            while to.len() < end + length {
                let missing = end + length - to.len();
                to.extend_from_slice(&ZEROS[..missing.min(ZEROS.len())]);
            }
            return read_exact_at(file, &mut to[end..], start);
        }
        let start = usize::try_from(start).unwrap_or_default();
        to.extend_from_slice(&self.memory[start..start + length]);
        Ok(())
    }
}

#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn write_all_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let written = file.seek_write(bytes, at)?;
        bytes = &bytes[written..];
        at += written as u64;
    }
    Ok(())
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
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
