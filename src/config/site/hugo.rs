//! Hugo's `hugo.toml`, `hugo.yaml`, `config.*` and `config/_default/`.

use super::inherited::targeted;
use super::{Left, number, text, told};
use crate::config::file::{Author, Dates, Feeds, File, Markdown, OneOrMany, Section, Urls};
use crate::config::{Defaults, Generator};
use crate::model::{Key, Node, Scalar, Value};

/// `parts` are the other files, each with the key, in its levels, whose value it holds.
pub(super) fn file(tree: &Node, parts: &[(Vec<String>, Node)]) -> File {
    let tree = with_small_keys(tree, parts);
    let default_language = text(&tree, &["defaultcontentlanguage"]);
    let language = |key: &str| {
        let tag = default_language.as_deref().unwrap_or("en");
        text(&tree, &["languages", tag, key])
    };
    let own = |key: &str| text(&tree, &[key]).or_else(|| language(key));
    let mut file = File {
        generator: Some(Generator::Hugo),
        title: own("title"),
        base_url: own("baseurl"),
        timezone: own("timezone"),
        description: text(&tree, &["params", "description"])
            .or_else(|| language("description"))
            .or_else(|| {
                text(&tree, &["languages", default_language.as_deref()?, "params", "description"])
            }),
        language: text(&tree, &["languagecode"])
            .or_else(|| text(&tree, &["locale"]))
            .or_else(|| language("languagecode"))
            .or_else(|| default_language.clone()),
        authors: text(&tree, &["params", "author", "name"])
            .or_else(|| text(&tree, &["params", "author"]))
            .or_else(|| text(&tree, &["author", "name"]))
            .map_or_else(OneOrMany::default, |name| OneOrMany::One(Author::Name(name))),
        content: own("contentdir"),
        dates: Dates { future: super::flag(&tree, &["buildfuture"]), ..Dates::default() },
        feeds: Feeds { limit: number(&tree, &["services", "rss", "limit"]), ..Feeds::default() },
        markdown: markdown(&tree),
        urls: Urls {
            ugly: super::flag(&tree, &["uglyurls"]),
            keep_case: super::flag(&tree, &["disablepathtolower"]),
            remove_accents: super::flag(&tree, &["removepathaccents"]),
            ..Urls::default()
        },
        ..File::default()
    };
    languages(&tree, default_language.as_deref().unwrap_or("en"), &mut file);
    let pages = tree.get("permalinks").and_then(|permalinks| permalinks.get("page"));
    for permalinks in [tree.get("permalinks"), pages].into_iter().flatten() {
        let Value::Mapping(mapping) = &permalinks.value else { continue };
        for (section, pattern) in mapping {
            let Some(pattern) = pattern.as_scalar() else { continue };
            let pattern = format!("/{}", pattern.text.trim_start_matches('/'));
            if section.name.trim_matches([' ', '/']).is_empty() {
                file.permalink = Some(pattern);
                continue;
            }
            let path = OneOrMany::One(format!("{}/**", section.name.trim_matches('/')));
            let section_of = Section { path, permalink: Some(pattern), title: None };
            file.sections.insert(section.name.clone(), section_of);
        }
    }
    let own_terms: Vec<String> = super::entries(&tree, "taxonomies")
        .filter_map(|(_, plural)| plural.as_scalar())
        .map(|plural| plural.text.clone())
        .filter(|plural| !["categories", "tags", "authors", "series"].contains(&plural.as_str()))
        .collect();
    if !own_terms.is_empty() {
        file.fields.insert("tags".to_owned(), OneOrMany::Many(own_terms));
    }
    file
}

/// What the configuration hands down to every page, or to those that its `target` says.
pub(super) fn cascade(tree: &Node, parts: &[(Vec<String>, Node)]) -> Vec<Defaults> {
    let part = parts.iter().find(|(keys, _)| matches!(&keys[..], [key] if key == "cascade"));
    match part.map(|(_, node)| node).or_else(|| tree.get_in_any_case("cascade")) {
        Some(Node { value: Value::List(items), .. }) => {
            items.iter().flat_map(|values| targeted(values, "")).collect()
        }
        Some(values) => targeted(values, ""),
        None => Vec::new(),
    }
}

