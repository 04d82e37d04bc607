//! From the file as it is written to decisions that hold together.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::de::Deserialize;
use url::Url;

use super::file::{self, Author, Condition, File, Offset, OneOrMany, SeverityName};
use super::parts::{self, aliases, languages};
use super::site::{self, Found};
use super::{
    Config, Content, Engine, FILE_NAME, Field, FieldPath, Fields, Filter, Generator, LARGEST,
    Markdown, Pages, Pattern, PermalinkPattern, Site, Split, Templates, Terms,
};
use crate::disk;
use crate::model::{ChangeKind, Node, Person, Span, Value, slug};
use crate::problem::{Code, Place, Problem, Problems, Severity};
use crate::syntax::{Fragment, Limits, yaml};

/// Reads the text of `feedmill.yaml` alone; `path` is what messages call it.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn parse(path: &str, text: &str) -> Result<Config, Problems> {
    resolve(path, text, |_| Ok(None))
}

/// The configuration of the site in a folder: `feedmill.yaml`, and that of the site's generator
/// where there is no such file or where it names the generator.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn load(folder: &Path) -> Result<Config, Problems> {
    match disk::read_text(&folder.join(FILE_NAME), LARGEST) {
        Ok(text) => resolve(FILE_NAME, &text, |generator| match generator {
            Some(_) => site::find(folder, generator),
            None => Ok(None),
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let found = site::find(folder, None)?.ok_or_else(|| missing(folder))?;
            let path = found.path.clone();
            resolve(&path, "", |_| Ok(Some(found)))
        }
        Err(error) => Err(Problem::new(Code::ConfigMissing, format!("cannot be read: {error}"))
            .at(Place::of_file(FILE_NAME))
            .into()),
    }
}

fn missing(folder: &Path) -> Problem {
    Problem::new(Code::ConfigMissing, "there is no configuration")
        .at(Place::of_file(&folder.join(FILE_NAME).to_string_lossy()))
        .help("write a file feedmill.yaml with `title`, `base_url` and `timezone`, or name the site's folder with `--site DIR`")
}

fn resolve(
    path: &str,
    text: &str,
    site: impl FnOnce(Option<Generator>) -> Result<Option<Found>, Problem>,
) -> Result<Config, Problems> {
    let fragment = Fragment::whole(path, text);
    let mut problems = Problems::new();
    let tree = yaml::read(&fragment, Limits::default(), &mut problems)?;
    let mut loader = Loader { fragment, tree, problems, site: None };
    let mut file = loader.file()?;
    if let Some(found) = site(file.generator)? {
        loader.site = Some(found.path);
        file = file.or(found.file);
    }
    let config = loader.config(file);
    match config {
        Some(config) if loader.problems.errors() == 0 => Ok(config),
        _ => Err(loader.problems),
    }
}

pub(super) struct Loader<'a> {
    fragment: Fragment<'a>,
    tree: Node,
    problems: Problems,
    /// The configuration of the site's generator, where it counts too.
    site: Option<String>,
}

