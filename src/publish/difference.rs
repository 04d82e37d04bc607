//! Whether a file has the bytes that it is to have, asked while they are made.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::disk;

/// How many bytes of the file are read at once.
const BUFFER: usize = 64 * 1024;

/// Takes the bytes that a file is to have, and refuses more after the first that differs.
pub(super) struct Comparison {
    file: File,
    length: u64,
    compared: u64,
    buffer: Vec<u8>,
    differs: bool,
}

impl Comparison {
    /// With the ordinary file at `path`; nothing if there is none that can be read.
    pub(super) fn with(path: &Path) -> Option<Self> {
        let (file, length) = disk::open(path).ok()?;
        Some(Self { file, length, compared: 0, buffer: vec![0; BUFFER], differs: false })
    }

    /// Whether the bytes that `write` writes are those of the file.
    pub(super) fn holds(
        mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<bool> {
        match write(&mut self) {
            Err(_) if self.differs => Ok(false),
            Err(error) => Err(error),
            Ok(()) => Ok(self.compared == self.length),
        }
    }
}

impl Write for Comparison {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for bytes in bytes.chunks(BUFFER) {
            let present = &mut self.buffer[..bytes.len()];
            self.differs = self.file.read_exact(present).is_err() || present != bytes;
            if self.differs {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            self.compared += bytes.len() as u64;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
