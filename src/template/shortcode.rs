//! Shortcodes that are known from the start, in HTML that every reader shows.
//!
//! Players become `iframe`s here; `compose` makes links of them.

use std::fmt::Write as _;

use super::arguments::Arguments;
use super::html::{escaped, of_phrase};
use crate::config::{Pattern, Piece};

/// A shortcode as it is used in an article.
#[derive(Debug, Default)]
pub(super) struct Call<'a> {
    pub(super) name: &'a str,
    pub(super) arguments: Arguments,
    /// What stands between opening and closing, in Markdown or HTML.
    pub(super) inner: Option<String>,
    /// Addresses without a slash before them are below this one.
    pub(super) assets: &'a str,
}

/// What markup becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A part of a line.
    Inline(String),
    /// Lines of their own.
    Block(String),
}

/// Pictures told by the end of their address.
const PICTURES: &[&str] = &[".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];

/// The HTML of a publisher's own shortcode.
pub(super) fn own(pattern: &Pattern, call: &Call<'_>) -> Shown {
    let mut html = String::new();
    for part in pattern.parts() {
        match part {
            Piece::Literal(literal) => html.push_str(literal),
            Piece::Argument(name) => html.push_str(&escaped(call.get(&[name]).unwrap_or_default())),
            Piece::Inner => match &call.inner {
                Some(inner) if inner.contains('\n') => {
                    html.push_str(&["\n\n", inner.trim_matches('\n'), "\n\n"].concat());
                }
                inner => html.push_str(inner.as_deref().unwrap_or_default()),
            },
        }
    }
    if html.contains('\n') { Shown::Block(html) } else { Shown::Inline(html) }
}

/// The HTML of a shortcode that many sites have, or that says enough of itself.
pub(super) fn known(call: &Call<'_>) -> Option<Shown> {
    let block = |html| Some(Shown::Block(html));
    let name = call.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
    match name.to_ascii_lowercase().replace('_', "-").as_str() {
        "figure" | "img" | "image" | "picture" | "responsive-image" => figure(call).and_then(block),
        "youtube" | "youtube-lite" | "lite-youtube" | "youtubeplayer" => {
            player(call, "https://www.youtube.com/embed/").and_then(block)
        }
        "vimeo" => player(call, "https://player.vimeo.com/video/").and_then(block),
        "gist" => gist(call).and_then(block),
        "tweet" | "x" | "twitter" => post(call).and_then(block),
        "instagram" => {
            let id = call.get(&["id", "0"])?;
            block(link(&format!("https://www.instagram.com/p/{id}/"), None))
        }
        "details" | "accordion" | "expand" | "collapse" => {
            let inner = call.inner.as_deref()?;
            let summary = call.get(&["summary", "title", "0"]).unwrap_or("…");
            block(around(
                "details",
                &format!("<summary>{}</summary>", of_phrase(summary)),
                inner,
                "",
            ))
        }
        "quote" | "quote-block" | "blockquote" | "pullquote" => quote(call).and_then(block),
        "note" | "notice" | "alert" | "admonition" | "callout" | "warning" | "tip" | "info"
        | "box" | "aside" | "caution" | "danger" | "important" | "hint" => {
            let inner = call.inner.as_deref()?;
            let title = call.get(&["title", "heading"]).map(of_phrase);
            let title =
                title.map_or_else(String::new, |title| format!("<p><strong>{title}</strong></p>"));
            block(around("aside", &title, inner, ""))
        }
        _ => around_words(call).or_else(|| telling(call).map(Shown::Block)),
    }
}

/// The link that an unknown shortcode around a few words can only be.
fn around_words(call: &Call<'_>) -> Option<Shown> {
    let words = call.inner.as_deref()?.trim();
    let href = call.get(&["href", "to", "url", "link"])?;
    let is_link = !words.is_empty() && !words.contains(['\n', '<']) && is_whole(call, href);
    is_link.then(|| Shown::Inline(format!("<a href=\"{}\">{words}</a>", escaped(href))))
}

/// Whether an address needs nothing before it; what an unknown shortcode would put there, nobody
/// knows.
fn is_whole(call: &Call<'_>, address: &str) -> bool {
    ["/", "https://", "http://"].iter().any(|start| call.asset(address).starts_with(start))
}

/// A picture or a link, if the arguments of an unknown shortcode can be nothing else.
fn telling(call: &Call<'_>) -> Option<String> {
    if call.inner.is_some() {
        return None;
    }
    let is_whole = |address: &str| is_whole(call, address);
    if call.get(&["src", "0"]).is_some_and(|source| is_picture(source) && is_whole(source)) {
        return figure(call);
    }
    let href = call.get(&["href", "url", "link"]).filter(|href| is_whole(href))?;
    Some(link(href, call.get(&["text", "title", "label", "name"])))
}

/// What a shortcode says of itself, for readers who do not get to see it.
pub(super) fn label<'a>(call: &'a Call<'_>) -> Option<&'a str> {
    call.get(&["title", "caption", "alt", "text", "label", "name"])
}

fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    PICTURES.iter().any(|end| path.ends_with(end))
}

