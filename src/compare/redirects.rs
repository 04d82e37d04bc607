//! Where the addresses of feeds lead that have gone from their paths.

use std::collections::BTreeMap;

use url::{Position, Url};

use super::{Feed, Snapshot};
use crate::config::{Config, Route};
use crate::model::{Format, below};

/// The redirects of a site, as its configuration says them.
#[derive(Debug, Clone, Default)]
pub struct Redirects {
    /// From paths on the server to paths below the output folder.
    routes: Vec<Route>,
    /// The path of the output folder on the server.
    feeds: String,
}

/// Where the addresses lead that have a redirect: to paths of a publication.
pub(super) struct Targets<'a> {
    by_address: BTreeMap<String, &'a String>,
    feeds: &'a str,
}

impl Redirects {
    /// Those of `feeds.redirects` and `feeds.moved`.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let base = config.site.base_url.path();
        let former = |path: &str| config.feeds.address(path).path().to_owned();
        let named = config.feeds.redirects.iter().map(|Route { from, to }| Route {
            from: format!("{base}{}", from.trim_start_matches('/')),
            to: to.clone(),
        });
        let moved = config.feeds.moved.iter().flat_map(|Route { from, to }| {
            if config.format_of(to).is_some() {
                return vec![Route { from: former(from), to: to.clone() }];
            }
            let files = Format::ALL.map(|format| {
                let name = config.feeds.names.of(format);
                Route { from: former(&below(from, name)), to: below(to, name) }
            });
            files.to_vec()
        });
        Self { routes: named.chain(moved).collect(), feeds: config.feeds.url.path().to_owned() }
    }

    /// Where they lead in a publication.
    pub(super) fn targets<'a>(&'a self, new: &'a Snapshot) -> Targets<'a> {
        let old = |path: &'a String| {
            self.routes.iter().filter_map(move |route| Some((route.old_path(path)?, path)))
        };
        Targets { by_address: new.keys().flat_map(old).collect(), feeds: &self.feeds }
    }
}

impl<'a> Targets<'a> {
    /// Where a feed is that is gone from `path`: where its own address leads, else that of its path on the
    /// site or in the output folder.
    pub(super) fn of(&self, path: &str, feed: &Feed) -> Option<&'a String> {
        let own = feed.url.as_deref().and_then(|url| Url::parse(url).ok());
        let own = own.map(|url| url[Position::BeforePath..].to_owned());
        let addresses = [own, Some(format!("/{path}")), Some(format!("{}{path}", self.feeds))];
        addresses.into_iter().flatten().find_map(|address| self.by_address.get(&address).copied())
    }
}
