//! The part of the configuration that is about feeds.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use super::file::{
    ArchiveSize, ContentName, Feeds, Files, FormatName, Named, Shown, Stale, TermFeeds as Terms,
};
use super::load::Loader;
use super::place::is_file_name;
use super::{
    DAYS, EndedFeeds, FeedDefaults, FeedPath, IdScheme, NamedFeed, Route, TermFeeds, Window,
};
use crate::model::{Content, FileNames, Format, Taxonomy, is_of_the_web, slug, web_address};
use crate::problem::{Code, Problem};

/// How many articles a feed shows unless the publisher says otherwise.
const DEFAULT_LIMIT: usize = 20;

/// The notice of a feed that has ended, in the language of the site.
fn ended_notice(language: Option<&str>) -> &'static str {
    match language.and_then(|tag| tag.split('-').next()) {
        Some("fr") => "Ce flux est terminé.",
        _ => "This feed has ended.",
    }
}

impl Loader {
    pub(super) fn ids(&mut self, written: Option<&str>) -> IdScheme {
        let scheme = written.map_or(Some(IdScheme::Permalink), IdScheme::parse);
        scheme.unwrap_or_else(|| {
            self.report(
                &["ids"],
                "`permalink`, or a domain and a day on which it was yours, such as `tag:example.org,2024-06-27`",
            );
            IdScheme::Permalink
        })
    }

    /// What holds for all feeds, and the feeds of the publisher's own, each at a place of its own.
    pub(super) fn all_feeds(
        &mut self,
        mut written: Feeds,
        named: BTreeMap<String, Named>,
        title: &str,
        base_url: &Url,
        language: Option<&str>,
    ) -> (FeedDefaults, Vec<NamedFeed>) {
        let redirects = std::mem::take(&mut written.redirects);
        let moved = std::mem::take(&mut written.moved);
        let mut feeds = self.feeds(base_url, language, written);
        let named = named.into_iter();
        let named: Vec<NamedFeed> =
            named.map(|(name, feed)| self.named(&name, feed, title, base_url, &feeds)).collect();
        self.meeting(&feeds, &named);
        let is_feed = |file: &str| feeds.format_of(&named, file).is_some();
        let (moved, redirects) = (self.moved(moved, is_feed), self.redirects(redirects, is_feed));
        (feeds.moved, feeds.redirects) = (moved, redirects);
        (feeds, named)
    }

    fn feeds(&mut self, base_url: &Url, language: Option<&str>, written: Feeds) -> FeedDefaults {
        let url = self.feeds_url(base_url, written.path.as_deref());
        let default = Window {
            limit: DEFAULT_LIMIT,
            formats: Format::ALL.to_vec(),
            content: Content::Full,
            max_bytes: None,
            archive: None,
        };
        let shown = written.shown();
        let window = self.window(&["feeds"], shown, &default);
        let names = self.file_names(written.files);
        let categories =
            self.terms(Taxonomy::Category, written.categories, base_url, &window, &names);
        let tags = self.terms(Taxonomy::Tag, written.tags, base_url, &window, &names);
        let sections = self.feed_path(
            &["feeds", "sections"],
            written.sections.path.as_deref(),
            "sections/:slug",
            &window.formats,
            &names,
        );
        FeedDefaults {
            ttl: written.ttl,
            skip_hours: self.skip_hours(written.skip_hours.unwrap_or_default()),
            skip_days: self.skip_days(&written.skip_days.unwrap_or_default()),
            hubs: self.hubs(&written.hubs.into_vec()),
            keep_stale: written.stale == Stale::Keep,
            user_comment: written.user_comment,
            ended: EndedFeeds {
                days: written.ended.days,
                notice: written.ended.notice.unwrap_or_else(|| ended_notice(language).to_owned()),
            },
            moved: Vec::new(),
            redirects: Vec::new(),
            names: Arc::new(names),
            sections,
            url,
            window,
            categories,
            tags,
        }
    }

    fn named(
        &mut self,
        name: &str,
        feed: Named,
        site: &str,
        base_url: &Url,
        defaults: &FeedDefaults,
    ) -> NamedFeed {
        if slug(name) != name || matches!(name, "categories" | "tags" | "sections") {
            let problem = Problem::new(
                Code::ConfigInvalid,
                format!("`{name}` cannot be the folder of a feed"),
            )
            .at(self.place_of_key(&["named"], name))
            .label("expected small letters, digits and hyphens")
            .help(format!("write `{}`", slug(name)));
            self.push(problem);
        }
        let shown = feed.shown();
        let filter = self.condition(&["named", name, "filter"], feed.filter);
        let page = feed.page.as_deref().unwrap_or_default();
        let keys = ["named", name];
        let window = self.window(&keys, shown, &defaults.window);
        let path = feed.path.as_deref();
        NamedFeed {
            path: self.feed_path(&keys, path, name, &window.formats, &defaults.names),
            title: feed.title.unwrap_or_else(|| format!("{site} – {name}")),
            name: name.to_owned(),
            description: feed.description,
            home_page_url: self.page(&["named", name, "page"], page, base_url).into(),
            filter,
            filter_place: self.place(&["named", name, "filter"]),
            window,
        }
    }

