//! References between articles, written as paths of their files.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use url::Url;

use crate::model::ArticleRecord;

/// Where the articles of a site are, by the names that references call them.
#[derive(Debug, Default)]
pub struct Pages {
    pages: Vec<Page>,
    /// Made for the first reference: most sites have none.
    index: OnceLock<Index>,
}

/// What references can lead to.
#[derive(Debug)]
pub struct Page {
    /// Its file, relative to the site's folder.
    pub path: Arc<str>,
    /// Where in `path` the part below the content folder begins, in bytes.
    pub content_start: usize,
    /// Its address.
    pub permalink: Arc<str>,
}

impl From<&ArticleRecord> for Page {
    fn from(article: &ArticleRecord) -> Self {
        Self {
            path: Arc::clone(&article.source.path),
            content_start: article.source.content_start,
            permalink: Arc::clone(&article.permalink),
        }
    }
}

/// The hash of each name with the position of its page, ascending.
#[derive(Debug)]
struct Index {
    /// The paths from the site's folder and from the content folder.
    paths: Vec<(u64, u32)>,
    /// The last parts of the paths.
    names: Vec<(u64, u32)>,
}

impl Page {
    /// Its paths as references write them.
    fn paths(&self) -> [String; 2] {
        let below = self.path.get(self.content_start..).unwrap_or_default();
        [key(&self.path), key(below)]
    }

    fn name(&self) -> String {
        let [_, path] = self.paths();
        last_part(&path).to_owned()
    }
}

impl Index {
    fn new(pages: &[Page]) -> Self {
        let paths = |page: &Page| page.paths().map(|path| hash(&path));
        let numbered = || (0_u32..).zip(pages);
        let mut paths: Vec<(u64, u32)> =
            numbered().flat_map(|(at, page)| paths(page).map(|hash| (hash, at))).collect();
        let mut names: Vec<(u64, u32)> =
            numbered().map(|(at, page)| (hash(&page.name()), at)).collect();
        paths.sort_unstable();
        paths.dedup();
        names.sort_unstable();
        Self { paths, names }
    }
}

impl Pages {
    /// All that references can lead to.
    #[must_use]
    pub fn new(pages: impl IntoIterator<Item = Page>) -> Self {
        Self { pages: pages.into_iter().collect(), index: OnceLock::new() }
    }

    /// The address of the page that `reference` means in the article at `content_path`: a path
    /// from the content folder or from the article's own, or a name that one article has.
    pub(super) fn find(&self, reference: &str, content_path: &str) -> Option<String> {
        let (path, fragment) = split_fragment(reference);
        let absolute = key(path);
        let folder = content_path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = key(&joined(folder, path));
        let own = || (!path.starts_with('/')).then(|| self.at(&beside)).flatten();
        let named = || (!path.contains('/')).then(|| self.named(last_part(&absolute))).flatten();
        // Jekyll's `post_url` counts from the folder of the posts.
        let post = || self.at(&key(&format!("_posts/{}", path.trim_start_matches('/'))));
        let page = own().or_else(|| self.at(&absolute)).or_else(named).or_else(post)?;
        Some(format!("{}{fragment}", page.permalink))
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.pages))
    }

    /// The page at a path, without extension, `index` and the case of letters.
    fn at(&self, path: &str) -> Option<&Page> {
        let pages = self.alike(&self.index().paths, path);
        pages.filter(|page| page.paths().iter().any(|own| own == path)).last()
    }

    /// The only page whose path ends with a name.
    fn named(&self, name: &str) -> Option<&Page> {
        let mut pages = self.alike(&self.index().names, name).filter(|page| page.name() == name);
        pages.next().filter(|_| pages.next().is_none())
    }

    /// The pages that have the hash of `text` in a list.
    fn alike<'a>(&'a self, list: &'a [(u64, u32)], text: &str) -> impl Iterator<Item = &'a Page> {
        let hash = hash(text);
        let first = list.partition_point(|(other, _)| *other < hash);
        let alike = list[first..].iter().take_while(move |(other, _)| *other == hash);
        alike.map(|(_, at)| &self.pages[*at as usize])
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
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
    let stem =
        [".md", ".mdx", ".markdown", ".html", ".htm"].iter().find_map(|end| path.strip_suffix(end));
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
