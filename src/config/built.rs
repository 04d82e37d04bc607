//! The site as its generator wrote it.

use super::load::is_below;
use super::settings;
use crate::html::{Selector, SelectorError};

/// Where the built site is, and what its pages show of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The folder that the generator wrote, relative to the site's folder.
    pub folder: String,
    /// The element of a page that holds the article; found where absent.
    pub body: Option<Selector>,
    /// What is in that element and no part of the article, beside what is known.
    pub without: Vec<Selector>,
}

impl Built {
    /// A built site in `folder`, with nothing else decided.
    #[must_use]
    pub const fn new(folder: String) -> Self {
        Self { folder, body: None, without: Vec::new() }
    }
}

/// Checks the settings; `report` gets the key of a mistake and the value that is expected.
pub(super) fn resolve(built: settings::Built, mut report: impl FnMut(&[&str], &str)) -> Built {
    if !is_below(&built.folder) {
        report(&["built", "folder"], "a folder in the site's folder, such as `_site` or `public`");
    }
    let mut selector = |name: &str, text: &str| {
        let parsed = Selector::parse(text);
        if let Err(SelectorError { at }) = parsed {
            let rest = &text[text.floor_char_boundary(at)..];
            report(
                &["built", name],
                &format!("a CSS selector; `{text}` is none, from `{rest}` on"),
            );
        }
        parsed.ok()
    };
    let without = built.without.into_vec();
    Built {
        body: built.body.as_deref().and_then(|text| selector("body", text)),
        without: without.iter().filter_map(|text| selector("without", text)).collect(),
        folder: built.folder,
    }
}
