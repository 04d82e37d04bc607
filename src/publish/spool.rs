//! Parts of documents, kept until they are put together: the last in memory, the others in a file
//! without a name, which the system forgets with the process.

use std::fs::File;
use std::io;

use crate::platform;

/// How many bytes are kept in memory, and then written at once: to the system many small writes cost
/// four times as much.
const IN_MEMORY: usize = 1 << 20;

/// What the bytes of a file are read over.
const ZEROS: &[u8] = &[0; 16 * 1024];

/// Bytes that are put in one after another, and looked up in any order.
#[derive(Debug)]
pub struct Spool {
    file: Option<File>,
    in_file: u64,
    /// What comes behind that in the file.
    memory: Vec<u8>,
    limit: usize,
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
        Self { file: None, in_file: 0, memory: Vec::new(), limit: IN_MEMORY }
    }
}

impl Spool {
    /// Puts bytes in.
    ///
    /// # Errors
    /// The folder for temporary files cannot hold them.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<Spooled> {
        if self.memory.len() + bytes.len() > self.limit {
            self.write_out()?;
        }
        let start = self.in_file + self.memory.len() as u64;
        self.memory.extend_from_slice(bytes);
        Ok(Spooled { start, length: bytes.len() })
    }

    /// Writes what is in memory to the file.
    fn write_out(&mut self) -> io::Result<()> {
        if self.file.is_none() {
            match tempfile::tempfile() {
                Ok(file) => self.file = Some(file),
                // A machine without such a folder has to have the memory.
                Err(_) => self.limit = usize::MAX,
            }
        }
        if let Some(file) = &self.file {
            platform::write_all_at(file, &self.memory, self.in_file)?;
            self.in_file += self.memory.len() as u64;
            self.memory.clear();
        }
        Ok(())
    }

    /// Appends the bytes at a place to `to`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(&self, place: Spooled, to: &mut Vec<u8>) -> io::Result<()> {
        let Spooled { start, length } = place;
        if let Some(file) = self.file.as_ref().filter(|_| start < self.in_file) {
            let end = to.len();
            // Piece by piece a copy, where `resize` is a loop.
            while to.len() < end + length {
                let missing = end + length - to.len();
                to.extend_from_slice(&ZEROS[..missing.min(ZEROS.len())]);
            }
            return platform::read_exact_at(file, &mut to[end..], start);
        }
        let start = usize::try_from(start - self.in_file).unwrap_or_default();
        to.extend_from_slice(&self.memory[start..start + length]);
        Ok(())
    }
}
