//! URLs as they are written in a body → absolute URLs (WHATWG URL), or links inside the entry.

use std::collections::BTreeSet;

use url::{Position, Url};

use super::{address, allowed};
use crate::html::{Node, Tree};

/// What a URL of a body came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// It stays, in this form.
    Kept(String),
    /// Its scheme is not allowed.
    Refused,
    /// It is no URL.
    Invalid,
}

/// Knows where an entry is and which of its elements its own links lead to.
///
/// A link to a part of the same entry keeps its fragment alone (`#fn:e1a2b3c4-1`) until it is written as
/// HTML. The prefix is made of the id of the article, so that entries in one list never meet. A link to a
/// part that the entry does not have leads to the permalink.
pub(super) struct Links {
    base: Url,
    prefix: String,
    /// The fragments of the entry's links that lead into it.
    fragments: BTreeSet<String>,
    /// The ids that they mean.
    ids: BTreeSet<String>,
}

impl Links {
    /// The links of the entry `id` at `base`, whose body is `tree`.
    pub(super) fn new(base: Url, id: &str, tree: &Tree) -> Self {
        let hash = blake3::hash(id.as_bytes()).to_hex();
        let prefix = format!("e{}-", &hash[..8]);
        let (fragments, ids) = targets(&base, tree).into_iter().unzip();
        Self { base, prefix, fragments, ids }
    }

    /// The address of the entry, to which a fragment may be added.
    pub(super) fn page(&self) -> &str {
        &self.base[..Position::AfterQuery]
    }

    /// Where a link leads.
    pub(super) fn link(&self, value: &str) -> Target {
        if let Some(url) = self.plain(value).filter(|_| self.fragments.is_empty()) {
            return Target::Kept(url);
        }
        let Ok(url) = self.join(value) else { return Target::Invalid };
        if let Some(id) = self.target_of(&url) {
            return Target::Kept(format!("#{}", self.prefixed(id)));
        }
        if allowed::LINK_SCHEMES.contains(&url.scheme()) {
            Target::Kept(url.into())
        } else {
            Target::Refused
        }
    }

    /// Where a picture, a sound or a film is.
    pub(super) fn picture(&self, value: &str) -> Target {
        if let Some(url) = self.plain(value) {
            return Target::Kept(url);
        }
        let Ok(url) = self.join(value) else { return Target::Invalid };
        let is_data = || {
            let media_type = url.path().split([';', ',']).next().unwrap_or_default();
            url.scheme() == "data"
                && allowed::DATA_TYPES.contains(&media_type.trim().to_ascii_lowercase().as_str())
        };
        if allowed::PICTURE_SCHEMES.contains(&url.scheme()) || is_data() {
            Target::Kept(url.into())
        } else {
            Target::Refused
        }
    }

    /// The id under which an element comes out: one of `every` id, or only of those that a link of
    /// the entry leads to.
    pub(super) fn id(&self, id: &str, every: bool) -> Option<String> {
        (self.ids.contains(id) || (every && !id.is_empty())).then(|| self.prefixed(id))
    }

    /// An id of the body as one of the entry. The prefix stands behind `fn` and `fnref`: readers show a
    /// note in place whose id begins so.
    fn prefixed(&self, id: &str) -> String {
        let prefix = &self.prefix;
        for start in ["fnref", "fn"] {
            if let Some(rest) = id.strip_prefix(start) {
                return match rest.strip_prefix(':') {
                    Some(rest) => format!("{start}:{prefix}{rest}"),
                    None => format!("{start}-{prefix}{rest}"),
                };
            }
        }
        format!("{prefix}{id}")
    }

    /// The absolute form of a value whose joining changes nothing in it.
    fn plain(&self, value: &str) -> Option<String> {
        if address::is_absolute(value) {
            return Some(value.to_owned());
        }
        let is_web = matches!(self.base.scheme(), "http" | "https");
        (is_web && address::is_path(value))
            .then(|| [&self.base[..Position::BeforePath], value].concat())
    }

    fn join(&self, value: &str) -> Result<Url, url::ParseError> {
        Url::options().base_url(Some(&self.base)).parse(value)
    }

    /// The fragment, where `url` leads into the entry itself.
    fn target_of<'a>(&self, url: &'a Url) -> Option<&'a str> {
        let fragment = url.fragment().filter(|fragment| self.fragments.contains(*fragment))?;
        (&url[..Position::AfterQuery] == self.page()).then_some(fragment)
    }
}

/// The ids in `tree` that a link in it may lead to, each behind the fragment that means it.
fn targets(base: &Url, tree: &Tree) -> Vec<(String, String)> {
    let mut ids = BTreeSet::new();
    let mut has_fragment_links = false;
    for element in tree.nodes().filter_map(Node::element) {
        for (name, value) in element.attributes() {
            match name {
                "id" => _ = ids.insert(value),
                "name" if element.name() == "a" => _ = ids.insert(value),
                "href" if value.contains('#') => has_fragment_links = true,
                _ => {}
            }
        }
    }
    if !has_fragment_links || ids.is_empty() {
        return Vec::new();
    }
    let mut wanted = BTreeSet::new();
    for element in tree.nodes().filter_map(Node::element) {
        let href = element.attribute("href").filter(|href| href.contains('#'));
        if let Some(Ok(url)) = href.map(|href| Url::options().base_url(Some(base)).parse(href)) {
            wanted.extend(url.fragment().map(str::to_owned));
        }
    }
    let mut scratch = base.clone();
    ids.into_iter()
        .filter_map(|id| {
            scratch.set_fragment(Some(id));
            let fragment = scratch.fragment().filter(|fragment| wanted.contains(*fragment))?;
            Some((fragment.to_owned(), id.to_owned()))
        })
        .filter(|(fragment, _)| !fragment.is_empty())
        .collect()
}