impl Loader<'_> {
    fn file(&self) -> Result<File, Problem> {
        let document = serde_yaml::Deserializer::from_str(self.fragment.as_str());
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(document, &mut track);
        File::deserialize(tracked).map_err(|error| self.explain(&error, &track.path()))
    }

    /// Names the key or value that serde stumbled over, and the nearest known key.
    fn explain(&self, error: &serde_yaml::Error, path: &serde_path_to_error::Path) -> Problem {
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
            .at(self.fragment.place(self.key(&keys, unknown)))
            .label("Feedmill does not know this key")
            .help(nearest(unknown, &known));
        }
        let reason = message.split(" at line ").next().unwrap_or_default();
        let reason = reason.rsplit_once(": ").map_or(reason, |(_, last)| last);
        let reason = ["usize", "u32", "u16", "u8"]
            .iter()
            .fold(reason.to_owned(), |reason, kind| reason.replace(kind, "a whole number"));
        self.invalid(&keys, reason)
    }

    fn config(&mut self, file: File) -> Option<Config> {
        let generator = file.generator;
        let Some(title) = file.title else {
            self.missing("title");
            return None;
        };
        let Some(base_url) = file.base_url else {
            self.missing("base_url");
            return None;
        };
        let base_url = self.base_url(&base_url);
        let timezone = self.timezone(file.timezone.as_deref());
        let permalink =
            file.permalink.as_deref().or(generator.map_or(Some("/:slug/"), Generator::permalink));
        let permalink = permalink.map(|written| self.permalink(&["permalink"], written, generator));
        let sections = self.sections(file.sections, generator);
        let languages = languages(file.languages, file.language.as_deref());
        let include = self.patterns(&["include"], file.include);
        let urls = self.urls(&file.urls);
        let ids = self.ids(file.ids.as_deref());
        let fields = self.fields(file.fields);
        let time_of_day = self.time_of_day(file.dates.time_of_day.as_deref());
        let deny = self.deny(file.deny);
        let engine = self.engine(file.templates, generator);
        if title.trim().is_empty() {
            self.report(&["title"], "the title of the site is empty");
        }
        let folder = self.content_folder(file.content, generator);
        let base_url = base_url?;
        let defaults = self.feeds(&base_url, file.feeds)?;
        let body = super::body::resolve(file.body, |keys, expected| self.report(keys, expected));
        let pages = self.pages(file.pages, defaults.url == base_url);
        let named = file
            .named
            .into_iter()
            .filter_map(|(name, feed)| self.named(&name, feed, &title, &base_url, &defaults))
            .collect();
        let severities = self.severities(file.severity);
        let authors = authors(file.authors, &title, &base_url);
        let absolute = |url: String| base_url.join(&url).map_or(url, String::from);
        let logo = file.logo.map(absolute);
        Some(Config {
            podcast: super::podcast::resolve(file.podcast, &authors, logo.as_ref(), &base_url),
            body,
            site: Site {
                description: file.description.unwrap_or_else(|| title.clone()),
                title,
                language: file.language,
                authors,
                rights: file.rights,
                icon: file.icon.map(absolute),
                logo,
                base_url,
            },
            content: Content { folder, include: include? },
            static_folders: one_or_default(file.static_folders, "static"),
            generator,
            permalink: match permalink {
                Some(permalink) => Some(permalink?),
                None => None,
            },
            urls: urls?,
            sections: sections?,
            languages,
            defaults: parts::defaults(file.defaults),
            terms: Terms {
                split: file.terms.split.or(generator.map(Generator::split)).unwrap_or(Split::Comma),
                aliases: aliases(file.terms.aliases),
            },
            ids,
            fields,
            timezone: timezone?,
            time_of_day: time_of_day?,
            show_site_offset: file.dates.offset == Some(Offset::Site),
            publish_future: file.dates.future == Some(true),
            markdown: markdown(&file.markdown),
            templates: Templates {
                engine: engine?,
                includes: file.includes.unwrap_or_else(|| "_includes".to_owned()),
                shortcodes: file
                    .shortcodes
                    .into_iter()
                    .map(|(name, pattern)| (name, Pattern::parse(&pattern)))
                    .collect(),
                variables: self.variables(),
            },
            feeds: defaults,
            named,
            pages,
            deny,
            severities,
        })
    }

    fn pages(&mut self, written: super::pages::Written, at_root: bool) -> Pages {
        let readers = self.tree.get("pages").and_then(|pages| pages.get("readers")).cloned();
        let order = readers.as_ref().and_then(|readers| match &readers.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        });
        super::pages::resolve(written, at_root, order, |keys, expected| self.report(keys, expected))
    }

    fn content_folder(&mut self, written: Option<String>, generator: Option<Generator>) -> String {
        let known = generator.map_or("content", Generator::content);
        let folder = written.unwrap_or_else(|| known.to_owned());
        if !is_below(&folder) {
            self.report(&["content"], "a folder in the site's folder, such as `content`");
        }
        folder
    }

    fn base_url(&mut self, written: &str) -> Option<Url> {
        let with_slash = format!("{}/", written.trim_end_matches('/'));
        let url = Url::parse(&with_slash).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.query().is_none()
                && url.fragment().is_none()
        });
        if url.is_none() {
            self.report(&["base_url"], "an address such as https://www.example.org");
        }
        url
    }

    fn timezone(&mut self, written: Option<&str>) -> Option<Tz> {
        let Some(written) = written else { return Some(Tz::UTC) };
        let zone = Tz::from_str_insensitive(written).ok();
        if zone.is_none() {
            let names: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
            let problem =
                Problem::new(Code::ConfigInvalid, format!("there is no time zone `{written}`"))
                    .at(self.place(&["timezone"]))
                    .label("expected a name of the IANA time zone database")
                    .help(nearest(written, &names));
            self.problems.push(problem);
        }
        zone
    }

    pub(super) fn permalink(
        &mut self,
        keys: &[&str],
        written: &str,
        generator: Option<Generator>,
    ) -> Option<PermalinkPattern> {
        if !written.starts_with('/') {
            self.report(keys, "a pattern that begins with `/`");
            return None;
        }
        match PermalinkPattern::parse(written, generator) {
            Ok(pattern) => Some(pattern),
            Err(unknown) => {
                let problem = Problem::new(
                    Code::ConfigInvalid,
                    format!("there is no placeholder `:{unknown}`"),
                )
                .at(self.place(keys))
                .label("in this pattern")
                .help(nearest(&unknown, &PermalinkPattern::placeholders(generator)));
                self.problems.push(problem);
                None
            }
        }
    }

    fn missing(&mut self, key: &str) {
        let problem = Problem::new(Code::ConfigInvalid, format!("`{key}` is missing"));
        self.problems.push(match &self.site {
            None => problem
                .at(self.fragment.place(self.tree.span.clone()))
                .label("it belongs here")
                .help(format!("add a line `{key}: …`")),
            Some(site) => problem.at(Place::of_file(site)).help(format!(
                "add it there, or write a feedmill.yaml with `generator` and `{key}`"
            )),
        });
    }

    /// The place of the value at `keys`, which may stand in the site's own configuration.
    fn place(&self, keys: &[&str]) -> Place {
        match &self.site {
            Some(site) if keys.first().is_some_and(|key| self.tree.get(key).is_none()) => {
                Place::of_file(site)
            }
            _ => self.fragment.place(self.span(keys)),
        }
    }

    fn fields(&mut self, written: BTreeMap<String, OneOrMany<String>>) -> Fields {
        let mut own = BTreeMap::new();
        for (name, paths) in written {
            let Some(field) = Field::ALL.iter().find(|field| field.name() == name) else {
                let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
                let problem =
                    Problem::new(Code::ConfigUnknownKey, format!("there is no field `{name}`"))
                        .at(self.fragment.place(self.key(&["fields"], &name)))
                        .label("Feedmill does not know this field")
                        .help(nearest(&name, &names));
                self.problems.push(problem);
                continue;
            };
            let mut parsed = Vec::new();
            for path in paths.into_vec() {
                match FieldPath::parse(&path) {
                    Some(path) => parsed.push(path),
                    None => self.report(
                        &["fields", &name],
                        &format!("`{path}` to be a key or a path such as `cover.image` or `pictures[0].src`"),
                    ),
                }
            }
            own.insert(*field, parsed);
        }
        Fields::with(own)
    }

    fn time_of_day(&mut self, written: Option<&str>) -> Option<NaiveTime> {
        let Some(written) = written else { return Some(NaiveTime::MIN) };
        let time = NaiveTime::parse_from_str(written, "%H:%M").ok();
        if time.is_none() {
            self.report(&["dates", "time_of_day"], "a time such as `09:00`, in quotes");
        }
        time
    }

    fn variables(&mut self) -> Option<Node> {
        let variables = self.tree.get("variables").filter(|node| !node.is_null())?.clone();
        if !matches!(variables.value, Value::Mapping(_)) {
            self.report(&["variables"], "names with values, such as `email: us@example.org`");
        }
        Some(variables)
    }

    /// An error that an article cannot be published with stays one.
    fn severities(
        &mut self,
        written: BTreeMap<String, SeverityName>,
    ) -> BTreeMap<Code, Option<Severity>> {
        let mut severities = BTreeMap::new();
        for (name, severity) in written {
            let Some(code) = Code::named(&name) else {
                let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
                let problem =
                    Problem::new(Code::ConfigUnknownKey, format!("there is no rule `{name}`"))
                        .at(self.fragment.place(self.key(&["severity"], &name)))
                        .label("Feedmill does not know this code")
                        .help(nearest(&name, &names));
                self.problems.push(problem);
                continue;
            };
            if code.severity() == Severity::Error && severity != SeverityName::Error {
                let expected = "`error`: nothing can be published without mending it";
                self.report(&["severity", &name], expected);
                continue;
            }
            let severity = match severity {
                SeverityName::Off => None,
                SeverityName::Warning => Some(Severity::Warning),
                SeverityName::Error => Some(Severity::Error),
            };
            severities.insert(code, severity);
        }
        severities
    }

    fn engine(
        &mut self,
        written: Option<file::Engine>,
        generator: Option<Generator>,
    ) -> Option<Engine> {
        if cfg!(not(feature = "liquid")) && matches!(written, Some(file::Engine::Liquid)) {
            self.report(&["templates"], "another value: this program was built without `liquid`");
            return None;
        }
        Some(match written {
            None => generator.map_or(Engine::Any, Generator::engine),
            Some(file::Engine::Any) => Engine::Any,
            Some(file::Engine::Liquid) => Engine::Liquid,
            Some(file::Engine::Hugo) => Engine::Hugo,
            Some(file::Engine::Zola) => Engine::Zola,
            Some(file::Engine::None) => Engine::None,
        })
    }

    fn deny(&mut self, written: Option<OneOrMany<String>>) -> BTreeSet<ChangeKind> {
        let Some(written) = written else { return BTreeSet::from([ChangeKind::ShownAgain]) };
        let mut denied = BTreeSet::new();
        for name in written.into_vec() {
            if let Ok(kind) = name.parse() {
                denied.insert(kind);
                continue;
            }
            let problem = Problem::new(Code::ConfigInvalid, format!("there is no change `{name}`"))
                .at(self.fragment.place(self.span(&["deny"])))
                .label("in this list")
                .help(nearest(&name, &ChangeKind::ALL.map(ChangeKind::name)));
            self.problems.push(problem);
        }
        denied
    }

    pub(super) fn condition(&mut self, keys: &[&str], condition: Condition) -> Option<Filter> {
        let mut all = Vec::new();
        for part in condition.all.into_iter().flatten() {
            all.push(self.condition(keys, part)?);
        }
        if let Some(parts) = condition.any {
            let any: Option<Vec<_>> =
                parts.into_iter().map(|part| self.condition(keys, part)).collect();
            all.push(Filter::Any(any?));
        }
        if let Some(part) = condition.not {
            all.push(Filter::Not(Box::new(self.condition(keys, *part)?)));
        }
        any_of(condition.category, |label| Filter::Category(slug(&label)), &mut all);
        any_of(condition.tag, |label| Filter::Tag(slug(&label)), &mut all);
        any_of(condition.author, Filter::Author, &mut all);
        any_of(condition.lang, Filter::Language, &mut all);
        if let Some(day) = condition.since {
            all.push(Filter::Since(self.day(keys, "since", &day)?));
        }
        if let Some(day) = condition.before {
            all.push(Filter::Before(self.day(keys, "before", &day)?));
        }
        let mut paths = Vec::new();
        for path in condition.path.into_vec() {
            match glob::Pattern::new(&path) {
                Ok(pattern) => paths.push(Filter::Path(pattern)),
                Err(error) => {
                    self.report(keys, &format!("`{path}` to be a path with `*` and `**`: {error}"));
                    return None;
                }
            }
        }
        if !paths.is_empty() {
            all.push(Filter::Any(paths));
        }
        Some(Filter::All(all))
    }

    fn day(&mut self, keys: &[&str], key: &str, written: &str) -> Option<NaiveDate> {
        let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok();
        if day.is_none() {
            self.report(&[keys, &[key]].concat(), "a day such as 2024-06-27");
        }
        day
    }

    pub(super) fn report(&mut self, keys: &[&str], expected: &str) {
        let problem = self.invalid(keys, format!("expected {expected}"));
        self.problems.push(problem);
    }

    fn invalid(&self, keys: &[&str], label: String) -> Problem {
        Problem::new(Code::ConfigInvalid, format!("`{}` is not valid", keys.join(".")))
            .at(self.place(keys))
            .label(label)
    }

    /// The place of the value at `keys`, or of the nearest value around it.
    fn span(&self, keys: &[&str]) -> Span {
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
        self.fragment.place(self.key(keys, name))
    }

    /// The place of the key `name` in the mapping at `keys`.
    fn key(&self, keys: &[&str], name: &str) -> Span {
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
}

