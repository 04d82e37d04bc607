//! The pictures, sounds and films of the site that articles name: how long, how large.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use crate::config::Config;
use crate::model::{Article, FileFacts, Pixels, SiteFiles};
use crate::problem::{Code, Place, Problem};

/// The folders whose files the site publishes as they are.
#[derive(Debug, Clone)]
pub struct StaticFiles {
    /// The site's folder, without symbolic links.
    site: PathBuf,
    base_url: Url,
    folders: Vec<PathBuf>,
    /// The folder of the articles, which has the files of bundles.
    content: PathBuf,
}

impl StaticFiles {
    /// Looks for the folders.
    #[must_use]
    pub fn open(site: &Path, config: &Config) -> Self {
        let folders = config.static_folders.iter().map(|folder| site.join(folder));
        Self {
            site: site.canonicalize().unwrap_or_else(|_| site.to_owned()),
            base_url: config.site.base_url.clone(),
            folders: folders.filter(|folder| folder.is_dir()).collect(),
            content: site.join(&config.content.folder),
        }
    }

    /// Whether nothing can be known of files that `article` names, as there is no folder for them.
    #[must_use]
    pub fn miss_files_of(&self, article: &Article) -> bool {
        self.folders.is_empty() && named(article).any(|url| self.path_of(url).is_some())
    }

    /// The files of the site that the front matter of `article` names: in these folders, or beside
    /// an article that has a folder of its own.
    #[must_use]
    pub fn of(&self, article: &Article) -> SiteFiles {
        if self.folders.is_empty() {
            return SiteFiles::new();
        }
        named(article)
            .filter_map(|url| {
                let path = self.path_of(url)?;
                let mut facts = self.folders.iter().filter_map(|folder| self.file(folder, &path));
                Some((url.to_owned(), facts.next().or_else(|| self.file_beside(article, url))))
            })
            .collect()
    }

    /// Whether the site has a file or a folder at `path`, percent-encoded, below its address.
    #[must_use]
    pub fn have(&self, path: &str) -> bool {
        let folders = || self.folders.iter().chain([&self.content]);
        decoded(path.trim_end_matches('/'))
            .is_some_and(|path| folders().any(|folder| self.location(folder, &path).is_some()))
    }

    /// The path of `url` below the site's address; nothing for what is on other sites.
    fn path_of(&self, url: &str) -> Option<PathBuf> {
        let url = Url::parse(url).ok()?;
        if url.host_str() != self.base_url.host_str() || url.port() != self.base_url.port() {
            return None;
        }
        decoded(url.path().strip_prefix(self.base_url.path())?)
    }

    /// A file beside `index.md`, which generators publish below the article's permalink.
    fn file_beside(&self, article: &Article, url: &str) -> Option<FileFacts> {
        let source = Path::new(&*article.source.path);
        let folder = source.parent().filter(|_| source.file_stem() == Some("index".as_ref()))?;
        let name = url.strip_prefix(&article.permalink)?.split(['?', '#']).next()?;
        self.file(&self.site.join(folder), &decoded(name)?)
    }

    /// What is known of the file at `path` in `folder`, if there is one.
    fn file(&self, folder: &Path, path: &Path) -> Option<FileFacts> {
        let location = self.location(folder, path)?;
        let metadata = fs::metadata(&location).ok().filter(fs::Metadata::is_file)?;
        Some(FileFacts { length: metadata.len(), pixels: pixels(&location) })
    }

    /// Where `path` leads from `folder`.
    ///
    /// The name may be composed otherwise on disk than in the URL (`é` as one character or two).
    /// A symbolic link that leads out of the site leads nowhere.
    fn location(&self, folder: &Path, path: &Path) -> Option<PathBuf> {
        let name = path.to_str()?;
        let spellings = [name.to_owned(), name.nfc().collect(), name.nfd().collect()];
        spellings
            .iter()
            .filter_map(|name| folder.join(name).canonicalize().ok())
            .find(|location| location.starts_with(&self.site))
    }
}

/// The addresses that an article names in its front matter.
fn named(article: &Article) -> impl Iterator<Item = &str> {
    let picture = article.picture.iter().map(|picture| picture.url.as_str());
    picture.chain(article.attachments.iter().map(|attachment| attachment.url.as_str()))
}

/// The path with its escapes resolved; nothing if it then leads elsewhere than it seems to.
fn decoded(path: &str) -> Option<PathBuf> {
    path.split('/')
        .map(|part| {
            let part = percent_decode_str(part).decode_utf8().ok()?;
            let misleads = matches!(&*part, "" | "." | "..") || part.contains(['/', '\\', '\0']);
            (!misleads).then(|| part.into_owned())
        })
        .collect()
}

/// A warning that nothing will be known of the files of the site that articles name.
#[must_use]
pub fn no_static_folder(config: &Config) -> Problem {
    let names = config.static_folders.join("` or `");
    Problem::new(Code::MediaMissing, format!("the site has no folder `{names}`"))
        .at(Place::of_file(crate::config::FILE_NAME))
        .help("name the folders of pictures, sounds and films with `static:`; without them no feed says how large they are")
}

fn pixels(location: &Path) -> Option<Pixels> {
    let file = File::open(location).ok()?;
    let size = imagesize::reader_size(BufReader::new(file)).ok()?;
    Some(Pixels { width: size.width.try_into().ok()?, height: size.height.try_into().ok()? })
}
