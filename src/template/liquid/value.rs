//! What templates know of the site and of the article.

use liquid_core::model::{Object, Value};

use crate::config::Config;
use crate::model::{self, Article, Node, Taxonomy};

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

/// `page`: the front matter, and what is known of the article.
pub(super) fn page(article: &Article, front_matter: Option<&Node>) -> Object {
    let mut object = front_matter.map(entries).unwrap_or_default();
    let terms = |taxonomy| {
        let own = article.terms.iter().filter(move |term| term.taxonomy == taxonomy);
        Value::Array(own.map(|term| Value::scalar(term.label.to_string())).collect())
    };
    let path = url::Url::parse(&article.permalink)
        .map_or_else(|_| article.permalink.clone(), |url| url.path().to_owned());
    object.insert("title".into(), Value::scalar(article.title.clone()));
    object.insert("url".into(), Value::scalar(path.clone()));
    object.insert("id".into(), Value::scalar(path.trim_end_matches('/').to_owned()));
    object.insert("path".into(), Value::scalar(article.source.path.to_string()));
    object.insert("date".into(), Value::scalar(article.published.to_rfc3339()));
    object.insert("categories".into(), terms(Taxonomy::Category));
    object.insert("tags".into(), terms(Taxonomy::Tag));
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

fn value(node: &Node) -> Value {
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