fn one_or_default(written: OneOrMany<String>, default: &str) -> Vec<String> {
    let written = written.into_vec();
    if written.is_empty() { vec![default.to_owned()] } else { written }
}

/// Who speaks where an article names nobody: the site itself, if nobody is named for it.
fn authors(written: OneOrMany<Author>, title: &str, base_url: &Url) -> Vec<Person> {
    let authors: Vec<Person> =
        written.into_vec().into_iter().map(|author| person(author, base_url)).collect();
    if !authors.is_empty() {
        return authors;
    }
    let url = Some(base_url.to_string());
    vec![Person { name: title.to_owned(), url, ..Person::default() }]
}

/// Whether a path stays in the folder that it counts from.
pub(super) fn is_below(path: &str) -> bool {
    use std::path::{Component, Path};
    let mut components = Path::new(path).components();
    components.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn any_of<T>(values: OneOrMany<T>, filter: impl Fn(T) -> Filter, all: &mut Vec<Filter>) {
    let values = values.into_vec();
    if !values.is_empty() {
        all.push(Filter::Any(values.into_iter().map(filter).collect()));
    }
}

fn markdown(written: &file::Markdown) -> Markdown {
    let default = Markdown::default();
    Markdown {
        smart_punctuation: written.smart_punctuation.unwrap_or(default.smart_punctuation),
        hard_breaks: written.hard_breaks.unwrap_or(default.hard_breaks),
        definition_lists: written.definition_lists.unwrap_or(default.definition_lists),
        footnotes: written.footnotes.unwrap_or(default.footnotes),
        strikethrough: written.strikethrough.unwrap_or(default.strikethrough),
        tables: written.tables.unwrap_or(default.tables),
        task_lists: written.task_lists.unwrap_or(default.task_lists),
    }
}

pub(super) fn person(author: Author, base_url: &Url) -> Person {
    let absolute = |url: String| base_url.join(&url).map_or(url, String::from);
    match author {
        Author::Name(name) => Person { name, ..Person::default() },
        Author::Person(person) => Person {
            name: person.name,
            url: person.url.map(absolute),
            email: person.email,
            avatar: person.avatar.map(absolute),
        },
    }
}

/// The known word that is most like `written`, or all of them if none is like it.
fn nearest(written: &str, known: &[&str]) -> String {
    let written = written.to_lowercase();
    let likeness = |word: &str| strsim::jaro_winkler(&written, &word.to_lowercase());
    let best = known.iter().max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
    match best {
        Some(word) if likeness(word) >= 0.75 => format!("did you mean `{word}`?"),
        _ if known.len() <= 20 => format!("known are `{}`", known.join("`, `")),
        _ => "see the documentation for what is known".to_owned(),
    }
}
