//! What a site's own configuration says, for a person who has none of Feedmill's yet.

use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::Field;
use super::file::File;
use crate::generator::{Generator, Left, find};
use crate::problem::Problem;

/// What the configuration of a site's generator says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The file it stands in, relative to the site's folder.
    pub path: String,
    /// The generator.
    pub generator: Generator,
    /// The site's title.
    pub title: Option<String>,
    /// The site's address.
    pub base_url: Option<String>,
    /// The zone of dates without an offset.
    pub timezone: Option<String>,
    /// A sentence about the site.
    pub description: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The folder of the articles.
    pub content: Option<String>,
    /// The paths below it that may be articles, as patterns; all where there are none.
    pub include: Vec<String>,
    /// The paths below it that are none.
    pub exclude: Vec<String>,
    /// The folder that the site is written to.
    pub output: Option<String>,
    /// The other settings, as YAML that `feedmill.yaml` could hold.
    pub rest: String,
    /// Those under `feeds`.
    pub feeds: String,
    /// What is not read.
    pub left: Vec<Left>,
}

/// The configuration that the generator of the site in `folder` has, if there is one.
///
/// # Errors
/// It cannot be read.
pub fn own(folder: &Path) -> Result<Option<Own>, Problem> {
    let Some(found) = find(folder, None)? else { return Ok(None) };
    let Some(generator) = found.file.generator else { return Ok(None) };
    let (rest, feeds) = rest(&found.file);
    Ok(Some(Own {
        rest,
        feeds,
        path: found.path,
        generator,
        title: found.file.title,
        base_url: found.file.base_url.map(|url| url.trim_end_matches('/').to_owned()),
        timezone: found.file.timezone,
        description: found.file.description.map(|text| one_line(&text)),
        language: found.file.language,
        content: found.file.content,
        include: found.file.include.into_vec(),
        exclude: found.file.exclude.into_vec(),
        output: found.output,
        left: found.left,
    }))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The other settings, in the order and the words of `feedmill.yaml`; and those under `feeds`.
fn rest(file: &File) -> (String, String) {
    let value = |file: &File| serde_yaml::to_value(file).unwrap_or_default();
    let mut rest = value(file);
    remove_unset(&mut rest, &value(&File::default()));
    let Value::Mapping(rest) = &mut rest else { return Default::default() };
    // What is excluded counts whatever feedmill.yaml says.
    for key in [
        "generator",
        "title",
        "base_url",
        "timezone",
        "description",
        "language",
        "content",
        "exclude",
    ] {
        rest.shift_remove(key);
    }
    for language in rest.get_mut("languages").and_then(Value::as_mapping_mut).into_iter().flatten()
    {
        let (_, language) = language;
        let folder = language.as_mapping().filter(|mapping| mapping.len() == 1);
        if let Some(folder) = folder.and_then(|mapping| mapping.get("folder")).cloned() {
            *language = folder;
        }
    }
    if let Some(Value::Sequence(defaults)) = rest.get_mut("defaults") {
        defaults.retain_mut(keep_known_fields);
        if defaults.is_empty() {
            rest.shift_remove("defaults");
        }
    }
    let feeds = rest.shift_remove("feeds").unwrap_or_default();
    let text = |settings: &Value| match settings.as_mapping() {
        Some(mapping) if !mapping.is_empty() => serde_yaml::to_string(mapping).unwrap_or_default(),
        _ => String::new(),
    };
    (text(&Value::Mapping(rest.clone())), text(&feeds))
}

/// Removes the settings that have no value, or the one that they have anyway.
fn remove_unset(settings: &mut Value, default: &Value) {
    let Value::Mapping(settings) = settings else { return };
    settings.retain(|key, value| {
        let default = default.get(key).unwrap_or(&Value::Null);
        remove_unset(value, default);
        !(value.is_null() || value == default || value.as_mapping().is_some_and(Mapping::is_empty))
    });
}

/// Keeps the fields of articles among some defaults, if there are any: a generator's layouts are its
/// own affair.
fn keep_known_fields(defaults: &mut Value) -> bool {
    let known = |key: &str| {
        let mut aliases = Field::ALL.iter().flat_map(|field| field.aliases());
        aliases.any(|alias| alias.split(['.', '[']).next() == Some(key))
    };
    remove_unset(defaults, &Value::Null);
    let Some(Value::Mapping(values)) = defaults.get_mut("values") else { return false };
    values.retain(|key, _| key.as_str().is_some_and(known));
    !values.is_empty()
}
