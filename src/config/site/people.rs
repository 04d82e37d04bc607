//! The people that articles name by a key: Docusaurus' `authors.yml`, the `_data/authors.yml` of
//! many Jekyll sites.

use std::collections::BTreeMap;
use std::path::Path;

use super::{entries_of, first, text};
use crate::config::{Config, Generator};
use crate::model::Person;

/// The people of the site in `folder`, by their keys. A file that cannot be read names nobody: the
/// site's generator tells of it.
pub(in crate::config) fn people(folder: &Path, config: &Config) -> BTreeMap<String, Person> {
    let content = &config.content.folder;
    let files = match config.generator {
        Some(Generator::Docusaurus) => ["authors.yml", "authors.yaml", "authors.json"],
        Some(Generator::Jekyll) => {
            ["_data/authors.yml", "_data/authors.yaml", "_data/authors.json"]
        }
        _ => return BTreeMap::new(),
    };
    let files = files.map(|file| format!("{content}/{file}"));
    let Ok(Some((_, tree))) = first(folder, &files.each_ref().map(String::as_str)) else {
        return BTreeMap::new();
    };
    let absolute = |url: String| config.site.base_url.join(&url).ok().map(String::from);
    let any = |node, keys: [&str; 3]| keys.iter().find_map(|key| text(node, &[key]));
    entries_of(&tree)
        .filter_map(|(key, node)| {
            let person = Person {
                name: text(node, &["name"])?,
                url: any(node, ["url", "web", "website"]).and_then(absolute),
                email: text(node, &["email"]),
                avatar: any(node, ["image_url", "avatar", "picture"]).and_then(absolute),
            };
            Some((key.to_owned(), person))
        })
        .collect()
}
