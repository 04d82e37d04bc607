//! nginx.

use std::fmt::Write as _;

use super::{Redirect, cache_control, content_type, cross_origin, link, origin, path_pattern};
use crate::config::Config;
use crate::model::Format;

const HEAD: &str = "\
# The feeds: include this file in the `server` block.
# nginx sends an ETag and answers 304 by itself, unless `etag off` says otherwise.
# A location with an `add_header` of its own takes none from around it: repeat here what your
# other pages send, such as Strict-Transport-Security.
";

pub(super) fn snippet(config: &Config, redirects: &[Redirect]) -> String {
    let mut text = HEAD.to_owned();
    for Redirect { from, to } in redirects {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "location = {from} {{ return 301 {to}; }}");
    }
    for format in Format::ALL {
        // Of two patterns that match, nginx takes the first.
        for is_archive in [true, false] {
            text.push_str(&location(config, format, is_archive));
        }
    }
    text
}

fn location(config: &Config, format: Format, is_archive: bool) -> String {
    let url = format!("{}$uri", origin(config));
    let mut lines = vec![
        format!("location ~ \"{}\" {{", path_pattern(config, format, is_archive)),
        "    types { }".to_owned(),
        format!("    default_type \"{}\";", content_type(format)),
        format!("    add_header Cache-Control \"{}\";", cache_control(config, is_archive)),
        format!("    add_header Link '{}';", link(config, &url, is_archive)),
    ];
    if cross_origin(format) {
        lines.push("    add_header Access-Control-Allow-Origin \"*\";".to_owned());
    }
    lines.push("}\n".to_owned());
    lines.join("\n")
}
