//! References between articles, written as paths of their files.

use std::collections::BTreeMap;

use url::Url;

use crate::model::Listed;

/// Where the articles of a site are, by the names that references call them.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// By path, without extension, `index` and the case of letters.
    by_path: BTreeMap<String, String>,
    /// By the last part of the path; nothing where two articles share it.
    by_name: BTreeMap<String, Option<String>>,
}

impl Pages {
    /// The pages of `articles`.
    #[must_use]
    pub fn new<'a>(articles: impl IntoIterator<Item = &'a Listed>) -> Self {
        let mut pages = Self::default();
        for article in articles {
            let permalink = &article.permalink;
            for path in [&article.source.path, article.source.content_path()] {
                pages.by_path.insert(key(path), permalink.to_string());
            }
            let key = key(article.source.content_path());
            let name = key.rsplit('/').next().unwrap_or_default().to_owned();
            pages
                .by_name
                .entry(name)
                .and_modify(|only| *only = None)
                .or_insert(Some(permalink.to_string()));
        }
        pages
    }

    /// The address of the page that `reference` means in the article at `content_path`: a path
    /// from the content folder or from the article's own, or a name that one article has.
    pub(super) fn find(&self, reference: &str, content_path: &str) -> Option<String> {
        let (path, fragment) = split_fragment(reference);
        let absolute = key(path);
        let folder = content_path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = key(&joined(folder, path));
        let own = || (!path.starts_with('/')).then(|| self.by_path.get(&beside)).flatten();
        let name = absolute.rsplit('/').next().unwrap_or_default();
        let by_name =
            || self.by_name.get(name).and_then(Option::as_ref).filter(|_| !path.contains('/'));
        let permalink = own().or_else(|| self.by_path.get(&absolute)).or_else(by_name)?;
        Some(format!("{permalink}{fragment}"))
    }
}

/// Where a page that is no article most likely is: Hugo, Zola and Jekyll make addresses of paths.
pub(super) fn guess(reference: &str, base: &Url) -> Option<String> {
    let (path, fragment) = split_fragment(reference);
    let path = path.trim_start_matches('/');
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    let is_page = extension.is_none_or(|extension| matches!(extension, "md" | "markdown"));
    let address = if is_page { format!("{}/", key(path)) } else { path.to_owned() };
    let address = if address == "/" { "" } else { &address };
    let url = base.join(&format!("{address}{fragment}")).ok()?;
    url.as_str().starts_with(base.as_str()).then(|| url.into())
}

/// The path of a file that is named `path` in the article at `content_path`: from the content
/// folder with a slash before it, else from the article's own.
pub(super) fn joined_from(content_path: &str, path: &str) -> String {
    let folder = content_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    joined(if path.starts_with('/') { "" } else { folder }, path)
}

fn split_fragment(reference: &str) -> (&str, &str) {
    let reference = reference.trim();
    reference.split_at(reference.find(['#', '?']).unwrap_or(reference.len()))
}

fn key(path: &str) -> String {
    let path = path.trim_matches('/').to_lowercase();
    let stem = [".md", ".markdown", ".html", ".htm"].iter().find_map(|end| path.strip_suffix(end));
    let stem = stem.unwrap_or(&path);
    let folder = ["/index", "/_index"].iter().find_map(|end| stem.strip_suffix(end));
    folder.unwrap_or(stem).to_owned()
}

/// The path that `relative` leads to from `folder`.
fn joined(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
