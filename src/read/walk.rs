//! Which files of the content folder are articles.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::config::{Content, FILE_NAME};
use crate::disk;
use crate::model::{Reason, SkippedFile, Syntax};
use crate::problem::{Code, Place, Problem, Problems};

/// A file that should hold an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFile {
    /// Its path relative to the site's folder, with `/` between folders.
    pub path: Arc<str>,
    /// Where in `path` the part below the content folder begins, in bytes.
    pub content_start: usize,
    /// How its body is written.
    pub syntax: Syntax,
}

impl ContentFile {
    /// The part of the path below the content folder.
    #[must_use]
    pub fn content_path(&self) -> &str {
        &self.path[self.content_start..]
    }
}

/// What the content folder holds, in the order of the paths.
#[derive(Debug, Default)]
pub struct ContentFiles {
    /// What should hold articles.
    pub files: Vec<ContentFile>,
    /// What is written in a markup that is not read, what the settings exclude, and what belongs to
    /// the bundle around it.
    pub skipped: Vec<SkippedFile>,
}

/// How files are called whose markup is not read, with the name of the markup.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("adoc", "AsciiDoc"),
    ("asc", "AsciiDoc"),
    ("asciidoc", "AsciiDoc"),
    ("creole", "Creole"),
    ("haml", "Haml"),
    ("hbs", "Handlebars"),
    ("ipynb", "a notebook"),
    ("liquid", "a template of Liquid"),
    ("njk", "a template of Nunjucks"),
    ("org", "Org"),
    ("pug", "Pug"),
    ("qmd", "Quarto"),
    ("rmd", "R Markdown"),
    ("rst", "reStructuredText"),
    ("slim", "Slim"),
    ("textile", "Textile"),
    ("vto", "a template of Vento"),
    ("wiki", "MediaWiki markup"),
];

/// The content files of `site`, in the order of their paths.
///
/// Files and folders whose name begins with a dot are passed over, and so is `_index.*`, which
/// Zola and Hugo use for sections. Symbolic links are followed where they stay inside the site.
///
/// # Errors
/// The content folder cannot be read; that of a single file is put into `problems`.
pub fn content_files(
    site: &Path,
    content: &Content,
    problems: &mut Problems,
) -> Result<ContentFiles, Problem> {
    let folder = content.folder.as_str();
    let root = site.join(folder);
    let inside = site.canonicalize().map_err(|error| unreadable(folder, &error))?;
    let mut found = ContentFiles::default();
    let walk = WalkDir::new(&root).follow_links(true);
    let visible = |entry: &DirEntry| entry.depth() == 0 || !(is_hidden(entry) || is_foreign(entry));
    let mut entries = walk.into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) if visible(&entry) => entry,
            Ok(hidden) => {
                if hidden.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            Err(error) if error.depth() == 0 => {
                let is_missing =
                    error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound);
                return Err(if is_missing { missing(folder) } else { unreadable(folder, &error) });
            }
            Err(error) => {
                let path = error.path().unwrap_or(&root);
                problems.push(unreadable(
                    &path.strip_prefix(site).unwrap_or(path).to_string_lossy(),
                    &error,
                ));
                continue;
            }
        };
        if entry.path_is_symlink() && !stays_inside(&entry, &inside) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            let path = entry.path().strip_prefix(site).unwrap_or(entry.path());
            problems.push(outside(&path.to_string_lossy()));
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        match content_file(site, &entry, content) {
            Some(Ok(FileKind::Article(file))) => found.files.push(file),
            Some(Ok(FileKind::Skipped(file))) => found.skipped.push(file),
            Some(Err(problem)) => problems.push(problem),
            None => {}
        }
    }
    if content.has_bundles {
        found.take_resources();
    }
    found.files.sort_unstable_by(|left, right| in_order(&left.path, &right.path));
    found.skipped.sort_unstable_by(|left, right| in_order(&left.path, &right.path));
    Ok(found)
}

