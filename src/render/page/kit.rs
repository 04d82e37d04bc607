//! What every page has in common: the publisher's name and picture, words, style and script.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::messages::Messages;
use crate::config::{Config, Palette, Reader};
use crate::model::{Generator, is_right_to_left};

/// The folder of what pages load, below the output folder.
const ASSETS: &str = "assets";

/// What a page may load: a style, a script and pictures of its own host, and nothing else.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("../../../templates/pages.css");
const SCRIPT: &str = include_str!("../../../templates/pages.js");
const FEED_STYLE: &str = include_str!("../../../templates/feed.css");

/// The publisher's pictures: the extension of the file's name, and its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Logos {
    /// On light paper.
    pub light: Option<(String, Vec<u8>)>,
    /// On a dark screen; the other one where there is none.
    pub dark: Option<(String, Vec<u8>)>,
}

/// What every page has in common.
#[derive(Debug)]
pub struct Kit {
    pub(super) config: Config,
    pub(super) messages: Messages,
    pub(super) language: String,
    pub(super) right_to_left: bool,
    pub(super) policy: &'static str,
    pub(super) site_title: String,
    pub(super) home_url: String,
    pub(super) rights: Option<String>,
    /// The language of titles and summaries, where it is not that of the page.
    pub(super) content_language: Option<String>,
    pub(super) logo: Option<String>,
    pub(super) logo_dark: Option<String>,
    pub(super) style: String,
    pub(super) script: String,
    pub(super) found: String,
    pub(super) made_with: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Kit {
    /// The kit of a site.
    #[must_use]
    pub fn new(config: &Config, messages: Messages, logos: Logos, generator: Generator) -> Self {
        let mut files = BTreeMap::new();
        // The bytes decide the name, so that no cache shows an old style on a new page.
        let mut add = |name: &str, extension: &str, bytes: Vec<u8>| {
            let mut hash = blake3::hash(&bytes).to_hex().to_string();
            hash.truncate(8);
            let path = format!("{ASSETS}/{name}-{hash}.{extension}");
            files.insert(path.clone(), bytes);
            path
        };
        let style = add("pages", "css", stylesheet(config, STYLE, "").into_bytes());
        let script = add("pages", "js", SCRIPT.into());
        let logo = logos.light.map(|(extension, bytes)| add("logo", &extension, bytes));
        let logo_dark = logos.dark.map(|(extension, bytes)| add("logo-dark", &extension, bytes));
        let language = messages.language().to_owned();
        let content_language = config.site.language.clone();
        Self {
            right_to_left: is_right_to_left(&language),
            policy: CONTENT_SECURITY_POLICY,
            site_title: config.site.title.clone(),
            home_url: config.site.base_url.to_string(),
            rights: config.site.rights.clone(),
            content_language: content_language.filter(|content| *content != language),
            language,
            logo,
            logo_dark,
            style,
            script,
            // The script fills in the number.
            found: messages.tell("search-found", &[("number", "{n}")]),
            made_with: messages.tell("made-with", &[("generator", generator.name)]),
            files,
            config: config.clone(),
            messages,
        }
    }

    /// What the publisher decided.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// What the pages load, by path in the output folder.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// A message.
    pub(super) fn say(&self, id: &str) -> String {
        self.messages.say(id)
    }

    /// The address of the page in a folder.
    pub(super) fn address(&self, path: &str) -> String {
        self.config.feeds.url.join(path).map_or_else(|_| path.to_owned(), String::from)
    }
}

/// The stylesheet for a browser that opens the XML of a feed: its explanation is in the language of
/// the pages.
#[must_use]
pub fn feed_stylesheet(config: &Config, messages: &Messages) -> String {
    let mut words: Vec<String> = ["xml-title", "xml-text", "xml-address"]
        .map(|id| format!("--{id}: {};", css_string(&messages.say(id))))
        .into();
    if config.pages.index {
        let page = format!("\n\n{}\n{}", messages.say("xml-page"), config.feeds.url);
        words.push(format!("--xml-page: {};", css_string(&page)));
    } else {
        words.push("--xml-page: \"\";".to_owned());
    }
    // A namespace is declared before all rules.
    let rules = stylesheet(config, FEED_STYLE, &words.join("\n  "));
    format!("@namespace atom \"http://www.w3.org/2005/Atom\";\n\n{rules}")
}

/// A stylesheet with the publisher's colours, and with more properties of the root.
fn stylesheet(config: &Config, style: &str, more: &str) -> String {
    let mut text = String::new();
    let (light, dark) = (properties(&config.pages.light), properties(&config.pages.dark));
    // Writing to a string cannot fail.
    let _ = write!(text, ":root {{\n  color-scheme: light dark;\n  {light}\n  {more}\n}}\n");
    let _ = write!(text, "@media (prefers-color-scheme: dark) {{\n  :root {{ {dark} }}\n}}\n");
    text + style
}

fn properties(palette: &Palette) -> String {
    let Palette { background, text, accent } = palette;
    let (muted, on_accent) = (palette.muted(), accent.text_on());
    format!(
        "--background: {background}; --text: {text}; --muted: {muted}; --accent: {accent}; --on-accent: {on_accent};"
    )
}

/// A string of CSS (Syntax Level 3, section 4.3.5).
fn css_string(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\A ");
    // `</style` cannot end anything in a file, but a person may paste it.
    format!("\"{}\"", escaped.replace('<', "\\3C "))
}

/// The address that subscribes to the feed at `url` in a reader.
pub(super) fn subscription(reader: &Reader, url: &str) -> String {
    let encoded = utf8_percent_encode(url, NON_ALPHANUMERIC).to_string();
    reader.address.replace("{url}", &encoded).replace("{feed}", url)
}
