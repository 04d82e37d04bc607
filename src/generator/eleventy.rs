//! Eleventy. Its settings are a program, of which the input folder is read.

use std::fmt::Write as _;
use std::path::Path;

use super::settings::{Found, exclusion, program};
use super::{OwnFeeds, Page, Profile, Subject, script};
use crate::config::file::{File, OneOrMany};
use crate::config::{Defaults, Engine, Field, Placeholder};
use crate::model::{Format, Key, Mapping, Node, Scalar, Value, slug};
use crate::problem::{Problem, Problems};
use crate::syntax::{Fragment, Limits, json, yaml};

pub(super) const PROFILE: Profile = Profile {
    name: "eleventy",
    title: "Eleventy",
    output: "_site",
    read_settings,
    hint_files: &[
        "_data/site.json",
        "_data/metadata.json",
        "_data/meta.json",
        "_data/site.js",
        "_data/metadata.js",
        "_data/meta.js",
        "src/_data/site.json",
        "src/_data/metadata.json",
        "src/_data/meta.json",
        "src/_data/site.js",
        "src/_data/metadata.js",
        "src/_data/meta.js",
    ],
    inherit: Some(directory_data),
    date_outside,
    inherits_layouts: true,
    static_folder: |_| "public",
    passes_over,
    page,
    permalink: Some("/:path:slug/"),
    word,
    tidy: |path, _| match path.strip_suffix("index/") {
        Some(folder) if folder.ends_with('/') => folder.to_owned(),
        _ => path,
    },
    keys: &[(Field::Permalink, &["eleventyComputed.permalink", "permalink"])],
    has_untitled_articles: true,
    engine: if cfg!(feature = "liquid") { Engine::Liquid } else { Engine::Any },
    spreads_data: true,
    has_ruby_slugify: false,
    own_feeds: Some(|_| {
        OwnFeeds::at(
            &[(Format::Atom, "/feed/feed.xml")],
            "_site",
            "take its feed out of the configuration",
        )
    }),
    ..Profile::DEFAULT
};

const FILES: [&str; 6] = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
    "eleventy.config.mts",
];

/// What stands for a permalink that a program makes.
pub(crate) const PROGRAM: &str = "{{ a program }}";

/// The input folder: `dir.input` of the configuration, `--input` in the scripts of `package.json`.
fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let Some((path, configuration)) = program(site, &FILES)? else { return Ok(None) };
    let package = program(site, &["package.json"])?.map(|(_, text)| text).unwrap_or_default();
    let input = input(&configuration, &package);
    let lists = [".eleventyignore", &format!("{input}/.eleventyignore")]
        .map(|name| program(site, &[name]).map(|found| found.map(|(_, text)| text)));
    let [at_top, in_input] = lists;
    let mut ignored: Vec<String> = Vec::new();
    for (list, folder) in [(at_top?, input.as_str()), (in_input?.filter(|_| input != "."), ".")] {
        let lines = list.iter().flat_map(|list| list.lines()).map(str::trim);
        let entries = lines.filter(|line| !line.is_empty() && !line.starts_with(['#', '!']));
        ignored.extend(entries.flat_map(|entry| exclusion(entry, folder)));
    }
    let calls = configuration.match_indices("ignores.add(").filter_map(|(at, call)| {
        script::quoted(configuration.get(at + call.len()..)?.trim_start())
    });
    ignored.extend(calls.flat_map(|entry| exclusion(&entry, &input)));
    let file = File {
        exclude: OneOrMany::Many(ignored),
        content: Some(input),
        includes: script::text_at(&configuration, &["dir", "includes"]),
        ..File::default()
    };
    let output = script::text_at(&configuration, &["dir", "output"]);
    Ok(Some(Found { output, ..Found::of(path, file) }))
}

fn input(configuration: &str, package: &str) -> String {
    let argument = || {
        let (_, command) = package.split_once("--input")?;
        let value = command.trim_start_matches(['=', ' ', '\\', '"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\\' | '\''));
        Some(value[..end?].to_owned())
    };
    let set = || {
        let (_, value) = configuration.split_once("setInputDirectory(")?;
        script::quoted(value.trim_start())
    };
    let folder =
        argument().or_else(|| script::text_at(configuration, &["dir", "input"])).or_else(set);
    let folder = folder.unwrap_or_default();
    match folder.trim_start_matches("./").trim_matches('/') {
        "" => ".".to_owned(),
        folder => folder.to_owned(),
    }
}

