//! Hugo's `hugo.toml`, `hugo.yaml`, `config.*` and `config/_default/`.

use std::collections::BTreeMap;
use std::path::Path;

use super::cascade::targeted;
use super::permalinks::sections;
use super::{ignore, languages};
use crate::config::Defaults;
use crate::config::file::{Author, Dates, Feeds, File, Markdown, OneOrMany, UglyName, Urls};
use crate::generator::OwnFeeds;
use crate::generator::settings::{
    Found, Left, entries_of, first, flag, instead_of_tags, items, left_taxonomies, limit, text,
    told, unclear,
};
use crate::model::{Format, Key, Node, Scalar, Value};
use crate::problem::Problem;

const FILES: [&str; 14] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.yml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/config.yml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];

/// Hugo's settings of the site in this folder. Nothing if there are none.
pub(super) fn read(site: &Path) -> Result<Option<Found>, Problem> {
    let Some((path, tree)) = first(site, &FILES)? else { return Ok(None) };
    let parts = parts(site, &path)?;
    let params = parts.iter().find(|(keys, _)| matches!(&keys[..], [key] if key == "params"));
    let variables = match params {
        Some((_, params)) => Some(params.clone()),
        None => tree.get_in_any_case("params").cloned(),
    };
    let defaults = cascade(&tree, &parts);
    let mut unclear = Vec::new();
    let file = file(site, &with_small_keys(&tree, &parts), &mut unclear);
    let output = text(&small_keys(&tree, 1), &["publishdir"]);
    let left = left(&tree);
    Ok(Some(Found { path, file, output, defaults, variables, unclear, left }))
}

/// The other files of Hugo's configuration, in the order in which they count, each with the key whose
/// value it holds: `params.toml`, `params.fr.toml` (of one language), `languages.fr.toml`. What
/// `config/production` says is said of the published site.
fn parts(site: &Path, found: &str) -> Result<Vec<(Vec<String>, Node)>, Problem> {
    let mut parts = Vec::new();
    for folder in ["config/_default", "config/production"] {
        let Ok(files) = std::fs::read_dir(site.join(folder)) else { continue };
        let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.map(|name| format!("{folder}/{name}")).collect();
        names.sort();
        for name in names.iter().filter(|name| *name != found) {
            let Some(keys) = keys_of(&name[folder.len() + 1..]) else { continue };
            parts.extend(first(site, &[name.as_str()])?.map(|(_, tree)| (keys, tree)));
        }
    }
    Ok(parts)
}

/// The key that a file of Hugo's configuration holds the value of. Menus are in no feed.
fn keys_of(name: &str) -> Option<Vec<String>> {
    let (stem, kind) = name.rsplit_once('.')?;
    let (key, language) = stem.split_once('.').map_or((stem, None), |(key, tag)| (key, Some(tag)));
    if !["toml", "yaml", "yml", "json"].contains(&kind) || key.starts_with("menu") {
        return None;
    }
    let mut keys = Vec::new();
    if let Some(tag) = language {
        keys.extend(["languages".to_owned(), tag.to_lowercase()]);
    }
    if !(["hugo", "config"].contains(&key) || (key == "languages" && language.is_some())) {
        keys.push(key.to_lowercase());
    }
    Some(keys)
}

/// The settings that a tree with small keys stands for; `problems` gets what is not known.
fn file(site: &Path, tree: &Node, problems: &mut Vec<Problem>) -> File {
    let default_language = text(tree, &["defaultcontentlanguage"]);
    let language = |key: &str| {
        let tag = default_language.as_deref().unwrap_or("en");
        text(tree, &["languages", tag, key])
    };
    let own = |key: &str| text(tree, &[key]).or_else(|| language(key));
    let mut file = File {
        title: own("title"),
        base_url: own("baseurl"),
        timezone: own("timezone"),
        description: text(tree, &["params", "description"])
            .or_else(|| language("description"))
            .or_else(|| {
                text(tree, &["languages", default_language.as_deref()?, "params", "description"])
            }),
        language: text(tree, &["languagecode"])
            .or_else(|| text(tree, &["locale"]))
            .or_else(|| language("languagecode"))
            .or_else(|| default_language.clone()),
        authors: text(tree, &["params", "author", "name"])
            .or_else(|| text(tree, &["params", "author"]))
            .or_else(|| text(tree, &["author", "name"]))
            .map_or_else(OneOrMany::default, |name| OneOrMany::One(Author::Name(name))),
        content: text(tree, &["contentdir"]),
        dates: Dates { future: flag(tree, &["buildfuture"]), ..Dates::default() },
        feeds: Feeds {
            limit: limit(tree, &["services", "rss", "limit"])
                .or_else(|| limit(tree, &["rsslimit"])),
            ..Feeds::default()
        },
        markdown: markdown(tree),
        urls: Urls {
            ugly: ugly(tree),
            keep_case: flag(tree, &["disablepathtolower"]),
            remove_accents: flag(tree, &["removepathaccents"]),
            ..Urls::default()
        },
        ..File::default()
    };
    let default_language = default_language.unwrap_or_else(|| "en".to_owned()).to_lowercase();
    languages::read(site, tree, &default_language, &mut file, problems);
    file.sections = sections(tree, problems);
    let content = file.content.as_deref().unwrap_or("content");
    let mut excluded = std::mem::take(&mut file.exclude).into_vec();
    for node in items(tree, "ignorefiles") {
        let expression = node.as_scalar().map_or("", |scalar| scalar.text.trim());
        if let Some(patterns) = ignore::patterns(expression, content) {
            excluded.extend(patterns);
        } else {
            let message = format!("`ignoreFiles` has `{expression}`, which is not known here");
            problems.push(unclear(node, message));
        }
    }
    file.exclude = OneOrMany::Many(excluded);
    file.fields = fields(tree);
    file
}

