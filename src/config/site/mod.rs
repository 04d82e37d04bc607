//! The configuration that a site has for its own generator, as what `feedmill.yaml` would say.

mod docusaurus;
mod hexo;
mod hugo;
mod inherited;
mod jekyll;
mod own;
mod pelican;
mod people;
mod script;
mod zola;

use std::path::Path;

use super::file::File;
use super::{Defaults, Generator, LARGEST};
use crate::disk;
use crate::model::{Node, Value};
use crate::problem::{Code, Place, Problem, Problems};
use crate::syntax::{Fragment, Limits, json, toml, yaml};

pub(super) use inherited::inherited;
pub use own::{Left, Own, own};
pub(super) use people::people;

/// What was found beside the content.
pub(super) struct Found {
    /// The file it stands in, relative to the site's folder.
    pub path: String,
    /// What it says.
    pub file: File,
    /// What it hands down to articles, beside what `file` says.
    pub defaults: Vec<Defaults>,
    /// What templates may ask it for.
    pub variables: Option<Node>,
    /// What it says of feeds that no setting of `feedmill.yaml` is read from.
    pub left: Vec<Left>,
}

impl Found {
    /// What is found in a file that says no more than `file` does.
    const fn of(path: String, file: File) -> Self {
        Self { path, file, defaults: Vec::new(), variables: None, left: Vec::new() }
    }
}

const HUGO_FILES: [&str; 14] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.yml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/config.yml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];

const DOCUSAURUS_FILES: [&str; 4] = [
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
];

/// The configuration of `generator`, or of whichever generator has one here.
///
/// # Errors
/// What is found cannot be read.
pub(super) fn find(site: &Path, generator: Option<Generator>) -> Result<Option<Found>, Problem> {
    let wanted = |candidate| generator.is_none_or(|generator| generator == candidate);
    if wanted(Generator::Hexo)
        && let Some((path, tree)) = first(site, &["_config.yml"])?
        && hexo::is_meant(&tree)
    {
        let (file, left) = (hexo::file(&tree), hexo::left(&tree));
        return Ok(Some(Found { left, ..Found::of(path, file) }));
    }
    if wanted(Generator::Jekyll)
        && let Some((path, tree)) = first(site, &["_config.yml", "_config.yaml", "_config.toml"])?
    {
        let mut file = jekyll::file(&tree);
        if file.base_url.is_none() {
            // GitHub's servers tell Jekyll the address of the site.
            let host = program(site, &["CNAME"])?.map(|(_, text)| text.trim().to_owned());
            file.base_url =
                host.filter(|host| host.contains('.')).map(|host| format!("https://{host}"));
        }
        let left = jekyll::left(&tree);
        return Ok(Some(Found { variables: Some(tree), left, ..Found::of(path, file) }));
    }
    if wanted(Generator::Zola)
        && let Some((path, tree)) = first(site, &["config.toml", "zola.toml"])?
        && tree.get("base_url").is_some()
    {
        let (file, left) = (zola::file(&tree), zola::left(&tree));
        return Ok(Some(Found { left, ..Found::of(path, file) }));
    }
    if wanted(Generator::Hugo)
        && let Some((path, tree)) = first(site, &HUGO_FILES)?
    {
        let parts = hugo_parts(site, &path)?;
        let params = parts.iter().find(|(keys, _)| matches!(&keys[..], [key] if key == "params"));
        let variables = match params {
            Some((_, params)) => Some(params.clone()),
            None => tree.get_in_any_case("params").cloned(),
        };
        let (file, left) = (hugo::file(&tree, &parts), hugo::left(&tree));
        let defaults = hugo::cascade(&tree, &parts);
        return Ok(Some(Found { path, file, defaults, variables, left }));
    }
    if wanted(Generator::Pelican)
        && let Some((path, previewed)) = program(site, &["pelicanconf.py"])?
    {
        let published = program(site, &["publishconf.py"])?.map(|(_, text)| text);
        let whole = format!("{previewed}\n{}", published.unwrap_or_default());
        let file = pelican::file(&whole);
        return Ok(Some(Found::of(path, file)));
    }
    if wanted(Generator::Docusaurus)
        && let Some((path, text)) = program(site, &DOCUSAURUS_FILES)?
    {
        let file = docusaurus::file(&text);
        return Ok(Some(Found::of(path, file)));
    }
    Ok(None)
}

/// The first of these files that is there, with its text.
fn program(site: &Path, names: &[&str]) -> Result<Option<(String, String)>, Problem> {
    let Some(name) = names.iter().find(|name| site.join(name).is_file()) else { return Ok(None) };
    match disk::read_text(&site.join(name), LARGEST) {
        Ok(text) => Ok(Some(((*name).to_owned(), text))),
        Err(error) => Err(unreadable(name, &error)),
    }
}