    fn feeds_url(&mut self, base_url: &Url, path: Option<&str>) -> Url {
        let path = path.unwrap_or("feeds").trim_matches('/');
        let relative = if path.is_empty() { String::new() } else { format!("{path}/") };
        let leads_up = path.split('/').any(|part| matches!(part, "." | ".."));
        let url = base_url
            .join(&relative)
            .ok()
            .filter(|url| !leads_up && url.as_str().starts_with(base_url.as_str()));
        url.unwrap_or_else(|| {
            self.report(&["feeds", "path"], "a folder below `base_url`, such as `/feeds/`");
            base_url.clone()
        })
    }

    fn window(&mut self, keys: &[&str], shown: Shown, default: &Window) -> Window {
        if shown.limit == Some(0) {
            self.report(&[keys, &["limit"]].concat(), "a number of articles from 1");
        }
        let limit = shown.limit.unwrap_or(default.limit);
        let archive = match shown.archive {
            None => default.archive,
            Some(ArchiveSize::Wanted(wanted)) => wanted.then_some(limit),
            Some(ArchiveSize::Articles(0)) => {
                self.report(&[keys, &["archive"]].concat(), "a number of articles from 1");
                None
            }
            Some(ArchiveSize::Articles(articles)) => Some(articles),
        };
        if shown.max_bytes == Some(0) {
            self.report(&[keys, &["max_bytes"]].concat(), "a number of bytes, such as 250000");
        }
        Window {
            limit,
            formats: formats(shown.formats, &default.formats),
            content: content(shown.content, default.content),
            max_bytes: shown.max_bytes.or(default.max_bytes),
            archive,
        }
    }

    fn terms(
        &mut self,
        taxonomy: Taxonomy,
        written: Terms,
        base_url: &Url,
        default: &Window,
        names: &FileNames,
    ) -> TermFeeds {
        let keys = ["feeds", taxonomy.folder()];
        let shown = written.shown();
        if let Some(page) = &written.page {
            let keys = [keys.as_slice(), &["page"]].concat();
            if page.contains(":slug") {
                self.page(&keys, &page.replace(":slug", "x"), base_url);
            } else {
                self.report(&keys, "a path with `:slug`, such as `/tags/:slug/`");
            }
        }
        let window = self.window(&keys, shown, default);
        let usual = format!("{}/:slug", taxonomy.folder());
        let path = written.path.as_deref();
        let path = self.feed_path(&keys, path, &usual, &window.formats, names);
        TermFeeds { path, window, page: written.page }
    }

    fn file_names(&mut self, written: Files) -> FileNames {
        let usual = FileNames::default();
        let keys = |name| ["feeds", "files", name];
        let mut name = |key, written: Option<String>, usual| match written {
            Some(name) if is_file_name(&name) => name,
            Some(_) => {
                self.report(&keys(key), "the name of a file, such as `index.xml`");
                usual
            }
            None => usual,
        };
        let names = FileNames {
            atom: name("atom", written.atom, usual.atom),
            rss: name("rss", written.rss, usual.rss),
            json: name("json", written.json, usual.json),
        };
        let all = [("atom", &names.atom), ("rss", &names.rss), ("json", &names.json)];
        for (at, (key, name)) in all.iter().enumerate() {
            if let Some((other, _)) = all[..at].iter().find(|(_, other)| other == name) {
                let message = format!("two formats cannot share the file `{name}`");
                let problem = Problem::new(Code::FeedsMeet, message)
                    .at(self.place(&keys(key)))
                    .label(format!("`{key}` is here"))
                    .related(self.place(&keys(other)), format!("`{other}` is here"))
                    .help("give each a name of its own");
                self.push(problem);
            }
        }
        names
    }

    /// The setting `path` at `keys`; `usual` is the folder without it. A usual folder with `:slug`
    /// needs a path with it.
    fn feed_path(
        &mut self,
        keys: &[&str],
        written: Option<&str>,
        usual: &str,
        formats: &[Format],
        names: &FileNames,
    ) -> FeedPath {
        let usual = FeedPath::usual(usual);
        let Some(written) = written else { return usual };
        let keys = [keys, &["path"]].concat();
        match FeedPath::parse(written, formats, names) {
            Some(mut path) if path.has_slug() == usual.has_slug() && !path.is_kept() => {
                path.setting = Some(self.place(&keys));
                path
            }
            _ if usual.has_slug() => {
                self.report(
                    &keys,
                    "a path with `:slug` or `:name`, such as `/tags/:slug/` or `/feed/:slug.xml`",
                );
                usual
            }
            _ => {
                self.report(&keys, "a path such as `/cloud/` or `/feed/cloud.xml`");
                usual
            }
        }
    }