/// The keys of dates and terms that the site has of its own.
fn fields(tree: &Node) -> BTreeMap<String, OneOrMany<String>> {
    let mut fields = BTreeMap::new();
    for (field, key) in [
        ("date", "date"),
        ("released", "publishdate"),
        ("updated", "lastmod"),
        ("expires", "expirydate"),
    ] {
        let keys = tree.get("frontmatter").map(|node| items(node, key)).unwrap_or_default();
        let keys = keys.iter().filter_map(Node::as_scalar).map(|key| key.text.clone());
        let own = keys.take_while(|key| key != ":default").filter(|key| !key.starts_with(':'));
        let own: Vec<String> = own.collect();
        if !own.is_empty() {
            fields.insert(field.to_owned(), OneOrMany::Many(own));
        }
    }
    for (field, singular) in [("tags", "tag"), ("categories", "category")] {
        let keys = text(tree, &["taxonomies", singular]).filter(|plural| plural != field);
        fields.extend(keys.map(|plural| (field.to_owned(), OneOrMany::One(plural))));
    }
    if let Some(instead) = instead_of_tags(&taxonomies(tree)) {
        let keys = ["tags".to_owned(), instead.clone()];
        fields.insert("tags".to_owned(), OneOrMany::Many(keys.into()));
    }
    fields
}

/// Where pages are files: everywhere, or in the sections that a mapping names.
fn ugly(tree: &Node) -> Option<UglyName> {
    let node = tree.get("uglyurls")?;
    if let Some(flag) = node.as_scalar().and_then(Scalar::as_bool) {
        return Some(UglyName::All(flag));
    }
    let is_true = |node: &Node| node.as_scalar().and_then(Scalar::as_bool) == Some(true);
    let sections = entries_of(node).filter(|(_, node)| is_true(node));
    Some(UglyName::Sections(sections.map(|(name, _)| name.to_lowercase()).collect()))
}

/// What the configuration hands down to every page, or to those that its `target` says.
fn cascade(tree: &Node, parts: &[(Vec<String>, Node)]) -> Vec<Defaults> {
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
        emoji: flag(tree, &["enableemoji"]),
        autolinks: found(&["markup", "goldmark", "extensions", "linkify"])
            .map(|node| !is(node, false)),
        ..Markdown::default()
    }
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
            let span = part.span.clone();
            let part = Node { value, span: part.span };
            let at = mapping.iter().position(|(key, _)| key.name == *first).unwrap_or_else(|| {
                let empty = Node { value: Value::Mapping(Vec::new()), span: span.clone() };
                mapping.push((Key { name: first.clone(), span: span.clone() }, empty));
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

/// The names of the taxonomies in front matter: the tags and the categories by our names.
fn taxonomies(tree: &Node) -> Vec<String> {
    let taxonomies = tree.get_in_any_case("taxonomies").into_iter().flat_map(entries_of);
    let name = |(singular, plural): (&str, &Node)| match singular {
        "tag" => Some("tags".to_owned()),
        "category" => Some("categories".to_owned()),
        _ => plural.as_scalar().map(|plural| plural.text.clone()),
    };
    taxonomies.filter_map(name).collect()
}

/// The feeds that Hugo makes: of the site, of each section, category and tag.
pub(super) fn own_feeds(tree: Option<&Node>) -> OwnFeeds {
    let tree = tree.map(|tree| small_keys(tree, 3));
    let said = |keys: &[&str]| tree.as_ref().and_then(|tree| text(tree, keys));
    let base = said(&["outputformats", "rss", "basename"]).unwrap_or_else(|| "index".to_owned());
    let output = said(&["publishdir"]).unwrap_or_else(|| "public".to_owned());
    let folder = |singular: &str, plural: &str| {
        said(&["taxonomies", singular]).unwrap_or_else(|| plural.to_owned())
    };
    OwnFeeds {
        places: vec![
            ("sections", "/:slug/".to_owned()),
            ("categories", format!("/{}/:slug/", folder("category", "categories"))),
            ("tags", format!("/{}/:slug/", folder("tag", "tags"))),
        ],
        ..OwnFeeds::at(
            &[(Format::Rss, &format!("/{base}.xml"))],
            output.trim_end_matches('/'),
            "set `disableKinds = ['rss']`",
        )
    }
}

/// What Hugo is told that feeds could be made by.
fn left(tree: &Node) -> Vec<Left> {
    let mut left = told(
        tree,
        &[
            ("params.mainSections", "make a feed of them under `named`, by `filter: {path: …}`"),
            ("markup.goldmark.extensions", "see `markdown` for what can be turned on and off"),
        ],
    );
    left.extend(left_taxonomies(&taxonomies(tree)));
    left
}
