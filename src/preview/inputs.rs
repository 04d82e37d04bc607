//! Which files of a site a build reads.

use std::path::Path;

use crate::config::{Config, Content, FILE_NAME};

/// How files are called that hold articles.
const ARTICLES: &[&str] =
    &["md", "markdown", "mkd", "mkdn", "mkdown", "mdown", "mdx", "html", "htm"];

/// How files are called that hold data, templates or words.
const DATA: &[&str] = &[
    "yml", "yaml", "toml", "json", "csv", "tsv", "js", "cjs", "mjs", "ts", "liquid", "njk", "ftl",
];

/// How files are called that articles show, and whose presence or length feeds tell.
const MEDIA: &[&str] = &[
    "avif", "gif", "heic", "jpeg", "jpg", "jxl", "png", "svg", "webp", "flac", "m4a", "mp3", "oga",
    "ogg", "opus", "wav", "m4v", "mov", "mp4", "webm", "pdf", "srt", "vtt",
];

/// The folders of data and layouts, whichever program a site is made with.
const FOLDERS: &[&str] = &["_data", "data", "_layouts", "layouts", "config"];

/// The files of a site that a build may read; of a site whose configuration is broken, all.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    of: Option<Known>,
}

#[derive(Debug)]
struct Known {
    content: Content,
    /// The folders whose every file counts, without a slash at the end.
    whole: Vec<String>,
    /// The folders whose texts count.
    texts: Vec<String>,
}

impl Inputs {
    pub(super) fn of(config: &Config) -> Self {
        let named = FOLDERS.iter().map(|folder| (*folder).to_owned());
        let built = config.built.iter().map(|built| built.folder.clone());
        let own = [config.templates.includes.clone(), config.pages.languages.clone()];
        let texts = named.chain(own).chain(built);
        let logos = [&config.pages.logo, &config.pages.logo_dark].into_iter().flatten().cloned();
        let whole = config.static_folders.iter().filter(|folder| *folder != ".").cloned();
        Self {
            of: Some(Known {
                content: config.content.clone(),
                whole: whole.chain(logos).collect(),
                texts: texts.collect(),
            }),
        }
    }

    /// Whether a build may read the file at `path`, relative to the site's folder.
    pub(super) fn hold(&self, path: &Path) -> bool {
        let Some(path) = path.to_str() else { return false };
        let name = path.rsplit('/').next().unwrap_or(path);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_data = DATA.contains(&extension);
        let is_text = is_data || ARTICLES.contains(&extension);
        // A folder comes and goes with what is in it.
        let is_kind = is_text || MEDIA.contains(&extension) || extension.is_empty();
        let is_in_folder = path.contains('/');
        if !is_in_folder && (path == FILE_NAME || (is_data && is_settings(path))) {
            return true;
        }
        let Some(Known { content, whole, texts }) = &self.of else {
            return is_kind && is_in_folder;
        };
        let path_in_content = match content.folder.as_str() {
            // What lies beside the configuration is no data of an article.
            "." => Some(path).filter(|_| is_in_folder || !is_data),
            folder => below(path, folder),
        };
        path_in_content.is_some_and(|path| is_kind && !content.excludes(path))
            || whole.iter().any(|folder| path == folder || below(path, folder).is_some())
            || is_text && texts.iter().any(|folder| below(path, folder).is_some())
    }

    /// Whether such a file may lie in a folder that is in the site's.
    pub(super) fn may_lie_in(&self, name: &str) -> bool {
        let Some(Known { content, whole, texts }) = &self.of else { return true };
        let is_around =
            |folder: &str| folder == "." || folder == name || below(folder, name).is_some();
        let folders = whole.iter().chain(texts).map(String::as_str);
        folders.chain([content.folder.as_str()]).any(is_around)
    }
}

/// The part of a path below a folder.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder.trim_end_matches('/'))?.strip_prefix('/')
}

/// Whether a file beside the content has the name of a generator's configuration.
fn is_settings(name: &str) -> bool {
    ["conf", "hugo", "zola", "eleventy"].iter().any(|part| name.contains(part))
}