impl ContentFiles {
    /// Takes out the texts in the folder of an `index` file, and below, but for that file in each
    /// language.
    fn take_resources(&mut self) {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let indexes = self.files.iter().filter(|file| is_index(file.content_path()));
        let bundles: BTreeSet<String> =
            indexes.filter_map(|file| folder(file.content_path())).collect();
        let is_resource = |file: &ContentFile| {
            let own = folder(file.content_path());
            let around =
                if is_index(file.content_path()) { own.as_deref().and_then(folder) } else { own };
            std::iter::successors(around, |path| folder(path)).any(|path| bundles.contains(&path))
        };
        let resources: Vec<ContentFile> =
            self.files.extract_if(.., |file| is_resource(file)).collect();
        let reason = Reason::Page("it belongs to the bundle around it");
        let resources =
            resources.into_iter().map(|file| SkippedFile { path: file.path, reason, traits: None });
        self.skipped.extend(resources);
    }
}

/// `index.md`, `index.fr.md`.
fn is_index(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("index."))
}

/// By the names of the folders, then of the file.
fn in_order(left: &str, right: &str) -> Ordering {
    let rank = |byte| if byte == b'/' { 0 } else { byte };
    left.bytes().map(rank).cmp(right.bytes().map(rank))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Other people's packages, among which a site may live.
fn is_foreign(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.file_name() == "node_modules"
}

fn stays_inside(entry: &DirEntry, inside: &Path) -> bool {
    entry.path().canonicalize().is_ok_and(|target| target.starts_with(inside))
}

/// What a file of the content folder is.
enum FileKind {
    Article(ContentFile),
    Skipped(SkippedFile),
}

fn content_file(
    site: &Path,
    entry: &DirEntry,
    content: &Content,
) -> Option<Result<FileKind, Problem>> {
    let extension = entry.path().extension()?.to_str()?.to_ascii_lowercase();
    let syntax = match extension.as_str() {
        "md" | "markdown" | "mkd" | "mkdn" | "mkdown" | "mdown" | "mdx" => Ok(Syntax::Markdown),
        "html" | "htm" => Ok(Syntax::Html),
        other => Err(UNSUPPORTED.iter().find(|(known, _)| *known == other)?.1),
    };
    // `_index.fr.md` is a section too.
    if entry.file_name().as_encoded_bytes().starts_with(b"_index.") {
        return None;
    }
    let Some(path) = disk::slashed(entry.path().strip_prefix(site).ok()?) else {
        let path = entry.path().to_string_lossy();
        let problem = Problem::new(Code::FileNameNotUtf8, "the name of this file is not UTF-8")
            .at(Place::of_file(&path))
            .help("rename it");
        return Some(Err(problem));
    };
    // Below the content folder it has as many names as it is deep.
    let content_start = match entry.depth().checked_sub(1) {
        Some(above) => path.rmatch_indices('/').nth(above).map_or(0, |(at, _)| at + 1),
        None => path.len(),
    };
    if !content.includes(&path[content_start..]) {
        return None;
    }
    let reason = match syntax {
        _ if content.excludes(&path[content_start..]) => Reason::Page("the settings exclude it"),
        Ok(syntax) => {
            return Some(Ok(FileKind::Article(ContentFile {
                path: path.into(),
                content_start,
                syntax,
            })));
        }
        Err(markup) => Reason::Unsupported(markup),
    };
    Some(Ok(FileKind::Skipped(SkippedFile { path: path.into(), reason, traits: None })))
}

fn missing(folder: &str) -> Problem {
    Problem::new(Code::ContentMissing, format!("there is no folder `{folder}`"))
        .at(Place::of_file(FILE_NAME))
        .help("write the folder of the articles behind `content:`, or name the site's folder with `--site DIR`")
}

fn unreadable(path: &str, error: &dyn std::error::Error) -> Problem {
    Problem::new(Code::FileUnreadable, format!("cannot be read: {error}")).at(Place::of_file(path))
}

fn outside(path: &str) -> Problem {
    Problem::new(Code::FileNotRegular, "this link leads out of the site")
        .at(Place::of_file(path))
        .help("copy the file into the site's folder")
}
