//! What Hugo's sections and settings hand down to pages: `cascade`.

use crate::config::Defaults;
use crate::generator::settings::front_matter;
use crate::model::{Node, Value};
use crate::syntax::Fragment;

/// `cascade` in `_index.md`, one mapping or several, of which some have a `target`.
pub(super) fn of_section(
    path: &str,
    whole: &dyn Fn() -> Option<Fragment>,
) -> Option<Vec<Defaults>> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let front_matter = front_matter(name.starts_with("_index.").then(whole)??)?;
    let cascades = match front_matter.get_in_any_case("cascade")? {
        Node { value: Value::List(items), .. } => items.clone(),
        one => vec![one.clone()],
    };
    let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    Some(cascades.iter().flat_map(|values| targeted(values, &below)).collect())
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
