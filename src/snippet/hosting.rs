//! The files `_headers` and `_redirects` that static hosts read.
//!
//! Hosts differ in what a `*` may stand for, so each file has a rule of its own. Pages need none: hosts
//! have browsers ask for them each time.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::extra::{Keep, OPML, OPML_TYPE, is_named_by_bytes};
use super::{
    Redirect, XML_FOR_PEOPLE, cache_control, content_type, cross_origin, for_people, link,
};
use crate::config::Config;

pub(super) fn headers(config: &Config, files: &BTreeSet<&str>) -> String {
    let rule = |file: &&str| feed(config, file).or_else(|| beside(config, file));
    files.iter().filter_map(rule).collect::<Vec<_>>().join("\n")
}

/// The rule for a file that is no feed.
fn beside(config: &Config, file: &str) -> Option<String> {
    let header = if file == OPML {
        format!("Content-Type: {OPML_TYPE}; charset=utf-8")
    } else if is_named_by_bytes(file) {
        format!("Cache-Control: {}", Keep::AYear.cache_control())
    } else {
        return None;
    };
    Some(format!("{}{file}\n  {header}\n", config.feeds.url.path()))
}

/// The rule for one file; nothing if it is no feed. Its media type is the same for everyone: one that
/// readers take as well, and browsers show.
fn feed(config: &Config, file: &str) -> Option<String> {
    let format = config.format_of(file)?;
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (parent, number) = folder.rsplit_once('/').unwrap_or(("", folder));
    let is_archive = parent.rsplit('/').next() == Some("archive") && number.parse::<u16>().is_ok();
    let url = config.feeds.address(file);
    let content_type = if for_people(format) {
        format!("{XML_FOR_PEOPLE}; charset=utf-8")
    } else {
        content_type(format)
    };
    let mut rule = format!(
        "{}\n  Content-Type: {}\n  Cache-Control: {}\n  Link: {}\n",
        url.path(),
        content_type,
        cache_control(config, is_archive),
        link(config, url.as_str(), is_archive),
    );
    if cross_origin(format) {
        rule.push_str("  Access-Control-Allow-Origin: *\n");
    }
    Some(rule)
}

pub(super) fn redirects(redirects: &[Redirect]) -> String {
    let mut text = String::new();
    for redirect in redirects {
        let Redirect { route, each, .. } = redirect;
        let to = redirect.to(|number| format!(":p{number}"));
        let (path, query) = match route.from.split_once('?') {
            Some((path, query)) => (path, query.replace('&', " ") + " "),
            None => (route.from.as_str(), String::new()),
        };
        let is_for_whole_parts =
            |text: &str| text.split(['/', '=', ' ']).all(|part| part == "*" || !part.contains('*'));
        // Writing to a string cannot fail.
        if !query.is_empty() {
            let _ = writeln!(
                text,
                "# Netlify alone knows queries: leave this line out on other hosts."
            );
        }
        if is_for_whole_parts(path) && is_for_whole_parts(&query) {
            let mut number = 0;
            let mut from = String::new();
            for letter in format!("{path} {query}").chars() {
                if letter == '*' {
                    number += 1;
                    let _ = write!(from, ":p{number}");
                } else {
                    from.push(letter);
                }
            }
            let _ = writeln!(text, "{from}{to} 301");
        } else {
            for (from, to) in each {
                let _ = writeln!(text, "{from} {to} 301");
            }
        }
    }
    text
}
