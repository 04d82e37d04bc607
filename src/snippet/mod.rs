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

use url::Url;

use crate::config::{Config, FeedPath};
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

/// An address of the site that leads to another.
struct Redirect {
    /// The path on the server.
    from: String,
    to: Url,
}

fn redirects(config: &Config, files: &BTreeSet<&str>) -> Vec<Redirect> {
    let base_path = config.site.base_url.path();
    let named = config.feeds.redirects.iter().filter_map(|(from, file)| {
        let from = format!("{base_path}{}", from.trim_start_matches('/'));
        Some(Redirect { from, to: config.feeds.url.join(file).ok()? })
    });
    let moved = config.feeds.moved.iter().flat_map(|(old, new)| {
        let formats = Format::ALL.into_iter();
        let files_of = |format| {
            let name = config.feeds.names.of(format);
            (file_in(old, name), file_in(new, name))
        };
        let published = formats.map(files_of).filter(|(_, new)| files.contains(&**new));
        published.map(|(old, new)| Redirect {
            from: config.feeds.address(&old).path().to_owned(),
            to: config.feeds.address(&new),
        })
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
        elsewhere.map(|(_, path)| escaped(path).replace(r"\:slug", "[^/]+")).collect();
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
