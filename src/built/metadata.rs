//! What a page says of the article on it, for sites that have no sources.

use std::sync::Arc;

use serde_json::Value as Json;
use url::Url;

use super::page::selected;
use crate::html::{Element, Tree};
use crate::model::{Key, Node, Scalar, Span, TextFile, Value};

/// The front matter that a page stands for: what its JSON-LD says, else microformats 2, Open Graph,
/// microdata and `meta`, else what its elements are. Nothing for a page without a date.
///
/// Each value has its place in `file`, the text of the page, where it is written there as it is.
pub(super) fn front_matter(tree: &Tree, file: &Arc<TextFile>, address: &Url) -> Option<Node> {
    let page = Page { tree, json: article(tree, address) };
    let mut entries = Vec::new();
    let mut say = |name: &str, values: Vec<String>, is_list: bool| {
        let mut nodes = values
            .into_iter()
            .filter(|text| !text.trim().is_empty())
            .map(|text| scalar(&text, file));
        let node = if is_list {
            let items: Vec<Node> = nodes.collect();
            if items.is_empty() {
                return;
            }
            let span = items[0].span.clone();
            Node { value: Value::List(items), span }
        } else {
            let Some(node) = nodes.next() else { return };
            node
        };
        entries.push((Key { name: name.to_owned(), span: node.span.clone() }, node));
    };
    let date = page.date()?;
    say("date", vec![date], false);
    say("title", page.title(), false);
    say(
        "updated",
        page.first(
            &["dateModified"],
            ".dt-updated",
            &["article:modified_time", "dcterms.modified"],
        ),
        false,
    );
    say("authors", page.authors(), true);
    say("tags", page.tags(), true);
    say("categories", page.all(&["articleSection"], "", &["article:section"]), true);
    say("language", page.language(), false);
    say("image", page.first(&["image", "thumbnailUrl"], ".u-featured", &["og:image"]), false);
    say(
        "summary",
        page.first(
            &["description"],
            ".p-summary",
            &["og:description", "description", "dcterms.description"],
        ),
        false,
    );
    Some(Node { value: Value::Mapping(entries), span: Span::new(file, 0..0) })
}

fn scalar(text: &str, file: &Arc<TextFile>) -> Node {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let range = file.text.find(&text).map_or(0..0, |at| at..at + text.len());
    Node { value: Value::Scalar(Scalar { text, plain: false }), span: Span::new(file, range) }
}

struct Page<'t> {
    tree: &'t Tree,
    /// The article in JSON-LD, with what it refers to by an id put in its place.
    json: Option<Json>,
}

impl Page<'_> {
    /// When it was published. Of `time` only a page with one article and one heading says so: others
    /// list several.
    fn date(&self) -> Option<String> {
        let names = [
            "article:published_time",
            "date",
            "dcterms.issued",
            "dcterms.created",
            "dc.date.issued",
            "dc.date",
        ];
        let declared = self.first(&["datePublished", "dateCreated"], ".dt-published", &names);
        let declared = declared.into_iter().chain(self.elements("[itemprop='datePublished']"));
        let is_one =
            selected(self.tree, "h1").len() == 1 && selected(self.tree, "article").len() < 2;
        let times = is_one.then(|| self.elements("article time[datetime], main time[datetime]"));
        declared.chain(times.into_iter().flatten()).find(|date| !date.trim().is_empty())
    }

    fn title(&self) -> Vec<String> {
        let mut titles = self.json(&["headline", "name"]);
        titles.extend(self.elements(".h-entry > .p-name, .h-entry h1.p-name"));
        if let [heading] = selected(self.tree, "h1").as_slice() {
            titles.push(heading.node().text_content());
        }
        titles.extend(self.metas(&["og:title", "dc.title"]));
        titles.extend(self.elements("head title"));
        titles
    }

    fn authors(&self) -> Vec<String> {
        let mut authors = self.all(
            &["author"],
            ".h-entry .p-author",
            &["author", "dc.creator", "article:author"],
        );
        authors.retain(|author| !author.starts_with("http"));
        authors
    }

    fn tags(&self) -> Vec<String> {
        let tags = self.all(&["keywords"], ".h-entry .p-category", &["article:tag"]);
        if !tags.is_empty() {
            // JSON-LD has them as a list, or as one text.
            return tags
                .iter()
                .flat_map(|tags| tags.split(','))
                .map(|tag| tag.trim().to_owned())
                .collect();
        }
        let keywords = self.metas(&["keywords"]);
        keywords
            .iter()
            .flat_map(|words| words.split(','))
            .map(|word| word.trim().to_owned())
            .collect()
    }

    fn language(&self) -> Vec<String> {
        let mut languages = self.json(&["inLanguage"]);
        languages.extend(
            selected(self.tree, "html[lang]")
                .into_iter()
                .filter_map(|html| html.attribute("lang"))
                .map(str::to_owned),
        );
        languages.extend(self.metas(&["og:locale"]).into_iter().map(|tag| tag.replace('_', "-")));
        languages
    }

    /// What the first of these that says anything says: JSON-LD, microformats, `meta`.
    fn all(&self, keys: &[&str], class: &str, metas: &[&str]) -> Vec<String> {
        let of_json = self.json(keys);
        if !of_json.is_empty() {
            return of_json;
        }
        let of_elements = if class.is_empty() { Vec::new() } else { self.elements(class) };
        if of_elements.is_empty() { self.metas(metas) } else { of_elements }
    }

    fn first(&self, keys: &[&str], class: &str, metas: &[&str]) -> Vec<String> {
        let mut all = self.all(keys, class, metas);
        all.truncate(1);
        all
    }

    fn json(&self, keys: &[&str]) -> Vec<String> {
        let Some(article) = &self.json else { return Vec::new() };
        keys.iter()
            .map(|key| texts(&article[*key]))
            .find(|texts| !texts.is_empty())
            .unwrap_or_default()
    }

    /// What elements say: an attribute that is for machines, else their text.
    fn elements(&self, selector: &str) -> Vec<String> {
        let value = |element: Element<'_>| {
            let attribute =
                ["datetime", "content", "src"].iter().find_map(|name| element.attribute(name));
            attribute.map_or_else(|| element.node().text_content(), str::to_owned)
        };
        selected(self.tree, selector).into_iter().map(value).collect()
    }

    fn metas(&self, names: &[&str]) -> Vec<String> {
        let metas = selected(self.tree, "meta[content]");
        let of = |name: &str| -> Vec<String> {
            let is_named = |meta: &&Element<'_>| {
                let own = meta.attribute("property").or_else(|| meta.attribute("name"));
                own.is_some_and(|own| own.eq_ignore_ascii_case(name))
            };
            metas
                .iter()
                .filter(is_named)
                .filter_map(|meta| meta.attribute("content"))
                .map(str::to_owned)
                .collect()
        };
        names.iter().map(|name| of(name)).find(|values| !values.is_empty()).unwrap_or_default()
    }
}

