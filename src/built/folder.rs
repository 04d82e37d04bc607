//! The files of the built folder, and the addresses that they have.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use memchr::memmem;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use url::Url;
use walkdir::WalkDir;

use super::metadata;
use super::page::{self, Page};
use crate::config::{Built, Config};
use crate::disk;
use crate::html::{self, Selector};
use crate::model::{BodyFingerprint, BuiltPage, Draft, Source, Syntax, TextFile, digest};
use crate::problem::{Code, Place, Problem};

/// The largest page, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// How much of a page is searched for its canonical link, in bytes.
const HEAD: usize = 256 * 1024;

/// The folder that the site's generator wrote.
#[derive(Debug)]
pub struct Folder {
    /// Without symbolic links.
    root: PathBuf,
    /// Relative to the site's folder where it is in there; else as the publisher names it.
    name: String,
    base_url: Url,
    pages: OnceLock<Vec<Page>>,
}

impl Folder {
    /// Opens the folder that `built` names.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn open(site: &Path, built: &Built, config: &Config) -> Result<Self, Problem> {
        let missing = |reason: &str| {
            Problem::new(Code::SiteNotBuilt, format!("the built site `{}` {reason}", built.folder))
                .at(Place::of_file(crate::config::FILE_NAME))
                .help("build the site before its feeds, and name the folder that its generator writes with `built:`")
        };
        let root = site.join(&built.folder).canonicalize().map_err(|_| missing("is not there"))?;
        if !root.is_dir() {
            return Err(missing("is no folder"));
        }
        let base_url = config.site.base_url.clone();
        let name = built.folder.trim_end_matches('/').to_owned();
        Ok(Self { root, name, base_url, pages: OnceLock::new() })
    }

    /// The folder, as the publisher names it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path of a file in this folder, as messages name it.
    #[must_use]
    pub fn shown(&self, file: &str) -> String {
        format!("{}/{file}", self.name)
    }

    /// The text of a page.
    ///
    /// # Errors
    /// It is not there, leads out of the folder, is larger than 16 MiB or not UTF-8.
    pub fn read(&self, file: &str) -> Result<String, Problem> {
        let problem = |code, message: String| {
            Problem::new(code, message).at(Place::of_file(&self.shown(file)))
        };
        let path = self.inside(file).ok_or_else(|| {
            problem(Code::FileNotRegular, "this page leads out of the built folder".to_owned())
                .help("let the generator write an ordinary file")
        })?;
        disk::read_text(&path, LARGEST).map_err(|error| {
            problem(Code::FileUnreadable, format!("the page cannot be read: {error}"))
        })
    }

    /// The page at `address`, which a profile computed or an author wrote: the file that a web server
    /// would answer with, and the address that it has itself. A page that leads elsewhere is none.
    #[must_use]
    pub fn page_at(&self, address: &Url) -> Option<BuiltPage> {
        let path = percent_decode_str(address.path()).decode_utf8().ok()?;
        let base = percent_decode_str(self.base_url.path()).decode_utf8().ok()?;
        let below = path.strip_prefix(&*base).map(|below| file_names(below, &path));
        let whole = path.trim_start_matches('/');
        let names = below.into_iter().flatten().chain(file_names(whole, &path));
        let file = names.into_iter().find(|name| self.has(name))?;
        let text = self.read(&file).ok()?;
        let head = head(&text);
        if leads_elsewhere(head) {
            return None;
        }
        let own = self.address_of(&file, head);
        // The same path in other escapes is the same address.
        let is_same = own.host() == address.host()
            && percent_decode_str(own.path()).decode_utf8().is_ok_and(|own| own == path);
        Some(BuiltPage { file: file.into(), address: if is_same { address.clone() } else { own } })
    }

    /// Every page of the folder that leads nowhere else, in the order of their paths.
    pub(super) fn pages(&self) -> &[Page] {
        self.pages.get_or_init(|| {
            self.files()
                .into_par_iter()
                .filter_map(|file| {
                    let text = self.read(&file).ok()?;
                    let head = head(&text);
                    if leads_elsewhere(head) {
                        return None;
                    }
                    let address = self.address_of(&file, head);
                    Some(page::read(BuiltPage { file: file.into(), address }, &text))
                })
                .collect()
        })
    }

    /// The files of all pages, in the order of their paths.
    fn files(&self) -> Vec<String> {
        let entries = WalkDir::new(&self.root).sort_by_file_name().into_iter();
        entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| {
                let path = disk::slashed(entry.path().strip_prefix(&self.root).ok()?)?;
                is_page(&path).then_some(path)
            })
            .collect()
    }

    /// The paths of all pages, as messages name them.
    #[must_use]
    pub fn page_paths(&self) -> Vec<String> {
        self.files().iter().map(|file| self.shown(file)).collect()
    }

    /// The draft that the page in the file called `path` stands for, on a site without sources; or why it
    /// is no article.
    ///
    /// # Errors
    /// Those of [`Self::read`].
    pub fn draft(&self, path: &Arc<str>) -> Result<Result<Draft, &'static str>, Problem> {
        let content_start = self.name.len() + 1;
        let file = path.get(content_start..).unwrap_or_default();
        let text = self.read(file)?;
        let head = head(&text);
        if leads_elsewhere(head) {
            return Ok(Err("it leads to another page"));
        }
        let address = self.address_of(file, head);
        if self.is_copy(file, head) {
            return Ok(Err("its canonical link names another page"));
        }
        let Ok(tree) = html::parse_page(&text) else { return Ok(Err("it nests too deep")) };
        let shown = BodyFingerprint::of_body(&page::text_of(tree.root()));
        let whole = TextFile::new(Arc::clone(path), text.as_str());
        let Some(front_matter) = metadata::front_matter(&tree, &whole, &address) else {
            return Ok(Err("it has no date"));
        };
        let page = BuiltPage { file: file.into(), address };
        let source = Source {
            path: Arc::clone(path),
            content_start,
            syntax: Syntax::Html,
            body_start: 0,
            fingerprint: digest(text.as_bytes()),
            body: shown,
            page: Some(Arc::new(page)),
        };
        Ok(Ok(Draft { source, head: whole, front_matter, heading: None }))
    }

    /// True if the canonical link of the page in `file` names another page of the folder.
    fn is_copy(&self, file: &str, head: &str) -> bool {
        let link = canonical(head).and_then(|link| self.address_by_file(file).join(&link).ok());
        let Some(url) = link.filter(|url| url.host() == self.base_url.host()) else { return false };
        let path = percent_decode_str(url.path()).decode_utf8_lossy().into_owned();
        let below = path.strip_prefix(self.base_url.path()).unwrap_or(&path);
        file_names(below, &path).find(|name| self.has(name)).is_some_and(|other| other != file)
    }

    /// True if the folder has a page that is called so: `name.html` or `name/index.html`.
    #[must_use]
    pub fn has_named(&self, name: &str) -> bool {
        self.pages().iter().any(|page| page.name() == name)
    }

    fn has(&self, file: &str) -> bool {
        is_page(file) && self.inside(file).is_some_and(|path| path.is_file())
    }

    /// Where a file of this folder is; nothing if that is elsewhere.
    fn inside(&self, file: &str) -> Option<PathBuf> {
        let path = self.root.join(file).canonicalize().ok()?;
        path.starts_with(&self.root).then_some(path)
    }

    /// The address of the page in `file`: as its canonical link says, if that names this page; else as
    /// the file lies.
    fn address_of(&self, file: &str, head: &str) -> Url {
        let by_file = self.address_by_file(file);
        let canonical = canonical(head).and_then(|link| by_file.join(&link).ok());
        canonical.filter(|url| self.is_own(file, url)).unwrap_or(by_file)
    }

    fn address_by_file(&self, file: &str) -> Url {
        let path = ["index.html", "index.htm"].iter().find_map(|index| {
            let folder = file.strip_suffix(index)?;
            (folder.is_empty() || folder.ends_with('/')).then_some(folder)
        });
        let mut url = self.base_url.clone();
        let base = self.base_url.path().trim_start_matches('/');
        if !base.is_empty() && file.starts_with(base) {
            url.set_path("/");
        }
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path.unwrap_or(file).split('/'));
        }
        url
    }

    /// True if a canonical link names the page in `file` and not the page of another site, from which the
    /// article was taken over.
    fn is_own(&self, file: &str, url: &Url) -> bool {
        let Ok(path) = percent_decode_str(url.path()).decode_utf8() else { return false };
        let base = percent_decode_str(self.base_url.path()).decode_utf8_lossy();
        let is_file = |below: &str, file: &str| file_names(below, &path).any(|name| name == file);
        let below = path.strip_prefix(&*base).unwrap_or(&path).trim_start_matches('/');
        let whole = path.trim_start_matches('/');
        let is_here = is_file(below, file) || is_file(whole, file);
        let domain = |url: &Url| {
            let host = url.host_str().unwrap_or_default();
            host.strip_prefix("www.").unwrap_or(host).to_owned()
        };
        let (own, other) = (domain(&self.base_url), domain(url));
        if own == other || other.ends_with(&format!(".{own}")) {
            return is_here;
        }
        // A language may have a folder here and a host of its own there.
        let in_language = file.split_once('/').is_some_and(|(folder, rest)| {
            is_language(folder) && (is_file(whole, rest) || is_file(whole, file))
        });
        in_language || (is_here && self.home_is_at(url))
    }

    /// True if the front page of the folder says that the site is at the host of `url`.
    fn home_is_at(&self, url: &Url) -> bool {
        let home = self.read("index.html").ok();
        let link = home.and_then(|text| canonical(head(&text)));
        link.and_then(|link| Url::parse(&link).ok()).is_some_and(|home| home.host() == url.host())
    }
}

