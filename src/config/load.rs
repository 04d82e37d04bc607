//! From the file as it is written to decisions that hold together.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveTime;
use url::Url;

use super::file::{self, Author, File, Offset, OneOrMany};
use super::from_tree;
use super::load_places::{SiteFile, nearest};
use super::load_templates::markdown;
use super::parts::{self, aliases};
use super::{
    Config, Content, Defaults, FILE_NAME, Field, FieldPath, Fields, LARGEST, Pattern,
    PermalinkPattern, Site, Templates, Terms,
};
use crate::disk;
use crate::generator::{self, Found, Generator, Profile};
use crate::model::{Node, Person, Value, Zone, is_of_the_web, language_tag, web_address};
use crate::problem::{Code, Place, Problem, Problems, Severity};
use crate::syntax::{Fragment, Limits, yaml};

/// Reads the text of `feedmill.yaml` alone; `path` is what messages call it.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn parse(path: &str, text: &str) -> Result<Config, Problems> {
    resolve(path, text, Path::new(""), |_| Ok(None))
}

/// The configuration of the site in a folder: `feedmill.yaml`, and that of the site's generator
/// where there is no such file, where it names the generator, or where it lacks what a site must say.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn load(folder: &Path) -> Result<Config, Problems> {
    let mut config = alone(folder)?;
    if let Some(generator) = config.generator {
        let content = &config.content.folder;
        let (inherited, section_folders) = super::inherited::inherited(folder, content, generator);
        config.defaults.extend(inherited);
        config.section_folders = section_folders;
        parts::sort(&mut config.defaults);
        if generator.profile().inherits_layouts {
            config.layouts = super::inherited::layouts(folder, &config);
        }
        config.people = super::people::people(folder, &config);
        for (key, label) in super::people::tags(folder, &config) {
            config.terms.aliases.entry(key).or_insert(label);
        }
    }
    Ok(config)
}