fn markdown(tree: &Node) -> Markdown {
    let found = |keys: &[&str]| keys.iter().try_fold(tree, |node, key| node.get_in_any_case(key));
    let is = |node: &Node, value| node.as_scalar().and_then(Scalar::as_bool) == Some(value);
    // Older versions wrote `typographer: false`.
    let typographer = found(&["markup", "goldmark", "extensions", "typographer"]);
    let is_plain = typographer.is_some_and(|node| {
        is(node, false) || node.get("disable").is_some_and(|node| is(node, true))
    });
    let wraps = found(&["markup", "goldmark", "renderer", "hardWraps"]);
    Markdown {
        smart_punctuation: is_plain.then_some(false),
        hard_breaks: wraps.map(|node| is(node, true)),
        emoji: super::flag(tree, &["enableemoji"]),
        ..Markdown::default()
    }
}

/// The languages whose content has a folder of its own, relative to that of the first.
fn languages(tree: &Node, default: &str, file: &mut File) {
    let folders: Vec<(&str, String)> = super::entries(tree, "languages")
        .filter_map(|(tag, language)| Some((tag, text(language, &["contentdir"])?)))
        .collect();
    if folders.is_empty() {
        // Languages are told apart by `name.fr.md`.
        for (tag, _) in super::entries(tree, "languages") {
            file.languages.insert(tag.to_owned(), String::new());
        }
    }
    let Some((_, first)) = folders.iter().find(|(tag, _)| *tag == default) else { return };
    let Some((parent, _)) = first.rsplit_once('/') else { return };
    for (tag, folder) in &folders {
        if let Some(below) = folder.strip_prefix(parent) {
            file.languages.insert((*tag).to_owned(), below.trim_matches('/').to_owned());
        }
    }
    file.content = Some(parent.to_owned());
    file.language.get_or_insert_with(|| default.to_owned());
}

/// Hugo knows its own keys in any case; those of people's own making keep theirs.
fn with_small_keys(tree: &Node, parts: &[(Vec<String>, Node)]) -> Node {
    let mut tree = small_keys(tree, 3);
    for (keys, part) in parts {
        let part = small_keys(part, 3_usize.saturating_sub(keys.len()));
        put(&mut tree, keys, part);
    }
    tree
}

/// Puts `part` where `keys` lead to, over what is there.
fn put(tree: &mut Node, keys: &[String], part: Node) {
    match (&mut tree.value, keys, part.value) {
        (Value::Mapping(mapping), [first, rest @ ..], value) => {
            let part = Node { value, span: part.span };
            let at = mapping.iter().position(|(key, _)| key.name == *first).unwrap_or_else(|| {
                let empty = Node { value: Value::Mapping(Vec::new()), span: 0..0 };
                mapping.push((Key { name: first.clone(), span: 0..0 }, empty));
                mapping.len() - 1
            });
            put(&mut mapping[at].1, rest, part);
        }
        (Value::Mapping(_), [], Value::Mapping(entries)) => {
            for (key, node) in entries {
                put(tree, &[key.name], node);
            }
        }
        (value, _, other) => *value = other,
    }
}

fn small_keys(node: &Node, depth: usize) -> Node {
    let value = match &node.value {
        Value::Mapping(mapping) if depth > 0 => Value::Mapping(
            mapping
                .iter()
                .map(|(key, node)| {
                    let name = key.name.to_lowercase();
                    (Key { name, span: key.span.clone() }, small_keys(node, depth - 1))
                })
                .collect(),
        ),
        other => other.clone(),
    };
    Node { value, span: node.span.clone() }
}

/// What Hugo is told that feeds could be made by.
pub(super) fn left(tree: &Node) -> Vec<Left> {
    told(
        tree,
        &[
            ("outputFormats.RSS", "name the old address under `feeds: {redirects: {…: rss.xml}}`"),
            ("params.mainSections", "make a feed of them under `named`, by `filter: {path: …}`"),
            ("frontmatter.date", "name the keys of the date under `fields: {date: […]}`"),
            ("ignoreFiles", "name what is to be read under `include`"),
            (
                "module.mounts",
                "name other content folders with `content`, other files with `static`",
            ),
            ("markup.goldmark.extensions", "see `markdown` for what can be turned on and off"),
        ],
    )
}
