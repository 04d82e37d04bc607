//! Where templates find the data files of a site.

use std::fmt;

use crate::model::Node;

/// Reads the data file at a path, or says why that cannot be.
pub type Read = dyn Fn(&str) -> Result<Node, String> + Send + Sync;

/// The data files of a site: each is read when a template asks for it.
pub struct Data {
    /// Their paths, with `/` between names, in order.
    pub names: Vec<String>,
    /// What the file at such a path holds.
    pub read: Box<Read>,
}

impl fmt::Debug for Data {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Data").field(&self.names).finish()
    }
}

impl Default for Data {
    fn default() -> Self {
        Self { names: Vec::new(), read: Box::new(|_| Err("there are no data files".to_owned())) }
    }
}
