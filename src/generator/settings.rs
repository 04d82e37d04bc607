//! The configuration of a generator, as settings of `feedmill.yaml`; and its reading from files.

use std::path::Path;

use crate::config::file::File;
use crate::config::{Defaults, LARGEST};
use crate::disk;
use crate::model::{Node, Value};
use crate::problem::{Code, Place, Problem, Problems};
use crate::syntax::{Fragment, Limits, json, toml, yaml};

/// What was found beside the content.
#[derive(Debug)]
pub(crate) struct Found {
    /// The file it stands in, relative to the site's folder.
    pub path: String,
    /// What it says.
    pub(crate) file: File,
    /// The folder that the site is written to, if it says so.
    pub output: Option<String>,
    /// What it hands down to articles, beside what `file` says.
    pub defaults: Vec<Defaults>,
    /// What templates may ask it for.
    pub variables: Option<Node>,
    /// What it says of addresses that is not known here.
    pub unclear: Vec<Problem>,
    /// What it says of feeds that no setting of `feedmill.yaml` is read from.
    pub left: Vec<Left>,
}

impl Found {
    /// What is found in a file that says no more than `file` does.
    pub(super) const fn of(path: String, file: File) -> Self {
        Self {
            path,
            file,
            output: None,
            defaults: Vec::new(),
            variables: None,
            unclear: Vec::new(),
            left: Vec::new(),
        }
    }
}

/// Something that the configuration says and that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The key, with a dot before each further level.
    pub key: String,
    /// What to do instead.
    pub advice: &'static str,
}

/// Taxonomies of people and of series: those are no topics of an article.
const NO_TOPICS: [&str; 7] =
    ["author", "authors", "contributor", "contributors", "people", "person", "series"];

/// The taxonomy that a site has in the place of tags: the only one beside categories, people and
/// series where there are no tags.
pub(super) fn instead_of_tags(names: &[String]) -> Option<&String> {
    if names.iter().any(|name| name == "tags") {
        return None;
    }
    let mut others = names
        .iter()
        .filter(|name| *name != "categories" && !NO_TOPICS.contains(&&*name.to_lowercase()));
    let only = others.next();
    only.filter(|_| others.next().is_none())
}

/// The taxonomies that have no feeds: neither categories nor tags nor what stands in their place.
pub(super) fn left_taxonomies(names: &[String]) -> Vec<Left> {
    let instead = instead_of_tags(names);
    let has_feeds = |name: &String| {
        ["categories", "tags", "authors", "series"].contains(&name.as_str())
            || Some(name) == instead
    };
    names.iter().filter(|name| !has_feeds(name)).map(|name| Left::of_taxonomy(name)).collect()
}

impl Left {
    /// Terms that are neither categories nor tags.
    fn of_taxonomy(name: &str) -> Self {
        let key = format!("taxonomies.{name}");
        Self {
            key,
            advice: "has no feeds; write it under `fields: {tags: […]}` to have its terms for tags",
        }
    }
}

/// A setting at `node` that decides addresses or what is published, and is not known here.
pub(super) fn unclear(node: &Node, message: impl Into<String>) -> Problem {
    Problem::new(Code::SettingsUnclear, message).at(node.span.place()).label("this decides addresses").help(
        "build the site first, and name the folder of its pages with `built:` in feedmill.yaml: they tell the addresses",
    )
}

/// The first of these files that is there, with its text.
pub(super) fn program(site: &Path, names: &[&str]) -> Result<Option<(String, String)>, Problem> {
    let Some(name) = names.iter().find(|name| site.join(name).is_file()) else { return Ok(None) };
    match disk::read_text(&site.join(name), LARGEST) {
        Ok(text) => Ok(Some(((*name).to_owned(), text))),
        Err(error) => Err(unreadable(name, &error)),
    }
}

fn unreadable(name: &str, error: &dyn std::error::Error) -> Problem {
    Problem::new(Code::FileUnreadable, format!("cannot be read: {error}")).at(Place::of_file(name))
}

