//! The front matter that files hand down: to the others in their folder, and layouts to the articles
//! that name them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{Config, Defaults, LARGEST};
use crate::disk;
use crate::generator::{Generator, front_matter, text};
use crate::model::{Node, Value};
use crate::syntax::Fragment;

/// The front matter that files below the content folder, `folder`, hand down, and the folders that have an
/// `_index` file. What cannot be read hands down nothing: the site's generator tells of it.
pub(super) fn inherited(
    site: &Path,
    folder: &str,
    generator: Generator,
) -> (Vec<Defaults>, BTreeSet<String>) {
    let (mut all, mut sections) = (Vec::new(), BTreeSet::new());
    let Some(of_file) = generator.profile().inherit else { return (all, sections) };
    let is_foreign = |entry: &DirEntry| {
        let name = entry.file_name();
        entry.depth() > 0 && (name.as_encoded_bytes().starts_with(b".") || name == "node_modules")
    };
    let content = &site.join(folder);
    let walk = WalkDir::new(content).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !is_foreign(entry)).filter_map(Result::ok) {
        let path = entry.path().strip_prefix(content).ok().and_then(disk::slashed);
        let Some(path) = path.filter(|_| entry.file_type().is_file()) else { continue };
        let whole = || {
            let text = disk::read_text(entry.path(), LARGEST).ok()?;
            Some(Fragment::whole(format!("{}/{path}", folder.trim_end_matches('/')), text))
        };
        all.extend(of_file(&path, &whole).unwrap_or_default());
        if let Some((folder, name)) = path.rsplit_once('/')
            && name.starts_with("_index.")
        {
            sections.insert(folder.to_owned());
        }
    }
    (all, sections)
}

/// How many layouts may stand around each other.
const MOST_AROUND: usize = 8;

/// The front matter of the layouts of the site in `folder`, by their names with and without
/// extension; that of the layouts around them too.
pub(super) fn layouts(folder: &Path, config: &Config) -> BTreeMap<String, Node> {
    let content = Path::new(&config.content.folder);
    let names = [config.templates.includes.as_str(), "_layouts"];
    let mut own = BTreeMap::new();
    for above in content.ancestors() {
        for root in names.map(|name| folder.join(above).join(name)) {
            let walk = WalkDir::new(&root).sort_by_file_name().into_iter();
            for entry in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
                let path = entry.path().strip_prefix(&root).ok().and_then(disk::slashed);
                let Some(path) = path else { continue };
                let place = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                let whole = |text| Fragment::whole(place.to_string_lossy(), text);
                let text = disk::read_text(entry.path(), LARGEST).ok();
                let Some(node) = text.map(whole).and_then(front_matter) else {
                    continue;
                };
                let stem = path.rsplit_once('.').map_or(&*path, |(stem, _)| stem).to_owned();
                own.entry(stem).or_insert_with(|| node.clone());
                own.entry(path).or_insert(node);
            }
        }
    }
    own.keys().map(|name| (name.clone(), with_those_around(name, &own))).collect()
}

/// The front matter of a layout, joined with that of the layouts around it.
fn with_those_around(name: &str, own: &BTreeMap<String, Node>) -> Node {
    let mut joined = own[name].clone();
    let mut next = text(&joined, &["layout"]);
    for _ in 0..MOST_AROUND {
        let Some(around) = next.and_then(|name| own.get(&name)) else { break };
        if let (Value::Mapping(joined), Value::Mapping(around)) = (&mut joined.value, &around.value)
        {
            for (key, node) in around {
                if joined.iter().all(|(other, _)| other.name != key.name) {
                    joined.push((key.clone(), node.clone()));
                }
            }
        }
        next = text(around, &["layout"]);
    }
    joined
}
