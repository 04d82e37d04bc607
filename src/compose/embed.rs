//! `iframe`, `video`, `audio`, `embed` and `object` → a link: readers and inboxes show few of them.
//! Where the publisher names their host, the first three stay.

use std::borrow::Cow;

use url::Url;

use super::allowed::{self, Rule};
use super::clean::Cleaner;
use crate::html::{Element, Node};

/// Writes what stands for an embedded page or file: itself where its host is named, else a link,
/// with the picture of a film where it names one. What nobody would see (a counting pixel) or
/// nobody may load is dropped.
pub(super) fn write<'a>(cleaner: &mut Cleaner<'a, '_>, element: Element<'a>) {
    let names = ["data-src", "data-lazy-src", "src", "data"];
    let own = names.iter().find_map(|name| element.attribute(name));
    let source = || {
        let mut sources = element.node().children().filter_map(Node::element);
        sources.find(|child| child.name() == "source")?.attribute("src")
    };
    let Some(address) = own.or_else(source).filter(|address| !address.trim().is_empty()) else {
        return;
    };
    if is_pixel(element) {
        return;
    }
    let Some(url) = cleaner.picture(address).and_then(|url| Url::parse(&url).ok()) else { return };
    if !matches!(url.scheme(), "http" | "https") {
        return;
    }
    let poster = element.attribute("poster").and_then(|poster| cleaner.picture(poster));
    match player(element.name()) {
        Some(name) if url.host_str().is_some_and(|host| cleaner.rules.allows_player(host)) => {
            keep(cleaner, name, element, url, poster);
        }
        _ => link(cleaner, element, page(url), poster),
    }
}

/// The elements that may play inside an entry.
fn player(name: &str) -> Option<&'static str> {
    ["audio", "iframe", "video"].into_iter().find(|player| *player == name)
}

fn keep<'a>(
    cleaner: &mut Cleaner<'a, '_>,
    name: &'static str,
    element: Element<'a>,
    url: Url,
    poster: Option<String>,
) {
    let mut attributes = vec![("src", Cow::from(String::from(url)))];
    attributes.extend(poster.map(|poster| ("poster", Cow::from(poster))));
    for (name, rule) in [("title", Rule::Text), ("width", Rule::Number), ("height", Rule::Number)] {
        let value = element.attribute(name).filter(|value| allowed::passes(rule, value));
        attributes.extend(value.map(|value| (name, Cow::from(value))));
    }
    let flag = if name == "iframe" { "allowfullscreen" } else { "controls" };
    attributes.push((flag, Cow::from("")));
    cleaner.open(name, attributes);
    cleaner.close();
}

fn link<'a>(cleaner: &mut Cleaner<'a, '_>, element: Element<'a>, url: Url, poster: Option<String>) {
    let label = label(element, &url);
    let paragraph = cleaner.in_flow();
    let is_link = !cleaner.in_link();
    cleaner.own(true);
    if paragraph {
        cleaner.open("p", Vec::new());
    }
    if is_link {
        cleaner.open("a", vec![("href", Cow::from(String::from(url)))]);
    }
    if let Some(poster) = poster {
        cleaner.open("img", vec![("src", Cow::from(poster)), ("alt", Cow::Borrowed(""))]);
        cleaner.open("br", Vec::new());
    }
    cleaner.text(label);
    if is_link {
        cleaner.close();
    }
    if paragraph {
        cleaner.close();
    }
    cleaner.own(false);
}

/// Whether it is there to be loaded, not to be seen.
fn is_pixel(element: Element<'_>) -> bool {
    let none =
        |name| element.attribute(name).is_some_and(|value| matches!(value.trim(), "0" | "1"));
    element.name() == "iframe" && (none("width") || none("height"))
}

/// A sign of what it is, in no language; then what the author calls it with its host, else its address
/// without what only machines read.
fn label(element: Element<'_>, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path().trim_end_matches('/');
    let sign = match element.name() {
        "audio" => "♪ ",
        "video" => "▶ ",
        _ if is_film(host, path) => "▶ ",
        _ => "",
    };
    let said = ["title", "aria-label"].iter().find_map(|name| element.attribute(name));
    if let Some(said) = said.map(str::trim).filter(|said| !said.is_empty()) {
        return if sign.is_empty() { said.to_owned() } else { format!("{sign}{said} ({host})") };
    }
    match url.query().filter(|_| path == "/watch") {
        Some(query) => format!("{sign}{host}{path}?{query}"),
        None => format!("{sign}{host}{path}"),
    }
}

/// Whether the page at an address shows a film: on the known hosts, and wherever `PeerTube` runs.
fn is_film(host: &str, path: &str) -> bool {
    let hosts =
        ["youtube.com", "youtube-nocookie.com", "vimeo.com", "player.vimeo.com", "dailymotion.com"];
    hosts.contains(&host) || path.starts_with("/videos/watch/")
}

/// The page for people that belongs to a player's page, where the host is known.
fn page(url: Url) -> Url {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let id = |folder: &str| url.path().strip_prefix(folder).filter(|id| !id.is_empty());
    let page = match host {
        "youtube.com" | "youtube-nocookie.com" => id("/embed/")
            .filter(|id| *id != "videoseries")
            .map(|id| format!("https://www.youtube.com/watch?v={id}")),
        "player.vimeo.com" => id("/video/").map(|id| format!("https://vimeo.com/{id}")),
        "dailymotion.com" => {
            id("/embed/video/").map(|id| format!("https://www.dailymotion.com/video/{id}"))
        }
        "geo.dailymotion.com" => {
            let video = url.query_pairs().find(|(name, _)| name == "video");
            video.map(|(_, id)| format!("https://www.dailymotion.com/video/{id}"))
        }
        _ => id("/videos/embed/").map(|id| format!("https://{host}/videos/watch/{id}")),
    };
    page.and_then(|page| Url::parse(&page).ok()).unwrap_or(url)
}
