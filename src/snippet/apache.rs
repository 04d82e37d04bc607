//! Apache httpd.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::extra::{Extra, extras};
use super::{
    Redirect, XML_FOR_PEOPLE, below, cache_control, content_type, cross_origin, file_pattern,
    for_people, link, origin, path_pattern, redirects,
};
use crate::config::Config;
use crate::model::Format;

const HEAD: &str = "\
# The feeds: put this into the `.htaccess` of the site's top folder, or into its `Directory`.
# It needs mod_headers and mod_alias. Apache sends an ETag and answers 304 by itself; to the ETag of what it
# compresses it adds -gzip or -br, which its files do not have.
RequestHeader edit* If-None-Match '-(gzip|br)\"' '\"'
";

pub(super) fn snippet(config: &Config, files: &BTreeSet<&str>) -> String {
    let mut text = HEAD.to_owned();
    let redirects = redirects(config, files);
    if redirects.iter().any(Redirect::has_query) {
        text.push_str("# Addresses with a query need mod_rewrite.\nRewriteEngine On\n");
    }
    for redirect in &redirects {
        let pattern = redirect.pattern();
        let to = |sign: char| redirect.to(|number| format!("{sign}{number}"));
        // Writing to a string cannot fail.
        let _ = if redirect.has_query() {
            let to = to('%');
            writeln!(
                text,
                "RewriteCond \"%{{REQUEST_URI}}?%{{QUERY_STRING}}\" \"^{pattern}$\"\nRewriteRule \"^\" \"{to}\" [R=301,L,NE,QSD]"
            )
        } else {
            writeln!(text, "RedirectMatch 301 \"^{pattern}$\" \"{}\"", to('$'))
        };
    }
    for format in Format::ALL {
        // What comes later counts, so archive pages come last.
        for is_archive in [false, true] {
            text.push_str(&section(config, format, is_archive));
        }
    }
    text.push_str(&people(config));
    for extra in extras(config, files) {
        text.push_str(&beside(&extra));
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
    if for_people(format) {
        lines.push("    Header merge Vary Sec-Fetch-Dest".to_owned());
    }
    if cross_origin(format) {
        lines.push("    Header set Access-Control-Allow-Origin \"*\"".to_owned());
    }
    lines.push("</If>\n".to_owned());
    lines.join("\n")
}

/// What comes later counts, so this comes after the sections of the feeds.
fn people(config: &Config) -> String {
    let formats = Format::ALL.into_iter().filter(|format| for_people(*format));
    let patterns: Vec<String> =
        formats.map(|format| file_pattern(config, format, "(.+/)?", false)).collect();
    let pattern = below(config, &format!("({})", patterns.join("|")));
    format!(
        "\
# A person who opens a feed sees it laid out: browsers do that with text/xml alone.
<If \"%{{REQUEST_URI}} =~ m#{pattern}# && %{{HTTP:Sec-Fetch-Dest}} == 'document'\">
    ForceType \"{XML_FOR_PEOPLE}; charset=utf-8\"
</If>
"
    )
}

fn beside(extra: &Extra) -> String {
    let mut lines = vec![format!("<If \"%{{REQUEST_URI}} =~ m#{}#\">", extra.pattern)];
    lines.extend(extra.media_type.map(|kind| format!("    ForceType \"{kind}; charset=utf-8\"")));
    lines.push(format!("    Header set Cache-Control \"{}\"", extra.keep.cache_control()));
    lines.push("</If>\n".to_owned());
    lines.join("\n")
}
