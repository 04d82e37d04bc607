//! What templates know of the site and of the article.

use liquid_core::model::{Object, Value};

use crate::config::Config;
use crate::model::{self, Node, Taxonomy};
use crate::template::WrittenArticle;

/// `site`: the publisher's variables, and what every site says of itself.
pub(super) fn site(config: &Config) -> Object {
    let site = &config.site;
    let url = site.base_url.origin().ascii_serialization();
    let path = site.base_url.path().trim_end_matches('/').to_owned();
    let mut object = config.templates.variables.as_ref().map(entries).unwrap_or_default();
    let mut known = |name: &'static str, value: String| {
        if !object.contains_key(name) {
            object.insert(name.into(), Value::scalar(value));
        }
    };
    known("title", site.title.clone());
    known("description", site.description.clone());
    known("url", url);
    known("baseurl", path);
    object
}

/// `page`: the front matter, and what Jekyll knows of the article: its date in the site's zone, its
/// address without what the site's own begins with.
pub(super) fn page(written: WrittenArticle<'_>, config: &Config) -> Object {
    let article = written.article;
    let mut object = written.front_matter.map(entries).unwrap_or_default();
    let terms = |taxonomy| {
        let own = article.terms.iter().filter(move |term| term.taxonomy == taxonomy);
        Value::Array(own.map(|term| Value::scalar(term.label.to_string())).collect())
    };
    let below = config.site.base_url.path().trim_end_matches('/');
    let path = url::Url::parse(&article.permalink)
        .map_or_else(|_| article.permalink.clone(), |url| url.path().to_owned());
    let path = path.strip_prefix(below).unwrap_or(&path).to_owned();
    let name = article.source.path.rsplit('/').next().unwrap_or_default();
    let stem = path.trim_end_matches('/').trim_end_matches(".html");
    let slug = stem.rsplit('/').next().unwrap_or_default();
    let date = article.published.utc().with_timezone(&config.timezone);
    let mut known = |name: &'static str, value: Value| object.insert(name.into(), value);
    known("title", Value::scalar(article.title.clone()));
    known("id", Value::scalar(stem.to_owned()));
    known("path", Value::scalar(article.source.path.to_string()));
    known("name", Value::scalar(name.to_owned()));
    known("date", Value::scalar(date.format("%Y-%m-%d %H:%M:%S %z").to_string()));
    known("categories", terms(Taxonomy::Category));
    known("tags", terms(Taxonomy::Tag));
    if object.get("slug").is_none() {
        object.insert("slug".into(), Value::scalar(slug.to_owned()));
    }
    object.insert("url".into(), Value::scalar(path));
    object
}

fn entries(node: &Node) -> Object {
    match &node.value {
        model::Value::Mapping(mapping) => {
            mapping.iter().map(|(key, node)| (key.name.clone().into(), value(node))).collect()
        }
        model::Value::Scalar(_) | model::Value::List(_) => Object::new(),
    }
}

/// A value as it was written.
pub(super) fn value(node: &Node) -> Value {
    match &node.value {
        model::Value::Mapping(_) => Value::Object(entries(node)),
        model::Value::List(items) => Value::Array(items.iter().map(value).collect()),
        model::Value::Scalar(scalar) if scalar.is_null() => Value::Nil,
        model::Value::Scalar(scalar) if !scalar.plain => Value::scalar(scalar.text.clone()),
        model::Value::Scalar(scalar) => match scalar.text.as_str() {
            "true" => Value::scalar(true),
            "false" => Value::scalar(false),
            text => match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(number), _) => Value::scalar(number),
                (_, Ok(number)) => Value::scalar(number),
                _ => Value::scalar(text.to_owned()),
            },
        },
    }
}
