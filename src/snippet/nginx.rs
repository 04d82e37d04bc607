//! nginx.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::extra::{Extra, Keep, extras};
use super::{
    XML_FOR_PEOPLE, cache_control, cross_origin, for_people, link, origin, path_pattern, redirects,
};
use crate::config::Config;
use crate::model::Format;

const HEAD: &str = "\
# The feeds: include this file in the `server` block.
# nginx sends an ETag and answers 304 by itself, unless `etag off` says otherwise.
# A location with an `add_header` of its own takes none from around it: repeat here what your
# other pages send, such as Strict-Transport-Security.
";

/// Where a person's request for a feed is answered.
const PEOPLE: &str = "@feed_for_people";

pub(super) fn snippet(config: &Config, files: &BTreeSet<&str>) -> String {
    let mut text = HEAD.to_owned();
    for redirect in redirects(config, files) {
        let from = &redirect.route.from;
        let to = redirect.to(|number| format!("${number}"));
        // Writing to a string cannot fail.
        let _ = if redirect.route.is_pattern() {
            // What a person asked for, as it was written: a `$uri` could end the header.
            let query = if redirect.has_query() { "" } else { r"(\?.*)?" };
            let pattern = redirect.pattern();
            writeln!(text, "if ($request_uri ~ \"^{pattern}{query}$\") {{ return 301 {to}; }}")
        } else if redirect.has_query() {
            writeln!(text, "if ($request_uri = \"{from}\") {{ return 301 {to}; }}")
        } else {
            writeln!(text, "location = {from} {{ return 301 {to}; }}")
        };
    }
    for format in Format::ALL {
        // Of two patterns that match, nginx takes the first.
        for is_archive in [true, false] {
            text.push_str(&location(config, format, is_archive));
        }
    }
    text.push_str(&people(config));
    for extra in extras(config, files) {
        text.push_str(&beside(&extra));
    }
    text
}

fn location(config: &Config, format: Format, is_archive: bool) -> String {
    let url = format!("{}$uri", origin(config));
    let mut lines = vec![format!("location ~ \"{}\" {{", path_pattern(config, format, is_archive))];
    if for_people(format) {
        // `return` is what `if` can do for sure; no other answer here has this status.
        lines.push("    if ($http_sec_fetch_dest = document) { return 418; }".to_owned());
        lines.push(format!("    error_page 418 = {PEOPLE};"));
        lines.push("    add_header Vary Sec-Fetch-Dest;".to_owned());
    }
    lines.extend(typed(format.media_type()));
    lines.push(format!("    add_header Cache-Control \"{}\";", cache_control(config, is_archive)));
    lines.push(format!("    add_header Link '{}';", link(config, &url, is_archive)));
    if cross_origin(format) {
        lines.push("    add_header Access-Control-Allow-Origin \"*\";".to_owned());
    }
    lines.push("}\n".to_owned());
    lines.join("\n")
}

fn people(config: &Config) -> String {
    let mut lines = vec![
        "# A person who opens a feed sees it laid out: browsers do that with text/xml alone."
            .to_owned(),
        format!("location {PEOPLE} {{"),
        "    add_header Vary Sec-Fetch-Dest;".to_owned(),
    ];
    lines.extend(typed(XML_FOR_PEOPLE));
    lines.push(format!("    add_header Cache-Control \"{}\";", cache_control(config, false)));
    lines.push("}\n".to_owned());
    lines.join("\n")
}

/// The media type by itself, so that `gzip_types` knows it.
fn typed(media_type: &str) -> [String; 3] {
    [
        "    types { }".to_owned(),
        format!("    default_type {media_type};"),
        "    charset utf-8; charset_types *;".to_owned(),
    ]
}

/// `expires` leaves the `add_header`s from around it as they are.
fn beside(extra: &Extra) -> String {
    let mut lines = vec![format!("location ~ \"{}\" {{", extra.pattern)];
    lines.extend(extra.media_type.into_iter().flat_map(typed));
    let expires = match extra.keep {
        Keep::AndAsk => "epoch",
        Keep::AYear => "365d",
    };
    lines.push(format!("    expires {expires};"));
    lines.push("}\n".to_owned());
    lines.join("\n")
}
