//! What is to be published, made only when it is asked for.

use std::collections::BTreeMap;
use std::io::{self, Write};

/// Documents by path in the output folder, in the order of their paths.
pub trait Documents: Sync {
    /// The paths.
    fn paths(&self) -> Vec<&str>;

    /// Writes the bytes of the document at `path` to `to`, the same at every call.
    ///
    /// # Errors
    /// Those of `to`; and those of the machine, where the parts of documents are kept on disk.
    fn write(&self, path: &str, to: &mut dyn Write) -> io::Result<()>;
}

impl Documents for BTreeMap<String, Vec<u8>> {
    fn paths(&self) -> Vec<&str> {
        self.keys().map(String::as_str).collect()
    }

    fn write(&self, path: &str, to: &mut dyn Write) -> io::Result<()> {
        self.get(path).map_or(Ok(()), |bytes| to.write_all(bytes))
    }
}
