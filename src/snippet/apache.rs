//! Apache httpd.

use std::fmt::Write as _;

use super::{
    Redirect, cache_control, content_type, cross_origin, escaped, link, origin, path_pattern,
};
use crate::config::Config;
use crate::model::Format;

const HEAD: &str = "\
# The feeds: put this into the `.htaccess` of the site's top folder, or into its `Directory`.
# It needs mod_headers and mod_alias. Apache sends an ETag and answers 304 by itself.
";

pub(super) fn snippet(config: &Config, redirects: &[Redirect]) -> String {
    let mut text = HEAD.to_owned();
    for Redirect { from, to } in redirects {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "RedirectMatch 301 \"^{}$\" \"{to}\"", escaped(from));
    }
    for format in Format::ALL {
        // What comes later counts, so archive pages come last.
        for is_archive in [false, true] {
            text.push_str(&section(config, format, is_archive));
        }
    }
    text
}

fn section(config: &Config, format: Format, is_archive: bool) -> String {
    let url = format!("{}%{{REQUEST_URI}}", origin(config));
    let link = link(config, &url, is_archive).replace('"', "\\\"");
    let mut lines = vec![
        format!("<If \"%{{REQUEST_URI}} =~ m#{}#\">", path_pattern(config, format, is_archive)),
        format!("    ForceType \"{}\"", content_type(format)),
        format!("    Header set Cache-Control \"{}\"", cache_control(config, is_archive)),
        format!("    Header set Link \"expr={link}\""),
    ];
    if cross_origin(format) {
        lines.push("    Header set Access-Control-Allow-Origin \"*\"".to_owned());
    }
    lines.push("</If>\n".to_owned());
    lines.join("\n")
}
