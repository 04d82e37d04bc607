//! The people and the tags that articles name by a key.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Config;
use crate::generator::{entries_of, first, text};
use crate::model::{Node, Person, slug, web_address};

/// The people of the site in `folder`, by their keys. A file that cannot be read names nobody: the
/// site's generator tells of it.
pub(super) fn people(folder: &Path, config: &Config) -> BTreeMap<String, Person> {
    let Some(tree) = tree(folder, config, config.profile().people_files) else {
        return BTreeMap::new();
    };
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

/// The labels of tags, by the slugs of their keys.
pub(super) fn tags(folder: &Path, config: &Config) -> BTreeMap<String, Arc<str>> {
    let Some(tree) = tree(folder, config, config.profile().tag_files) else {
        return BTreeMap::new();
    };
    let label = |(key, node)| Some((slug(key), text(node, &["label"])?.into()));
    entries_of(&tree).filter_map(label).collect()
}

/// What the first of these files below the content folder holds.
fn tree(folder: &Path, config: &Config, files: &[&str]) -> Option<Node> {
    let content = &config.content.folder;
    let files: Vec<String> = files.iter().map(|file| format!("{content}/{file}")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    first(folder, &files).ok().flatten().map(|(_, tree)| tree)
}