/// The folders of layouts, of data and of what is built, as they are called where nothing else is set.
fn passes_over(path: &str) -> Option<&'static str> {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let is_own = |folder: &str| matches!(folder, "_includes" | "_layouts" | "_data" | "_site");
    folders.split('/').any(is_own).then_some("Eleventy has no pages in `_includes` and `_data`")
}

fn page(page: &Page<'_>) -> Option<&'static str> {
    if page.says(Field::Permalink, "false") || page.says(Field::Excluded, "true") {
        return Some("its front matter keeps Eleventy from publishing it");
    }
    page.undated()
}

/// Names stay as they are, dates too. A file that has the name of its folder stands for it.
fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let (folders, name) = stem(subject.path);
    let is_index = folders.rsplit('/').next() == Some(name);
    match placeholder {
        Placeholder::Slug if is_index => "index".to_owned(),
        Placeholder::Slug => name.to_owned(),
        other => match (other, folders) {
            (Placeholder::Path, "") => String::new(),
            (Placeholder::Path, folders) => format!("{folders}/"),
            _ => subject.word(other),
        },
    }
}

/// The folders and the name of a path without its extension.
fn stem(path: &str) -> (&str, &str) {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.rsplit_once('/').unwrap_or(("", stem))
}

/// A name without the date that begins it.
fn without_date(name: &str) -> &str {
    let bytes = name.as_bytes();
    let is_dated = bytes.len() > 11
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && bytes[10] == b'-';
    if is_dated { &name[11..] } else { name }
}

/// `posts/posts.json` and `posts/posts.11tydata.*` for a folder, `post.11tydata.*` and `post.json`
/// for one file. The tags of a folder are a collection, and no tags of its articles.
fn directory_data(path: &str, whole: &dyn Fn() -> Option<Fragment>) -> Option<Vec<Defaults>> {
    let (stem, extension) = path.rsplit_once('.')?;
    let is_program = matches!(extension, "js" | "cjs" | "mjs");
    let is_yaml = matches!(extension, "yaml" | "yml");
    let data = stem.strip_suffix(".11tydata");
    if !((is_program || is_yaml) && data.is_some() || extension == "json") {
        return None;
    }
    let stem = data.unwrap_or(stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let fragment = whole()?;
    // The data of the whole input are called like its folder, which is above `path`.
    let of_folder = fragment.file.path.rsplit('/').nth(1) == Some(name);
    let path = match (of_folder, folder) {
        (true, "") => String::new(),
        (true, folder) => format!("{folder}/"),
        (false, _) => format!("{stem}."),
    };
    let node = if is_program {
        let entries = literals(&fragment);
        Node { value: Value::Mapping(entries), span: fragment.span(0..0) }
    } else if is_yaml {
        yaml::read(&fragment, Limits::default(), &mut Problems::new()).ok()?
    } else {
        json::read(&fragment, Limits::default(), &mut Problems::new()).ok()?
    };
    let Value::Mapping(entries) = node.value else { return None };
    // A date from outside that all of the input has is that of pages; an article has its own.
    let is_outside =
        |node: &Node| node.as_scalar().is_some_and(|scalar| date_outside(&scalar.text).is_some());
    let is_kept = |(key, node): &(Key, Node)| match key.name.as_str() {
        "tags" => !of_folder,
        "date" => !(path.is_empty() && is_outside(node)),
        _ => true,
    };
    let entries: Mapping = entries.into_iter().filter(is_kept).collect();
    let values = Node { value: Value::Mapping(entries), span: node.span };
    Some(vec![Defaults { path, section: None, language: None, values }])
}

/// The source of a date that is not in the content (<https://www.11ty.dev/docs/dates/>).
fn date_outside(words: &str) -> Option<&'static str> {
    match words.to_ascii_lowercase().as_str() {
        "last modified" => Some("when the file was last modified"),
        "created" => Some("when the file was created"),
        "git last modified" => Some("of the last commit to the file"),
        "git created" => Some("of the first commit of the file"),
        _ => None,
    }
}

