//! Where feeds are.

use std::sync::Arc;

use crate::model::{FeedPlace, FileNames, Format, below, extension, is_feed_name};
use crate::problem::{Code, Place, Problem};

/// The placeholders for a term or a section: by its slug, or as it is written.
const SLUG: &str = ":slug";
const NAME: &str = ":name";

/// The place of a feed, or of each feed of a kind: `:slug` or `:name` stands in it for the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedPath {
    folder: String,
    /// The file in one format that is not in the folder.
    elsewhere: Option<(Format, String)>,
    /// The setting that says so; nothing where the place is the usual one.
    pub setting: Option<Place>,
}

impl FeedPath {
    /// The folder where feeds are unless the publisher says otherwise.
    pub(super) fn usual(folder: &str) -> Self {
        Self { folder: folder.to_owned(), elsewhere: None, setting: None }
    }

    /// Reads a path below the output folder.
    ///
    /// Its last part is the name of a file if it has a dot. A file that has the name of one in `names` stands
    /// for its folder; any other is that of the first of `formats` with its extension, and the feed's
    /// folder is called as the file is, without the extension. Nothing if no format has it, or if
    /// the path is one that no server would serve.
    pub(super) fn parse(written: &str, formats: &[Format], names: &FileNames) -> Option<Self> {
        let path = written.trim_start_matches('/');
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        if !path.trim_end_matches('/').split('/').all(is_part) {
            return None;
        }
        let Some((stem, _)) = name.split_once('.') else {
            return Some(Self::usual(path.trim_end_matches('/')));
        };
        if names.format_of(name).is_some() {
            return Some(Self::usual(parent));
        }
        if formats.is_empty() {
            return Some(Self::usual(&below(parent, stem)));
        }
        let is_json = extension(name) == "json";
        let format = formats.iter().find(|format| (**format == Format::JsonFeed) == is_json)?;
        let elsewhere = is_file_name(name).then(|| (*format, path.to_owned()))?;
        Some(Self { folder: below(parent, stem), elsewhere: Some(elsewhere), setting: None })
    }

    /// Whether it is the folder of files beside the feeds.
    pub(super) fn is_kept(&self) -> bool {
        self.folder.starts_with("assets/")
            || matches!(&*self.folder, "assets" | "categories" | "sections" | "tags")
    }

    /// Whether it is another for each term.
    pub(super) fn has_slug(&self) -> bool {
        self.folder.contains(SLUG) || self.folder.contains(NAME)
    }

    /// Whether two feeds of one slug are sure to meet at these places.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.folder == other.folder
    }

    /// That two feeds meet, as `message` says; underlines what decides where each is.
    #[must_use]
    pub fn taken(&self, other: &Self, message: String) -> Problem {
        let problem = Problem::new(Code::FeedsMeet, message);
        match (&self.setting, &other.setting) {
            (Some(one), Some(other)) if one != other => problem
                .at(one.clone())
                .label("this is the place of one")
                .related(other.clone(), "and this that of the other")
                .help("give each a place of its own"),
            (Some(place), _) | (None, Some(place)) => problem
                .at(place.clone())
                .label("this leads to the place of both")
                .help("write another path"),
            (None, None) => problem.help("rename one of them"),
        }
    }

    /// The place of the feed with this slug, whose term is written so.
    #[must_use]
    pub fn with(&self, slug: &str, label: &str, names: &Arc<FileNames>) -> FeedPlace {
        let name = if is_folder(label) { label } else { slug };
        let filled = |path: &str| path.replace(SLUG, slug).replace(NAME, name);
        FeedPlace {
            folder: filled(&self.folder),
            names: Arc::clone(names),
            elsewhere: self.elsewhere.as_ref().map(|(format, path)| (*format, filled(path))),
        }
    }

    /// The file that is not in its feed's folder, as a pattern in which `:slug` stands for anything
    /// but a slash.
    pub(crate) fn file_elsewhere(&self) -> Option<(Format, String)> {
        self.elsewhere.as_ref().map(|(format, path)| (*format, path.replace(NAME, SLUG)))
    }

    /// The format of the file at `path`, if it is one that is not in its feed's folder.
    pub(super) fn format_of(&self, path: &str) -> Option<Format> {
        let (format, pattern) = self.file_elsewhere()?;
        let is_filled = match pattern.split_once(SLUG) {
            None => pattern == path,
            Some((before, after)) => path
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after))
                .is_some_and(|slug| !slug.is_empty() && !slug.contains('/')),
        };
        is_filled.then_some(format)
    }
}

/// Whether a part of a path is safe in every file system and in the files of any server.
fn is_part(name: &str) -> bool {
    let name = name.replacen(SLUG, "x", 1).replacen(NAME, "x", 1);
    !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+".contains(&byte))
}

/// Whether a path leads to a folder of its own, on every system.
pub(super) fn is_folder(path: &str) -> bool {
    let is_reserved = |letter: char| "\\:*?\"<>|%".contains(letter) || letter.is_control();
    let is_part = |part: &str| {
        let is_ours = part.starts_with(".git") || part.starts_with(".feedmill");
        !(part.is_empty() || part.ends_with(['.', ' ']) || is_ours || part.contains(is_reserved))
    };
    path.len() <= 200 && path.split('/').all(is_part)
}

/// Whether a feed may have a file of this name: one with an extension of feeds, and not that of a file
/// beside them.
pub(super) fn is_file_name(name: &str) -> bool {
    is_part(name) && is_feed_name(name) && name != "head.json"
}
