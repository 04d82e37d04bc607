//! Where in the configuration something stands, and how it is told that it cannot stand there.

use super::load::Loader;
use crate::model::{Span, Value};
use crate::problem::{Code, Place, Problem};

impl Loader {
    pub(super) fn missing(&mut self, key: &str) {
        let problem = Problem::new(Code::ConfigInvalid, format!("`{key}` is missing"));
        self.problems.push(match &self.site {
            None => problem
                .at(self.tree.span.place())
                .label("it belongs here")
                .help(format!("add a line `{key}: …`")),
            Some(site) => problem.at(Place::of_file(site)).help(format!(
                "add it there, or write a feedmill.yaml with `generator` and `{key}`"
            )),
        });
    }

    /// The place of the value at `keys`, which may stand in the site's own configuration.
    pub(super) fn place(&self, keys: &[&str]) -> Place {
        match &self.site {
            Some(site) if keys.first().is_some_and(|key| self.tree.get(key).is_none()) => {
                Place::of_file(site)
            }
            _ => self.span(keys).place(),
        }
    }

    pub(super) fn report(&mut self, keys: &[&str], expected: &str) {
        let problem = self.invalid(keys, format!("expected {expected}"));
        self.problems.push(problem);
    }

    pub(super) fn invalid(&self, keys: &[&str], label: String) -> Problem {
        Problem::new(Code::ConfigInvalid, format!("`{}` is not valid", keys.join(".")))
            .at(self.place(keys))
            .label(label)
    }

    /// The place of the value at `keys`, or of the nearest value around it.
    pub(super) fn span(&self, keys: &[&str]) -> Span {
        let mut node = &self.tree;
        for key in keys {
            match node.get(key).or_else(|| key.parse().ok().and_then(|index| node.item(index))) {
                Some(next) => node = next,
                None => break,
            }
        }
        node.span.clone()
    }

    pub(super) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(super) fn place_of_key(&self, keys: &[&str], name: &str) -> Place {
        self.key(keys, name).place()
    }

    /// The place of the key `name` in the mapping at `keys`.
    pub(super) fn key(&self, keys: &[&str], name: &str) -> Span {
        let keys = if keys.last() == Some(&name) { &keys[..keys.len() - 1] } else { keys };
        let mapping = keys.iter().try_fold(&self.tree, |node, key| node.get(key));
        match mapping.map(|node| &node.value) {
            Some(Value::Mapping(entries)) => entries
                .iter()
                .find(|(key, _)| key.name == name)
                .map_or_else(|| self.span(keys), |(key, _)| key.span.clone()),
            _ => self.span(keys),
        }
    }

    /// Names the key or value that serde stumbled over, and the nearest known key.
    pub(super) fn explain(
        &self,
        error: &serde_yaml::Error,
        path: &serde_path_to_error::Path,
    ) -> Problem {
        let message = error.to_string();
        let keys: Vec<String> =
            path.iter().map(|key| key.to_string().trim_matches(['[', ']']).to_owned()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        if let Some(named) = message.split_once("unknown field `").map(|(_, rest)| rest) {
            let mut words = named.split('`').step_by(2);
            let unknown = words.next().unwrap_or_default();
            let known: Vec<&str> = words.collect();
            return Problem::new(
                Code::ConfigUnknownKey,
                format!("there is no setting `{unknown}`"),
            )
            .at(self.key(&keys, unknown).place())
            .label("Feedmill does not know this key")
            .help(nearest(unknown, &known));
        }
        let reason = message.split(" at line ").next().unwrap_or_default();
        let reason = reason.rsplit_once(": ").map_or(reason, |(_, last)| last);
        // What is written there is shown underlined.
        let reason = match reason.split_once(", expected ") {
            Some((_, expected)) => &format!("expected {expected}"),
            None => reason,
        };
        let reason = ["usize", "u32", "u16", "u8"]
            .iter()
            .fold(reason.to_owned(), |reason, kind| reason.replace(kind, "a whole number"));
        self.invalid(&keys, reason)
    }
}

/// The known word that is most like `written`, or all of them if none is like it.
pub(super) fn nearest(written: &str, known: &[&str]) -> String {
    let written = written.to_lowercase();
    let likeness = |word: &str| strsim::jaro_winkler(&written, &word.to_lowercase());
    let best = known.iter().max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
    match best {
        Some(word) if likeness(word) >= 0.75 => format!("did you mean `{word}`?"),
        _ if known.len() <= 60 => format!("known are `{}`", known.join("`, `")),
        _ => "see the documentation for what is known".to_owned(),
    }
}