/// What a program hands down, as far as it is written out. Of a permalink that it makes, the
/// template that it answers with; else [`PROGRAM`].
fn literals(fragment: &Fragment) -> Mapping {
    let program = fragment.as_str();
    let mut mapping = Mapping::new();
    let mut put = |name: &str, text: String, plain, at: usize, length: usize| {
        let span = fragment.span(at..at + length);
        let key = Key { name: name.to_owned(), span: span.clone() };
        mapping.push((key, Node { value: Value::Scalar(Scalar { text, plain }), span }));
    };
    let mut has_permalink = false;
    for entry in script::entries(program) {
        let at = program.len() - entry.value.len();
        let length = entry.value.lines().next().unwrap_or_default().trim_end().len();
        let word = ["true", "false"].into_iter().find(|word| entry.value.starts_with(word));
        match entry.path.as_slice() {
            ["permalink"] | ["eleventyComputed", "permalink"] => {
                let template = script::quoted(entry.value)
                    .or_else(|| word.map(str::to_owned))
                    .or_else(|| answered(entry.value));
                let template = template.unwrap_or_else(|| PROGRAM.to_owned());
                put("permalink", template, true, at, length);
                has_permalink = true;
            }
            [name] => match (script::quoted(entry.value), word) {
                (Some(text), _) => put(name, text, false, at, length),
                (None, Some(word)) => put(name, word.to_owned(), true, at, length),
                (None, None) => {}
            },
            _ => {}
        }
    }
    if let Some(at) = program.find("permalink").filter(|_| !has_permalink) {
        put("permalink", PROGRAM.to_owned(), true, at, "permalink".len());
    }
    mapping
}

/// The template that a function does nothing but answer with, in the notation of Liquid:
/// an arrow function, or one that has a `return` alone.
fn answered(function: &str) -> Option<String> {
    let arrow = function.split_once("=>").map(|(_, body)| body.trim_start());
    let body = match (function.starts_with("function"), arrow) {
        (false, Some(body)) if !body.starts_with('{') => body,
        (false, Some(body)) => body.strip_prefix('{')?.trim_start().strip_prefix("return")?,
        _ => {
            let (_, body) = function.strip_prefix("function")?.split_once(')')?;
            body.trim_start().strip_prefix('{')?.trim_start().strip_prefix("return")?
        }
    };
    let (template, rest) = body.trim_start().strip_prefix('`')?.split_once('`')?;
    if !rest.trim_start().starts_with([';', '}', ',', ')']) {
        return None;
    }
    let mut liquid = String::new();
    let mut left = template;
    while let Some((before, after)) = left.split_once("${") {
        let (expression, after) = after.split_once('}')?;
        let expression = expression.trim();
        let expression = expression.strip_prefix("data.").unwrap_or(expression);
        let is_name = expression.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_');
        if !is_name {
            return None;
        }
        // Writing to a string cannot fail.
        let _ = write!(liquid, "{before}{{{{ {expression} }}}}");
        left = after;
    }
    Some(liquid + left)
}

/// A permalink with what stands in `{{ … }}` filled in; nothing if one of them is not known.
pub(crate) fn computed(written: &str, subject: &Subject<'_>) -> Option<String> {
    let mut path = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, after) = after.split_once("}}")?;
        path.push_str(before);
        path.push_str(&value(inside.trim_matches('-').trim(), subject)?);
        rest = after;
    }
    path.push_str(rest);
    let path = path.strip_suffix("index.html").unwrap_or(&path);
    (!path.contains("{%")).then(|| format!("/{}", path.trim_start_matches('/')))
}

/// A value and its filters.
fn value(inside: &str, subject: &Subject<'_>) -> Option<String> {
    let mut parts = inside.split('|').map(str::trim);
    let (folders, name) = stem(subject.path);
    let name = without_date(name);
    let mut value = match parts.next()? {
        "page.fileSlug" if name == "index" => {
            without_date(folders.rsplit('/').next().unwrap_or_default()).to_owned()
        }
        "page.fileSlug" => name.to_owned(),
        "page.filePathStem" if folders.is_empty() => format!("/{name}"),
        "page.filePathStem" => format!("/{folders}/{name}"),
        "title" => subject.title.to_owned(),
        "slug" => subject.slug?.to_owned(),
        "page.date" | "date" => {
            let format = parts.next()?.strip_prefix("date")?.trim_start_matches([':', '(', ' ']);
            let format = format.trim_end_matches(')').trim().trim_matches(['"', '\'']);
            let known = format.split('%').skip(1).all(|part| {
                part.starts_with(['Y', 'm', 'd', 'H', 'M', 'S', 'y', 'j', '-', 'b', 'B'])
            });
            let mut date = String::new();
            // `%-Q` is no directive, which shows when it is written.
            write!(date, "{}", subject.local.format(format)).ok().filter(|()| known)?;
            date
        }
        _ => return None,
    };
    for filter in parts {
        value = match filter {
            "slug" | "slugify" => slug(&value),
            "downcase" | "lower" => value.to_lowercase(),
            "url" => value,
            _ => return None,
        };
    }
    Some(value)
}
