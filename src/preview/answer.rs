//! What is said to a request.

use percent_encoding::percent_decode_str;

use super::page;
use super::view::{Made, View};
use crate::model::Format;

/// A request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The method.
    pub method: &'a str,
    /// The target: a path, and perhaps a query.
    pub target: &'a str,
    /// The header `If-None-Match`.
    pub if_none_match: Option<&'a str>,
    /// The header `Sec-Fetch-Dest`: what a browser wants it for.
    pub destination: Option<&'a str>,
}

/// What is said to it. To a HEAD request all of it is said but the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names and values of headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// The page of the preview itself.
pub(super) const HOME: &str = "/_feedmill/";

/// Where a page hears that it is no longer what would be published.
pub(super) const EVENTS: &str = "/_feedmill/events";

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// Pages of a preview load nothing from elsewhere, and nobody may frame them.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What is said of `view` to a request. Only what was built is there: no path leads to the disk.
#[must_use]
pub fn answer(view: &View, asked: Asked<'_>) -> Answer {
    if !matches!(asked.method, "GET" | "HEAD") {
        let mut answer = plain(405, "A preview can be read, and nothing else.\n");
        answer.headers.push(("Allow", "GET, HEAD".to_owned()));
        return answer;
    }
    let path = asked.target.split(['?', '#']).next().unwrap_or_default();
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return plain(400, "The path is not UTF-8.\n");
    };
    match found(view, &path) {
        Found::Body(kind, body) => {
            let is_person = asked.destination == Some("document");
            let kind = if is_person { for_people(kind) } else { kind };
            let mut answer = with_tag(kind, body, asked.if_none_match);
            answer.headers.push(("Vary", "Sec-Fetch-Dest".to_owned()));
            answer
        }
        Found::Elsewhere(path) => {
            let mut answer = plain(302, "");
            answer.headers.push(("Location", path));
            answer
        }
        Found::Nothing => html(404, page::missing(view, &path)),
    }
}

enum Found {
    Body(&'static str, Vec<u8>),
    Elsewhere(String),
    Nothing,
}

fn found(view: &View, path: &str) -> Found {
    match path {
        HOME => return Found::Body(HTML, page::home(view).into_bytes()),
        "/_feedmill/preview.js" => return Found::Body(JAVASCRIPT, SCRIPT.into()),
        "/_feedmill/preview.css" => return Found::Body(CSS, STYLE.into()),
        _ => {}
    }
    if let Some(made) = &view.made
        && let Some(found) = document(view, made, path)
    {
        return found;
    }
    if path == "/" { Found::Elsewhere(HOME.to_owned()) } else { Found::Nothing }
}

/// The document of the publication at `path`, or of a folder the page in it.
fn document(view: &View, made: &Made, path: &str) -> Option<Found> {
    let root = made.config.feeds.url.path();
    if format!("{path}/") == root {
        return Some(Found::Elsewhere(root.to_owned()));
    }
    let below = path.strip_prefix(root)?;
    let name = if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below.to_owned()
    };
    if let Some(bytes) = bytes(made, &name) {
        let kind = media_type(made, &name);
        let body = if kind == HTML { page::with_preview(view, &bytes) } else { bytes };
        return Some(Found::Body(kind, body));
    }
    let index = format!("{below}/index.html");
    bytes(made, &index).map(|_| Found::Elsewhere(format!("{path}/")))
}

fn bytes(made: &Made, name: &str) -> Option<Vec<u8>> {
    made.publication.bytes(name).unwrap_or_default()
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

fn media_type(made: &Made, name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap_or(name);
    if let Some(format) = made.config.format_of(name) {
        return format.media_type();
    }
    match file.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => HTML,
        Some("css") => CSS,
        Some("js") => JAVASCRIPT,
        Some("json") => "application/json",
        Some("opml") => "text/x-opml; charset=utf-8",
        Some("xml") => "application/xml",
        Some("svg") => "image/svg+xml",
        _ => mime_guess::from_path(file).first_raw().unwrap_or("application/octet-stream"),
    }
}

/// Browsers lay out XML of no other type by its stylesheet.
fn for_people(kind: &'static str) -> &'static str {
    let is_feed = [Format::Atom, Format::Rss].iter().any(|format| format.media_type() == kind);
    if is_feed { "text/xml; charset=utf-8" } else { kind }
}

/// RFC 9110, sections 8.8.3 and 13.1.2: who has these bytes already is told so instead.
fn with_tag(kind: &'static str, body: Vec<u8>, if_none_match: Option<&str>) -> Answer {
    let tag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..32]);
    let is_known = if_none_match.is_some_and(|tags| {
        tags.trim() == "*"
            || tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)
    });
    let mut answer = if is_known {
        Answer { status: 304, headers: Vec::new(), body: Vec::new() }
    } else {
        Answer { status: 200, headers: vec![("Content-Type", kind.to_owned())], body }
    };
    answer.headers.push(("ETag", tag));
    careful(answer)
}

fn html(status: u16, page: String) -> Answer {
    let headers = vec![("Content-Type", HTML.to_owned())];
    careful(Answer { status, headers, body: page.into_bytes() })
}

pub(super) fn plain(status: u16, text: &str) -> Answer {
    let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
    careful(Answer { status, headers, body: text.as_bytes().to_vec() })
}

/// What every answer says.
fn careful(mut answer: Answer) -> Answer {
    answer.headers.extend([
        ("Cache-Control", "no-cache".to_owned()),
        ("Content-Security-Policy", POLICY.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
    ]);
    answer
}