/// The files that a web server would answer with for the path `below`, the likeliest first. `path` tells
/// if the address ends in a slash.
fn file_names(below: &str, path: &str) -> impl Iterator<Item = String> + use<> {
    let name = below.trim_matches('/').to_owned();
    let index =
        if name.is_empty() { "index.html".to_owned() } else { format!("{name}/index.html") };
    let page = format!("{name}.html");
    let names = if path.ends_with('/') { [index, page, name] } else { [name, page, index] };
    let is_safe = |name: &String| {
        !name.contains(['\\', '\0']) && !name.split('/').any(|part| matches!(part, "" | "." | ".."))
    };
    names.into_iter().filter(move |name| is_safe(name))
}

fn is_page(file: &str) -> bool {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
}

/// True for a name of a folder that is a language, such as `fr` or `pt-br`.
fn is_language(folder: &str) -> bool {
    let primary = folder.split(['-', '_']).next().unwrap_or_default();
    primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// The canonical link of a page (RFC 6596), else the address that Open Graph gives.
fn canonical(head: &str) -> Option<String> {
    let of = |word: &str, attribute: &str, says: fn(html::Element<'_>) -> bool| {
        let tags = memmem::find_iter(head.as_bytes(), word.as_bytes());
        tags.into_iter().find_map(|at| {
            let start = head[..at].rfind('<')?;
            let end = at + head[at..].find('>')? + 1;
            let tree = html::parse_page(&head[start..end]).ok()?;
            let mut elements = tree.root().descendants().filter_map(html::Node::element);
            let tag = elements.find(|element| says(*element))?;
            Some(tag.attribute(attribute)?.trim().to_owned())
        })
    };
    let is_canonical = |element: html::Element<'_>| {
        let rel = element.attribute("rel").unwrap_or_default();
        element.name() == "link"
            && rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
    };
    let is_address = |element: html::Element<'_>| element.attribute("property") == Some("og:url");
    of("canonical", "href", is_canonical)
        .or_else(|| of("og:url", "content", is_address))
        .filter(|link| !link.is_empty())
}

/// True for a page that sends every visitor to another.
fn leads_elsewhere(head: &str) -> bool {
    let is_written = |word: &str| memmem::find(head.as_bytes(), word.as_bytes()).is_some();
    if !is_written("http-equiv") && !is_written("HTTP-EQUIV") {
        return false;
    }
    let (Ok(tree), Ok(refresh)) = (
        html::parse_page(head),
        Selector::parse("head meta[http-equiv=refresh i][content*=url i]"),
    ) else {
        return false;
    };
    tree.select(&refresh).next().is_some()
}