/// The first of these files that is there, with what it holds.
pub(crate) fn first(site: &Path, names: &[&str]) -> Result<Option<(String, Node)>, Problem> {
    let Some((name, text)) = program(site, names)? else { return Ok(None) };
    let node = read(&name, &text)?;
    Ok(Some((name, node)))
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
pub(crate) fn text(node: &Node, keys: &[&str]) -> Option<String> {
    let node = keys.iter().try_fold(node, |node, key| node.get(key))?;
    let scalar = node.as_scalar().filter(|scalar| !scalar.is_null())?;
    let text = scalar.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

pub(super) fn flag(node: &Node, keys: &[&str]) -> Option<bool> {
    keys.iter().try_fold(node, |node, key| node.get(key))?.as_scalar()?.as_bool()
}

pub(super) fn number(node: &Node, keys: &[&str]) -> Option<usize> {
    text(node, keys)?.parse().ok().filter(|number| *number > 0)
}

/// More articles than a site has.
const ALL: usize = 1_000_000_000;

/// How many articles a feed shows, where less than none stands for all.
pub(super) fn limit(node: &Node, keys: &[&str]) -> Option<usize> {
    match text(node, keys)?.parse::<i64>().ok()? {
        ..0 => Some(ALL),
        number => usize::try_from(number).ok().filter(|number| *number > 0),
    }
}

/// The keys of the mapping under `key` with their values.
pub(super) fn entries<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = (&'a str, &'a Node)> {
    node.get(key).into_iter().flat_map(entries_of)
}

/// The keys of a mapping with their values.
pub(crate) fn entries_of(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let mapping = match &node.value {
        Value::Mapping(mapping) => mapping.as_slice(),
        _ => &[],
    };
    mapping.iter().map(|(key, node)| (key.name.as_str(), node))
}

pub(super) fn items<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    match node.get(key).map(|node| &node.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The patterns of the paths below the folder of the articles that an entry leaves out, as `.gitignore` has
/// them: one without a slash at any depth, each with all below it. `{a,b}` are two.
pub(super) fn exclusion(entry: &str, content: &str) -> Vec<String> {
    if let Some((before, rest)) = entry.split_once('{')
        && let Some((inside, behind)) = rest.split_once('}')
    {
        let each = inside.split(',').map(|choice| format!("{before}{}{behind}", choice.trim()));
        return each.flat_map(|entry| exclusion(&entry, content)).collect();
    }
    let entry = entry.trim_start_matches("./").trim_end_matches('/');
    let path = entry.trim_start_matches('/');
    let below = path.strip_prefix(content).and_then(|rest| rest.strip_prefix('/'));
    let pattern = match below {
        Some(below) => below.to_owned(),
        None if path.contains('/') || entry.starts_with('/') => path.to_owned(),
        None => format!("**/{path}"),
    };
    vec![format!("{pattern}/**"), pattern]
}

/// Those of the keys that the tree has, with what to do about each.
pub(super) fn told(tree: &Node, keys: &[(&str, &'static str)]) -> Vec<Left> {
    let has = |key: &str| key.split('.').try_fold(tree, |node, part| node.get_in_any_case(part));
    keys.iter()
        .filter(|(key, _)| has(key).is_some_and(|node| !node.is_null()))
        .map(|(key, advice)| Left { key: (*key).to_owned(), advice })
        .collect()
}

/// The front matter of a file, in YAML or TOML. Nothing if it has none that can be read.
pub(crate) fn front_matter(mut fragment: Fragment) -> Option<Node> {
    let text = fragment.as_str();
    let from_fence = text.trim_start_matches('\u{FEFF}').trim_start();
    let fence = ["---", "+++"].into_iter().find(|fence| from_fence.starts_with(*fence))?;
    let inside = from_fence[fence.len()..].split(&format!("\n{fence}")).next()?;
    let start = text.len() - from_fence.len() + fence.len();
    fragment.range = start..start + inside.len();
    match fence {
        "+++" => toml::read(&fragment, Limits::default()).ok(),
        _ => yaml::read(&fragment, Limits::default(), &mut Problems::new()).ok(),
    }
}