/// A picture with its legend; around something, only the legend.
fn figure(call: &Call<'_>) -> Option<String> {
    let caption = call.get(&["caption", "title"]).map(of_phrase);
    let attribution = call.get(&["attr", "credit", "attribution"]).map(|text| {
        let text = of_phrase(text);
        call.get(&["attrlink"]).map_or_else(
            || text.clone(),
            |href| format!("<a href=\"{}\">{text}</a>", escaped(href)),
        )
    });
    let legend: Vec<String> = caption.into_iter().chain(attribution).collect();
    let legend = match legend.as_slice() {
        [] => String::new(),
        parts => format!("<figcaption>{}</figcaption>", parts.join(" ")),
    };
    let source = call
        .get(&["src", "image", "url", "path"])
        .or_else(|| call.get(&["0"]).filter(|address| is_picture(address)));
    let Some(source) = source.filter(|source| is_picture(source) || source.contains('/')) else {
        return call.inner.as_deref().map(|inner| around("figure", "", inner, &legend));
    };
    let last = call.arguments.positional.iter().skip(1).next_back().map(String::as_str);
    let alternative = call.get(&["alt"]).or(last).unwrap_or_default();
    let mut picture =
        format!("<img src=\"{}\" alt=\"{}\"", escaped(&call.asset(source)), escaped(alternative));
    for name in ["width", "height"] {
        if let Some(value) = call.get(&[name]) {
            // Writing to a string cannot fail.
            let _ = write!(picture, " {name}=\"{}\"", escaped(value));
        }
    }
    picture.push('>');
    if let Some(href) = call.get(&["link", "href"]) {
        picture = format!("<a href=\"{}\">{picture}</a>", escaped(href));
    }
    Some(format!("<figure>{picture}{legend}</figure>"))
}

fn player(call: &Call<'_>, address: &str) -> Option<String> {
    let id = call.get(&["id", "video", "videoid", "src", "url", "0"])?;
    // People hand over the whole address as well.
    let id = id.trim_end_matches('/').rsplit(['/', '=']).next().unwrap_or(id);
    let title = call.get(&["title", "alt", "1"]).unwrap_or_default();
    Some(format!(
        "<p><iframe src=\"{address}{}\" title=\"{}\"></iframe></p>",
        escaped(id),
        escaped(title)
    ))
}

fn gist(call: &Call<'_>) -> Option<String> {
    if let Some(url) = call.get(&["url", "src"]) {
        return Some(link(url, None));
    }
    let path = match (call.get(&["0"])?, call.get(&["1"])) {
        (user, Some(id)) if !user.contains('/') => format!("{user}/{id}"),
        (path, _) => path.to_owned(),
    };
    Some(link(&format!("https://gist.github.com/{path}"), None))
}

fn post(call: &Call<'_>) -> Option<String> {
    let id = call.get(&["id", "url", "0"])?;
    if id.starts_with("http") {
        return Some(link(id, None));
    }
    let user = call.get(&["user"]).unwrap_or("i");
    Some(link(&format!("https://x.com/{user}/status/{id}"), None))
}

fn quote(call: &Call<'_>) -> Option<String> {
    let text = call.inner.as_deref().or_else(|| call.get(&["text", "quote"]))?;
    let who = call.get(&["author", "cite", "source", "name", "by"]).map(of_phrase);
    let who = who.map_or_else(String::new, |who| format!("<footer>— {who}</footer>"));
    Some(around("blockquote", "", text, &who))
}

/// `inner` in an element, set apart by blank lines so that its Markdown is read; kramdown asks for the
/// attribute, which never reaches a subscriber.
fn around(element: &str, before: &str, inner: &str, after: &str) -> String {
    format!(
        "<{element} markdown=\"1\">{before}\n\n{}\n\n{after}</{element}>",
        inner.trim_matches('\n')
    )
}

fn link(href: &str, text: Option<&str>) -> String {
    let bare = href.split_once("://").map_or(href, |(_, rest)| rest);
    let text = text.map_or_else(|| escaped(bare.trim_end_matches('/')), of_phrase);
    format!("<p><a href=\"{}\">{text}</a></p>", escaped(href))
}

impl Call<'_> {
    pub(super) fn get(&self, names: &[&str]) -> Option<&str> {
        self.arguments.get(names)
    }

    fn asset(&self, address: &str) -> String {
        let is_own = address.starts_with(['/', '#', '.'])
            || address.contains("://")
            || address.starts_with("data:");
        if is_own || self.assets.is_empty() {
            address.to_owned()
        } else {
            format!("{}{address}", self.assets)
        }
    }
}