    /// Reports feeds of different kinds that are sure to meet, whatever articles there are.
    fn meeting(&mut self, feeds: &FeedDefaults, named: &[NamedFeed]) {
        let site = FeedPath::usual("");
        let named = named.iter().map(|feed| (format!("`named.{}`", feed.name), &feed.path));
        let all: Vec<(String, &FeedPath)> = [
            ("the site".to_owned(), &site),
            ("`feeds.sections`".to_owned(), &feeds.sections),
            ("`feeds.categories`".to_owned(), &feeds.categories.path),
            ("`feeds.tags`".to_owned(), &feeds.tags.path),
        ]
        .into_iter()
        .chain(named)
        .collect();
        for (at, (name, path)) in all.iter().enumerate() {
            if let Some((other, first)) = all[..at].iter().find(|(_, other)| other.meets(path)) {
                let message = format!("the feeds of {other} and of {name} have one place");
                self.push(path.taken(first, message));
            }
        }
    }

    /// The address of a page of the site.
    fn page(&mut self, keys: &[&str], path: &str, base_url: &Url) -> Url {
        web_address(path.trim_start_matches('/'), base_url).unwrap_or_else(|| {
            self.report(keys, "a path of the site, such as `/cloud/`");
            base_url.clone()
        })
    }

    fn skip_hours(&mut self, mut hours: Vec<u8>) -> Vec<u8> {
        if hours.iter().any(|hour| *hour > 23) {
            self.report(&["feeds", "skip_hours"], "hours from 0 to 23, in UTC");
        }
        hours.sort_unstable();
        hours.dedup();
        hours
    }

    fn skip_days(&mut self, written: &[String]) -> Vec<&'static str> {
        let is_written =
            |day: &str| written.iter().any(|written| written.eq_ignore_ascii_case(day));
        let days: Vec<&str> = DAYS.into_iter().filter(|day| is_written(day)).collect();
        if days.len() != written.len() {
            self.report(
                &["feeds", "skip_days"],
                "English names of days, such as `Saturday`, each once",
            );
        }
        days
    }

    fn hubs(&mut self, written: &[String]) -> Vec<String> {
        let address = |hub: &String| {
            // A hub is no page of the site.
            Url::parse(hub).ok().filter(is_of_the_web).map(String::from)
        };
        let hubs: Vec<String> = written.iter().filter_map(address).collect();
        if hubs.len() != written.len() {
            self.report(&["feeds", "hubs"], "addresses such as `https://hub.example.org/`");
        }
        hubs
    }

    /// Two folders, or two files, below the output folder, without a slash at either end; `is_feed` tells
    /// files from folders.
    fn moved(&mut self, written: Paths, is_feed: impl Fn(&str) -> bool) -> Vec<Route> {
        let mut routes = Vec::new();
        for (old, new) in written {
            let trimmed = |path: &str| path.trim_matches('/').to_owned();
            let route = Route { from: trimmed(&old), to: trimmed(&new) };
            let is_alike = !is_feed(&route.to) || is_file_name(last(&route.from.replace('*', "x")));
            if !(is_path(&route.from)
                && (route.to.is_empty() || leads(&route))
                && is_alike
                && route.is_reversible())
            {
                self.report(
                    &["feeds", "moved", &old],
                    "two folders or two files below the folder of the feeds, such as `tags/old: tags/new` or `feed.xml: rss.xml`",
                );
            }
            routes.push(route);
        }
        routes
    }

    /// From paths of the site to files below the output folder for which `is_feed` holds.
    fn redirects(&mut self, written: Paths, is_feed: impl Fn(&str) -> bool) -> Vec<Route> {
        let mut routes = Vec::new();
        for (from, new) in written {
            let route = Route { to: new.trim_start_matches('/').to_owned(), from };
            let (path, query) = match route.from.split_once('?') {
                Some((path, query)) => (path, Some(query)),
                None => (route.from.as_str(), None),
            };
            let below = path.strip_prefix('/');
            let is_old = below
                .is_some_and(|below| is_path(below) || (below.is_empty() && query.is_some()))
                && query.is_none_or(|query| query.split('&').all(is_parameter));
            if !(is_old && is_feed(&route.to) && leads(&route)) {
                self.report(
                    &["feeds", "redirects", &route.from],
                    "a path of the site and a file below the folder of the feeds, such as `/feed.xml: rss.xml` or `/tags/*/index.xml: tags/:1/rss.xml`",
                );
            }
            routes.push(route);
        }
        routes
    }
}

type Paths = BTreeMap<String, String>;

/// Names with slashes between them, of letters that need no care in the files of any server, and `*`.
fn is_path(text: &str) -> bool {
    text.trim_end_matches('/').split('/').all(|name| {
        !matches!(name, "" | "." | "..")
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%+*".contains(&byte))
    })
}

/// Whether a route leads to a path, and uses no more than it has found.
fn leads(route: &Route) -> bool {
    route.is_whole() && is_path(&route.to_with(|_| "x".to_owned()))
}

/// `feed=rss2`.
fn is_parameter(text: &str) -> bool {
    text.split_once('=')
        .is_some_and(|(key, value)| is_path(key) && is_path(value) && !key.contains('*'))
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
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

fn content(written: Option<ContentName>, default: Content) -> Content {
    match written {
        Some(ContentName::Full) => Content::Full,
        Some(ContentName::Summary) => Content::Summary,
        None => default,
    }
}