/// The configuration without what the files of the content hand down.
fn alone(folder: &Path) -> Result<Config, Problems> {
    match disk::read_text(&folder.join(FILE_NAME), LARGEST) {
        Ok(text) => resolve(FILE_NAME, &text, folder, |tree| {
            let lacks = |key| tree.get(key).is_none_or(Node::is_null);
            let generator = tree.get("generator").and_then(Node::as_scalar);
            match generator.and_then(|name| Generator::named(&name.text)) {
                None if !(lacks("title") || lacks("base_url")) => Ok(None),
                generator => generator::find(folder, generator),
            }
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let found = generator::find(folder, None)?.ok_or_else(|| missing(folder))?;
            let path = found.path.clone();
            resolve(&path, "", folder, |_| Ok(Some(found)))
        }
        Err(error) => Err(Problem::new(Code::ConfigMissing, format!("cannot be read: {error}"))
            .at(Place::of_file(FILE_NAME))
            .into()),
    }
}

fn missing(folder: &Path) -> Problem {
    Problem::new(Code::ConfigMissing, "there is no configuration")
        .at(Place::of_file(&folder.join(FILE_NAME).to_string_lossy()))
        .help("run `feedmill init`, which looks at the site and writes one, or name the site's folder with `--site DIR`")
}

/// The nearest folder with a configuration, from the current one upwards; else the current one.
///
/// The configuration of a generator counts in the current folder alone: above it may be another's site.
#[must_use]
pub fn nearest_site() -> PathBuf {
    let here = PathBuf::from(".");
    let has_own =
        here.join(FILE_NAME).exists() || !matches!(generator::find(&here, None), Ok(None));
    let Some(absolute) = here.canonicalize().ok().filter(|_| !has_own) else { return here };
    let levels = absolute.components().count().saturating_sub(1);
    let above = std::iter::successors(Some(PathBuf::from("..")), |folder| Some(folder.join("..")));
    let mut above = above.take(levels);
    above.find(|folder| folder.join(FILE_NAME).exists()).unwrap_or(here)
}

fn resolve(
    path: &str,
    text: &str,
    folder: &Path,
    site: impl FnOnce(&Node) -> Result<Option<Found>, Problem>,
) -> Result<Config, Problems> {
    let fragment = Fragment::whole(path, text);
    let mut problems = Problems::new();
    let mut repeated = Problems::new();
    let tree = yaml::read(&fragment, Limits::default(), &mut repeated)?;
    // Of two settings, nobody knows which one counts.
    for problem in &repeated {
        problems.push(Problem { severity: Severity::Error, ..problem.clone() });
    }
    let mut loader =
        Loader { tree, problems, site: None, inherited: Vec::new(), unclear: Vec::new() };
    let mut tree = loader.tree.clone();
    let mut has_title = true;
    let mut defaults = Vec::new();
    if let Some(found) = site(&tree)? {
        loader.site =
            found.file.generator.map(|generator| SiteFile::read(folder, &found.path, generator));
        loader.inherited = found.defaults;
        loader.unclear = found.unclear;
        has_title = false;
        from_tree::complete(&mut tree, &found.file, found.variables);
        defaults = found.file.defaults;
    }
    let (mut file, mistakes) = from_tree::read::<File>(&tree);
    if let Some(Value::List(items)) = tree.get("defaults").map(|node| &node.value) {
        for (defaults, item) in file.defaults.iter_mut().zip(items) {
            defaults.values = item.get("values").cloned();
        }
    }
    // Of two defaults the later counts.
    file.defaults.splice(0..0, defaults);
    for mistake in mistakes {
        let problem = loader.explain(mistake);
        loader.push(problem);
    }
    if !has_title {
        file.title = file.title.or_else(|| host(file.base_url.as_deref()?));
    }
    let variables = tree.get("variables").filter(|node| !node.is_null()).cloned();
    let config = loader.config(file, variables);
    match config {
        Some(config) if loader.problems.errors() == 0 => Ok(config),
        _ => Err(loader.problems),
    }
}

pub(super) struct Loader {
    /// The settings as they are written.
    pub tree: Node,
    pub problems: Problems,
    /// The configuration of the site's generator, where it is read too.
    pub site: Option<SiteFile>,
    /// What that one hands down to articles.
    pub inherited: Vec<Defaults>,
    /// What that one says of addresses and is not known.
    pub unclear: Vec<Problem>,
}

impl Loader {
    /// The decisions; nothing where one of them cannot be made. All mistakes are reported.
    fn config(&mut self, file: File, variables: Option<Node>) -> Option<Config> {
        let profile = Profile::of(file.generator);
        let title = self.required("title", file.title);
        let base_url = self
            .required("base_url", file.base_url)
            .and_then(|url| self.base_url(&["base_url"], &url));
        let timezone = self.timezone(file.timezone.as_deref());
        let permalink = file.permalink.as_deref().or(profile.permalink);
        let permalink =
            permalink.and_then(|written| self.permalink(&["permalink"], written, profile));
        let sections = self.sections(&["sections"], file.sections, profile);
        let language = self.language(&["language"], file.language.as_deref());
        let languages = self.languages(file.languages, language.as_deref(), profile);
        let include = self.patterns(&["include"], file.include);
        let exclude = self.exclusions(file.exclude);
        let urls = self.urls(&file.urls);
        let ids = self.ids(file.ids.as_deref());
        let fields = self.fields(file.fields, profile);
        let time_of_day = self.time_of_day(file.dates.time_of_day.as_deref());
        let deny = self.deny(file.deny);
        let engine = self.engine(file.templates, profile);
        if title.as_deref().is_some_and(|title| title.trim().is_empty()) {
            self.report(&["title"], "the title of the site");
        }
        let folder = self.content_folder(file.content, profile);
        let built = self.built(file.built);
        let body = super::body::resolve(file.body, |keys, expected| self.report(keys, expected));
        let severities = self.severities(file.severity);
        let variables = self.variables(variables);
        // Without an address or a title, the other settings are checked all the same.
        let title = title.unwrap_or_default();
        let base_url = match base_url {
            Some(base_url) => base_url,
            None => Url::parse("https://www.example.org/").ok()?,
        };
        let (feeds, named) =
            self.all_feeds(file.feeds, file.named, &title, &base_url, language.as_deref());
        let pages = self.pages(file.pages, feeds.url == base_url);
        let authors = self.authors(file.authors, &title, &base_url);
        let logo = self.web_address(&["logo"], file.logo, &base_url);
        let podcast = self.podcast(file.podcast, &authors, logo.as_ref(), &base_url);
        let mut config = Config {
            podcast,
            body,
            site: Site {
                description: file.description.unwrap_or_else(|| title.clone()),
                title,
                language,
                authors,
                rights: file.rights,
                icon: self.web_address(&["icon"], file.icon, &base_url),
                logo,
                base_url,
            },
            static_folders: one_or_default(file.static_folders, (profile.static_folder)(&folder)),
            content: Content { folder, include, exclude, has_bundles: profile.has_bundles },
            generator: file.generator,
            permalink,
            urls,
            sections,
            languages,
            section_folders: BTreeSet::new(),
            unclear: std::mem::take(&mut self.unclear),
            defaults: parts::defaults(std::mem::take(&mut self.inherited), file.defaults),
            layouts: BTreeMap::new(),
            terms: Terms {
                split: file.terms.split.unwrap_or(profile.split),
                aliases: aliases(file.terms.aliases),
            },
            ids,
            fields,
            people: BTreeMap::new(),
            timezone: timezone?,
            time_of_day,
            show_site_offset: file.dates.offset == Some(Offset::Site),
            publish_future: file.dates.future == Some(true),
            markdown: markdown(&file.markdown, profile),
            templates: Templates {
                engine,
                includes: file.includes.unwrap_or_else(|| "_includes".to_owned()),
                shortcodes: file
                    .shortcodes
                    .into_iter()
                    .map(|(name, pattern)| (name, Pattern::parse(&pattern)))
                    .collect(),
                variables,
            },
            feeds,
            named,
            pages,
            deny,
            preview: None,
            severities,
            built: None,
        };
        if let Some(built) = built {
            config.take_built(built);
        }
        Some(config)
    }

    /// A setting that a site must have. One that could not be read is reported already.
    fn required(&mut self, key: &str, value: Option<String>) -> Option<String> {
        if value.is_none() && self.tree.get(key).is_none_or(Node::is_null) {
            self.missing(key);
        }
        value
    }

    fn built(&mut self, written: Option<super::settings::Built>) -> Option<super::Built> {
        Some(super::built::resolve(written?, |keys, expected| self.report(keys, expected)))
    }

    fn content_folder(&mut self, written: Option<String>, profile: &Profile) -> String {
        let folder = written.unwrap_or_else(|| profile.content.to_owned());
        if !is_below(&folder) {
            self.report(&["content"], "a folder in the site's folder, such as `content`");
        }
        folder
    }

    pub(super) fn base_url(&mut self, keys: &[&str], written: &str) -> Option<Url> {
        let with_slash = format!("{}/", written.trim_end_matches('/'));
        let url = Url::parse(&with_slash)
            .ok()
            .filter(|url| is_of_the_web(url) && url.query().is_none() && url.fragment().is_none());
        if url.is_none() {
            self.report(keys, "an address such as https://www.example.org");
        }
        url
    }

    /// The address of a page or a file on the web, absolute against `base_url`. Every setting that holds one is read
    /// here. What is none is an error; in the configuration of the site's generator it is passed over.
    pub(super) fn web_address(
        &mut self,
        keys: &[&str],
        written: Option<String>,
        base_url: &Url,
    ) -> Option<String> {
        let url = web_address(&written?, base_url);
        if url.is_none() && self.tree.get(keys.first()?).is_some() {
            self.report(
                keys,
                "an address such as `https://example.org/page`, or a path of the site",
            );
        }
        url.map(String::from)
    }

    /// Who speaks where an article names nobody: the site itself, if nobody is named for it.
    fn authors(&mut self, written: OneOrMany<Author>, title: &str, base_url: &Url) -> Vec<Person> {
        let written = written.into_vec();
        let is_list =
            matches!(self.tree.get("authors").map(|node| &node.value), Some(Value::List(_)));
        let mut authors = Vec::with_capacity(written.len());
        for (position, author) in written.into_iter().enumerate() {
            let number = position.to_string();
            let keys = if is_list { &["authors", &*number] as &[&str] } else { &["authors"] };
            authors.push(match author {
                Author::Name(name) => Person { name, ..Person::default() },
                Author::Person(person) => self.person(keys, person, base_url),
            });
        }
        if authors.is_empty() {
            let url = Some(base_url.to_string());
            authors.push(Person { name: title.to_owned(), url, ..Person::default() });
        }
        authors
    }

    pub(super) fn person(
        &mut self,
        keys: &[&str],
        written: file::Person,
        base_url: &Url,
    ) -> Person {
        let file::Person { name, url, email, avatar } = written;
        let url = self.web_address(&[keys, &["url"]].concat(), url, base_url);
        let avatar = self.web_address(&[keys, &["avatar"]].concat(), avatar, base_url);
        Person { name, url, email, avatar }
    }

    pub(super) fn language(&mut self, keys: &[&str], written: Option<&str>) -> Option<String> {
        let tag = written.and_then(language_tag);
        if written.is_some() && tag.is_none() {
            self.report(keys, "a tag such as `fr`, `en-GB` or `pt-BR`");
        }
        tag
    }

    fn timezone(&mut self, written: Option<&str>) -> Option<Zone> {
        let written = written.unwrap_or("UTC");
        let zone = Zone::named(written);
        if zone.is_none() {
            let names: Vec<&str> = Zone::names().collect();
            let problem =
                Problem::new(Code::ConfigInvalid, format!("there is no time zone `{written}`"))
                    .at(self.place(&["timezone"]))
                    .label("expected a name of the IANA time zone database")
                    .help(city(written, &names).unwrap_or_else(|| nearest(written, &names)));
            self.problems.push(problem);
        }
        zone
    }

    pub(super) fn permalink(
        &mut self,
        keys: &[&str],
        written: &str,
        profile: &Profile,
    ) -> Option<PermalinkPattern> {
        if !written.starts_with('/') {
            self.report(keys, "a pattern that begins with `/`");
            return None;
        }
        match PermalinkPattern::parse(written, profile.placeholders) {
            Ok(pattern) => Some(pattern),
            Err(unknown) => {
                let problem = Problem::new(
                    Code::ConfigInvalid,
                    format!("there is no placeholder `:{unknown}`"),
                )
                .at(self.place(keys))
                .label("in this pattern")
                .help(nearest(&unknown, &profile.placeholder_names()));
                self.problems.push(problem);
                None
            }
        }
    }

    fn fields(
        &mut self,
        written: BTreeMap<String, OneOrMany<String>>,
        profile: &Profile,
    ) -> Fields {
        let mut own = BTreeMap::new();
        for (name, paths) in written {
            let Some(field) = Field::ALL.iter().find(|field| field.name() == name) else {
                let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
                let problem =
                    Problem::new(Code::ConfigUnknownKey, format!("there is no field `{name}`"))
                        .at(self.place_of_key(&["fields"], &name))
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
        Fields::with(own, profile.keys)
    }

    fn time_of_day(&mut self, written: Option<&str>) -> NaiveTime {
        let Some(written) = written else { return NaiveTime::MIN };
        let time = NaiveTime::parse_from_str(written, "%H:%M").ok();
        if time.is_none() {
            self.report(&["dates", "time_of_day"], "a time such as `09:00`, in quotes");
        }
        time.unwrap_or_default()
    }
}

/// What a site is called of which its generator knows no name.
fn host(base_url: &str) -> Option<String> {
    let url = Url::parse(base_url).ok()?;
    url.host_str().map(|host| host.trim_start_matches("www.").to_owned())
}

fn one_or_default(written: OneOrMany<String>, default: &str) -> Vec<String> {
    let written = written.into_vec();
    if written.is_empty() { vec![default.to_owned()] } else { written }
}

/// Whether a path stays in the folder that it counts from.
pub(super) fn is_below(path: &str) -> bool {
    use std::path::{Component, Path};
    let mut components = Path::new(path).components();
    components.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The zone of a city that was written without its continent, as people do.
fn city(written: &str, zones: &[&str]) -> Option<String> {
    let is_meant = |zone: &&&str| {
        zone.rsplit_once('/').is_some_and(|(_, city)| {
            city.replace('_', " ").eq_ignore_ascii_case(&written.replace('_', " "))
        })
    };
    zones.iter().find(is_meant).map(|zone| format!("did you mean `{zone}`?"))
}
