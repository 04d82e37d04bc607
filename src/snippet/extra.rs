//! The files beside the feeds: pages, their styles, OPML.

use std::collections::BTreeSet;

use super::{below, escaped};
use crate::config::Config;
use crate::model::STYLESHEET;

/// Files that are served alike.
pub(super) struct Extra {
    /// A regular expression for their paths.
    pub pattern: String,
    /// Their media type, where servers do not know it by themselves.
    pub media_type: Option<&'static str>,
    pub keep: Keep,
}

/// How long a browser may keep a file.
#[derive(Clone, Copy)]
pub(super) enum Keep {
    /// It asks each time whether it changed: an old page would name a style that is gone.
    AndAsk,
    /// The name changes with the bytes.
    AYear,
}

impl Keep {
    /// The value of `Cache-Control`.
    pub(super) const fn cache_control(self) -> &'static str {
        match self {
            Self::AndAsk => "no-cache",
            Self::AYear => "public, max-age=31536000, immutable",
        }
    }
}

pub(super) const OPML: &str = "feeds.opml";
pub(super) const OPML_TYPE: &str = "text/x-opml";

/// The kinds of those that are among `files`.
pub(super) fn extras(config: &Config, files: &BTreeSet<&str>) -> Vec<Extra> {
    let extra = |pattern: &str, media_type, keep| Extra {
        pattern: below(config, pattern),
        media_type,
        keep,
    };
    let mut extras = Vec::new();
    if files.contains(OPML) {
        extras.push(extra(&escaped(OPML), Some(OPML_TYPE), Keep::AndAsk));
    }
    if files.contains(STYLESHEET) {
        extras.push(extra(&escaped(STYLESHEET), None, Keep::AndAsk));
    }
    if files.iter().any(|file| is_named_by_bytes(file)) {
        let pattern = r"assets/(pages|logo|logo-dark)-[0-9a-f]{8}\.[a-z]+";
        extras.push(extra(pattern, None, Keep::AYear));
    }
    // At the root of the site most pages are those of others.
    if files.contains("index.html") && config.feeds.url != config.site.base_url {
        extras.push(extra(r"(.+/)?index(-[0-9]+)?\.html", None, Keep::AndAsk));
    }
    extras
}

/// Whether the name of the file changes with its bytes.
pub(super) fn is_named_by_bytes(file: &str) -> bool {
    file.starts_with("assets/") && file != STYLESHEET
}
