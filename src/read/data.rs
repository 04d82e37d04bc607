//! The data files of a site, which templates ask for by name.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::include::{folder, stays_in};
use crate::disk;
use crate::model::Node;
use crate::problem::Problems;
use crate::syntax::{Fragment, Limits, csv, json, yaml};

/// The most data files of a site.
const MOST: usize = 2000;

/// What one of them may cost.
const LIMITS: Limits = Limits { bytes: 1024 * 1024, depth: 32, values: 100_000 };

/// The data files of a site.
#[derive(Debug)]
pub struct DataFiles {
    site: PathBuf,
    root: PathBuf,
    names: Vec<String>,
}

impl DataFiles {
    /// Looks for the files in the folder `_data` of the site or of the folders between it and
    /// `content`.
    #[must_use]
    pub fn open(site: &Path, content: &str) -> Self {
        let Some(root) = folder(site, content, "_data") else {
            return Self { site: site.to_owned(), root: site.to_owned(), names: Vec::new() };
        };
        let names = WalkDir::new(&root)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| !entry.file_type().is_dir())
            .filter_map(|entry| {
                let path = entry.path().strip_prefix(&root).ok()?;
                let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
                Some(parts?.join("/"))
            })
            .filter(|name| notation(name).is_some())
            .take(MOST)
            .collect();
        Self { site: site.to_owned(), root, names }
    }

    /// Their paths in the folder, in order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What the file `name` holds.
    ///
    /// # Errors
    /// It cannot be read, is too large, is not in its notation, or leads out of the site: why.
    pub fn read(&self, name: &str) -> Result<Node, String> {
        let place = self.root.join(name);
        if !stays_in(&self.site, &place) {
            return Err("it leads out of the site".to_owned());
        }
        let text =
            disk::read_text(&place, LIMITS.bytes as u64).map_err(|error| error.to_string())?;
        let fragment = Fragment::whole(name, text.trim_start_matches('\u{FEFF}'));
        // What a generator makes of a repeated key is its own affair.
        let mut ignored = Problems::new();
        let node = match notation(name) {
            Some(Notation::Json) => json::read(&fragment, LIMITS, &mut ignored),
            Some(Notation::Separated(by)) => csv::read(&fragment, LIMITS, by),
            _ => yaml::read(&fragment, LIMITS, &mut ignored),
        };
        node.map_err(|problem| problem.message)
    }
}

enum Notation {
    Yaml,
    Json,
    /// Rows of cells with this byte between them.
    Separated(u8),
}

fn notation(name: &str) -> Option<Notation> {
    match name.rsplit_once('.')?.1 {
        "yml" | "yaml" => Some(Notation::Yaml),
        "json" => Some(Notation::Json),
        "csv" => Some(Notation::Separated(b',')),
        "tsv" => Some(Notation::Separated(b'\t')),
        _ => None,
    }
}
