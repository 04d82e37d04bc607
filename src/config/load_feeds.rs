//! The part of the configuration that is about feeds.

use std::collections::BTreeMap;

use url::Url;

use super::file::{
    ArchiveSize, ContentName, Feeds, FormatName, Named, Shown, Stale, TermFeeds as Terms,
};
use super::load::Loader;
use super::{DAYS, EndedFeeds, FeedDefaults, IdScheme, NamedFeed, TermFeeds, Window};
use crate::model::{Content, Format, Taxonomy, is_of_the_web, slug, web_address};
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

    pub(super) fn feeds(
        &mut self,
        base_url: &Url,
        language: Option<&str>,
        written: Feeds,
    ) -> FeedDefaults {
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
        let categories = self.terms(Taxonomy::Category, written.categories, base_url, &window);
        let tags = self.terms(Taxonomy::Tag, written.tags, base_url, &window);
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
            moved: self.folders(written.moved),
            redirects: self.redirects(written.redirects),
            url,
            window,
            categories,
            tags,
        }
    }

    pub(super) fn named(
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
        NamedFeed {
            title: feed.title.unwrap_or_else(|| format!("{site} – {name}")),
            name: name.to_owned(),
            description: feed.description,
            home_page_url: self.page(&["named", name, "page"], page, base_url).into(),
            filter,
            window: self.window(&["named", name], shown, &defaults.window),
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
        TermFeeds { window: self.window(&keys, shown, default), page: written.page }
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

    /// Both sides as folders below the output folder, without a slash at either end.
    fn folders(&mut self, written: Paths) -> Paths {
        let mut folders = Paths::new();
        for (old, new) in written {
            let (from, to) = (old.trim_matches('/'), new.trim_matches('/'));
            if from.is_empty() || !is_path(from) || !(to.is_empty() || is_path(to)) {
                self.report(
                    &["feeds", "moved", &old],
                    "two folders below the one of the feeds, such as `tags/old: tags/new`",
                );
            }
            folders.insert(from.to_owned(), to.to_owned());
        }
        folders
    }

    /// Paths of the site to files below the output folder.
    fn redirects(&mut self, written: Paths) -> Paths {
        let mut redirects = Paths::new();
        for (old, new) in written {
            let file = new.trim_start_matches('/');
            let is_feed = Format::ALL.iter().any(|format| {
                file.strip_suffix(format.file_name())
                    .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
            });
            if !(old.starts_with('/') && is_path(&old[1..]) && is_feed && is_path(file)) {
                self.report(
                    &["feeds", "redirects", &old],
                    "a path of the site and a file below the folder of the feeds, such as `/feed.xml: rss.xml`",
                );
            }
            redirects.insert(old, file.to_owned());
        }
        redirects
    }
}

type Paths = BTreeMap<String, String>;

/// Names with slashes between them, of letters that need no care in the files of any server.
fn is_path(text: &str) -> bool {
    text.trim_end_matches('/').split('/').all(|name| {
        !matches!(name, "" | "." | "..")
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte))
    })
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