/// The texts of a value of JSON-LD: of an object its name or address.
fn texts(value: &Json) -> Vec<String> {
    match value {
        Json::String(text) => vec![text.clone()],
        Json::Array(items) => items.iter().flat_map(texts).collect(),
        Json::Object(object) => ["name", "url", "contentUrl", "@value"]
            .iter()
            .filter_map(|key| object.get(*key))
            .map(texts)
            .find(|texts| !texts.is_empty())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The article that a page declares in JSON-LD (schema.org `Article` and what is one); of several the
/// one at the address of the page.
fn article(tree: &Tree, address: &Url) -> Option<Json> {
    let mut nodes = Vec::new();
    for script in selected(tree, "script[type='application/ld+json' i]") {
        if let Ok(json) = serde_json::from_str(&script.node().text_content()) {
            flatten(json, &mut nodes);
        }
    }
    let is_article = |node: &&Json| {
        texts(&node["@type"])
            .iter()
            .any(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"))
    };
    let is_here = |node: &&Json| {
        ["url", "@id", "mainEntityOfPage"].iter().any(|key| {
            let value = &node[*key];
            let url = value.as_str().or_else(|| value["@id"].as_str());
            url.and_then(|url| address.join(url).ok()).is_some_and(|mut url| {
                url.set_fragment(None);
                url == *address
            })
        })
    };
    let articles: Vec<&Json> = nodes.iter().filter(is_article).collect();
    let mut article = match articles.as_slice() {
        [only] => (*only).clone(),
        several => {
            let mut here = several.iter().copied().filter(is_here);
            here.next().filter(|_| here.next().is_none())?.clone()
        }
    };
    // Objects may be named by an id, and be elsewhere in the graph.
    for key in ["author", "image"] {
        resolve(&mut article[key], &nodes);
    }
    Some(article)
}

fn resolve(value: &mut Json, nodes: &[Json]) {
    if let Json::Array(items) = value {
        for item in items {
            resolve(item, nodes);
        }
    } else if value.get("name").is_none() && value.get("url").is_none() {
        let id = value["@id"].as_str();
        if let Some(node) = id.and_then(|id| nodes.iter().find(|node| node["@id"] == id)) {
            *value = node.clone();
        }
    }
}

/// The objects of a document of JSON-LD, those of lists and graphs among them.
fn flatten(json: Json, nodes: &mut Vec<Json>) {
    match json {
        Json::Array(items) => items.into_iter().for_each(|item| flatten(item, nodes)),
        Json::Object(mut object) => {
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = object.remove(key) {
                    flatten(inner, nodes);
                }
            }
            nodes.push(Json::Object(object));
        }
        _ => {}
    }
}
