//! What a site's own configuration says, for a person who has none of Feedmill's yet.

use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::Field;
use super::file::{Author, Defaults, File, OneOrMany, Section};
use super::file_tree::plain;
use crate::generator::{Generator, Left, entries_of, find};
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
    /// The other settings, as YAML that `feedmill.yaml` could hold.
    pub rest: String,
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
    Ok(Some(Own {
        rest: rest(&found.file),
        path: found.path,
        generator,
        title: found.file.title,
        base_url: found.file.base_url.map(|url| url.trim_end_matches('/').to_owned()),
        timezone: found.file.timezone,
        description: found.file.description.map(|text| one_line(&text)),
        language: found.file.language,
        content: found.file.content,
        left: found.left,
    }))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What else generators are asked for, in the order and the words of `feedmill.yaml`.
fn rest(file: &File) -> String {
    let mut rest = Mapping::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            rest.insert(key.into(), value);
        }
    };
    put("authors", authors(&file.authors));
    put("permalink", file.permalink.clone().map(Value::from));
    put("include", several(&file.include));
    put(
        "sections",
        mapping(file.sections.iter().map(|(name, section)| (name, self::section(section)))),
    );
    let languages = file.languages.iter().map(|(tag, folder)| (tag, folder.clone().into()));
    put("languages", mapping(languages));
    put("defaults", list(file.defaults.iter().filter_map(defaults)));
    put(
        "fields",
        mapping(file.fields.iter().filter_map(|(name, keys)| Some((name, several(keys)?)))),
    );
    let flag = |key: &'static str, value: Option<bool>| Some((key, value?.into()));
    let urls = &file.urls;
    put(
        "urls",
        mapping(
            [
                flag("ugly", urls.ugly),
                flag("keep_case", urls.keep_case),
                flag("remove_accents", urls.remove_accents),
                urls.slugs.clone().map(|slugs| ("slugs", slugs.into())),
                flag("keep_dates", urls.keep_dates),
            ]
            .into_iter()
            .flatten(),
        ),
    );
    let markdown = &file.markdown;
    put(
        "markdown",
        mapping(
            [
                flag("smart_punctuation", markdown.smart_punctuation),
                flag("hard_breaks", markdown.hard_breaks),
                flag("emoji", markdown.emoji),
            ]
            .into_iter()
            .flatten(),
        ),
    );
    put("dates", mapping(flag("future", file.dates.future).into_iter()));
    put("feeds", mapping(file.feeds.limit.map(|limit| ("limit", limit.into())).into_iter()));
    if rest.is_empty() {
        return String::new();
    }
    serde_yaml::to_string(&rest).unwrap_or_default()
}

fn mapping<K: AsRef<str>>(entries: impl Iterator<Item = (K, Value)>) -> Option<Value> {
    let mapping: Mapping = entries.map(|(key, value)| (key.as_ref().into(), value)).collect();
    (!mapping.is_empty()).then(|| mapping.into())
}

fn list(items: impl Iterator<Item = Value>) -> Option<Value> {
    let items: Vec<Value> = items.collect();
    (!items.is_empty()).then(|| items.into())
}

/// Nothing if no field of an article is among them: a generator's layouts are its own affair.
fn defaults(defaults: &Defaults) -> Option<Value> {
    let known = |key: &str| {
        let mut aliases = Field::ALL.iter().flat_map(|field| field.aliases());
        aliases.any(|alias| alias.split(['.', '[']).next() == Some(key))
    };
    let values = entries_of(defaults.values.as_ref()?).filter(|(key, _)| known(key));
    let values = mapping(values.map(|(key, node)| (key, plain(node))))?;
    let path = [("path", defaults.path.clone().into())].into_iter();
    let section = defaults.section.clone().map(|section| ("section", section.into()));
    mapping(path.chain(section).chain([("values", values)]))
}

fn several(values: &OneOrMany<String>) -> Option<Value> {
    match values {
        OneOrMany::One(value) => Some(value.clone().into()),
        OneOrMany::Many(values) => list(values.iter().map(|value| value.clone().into())),
    }
}

fn section(section: &Section) -> Value {
    let texts = [("title", &section.title), ("permalink", &section.permalink)];
    let texts = texts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?.into())));
    mapping(texts.chain(several(&section.path).map(|path| ("path", path)))).unwrap_or_default()
}

fn authors(authors: &OneOrMany<Author>) -> Option<Value> {
    let author = |author: &Author| match author {
        Author::Name(name) => name.clone().into(),
        Author::Person(person) => {
            let name = Some(person.name.clone());
            let parts = [
                ("name", &name),
                ("url", &person.url),
                ("email", &person.email),
                ("avatar", &person.avatar),
            ];
            mapping(parts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?.into()))))
                .unwrap_or_default()
        }
    };
    match authors {
        OneOrMany::One(one) => Some(author(one)),
        OneOrMany::Many(many) => list(many.iter().map(author)),
    }
}
