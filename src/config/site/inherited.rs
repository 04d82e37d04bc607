//! What files say of the others in their folder: Hugo's `cascade`, Zola's drafts, Eleventy's directory
//! data.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::config::{Defaults, Generator, LARGEST};
use crate::disk;
use crate::model::{Key, Mapping, Node, Value};
use crate::problem::Problems;
use crate::syntax::{Fragment, Limits, json, toml, yaml};

/// The front matter that files below the folder `content` hand down. What cannot be read hands down
/// nothing: the site's generator tells of it.
pub(in crate::config) fn inherited(content: &Path, generator: Generator) -> Vec<Defaults> {
    let of_file = match generator {
        Generator::Hugo => cascade,
        Generator::Zola => draft,
        Generator::Eleventy => directory_data,
        _ => return Vec::new(),
    };
    let is_foreign = |entry: &DirEntry| {
        let name = entry.file_name();
        entry.depth() > 0 && (name.as_encoded_bytes().starts_with(b".") || name == "node_modules")
    };
    let walk = WalkDir::new(content).sort_by_file_name().into_iter();
    let mut all = Vec::new();
    for entry in walk.filter_entry(|entry| !is_foreign(entry)).filter_map(Result::ok) {
        let path = entry.path().strip_prefix(content).ok().and_then(Path::to_str);
        let Some(path) = path.filter(|_| entry.file_type().is_file()) else { continue };
        let path = path.replace(std::path::MAIN_SEPARATOR, "/");
        let text = || disk::read_text(entry.path(), LARGEST).ok();
        all.extend(of_file(&path, &text).unwrap_or_default());
    }
    all
}

/// `cascade` in `_index.md`, one mapping or several, of which some have a `target`.
fn cascade(path: &str, text: &dyn Fn() -> Option<String>) -> Option<Vec<Defaults>> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let text = name.starts_with("_index.").then(text)??;
    let front_matter = front_matter(path, &text)?;
    let cascades = match front_matter.get_in_any_case("cascade")? {
        Node { value: Value::List(items), .. } => items.clone(),
        one => vec![one.clone()],
    };
    let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    Some(cascades.iter().flat_map(|values| targeted(values, &below)).collect())
}

/// What Zola's `_index.md` hands down: the pages of a section that is a draft are no pages.
fn draft(path: &str, text: &dyn Fn() -> Option<String>) -> Option<Vec<Defaults>> {
    let (folder, name) = path.rsplit_once('/')?;
    let text = name.starts_with("_index.").then(text)??;
    let front_matter = front_matter(path, &text)?;
    let key = |entry: &(Key, Node)| entry.0.name == "draft";
    let Value::Mapping(entries) = front_matter.value else { return None };
    let entries: Mapping = entries.into_iter().filter(key).collect();
    let is_told = !entries.is_empty();
    let values = Node { value: Value::Mapping(entries), span: front_matter.span };
    let defaults = Defaults { path: format!("{folder}/"), section: None, language: None, values };
    is_told.then(|| vec![defaults])
}

/// What one mapping of a cascade hands down: to what is in the folder `below`, or to what its
/// `target` says. Of kinds there are pages alone, and of environments the one that is published.
pub(super) fn targeted(values: &Node, below: &str) -> Vec<Defaults> {
    let target = ["target", "_target"].iter().find_map(|key| values.get_in_any_case(key));
    let part = |key| {
        let part = target.and_then(|target| target.get_in_any_case(key)).and_then(Node::as_scalar);
        part.map(|part| part.text.clone())
    };
    let meant = [("kind", "page"), ("environment", "production")];
    if meant.iter().any(|(key, only)| {
        part(key).is_some_and(|wanted| !choices(&wanted).contains(&(*only).to_owned()))
    }) {
        return Vec::new();
    }
    let paths = part("path").map_or_else(|| vec![below.to_owned()], |path| choices(&path));
    let languages = part("lang")
        .map_or_else(|| vec![None], |tags| choices(&tags).into_iter().map(Some).collect());
    let defaults = |path: &String, language: &Option<String>| Defaults {
        path: path.trim_start_matches('/').to_owned(),
        section: None,
        language: language.clone(),
        values: values.clone(),
    };
    paths
        .iter()
        .flat_map(|path| languages.iter().map(|tag| defaults(path, tag)).collect::<Vec<_>>())
        .collect()
}

/// What a pattern with one choice stands for: `{a,b}/c` for `a/c` and `b/c`.
fn choices(pattern: &str) -> Vec<String> {
    let Some((before, rest)) = pattern.split_once('{') else { return vec![pattern.to_owned()] };
    let Some((inside, behind)) = rest.split_once('}') else { return vec![pattern.to_owned()] };
    inside.split(',').map(|choice| format!("{before}{}{behind}", choice.trim())).collect()
}

fn front_matter(path: &str, text: &str) -> Option<Node> {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(*fence))?;
    let inside = text[fence.len()..].split(&format!("\n{fence}")).next()?;
    let fragment = Fragment::whole(path, inside);
    match fence {
        "+++" => toml::read(&fragment, Limits::default()).ok(),
        _ => yaml::read(&fragment, Limits::default(), &mut Problems::new()).ok(),
    }
}

/// `posts/posts.json` and `posts/posts.11tydata.json` for a folder, `post.11tydata.json` and
/// `post.json` for one file. The tags of a folder are a collection, and no tags of its articles.
fn directory_data(path: &str, text: &dyn Fn() -> Option<String>) -> Option<Vec<Defaults>> {
    let stem = path.strip_suffix(".json")?;
    let stem = stem.strip_suffix(".11tydata").unwrap_or(stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let of_folder = folder.rsplit('/').next() == Some(name);
    let path = if of_folder { format!("{folder}/") } else { format!("{stem}.") };
    let text = text()?;
    let fragment = Fragment::whole(&path, &text);
    let node = json::read(&fragment, Limits::default(), &mut Problems::new()).ok()?;
    let Value::Mapping(entries) = node.value else { return None };
    let is_kept = |name: &str| !(of_folder && name == "tags");
    let entries: Mapping = entries.into_iter().filter(|(key, _)| is_kept(&key.name)).collect();
    let values = Node { value: Value::Mapping(entries), span: node.span };
    Some(vec![Defaults { path, section: None, language: None, values }])
}