fn unreadable(name: &str, error: &dyn std::error::Error) -> Problem {
    Problem::new(Code::FileUnreadable, format!("cannot be read: {error}")).at(Place::of_file(name))
}

/// The other files of Hugo's configuration, in the order in which they count, each with the key whose
/// value it holds: `params.toml`, `params.fr.toml` (of one language), `languages.fr.toml`. What
/// `config/production` says is said of the published site.
fn hugo_parts(site: &Path, found: &str) -> Result<Vec<(Vec<String>, Node)>, Problem> {
    let mut parts = Vec::new();
    for folder in ["config/_default", "config/production"] {
        let Ok(files) = std::fs::read_dir(site.join(folder)) else { continue };
        let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.map(|name| format!("{folder}/{name}")).collect();
        names.sort();
        for name in names.iter().filter(|name| *name != found) {
            let Some(keys) = hugo_keys(&name[folder.len() + 1..]) else { continue };
            parts.extend(first(site, &[name.as_str()])?.map(|(_, tree)| (keys, tree)));
        }
    }
    Ok(parts)
}

/// The key that a file of Hugo's configuration holds the value of. Menus are in no feed.
fn hugo_keys(name: &str) -> Option<Vec<String>> {
    let (stem, kind) = name.rsplit_once('.')?;
    let (key, language) = stem.split_once('.').map_or((stem, None), |(key, tag)| (key, Some(tag)));
    if !["toml", "yaml", "yml", "json"].contains(&kind) || key.starts_with("menu") {
        return None;
    }
    let mut keys = Vec::new();
    if let Some(tag) = language {
        keys.extend(["languages".to_owned(), tag.to_lowercase()]);
    }
    if !(["hugo", "config"].contains(&key) || (key == "languages" && language.is_some())) {
        keys.push(key.to_lowercase());
    }
    Some(keys)
}

/// The first of these files that is there, with what it holds.
fn first(site: &Path, names: &[&str]) -> Result<Option<(String, Node)>, Problem> {
    for name in names {
        let location = site.join(name);
        if !location.is_file() {
            continue;
        }
        let text = disk::read_text(&location, LARGEST).map_err(|error| unreadable(name, &error))?;
        return Ok(Some(((*name).to_owned(), read(name, &text)?)));
    }
    Ok(None)
}

fn read(name: &str, text: &str) -> Result<Node, Problem> {
    let text = text.trim_start_matches('\u{FEFF}');
    let fragment = Fragment::whole(name, text);
    // What the generator makes of a repeated key is its own affair.
    let mut ignored = Problems::new();
    match name.rsplit_once('.') {
        Some((_, "toml")) => toml::read(&fragment, Limits::default()),
        Some((_, "json")) => json::read(&fragment, Limits::default(), &mut ignored),
        _ => yaml::read(&fragment, Limits::default(), &mut ignored),
    }
}

/// A text that is there and not blank.
fn text(node: &Node, keys: &[&str]) -> Option<String> {
    let node = keys.iter().try_fold(node, |node, key| node.get(key))?;
    let scalar = node.as_scalar().filter(|scalar| !scalar.is_null())?;
    let text = scalar.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn flag(node: &Node, keys: &[&str]) -> Option<bool> {
    keys.iter().try_fold(node, |node, key| node.get(key))?.as_scalar()?.as_bool()
}

fn number(node: &Node, keys: &[&str]) -> Option<usize> {
    text(node, keys)?.parse().ok().filter(|number| *number > 0)
}

/// The keys of the mapping under `key` with their values.
fn entries<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = (&'a str, &'a Node)> {
    node.get(key).into_iter().flat_map(entries_of)
}

/// The keys of a mapping with their values.
fn entries_of(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let mapping = match &node.value {
        Value::Mapping(mapping) => mapping.as_slice(),
        _ => &[],
    };
    mapping.iter().map(|(key, node)| (key.name.as_str(), node))
}

fn items<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    match node.get(key).map(|node| &node.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// Those of the keys that the tree has, with what to do about each.
fn told(tree: &Node, keys: &[(&str, &'static str)]) -> Vec<Left> {
    let has = |key: &str| key.split('.').try_fold(tree, |node, part| node.get_in_any_case(part));
    keys.iter()
        .filter(|(key, _)| has(key).is_some_and(|node| !node.is_null()))
        .map(|(key, advice)| Left { key: (*key).to_owned(), advice })
        .collect()
}
