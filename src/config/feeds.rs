//! Which feeds there are, and what holds for them.

use std::sync::Arc;

use url::Url;

use super::{FeedPath, Filter, Route};
use crate::model::{Content, FileNames, Format, Taxonomy};
use crate::problem::Place;

/// How much of its articles a feed shows, and in what form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// How many articles the feed shows; the least, where it keeps an archive.
    pub limit: usize,
    /// The formats it is published in, in the order of [`Format::ALL`].
    pub formats: Vec<Format>,
    /// How much of each article it shows.
    pub content: Content,
    /// How many bytes its file may have in each format.
    pub max_bytes: Option<usize>,
    /// How many articles an archive page holds, where the feed keeps an archive.
    pub archive: Option<usize>,
}

/// What holds for every feed that does not say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedDefaults {
    /// The address of the output folder, ending in a slash.
    pub url: Url,
    /// The names of the files of each feed.
    pub names: Arc<FileNames>,
    /// What the feed of the whole site shows.
    pub window: Window,
    /// How long a reader may keep it, in minutes.
    pub ttl: Option<u32>,
    /// The hours in UTC, from 0 to 23, in which nothing is published.
    pub skip_hours: Vec<u8>,
    /// The days in UTC on which nothing is published, by their English names.
    pub skip_days: Vec<&'static str>,
    /// The `WebSub` hubs that tell subscribers of what is new.
    pub hubs: Vec<String>,
    /// Whether files of earlier publications stay when no feed is written to them any more.
    pub keep_stale: bool,
    /// A sentence for a person who looks at the JSON.
    pub user_comment: Option<String>,
    /// Where the feeds of sections are.
    pub sections: FeedPath,
    /// What holds for the feeds of categories.
    pub categories: TermFeeds,
    /// What holds for the feeds of tags.
    pub tags: TermFeeds,
    /// What becomes of the feed of a term that no article has any more.
    pub ended: EndedFeeds,
    /// Feeds that had another folder, and files that had another name: from paths of the output folder.
    pub moved: Vec<Route>,
    /// Addresses that a server is to redirect: from paths of the site.
    pub redirects: Vec<Route>,
}

/// What holds for the feeds of the terms of one taxonomy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFeeds {
    /// Where each is.
    pub path: FeedPath,
    /// What each shows.
    pub window: Window,
    /// The path of a term's own page, with `:slug`, where the site has such pages.
    pub page: Option<String>,
}

/// What becomes of the feed of a term that no article has any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedFeeds {
    /// For how many days it stays, empty and marked.
    pub days: u16,
    /// What it says to its subscribers.
    pub notice: String,
}

/// A feed of the publisher's own making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFeed {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: FeedPath,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// The page it belongs to: an absolute URL.
    pub home_page_url: String,
    /// Which articles it is about.
    pub filter: Filter,
    /// Where that is said.
    pub filter_place: Place,
    /// What it shows.
    pub window: Window,
}

impl FeedDefaults {
    /// What holds for the feeds of `taxonomy`.
    #[must_use]
    pub const fn of(&self, taxonomy: Taxonomy) -> &TermFeeds {
        match taxonomy {
            Taxonomy::Category => &self.categories,
            Taxonomy::Tag => &self.tags,
        }
    }

    /// The places of all feeds but the site's.
    pub(crate) fn paths<'a>(
        &'a self,
        named: &'a [NamedFeed],
    ) -> impl Iterator<Item = &'a FeedPath> {
        let Self { sections, categories, tags, .. } = self;
        let named = named.iter().map(|feed| &feed.path);
        [sections, &categories.path, &tags.path].into_iter().chain(named)
    }

    /// The format of the feed at `path` in the output folder; nothing if that file is no feed.
    pub(super) fn format_of(&self, named: &[NamedFeed], path: &str) -> Option<Format> {
        let elsewhere = || self.paths(named).find_map(|place| place.format_of(path));
        self.names.format_of(path).or_else(elsewhere)
    }

    /// The address of a file of the output folder.
    #[must_use]
    pub fn address(&self, file: &str) -> Url {
        let mut url = self.url.clone();
        // `url` has a path, else it could not be the address of a folder.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty();
            path.extend(file.split('/'));
        }
        url
    }
}
