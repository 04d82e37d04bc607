//! The pages for people: what they are called, how they look, which readers they name.

use std::collections::BTreeMap;

use url::Url;

use super::file::{self, Scheme};
use super::load::{Loader, is_below};
use super::palette::{Colour, LEAST_CONTRAST, Palette};
use crate::model::Value;

/// The pages and what goes with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// Whether the files for people are published: pages, stylesheet, OPML and snippets.
    pub publish: bool,
    /// Whether there is an `index.html` in the folder of every feed.
    pub index: bool,
    /// What the index is called; nothing for the usual words with the site's title.
    pub title: Option<String>,
    /// What it says first; nothing for the usual words.
    pub introduction: Option<String>,
    /// The language of the pages as a BCP 47 tag; the site's where nothing is said.
    pub language: Option<String>,
    /// The folder of message files, relative to the site's folder.
    pub languages: String,
    /// The picture of the publisher, relative to the site's folder.
    pub logo: Option<String>,
    /// The same for a dark screen.
    pub logo_dark: Option<String>,
    /// The readers that a link subscribes in.
    pub readers: Vec<Reader>,
    /// The colours on light paper.
    pub light: Palette,
    /// The colours at night.
    pub dark: Palette,
}

/// A reader that a link subscribes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Its name; nothing for whatever opens feeds on the machine.
    pub name: Option<String>,
    /// The address; `{url}` stands for that of the feed, percent-encoded, `{feed}` for it as it is.
    pub address: String,
}

/// What is offered where the publisher names none: readers whose address is documented and public.
fn known_readers() -> Vec<Reader> {
    let named = |name: &str, address: &str| Reader {
        name: Some(name.to_owned()),
        address: address.to_owned(),
    };
    vec![
        named("Feedly", "https://feedly.com/i/subscription/feed/{url}"),
        named("Inoreader", "https://www.inoreader.com/?add_feed={url}"),
        named("NewsBlur", "https://www.newsblur.com/?url={url}"),
        named("The Old Reader", "https://theoldreader.com/feeds/subscribe?url={url}"),
        Reader { name: None, address: "feed:{feed}".to_owned() },
    ]
}

impl Loader {
    /// What the publisher says, completed. `at_root` tells that the feeds lie where the site's own
    /// pages do.
    pub(super) fn pages(&mut self, written: file::Pages, at_root: bool) -> Pages {
        let languages = written.languages;
        let files = [("logo", written.logo.as_ref()), ("logo_dark", written.logo_dark.as_ref())];
        for (key, path) in files.into_iter().chain([("languages", Some(&languages))]) {
            if path.is_some_and(|path| !is_below(path)) {
                self.report(&["pages", key], "a path in the site's folder");
            }
        }
        Pages {
            publish: written.publish,
            index: written.index.unwrap_or(!at_root),
            title: written.title,
            introduction: written.introduction,
            language: written.language,
            languages,
            readers: written.readers.map_or_else(known_readers, |readers| self.readers(readers)),
            logo: written.logo,
            logo_dark: written.logo_dark,
            light: self.palette("light", &written.colours.light, Palette::LIGHT),
            dark: self.palette("dark", &written.colours.dark, Palette::DARK),
        }
    }

    /// In the order in which they are written.
    fn readers(&mut self, mut written: BTreeMap<String, String>) -> Vec<Reader> {
        let node = self.tree.get("pages").and_then(|pages| pages.get("readers")).cloned();
        let keys: Vec<String> = match node.map(|node| node.value) {
            Some(Value::Mapping(readers)) => readers.into_iter().map(|(key, _)| key.name).collect(),
            _ => Vec::new(),
        };
        let readers: Vec<(String, String)> =
            keys.into_iter().filter_map(|name| Some((written.remove(&name)?, name))).collect();
        for (address, name) in &readers {
            let has_place = address.contains("{url}") || address.contains("{feed}");
            // Readers have schemes of their own, which the others here are not.
            let is_script = Url::parse(address)
                .is_ok_and(|url| matches!(url.scheme(), "data" | "javascript" | "vbscript"));
            if is_script || !has_place {
                let expected = "an address with `{url}` where that of the feed belongs, such as `https://reader.example.org/add?feed={url}`";
                self.report(&["pages", "readers", name], expected);
            }
        }
        let reader = |(address, name)| Reader { name: Some(name), address };
        readers.into_iter().map(reader).collect()
    }

    fn palette(&mut self, scheme: &str, written: &Scheme, known: Palette) -> Palette {
        let mut colour = |key: &str, written: &Option<String>, known: Colour| {
            let Some(written) = written else { return known };
            Colour::parse(written).unwrap_or_else(|| {
                let expected = "a colour such as `\"#0b3d91\"`, in quotes";
                self.report(&["pages", "colours", scheme, key], expected);
                known
            })
        };
        let palette = Palette {
            background: colour("background", &written.background, known.background),
            text: colour("text", &written.text, known.text),
            accent: colour("accent", &written.accent, known.accent),
        };
        for (key, colour) in [("text", palette.text), ("accent", palette.accent)] {
            let contrast = colour.contrast(palette.background);
            if contrast < LEAST_CONTRAST {
                let expected = format!(
                    "a contrast of at least {LEAST_CONTRAST} to the background {}; that of {colour} is {contrast:.1}",
                    palette.background
                );
                self.report(&["pages", "colours", scheme, key], &expected);
            }
        }
        palette
    }
}
