//! What a web server must be told, so that feeds arrive as what they are, and open in a browser as
//! something to read: media types, `Link` headers (`WebSub`, section 4), how long to keep them, who
//! may read them, and redirects.
//!
//! Pure, and apart from the way of the articles: a text that a person pastes or a job installs.

mod apache;
mod extra;
mod hosting;
mod nginx;

use std::collections::BTreeSet;

use url::{Position, Url};

use crate::config::{Config, FeedPath, Route};
use crate::model::{Format, below as file_in};

/// Whose language the snippet is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// nginx, inside a `server` block.
    Nginx,
    /// Apache httpd 2.4, as an `.htaccess` file or inside a `Directory` block.
    Apache,
    /// The file `_headers` of a static host.
    Headers,
    /// The file `_redirects` of a static host.
    Redirects,
}

/// How long an archive page may be kept, in seconds. It changes only when an old article does.
const ARCHIVE_AGE: u32 = 24 * 60 * 60;

/// How long a feed may be kept where the publisher says nothing, in seconds.
const DEFAULT_AGE: u32 = 30 * 60;

/// The snippet for a site whose output folder holds `files`.
#[must_use]
pub fn snippet(server: Server, config: &Config, files: &BTreeSet<&str>) -> String {
    match server {
        Server::Nginx => nginx::snippet(config, files),
        Server::Apache => apache::snippet(config, files),
        Server::Headers => hosting::headers(config, files),
        Server::Redirects => hosting::redirects(&redirects(config, files)),
    }
}

/// An address of the site that leads to another, or many of them.
struct Redirect {
    /// From a path on the server, perhaps with a query, to a file of the output folder.
    route: Route,
    /// The address of the output folder.
    feeds: Url,
    /// Where it is a pattern, each address that it stands for, and where that leads.
    each: Vec<(String, String)>,
}

impl Redirect {
    /// A regular expression for what is asked for.
    fn pattern(&self) -> String {
        let parts = self.route.from.split('*').map(escaped);
        parts.collect::<Vec<_>>().join("([^/&?]+)")
    }

    /// Where it leads, with what each `*` stands for written as `number` says.
    fn to(&self, number: impl Fn(usize) -> String) -> String {
        format!("{}{}", self.feeds, self.route.to_with(number))
    }

    fn has_query(&self) -> bool {
        self.route.from.contains('?')
    }
}

fn redirects(config: &Config, files: &BTreeSet<&str>) -> Vec<Redirect> {
    let address = |file: &str| config.feeds.address(file);
    let redirect = |route: &Route, old: &dyn Fn(&str) -> String| {
        let each = if route.is_pattern() {
            let old_path = |file: &&str| Some((old(&route.old_path(file)?), address(file).into()));
            files.iter().filter_map(old_path).collect()
        } else {
            Vec::new()
        };
        let route = Route { from: old(&route.from), to: route.to.clone() };
        Redirect { route, feeds: config.feeds.url.clone(), each }
    };
    let named = config.feeds.redirects.iter().map(|route| {
        redirect(route, &|old| {
            let url = config.site.base_url.join(old.trim_start_matches('/'));
            url.map_or_else(|_| old.to_owned(), |url| url[Position::BeforePath..].to_owned())
        })
    });
    let former = |old: &str| address(old).path().to_owned();
    let moved = config.feeds.moved.iter().flat_map(|route| {
        if config.format_of(&route.to).is_some() {
            return vec![redirect(route, &former)];
        }
        let files_of = |format: Format| {
            let name = config.feeds.names.of(format);
            Route { from: file_in(&route.from, name), to: file_in(&route.to, name) }
        };
        let is_published = |route: &Route| files.iter().any(|file| route.old_path(file).is_some());
        let routes = Format::ALL.into_iter().map(files_of).filter(is_published);
        routes.map(|route| redirect(&route, &former)).collect()
    });
    named.chain(moved).collect()
}

/// The value of `Content-Type` for programs.
fn content_type(format: Format) -> String {
    format!("{}; charset=utf-8", format.media_type())
}

/// The media type by which browsers take XML for a document, and apply its stylesheet.
const XML_FOR_PEOPLE: &str = "text/xml";

/// Whether browsers would show a document in `format` to a person, were it called XML. What a
/// person opens arrives with `Sec-Fetch-Dest: document` (Fetch Metadata Request Headers, section 2.1).
fn for_people(format: Format) -> bool {
    format != Format::JsonFeed
}

/// The value of `Cache-Control`.
fn cache_control(config: &Config, is_archive: bool) -> String {
    let age = match config.feeds.ttl {
        _ if is_archive => ARCHIVE_AGE,
        Some(minutes) => minutes.saturating_mul(60),
        None => DEFAULT_AGE,
    };
    format!("public, max-age={age}")
}

/// The value of `Link` for the document at `url`. No hub has anything to say of an archive page.
fn link(config: &Config, url: &str, is_archive: bool) -> String {
    let mut link = format!("<{url}>; rel=\"self\"");
    for hub in config.feeds.hubs.iter().filter(|_| !is_archive) {
        link.extend([", <", hub.as_str(), ">; rel=\"hub\""]);
    }
    link
}

/// Pages in a browser may read a JSON feed from another site.
fn cross_origin(format: Format) -> bool {
    format == Format::JsonFeed
}

/// A regular expression for the paths of documents in `format` below the output folder.
fn path_pattern(config: &Config, format: Format, is_archive: bool) -> String {
    let folders = if is_archive { "(.+/)?archive/[0-9]+/" } else { "(.+/)?" };
    below(config, &file_pattern(config, format, folders, is_archive))
}

/// A regular expression for the paths of documents in `format`, in folders or elsewhere.
fn file_pattern(config: &Config, format: Format, folders: &str, is_archive: bool) -> String {
    let own = format!("{folders}{}", escaped(config.feeds.names.of(format)));
    let elsewhere = config.feeds.paths(&config.named).filter_map(FeedPath::file_elsewhere);
    let elsewhere = elsewhere.filter(|(other, _)| *other == format && !is_archive);
    let patterns: Vec<String> =
        elsewhere.map(|(_, path)| escaped(&path).replace(r"\:slug", "[^/]+")).collect();
    if patterns.is_empty() { own } else { format!("({own}|{})", patterns.join("|")) }
}

/// A regular expression for the paths below the output folder that match `pattern`.
fn below(config: &Config, pattern: &str) -> String {
    format!("^{}{pattern}$", escaped(config.feeds.url.path()))
}

/// The text as a regular expression that matches nothing else.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for letter in text.chars() {
        if !(letter.is_alphanumeric() || "/-_~%".contains(letter)) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// The scheme and host of the feeds' addresses.
fn origin(config: &Config) -> String {
    config.feeds.url.origin().ascii_serialization()
}
