//! Where in the configuration something stands, and how it is told that it cannot stand there.

use std::path::Path;

use super::from_tree::{Mistake, MistakeKind};
use super::load::Loader;
use crate::generator::{Generator, first};
use crate::model::{Node, Value};
use crate::problem::{Code, Place, Problem};

/// The configuration of the site's generator, for messages.
pub(super) struct SiteFile {
    generator: Generator,
    path: String,
    /// Its values, where they can be read.
    tree: Option<Node>,
}

impl SiteFile {
    /// The file `path` in the site's folder.
    pub(super) fn read(folder: &Path, path: &str, generator: Generator) -> Self {
        let tree = first(folder, &[path]).ok().flatten().map(|(_, tree)| tree);
        Self { generator, path: path.to_owned(), tree }
    }

    /// The name that the setting at `keys` has there, and the place of its value.
    fn find(&self, keys: &[&str]) -> (String, Place) {
        if let ([key], Some(tree)) = (keys, &self.tree) {
            let name = self.generator.setting(key);
            if let Some(node) = tree.get_in_any_case(name) {
                return (name.to_owned(), node.span.place());
            }
        }
        (keys.join("."), Place::of_file(&self.path))
    }
}

impl Loader {
    pub(super) fn missing(&mut self, key: &str) {
        let problem = match &self.site {
            None => Problem::new(Code::ConfigInvalid, format!("`{key}` is missing"))
                .at(self.tree.span.place())
                .label("it belongs here")
                .help(format!("add a line `{key}: …`")),
            Some(site) => {
                let name = site.generator.setting(key);
                Problem::new(Code::ConfigInvalid, format!("`{name}` is missing"))
                    .at(Place::of_file(&site.path))
                    .help(format!(
                        "add `{name}` there, or write a feedmill.yaml with `generator` and `{key}`"
                    ))
            }
        };
        self.push(problem);
    }

    /// The place of the value at `keys`, which may stand in the configuration of the site's generator.
    pub(super) fn place(&self, keys: &[&str]) -> Place {
        self.find(keys).1
    }

    /// The name of the setting at `keys` and the place of its value, both in the file where it stands.
    fn find(&self, keys: &[&str]) -> (String, Place) {
        let mut node = &self.tree;
        for key in keys {
            let item = || node.item(key.parse().ok()?);
            match (node.get(key).or_else(item), &self.site) {
                (Some(next), _) => node = next,
                (None, Some(site)) => return site.find(keys),
                (None, None) => break,
            }
        }
        (keys.join("."), node.span.place())
    }

    pub(super) fn report(&mut self, keys: &[&str], expected: &str) {
        let problem = self.invalid(keys, format!("expected {expected}"));
        self.push(problem);
    }

    pub(super) fn invalid(&self, keys: &[&str], label: String) -> Problem {
        let (name, place) = self.find(keys);
        Problem::new(Code::ConfigInvalid, format!("`{name}` is not valid")).at(place).label(label)
    }

    pub(super) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The place of the key `name` in the mapping at `keys`.
    pub(super) fn place_of_key(&self, keys: &[&str], name: &str) -> Place {
        let mapping = keys.iter().try_fold(&self.tree, |node, key| {
            node.get(key).or_else(|| node.item(key.parse().ok()?))
        });
        let entry = mapping.and_then(|node| match &node.value {
            Value::Mapping(entries) => entries.iter().find(|(key, _)| key.name == name),
            _ => None,
        });
        match entry {
            Some((key, _)) => key.span.place(),
            None => self.place(keys),
        }
    }

    /// A value that could not be read, as a problem.
    pub(super) fn explain(&self, mistake: Mistake) -> Problem {
        let keys: Vec<&str> = mistake.keys.iter().map(String::as_str).collect();
        match mistake.kind {
            MistakeKind::UnknownKey(name, known) => {
                Problem::new(Code::ConfigUnknownKey, format!("there is no setting `{name}`"))
                    .at(self.place_of_key(&keys, &name))
                    .label("Feedmill does not know this key")
                    .help(nearest(&name, known))
            }
            MistakeKind::MissingKey(name) => {
                let path = [keys.as_slice(), &[name]].concat().join(".");
                Problem::new(Code::ConfigInvalid, format!("`{path}` is missing"))
                    .at(self.place(&keys))
                    .label("it belongs here")
                    .help(format!("add `{name}: …`"))
            }
            MistakeKind::Expected(_) if keys.is_empty() => {
                Problem::new(Code::ConfigInvalid, "the file is not a list of settings")
                    .at(self.place(&[]))
                    .label("expected lines such as `title: …`")
            }
            MistakeKind::Expected(expected) => self.invalid(&keys, format!("expected {expected}")),
        }
    }
}

/// The known word that is most like `written`, and is like it.
#[must_use]
pub fn meant<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let likeness = |word: &str| strsim::jaro_winkler(&written, &word.to_lowercase());
    let known = known.into_iter().map(|word| (likeness(word), word));
    let best = known.max_by(|(left, _), (right, _)| left.total_cmp(right));
    best.filter(|(likeness, _)| *likeness >= 0.75).map(|(_, word)| word)
}

/// The known word that is most like `written`, or all of them if none is like it.
pub(super) fn nearest(written: &str, known: &[&str]) -> String {
    match meant(written, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        _ if known.len() <= 60 => format!("known are `{}`", known.join("`, `")),
        _ => "see the documentation for what is known".to_owned(),
    }
}
