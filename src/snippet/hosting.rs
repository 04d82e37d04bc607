//! The files `_headers` and `_redirects` that static hosts read.
//!
//! Hosts differ in what a `*` may stand for, so each file has a rule of its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Redirect, cache_control, content_type, cross_origin, link};
use crate::config::Config;
use crate::model::format_of;

pub(super) fn headers(config: &Config, files: &BTreeSet<&str>) -> String {
    files.iter().filter_map(|file| rule(config, file)).collect::<Vec<_>>().join("\n")
}

/// The rule for one file; nothing if it is no feed.
fn rule(config: &Config, file: &str) -> Option<String> {
    let format = format_of(file)?;
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (parent, number) = folder.rsplit_once('/').unwrap_or(("", folder));
    let is_archive = parent.rsplit('/').next() == Some("archive") && number.parse::<u16>().is_ok();
    let url = config.feeds.address(folder, format);
    let mut rule = format!(
        "{}\n  Content-Type: {}\n  Cache-Control: {}\n  Link: {}\n",
        url.path(),
        content_type(format),
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
    for Redirect { from, to } in redirects {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{from} {to} 301");
    }
    text
}
