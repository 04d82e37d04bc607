//! From the file as it is written to decisions that hold together.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::de::Deserialize;
use url::Url;

use super::file::{
    Author, Condition, File, FormatName, Named, Offset, OneOrMany, SeverityName, Stale,
};
use super::{
    Config, FeedDefaults, Field, FieldPath, Fields, Filter, NamedFeed, PermalinkPattern, Site,
};
use crate::model::{Format, Node, Person, Span, Value, slug};
use crate::problem::{Code, Problem, Problems, Severity};
use crate::syntax::{Fragment, Limits, yaml};

/// How many articles a feed shows unless the publisher says otherwise.
const DEFAULT_LIMIT: usize = 20;

/// Reads the text of `feedmill.yaml`; `path` is what messages call it.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn parse(path: &str, text: &str) -> Result<Config, Problems> {
    let fragment = Fragment::whole(path, text);
    let mut problems = Problems::new();
    let tree = yaml::read(&fragment, Limits::default(), &mut problems)?;
    let mut loader = Loader { fragment, tree, problems };
    let file = loader.file()?;
    let config = loader.config(file);
    match config {
        Some(config) if loader.problems.errors() == 0 => Ok(config),
        _ => Err(loader.problems),
    }
}

struct Loader<'a> {
    fragment: Fragment<'a>,
    tree: Node,
    problems: Problems,
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
        if let Some(missing) = message.split_once("missing field `").map(|(_, rest)| rest) {
            let missing = missing.split('`').next().unwrap_or_default();
            return Problem::new(Code::ConfigInvalid, format!("`{missing}` is missing"))
                .at(self.fragment.place(self.span(&keys)))
                .label("it belongs here")
                .help(format!("add a line `{missing}: …`"));
        }
        let reason = message.split(" at line ").next().unwrap_or_default();
        let reason = reason.rsplit_once(": ").map_or(reason, |(_, last)| last);
        let reason = reason.replace("usize", "a whole number").replace("u32", "a whole number");
        self.invalid(&keys, reason)
    }

    fn config(&mut self, file: File) -> Option<Config> {
        let base_url = self.base_url(&file.base_url);
        let timezone = self.timezone(file.timezone.as_deref());
        let permalink = self.permalink(file.permalink.as_deref());
        let fields = self.fields(file.fields);
        let time_of_day = self.time_of_day(file.dates.time_of_day.as_deref());
        if file.title.trim().is_empty() {
            self.report(&["title"], "the title of the site is empty");
        }
        let base_url = base_url?;
        let defaults = FeedDefaults {
            url: self.feeds_url(&base_url, file.feeds.path.as_deref())?,
            limit: self.limit(&["feeds", "limit"], file.feeds.limit, DEFAULT_LIMIT),
            formats: formats(file.feeds.formats, &Format::ALL),
            ttl: file.feeds.ttl,
            hubs: self.hubs(file.feeds.hubs),
            keep_stale: file.feeds.stale == Stale::Keep,
        };
        let named = file
            .named
            .into_iter()
            .filter_map(|(name, feed)| self.named(&name, feed, &file.title, &defaults))
            .collect();
        let severities = self.severities(file.severity);
        let mut authors: Vec<Person> =
            file.authors.into_vec().into_iter().map(|author| person(author, &base_url)).collect();
        if authors.is_empty() {
            authors.push(Person {
                name: file.title.clone(),
                url: Some(base_url.to_string()),
                ..Person::default()
            });
        }
        let absolute = |url: String| base_url.join(&url).map_or(url, String::from);
        Some(Config {
            site: Site {
                description: file.description.unwrap_or_else(|| file.title.clone()),
                title: file.title,
                language: file.language,
                authors,
                rights: file.rights,
                icon: file.icon.map(absolute),
                logo: file.logo.map(absolute),
                base_url,
            },
            content: file.content.unwrap_or_else(|| "content".to_owned()),
            permalink: permalink?,
            fields,
            timezone: timezone?,
            time_of_day: time_of_day?,
            show_site_offset: file.dates.offset == Offset::Site,
            feeds: defaults,
            named,
            severities,
        })
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
                    .at(self.fragment.place(self.span(&["timezone"])))
                    .label("expected a name of the IANA time zone database")
                    .help(nearest(written, &names));
            self.problems.push(problem);
        }
        zone
    }

    fn permalink(&mut self, written: Option<&str>) -> Option<PermalinkPattern> {
        let written = written.unwrap_or("/:slug/");
        if !written.starts_with('/') {
            self.report(&["permalink"], "a pattern that begins with `/`");
            return None;
        }
        match PermalinkPattern::parse(written) {
            Ok(pattern) => Some(pattern),
            Err(unknown) => {
                let problem = Problem::new(
                    Code::ConfigInvalid,
                    format!("there is no placeholder `:{unknown}`"),
                )
                .at(self.fragment.place(self.span(&["permalink"])))
                .label("in this pattern")
                .help(nearest(&unknown, PermalinkPattern::PLACEHOLDERS));
                self.problems.push(problem);
                None
            }
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

    fn feeds_url(&mut self, base_url: &Url, path: Option<&str>) -> Option<Url> {
        let path = path.unwrap_or("feeds").trim_matches('/');
        let relative = if path.is_empty() { String::new() } else { format!("{path}/") };
        let leads_up = path.split('/').any(|part| matches!(part, "." | ".."));
        let url = base_url
            .join(&relative)
            .ok()
            .filter(|url| !leads_up && url.as_str().starts_with(base_url.as_str()));
        if url.is_none() {
            self.report(&["feeds", "path"], "a folder below `base_url`, such as `/feeds/`");
        }
        url
    }

    fn hubs(&mut self, written: Vec<String>) -> Vec<Url> {
        let mut hubs = Vec::new();
        for hub in written {
            match Url::parse(&hub) {
                Ok(url) if matches!(url.scheme(), "http" | "https") => hubs.push(url),
                _ => self.report(&["feeds", "hubs"], "addresses such as https://hub.example.org/"),
            }
        }
        hubs
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

    fn limit(&mut self, keys: &[&str], written: Option<usize>, default: usize) -> usize {
        if written == Some(0) {
            self.report(keys, "a number of articles from 1");
        }
        written.unwrap_or(default)
    }

    fn named(
        &mut self,
        name: &str,
        feed: Named,
        site: &str,
        defaults: &FeedDefaults,
    ) -> Option<NamedFeed> {
        if slug(name) != name || matches!(name, "categories" | "tags") {
            let problem = Problem::new(
                Code::ConfigInvalid,
                format!("`{name}` cannot be the folder of a feed"),
            )
            .at(self.fragment.place(self.key(&["named"], name)))
            .label("expected small letters, digits and hyphens")
            .help(format!("write `{}`", slug(name)));
            self.problems.push(problem);
            return None;
        }
        let filter = self.condition(&["named", name, "filter"], feed.filter)?;
        Some(NamedFeed {
            title: feed.title.unwrap_or_else(|| format!("{site} – {name}")),
            name: name.to_owned(),
            description: feed.description,
            filter,
            limit: self.limit(&["named", name, "limit"], feed.limit, defaults.limit),
            formats: formats(feed.formats, &defaults.formats),
        })
    }

    fn condition(&mut self, keys: &[&str], condition: Condition) -> Option<Filter> {
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

    fn report(&mut self, keys: &[&str], expected: &str) {
        let problem = self.invalid(keys, format!("expected {expected}"));
        self.problems.push(problem);
    }

    fn invalid(&self, keys: &[&str], label: String) -> Problem {
        Problem::new(Code::ConfigInvalid, format!("`{}` is not valid", keys.join(".")))
            .at(self.fragment.place(self.span(keys)))
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

fn any_of<T>(values: OneOrMany<T>, filter: impl Fn(T) -> Filter, all: &mut Vec<Filter>) {
    let values = values.into_vec();
    if !values.is_empty() {
        all.push(Filter::Any(values.into_iter().map(filter).collect()));
    }
}

fn formats(written: Option<Vec<FormatName>>, default: &[Format]) -> Vec<Format> {
    let Some(written) = written else { return default.to_vec() };
    let mut formats: Vec<Format> = written
        .into_iter()
        .map(|name| match name {
            FormatName::Atom => Format::Atom,
            FormatName::Rss => Format::Rss,
            FormatName::Json => Format::JsonFeed,
        })
        .collect();
    formats.sort_unstable();
    formats.dedup();
    formats
}

fn person(author: Author, base_url: &Url) -> Person {
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
