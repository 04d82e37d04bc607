//! The people that articles name by a key.

use std::collections::BTreeMap;
use std::path::Path;

use super::Config;
use crate::generator::{entries_of, first, text};
use crate::model::{Person, web_address};

/// The people of the site in `folder`, by their keys. A file that cannot be read names nobody: the
/// site's generator tells of it.
pub(super) fn people(folder: &Path, config: &Config) -> BTreeMap<String, Person> {
    let content = &config.content.folder;
    let files = config.profile().people_files.iter().map(|file| format!("{content}/{file}"));
    let files: Vec<String> = files.collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let Ok(Some((_, tree))) = first(folder, &files) else { return BTreeMap::new() };
    let absolute = |url: String| web_address(&url, &config.site.base_url).map(String::from);
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
