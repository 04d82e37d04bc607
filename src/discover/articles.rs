//! Where the articles of a site are, and in what language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use whatlang::{Detector, Lang};

use super::Hint;
use crate::config::{self, Config, Content, Own};
use crate::generator::Profile;
use crate::model::{Reason, Source};
use crate::normalise::{self, Normalised};
use crate::problem::{Problem, Problems, isolated};
use crate::read;

/// Where the articles are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Articles {
    /// The folder that holds them all, relative to the site's folder.
    pub folder: String,
    /// How many dated articles were found in it.
    pub number: usize,
    /// How many other texts lie in it that are no articles.
    pub others: usize,
    /// The patterns of folders below it that hold what is no article, such as drafts.
    pub excluded: BTreeSet<String>,
    /// The shortest pattern by which no two of them have one permalink.
    pub permalink: &'static str,
    /// The languages that have a folder of their own, below the folder of the articles.
    pub languages: BTreeSet<String>,
    /// The language that most of them are in.
    pub language: Option<Hint>,
}

/// Folders of what a site is made of or into, and of other people's texts.
const NOT_CONTENT: [&str; 16] = [
    "_site",
    "public",
    "dist",
    "output",
    "vendor",
    "target",
    "themes",
    "feeds",
    "layouts",
    "templates",
    "_layouts",
    "_includes",
    "archetypes",
    "_drafts",
    "drafts",
    "build",
];

/// How many letters of an article its language is told from.
const ENOUGH: usize = 2000;

/// How many articles are looked into for it.
const MOST_READ: usize = 50;

/// Looks first in the folder that is `expected`, then in the whole site.
///
/// `is_read_there` is whether the site's generator reads the folder that is expected.
pub(super) fn find(
    site: &Path,
    expected: &str,
    is_read_there: bool,
    profile: &Profile,
    own: Option<&Own>,
) -> Articles {
    let at_expected = survey(site, expected, profile, own, is_read_there);
    let is_expected = !at_expected.dated.is_empty();
    let found = if is_expected || expected == "." {
        at_expected
    } else {
        survey(site, ".", profile, None, false)
    };
    let folder = match profile.content_of {
        Some(content_of) => content_of(&found.dated),
        // What the generator reads is no matter of where the articles are.
        _ if is_expected && is_read_there => Some(expected.to_owned()),
        _ if found.folder == "." => common_folder(&found.dated),
        _ => Some(found.folder.clone()),
    };
    let folder = folder.unwrap_or_else(|| expected.to_owned());
    let inside = |path: &String| folder == "." || path.starts_with(&format!("{folder}/"));
    let languages = language_folders(&found.dated, &folder);
    Articles {
        number: found.dated.iter().filter(|path| inside(path)).count(),
        others: found.others.iter().filter(|path| inside(path)).count(),
        language: if languages.is_empty() { found.language(site) } else { None },
        languages,
        excluded: found.excluded.iter().filter_map(|path| below(path, &folder)).collect(),
        permalink: found.permalink(),
        folder,
    }
}

/// What a folder holds.
struct Survey {
    folder: String,
    /// The paths of files with a date, relative to the site's folder.
    dated: Vec<String>,
    /// The paths of the others.
    others: Vec<String>,
    /// The folders of what is no article, as patterns.
    excluded: BTreeSet<String>,
    /// Where the bodies of the dated ones are.
    sources: Vec<Source>,
    /// The folder of each, and the permalink that it would have by its name alone.
    permalinks: Vec<(String, String)>,
    /// How many articles say that they are in a language.
    said: BTreeMap<String, usize>,
}

/// The part of a path below a folder.
fn below(path: &str, folder: &str) -> Option<String> {
    if folder == "." {
        return Some(path.to_owned());
    }
    path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned)
}

fn survey(
    site: &Path,
    folder: &str,
    profile: &Profile,
    own: Option<&Own>,
    is_read_there: bool,
) -> Survey {
    let mut survey = Survey {
        folder: folder.to_owned(),
        dated: Vec::new(),
        others: Vec::new(),
        excluded: BTreeSet::new(),
        sources: Vec::new(),
        permalinks: Vec::new(),
        said: BTreeMap::new(),
    };
    let Some(probe) = probe(profile, own) else { return survey };
    let content = Content { folder: folder.to_owned(), ..probe.content.clone() };
    // What is wrong with an article is told by the first build.
    let mut ignored = Problems::new();
    let files = read::content_files(site, &content, &mut ignored).unwrap_or_default();
    let mut buffer = Vec::new();
    for file in files.files {
        let path = file.path.trim_start_matches("./").to_owned();
        let mut parts = path.split('/');
        let around: Vec<&str> =
            parts.by_ref().take_while(|part| !NOT_CONTENT.contains(part)).collect();
        let is_other = around.len() < path.split('/').count() && !(is_read_there && folder != ".");
        if is_other {
            let other = path.split('/').take(around.len() + 1).collect::<Vec<_>>().join("/");
            survey.excluded.insert(format!("{other}/**"));
        }
        if is_other || (profile.passes_over)(file.content_path()).is_some() {
            continue;
        }
        let work = || {
            let draft = read::draft(site, &file, &mut buffer, &mut ignored)?;
            let normalised = normalise::article(&draft, &probe, &mut ignored);
            Ok::<_, Problem>((draft, normalised))
        };
        let Ok(Ok((draft, normalised))) = isolated(&file.path, work) else {
            survey.others.push(path);
            continue;
        };
        match normalised {
            Some(Normalised::Skipped(Reason::Page(_), _)) => survey.others.push(path),
            Some(Normalised::Article(article)) => {
                if let Some(language) = article.language {
                    *survey.said.entry(language.clone()).or_default() += 1;
                }
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                survey.permalinks.push((folder.to_owned(), article.permalink));
                survey.dated.push(path);
                survey.sources.push(draft.source);
            }
            Some(Normalised::Skipped(..)) | None => {
                survey.dated.push(path);
                survey.sources.push(draft.source);
            }
        }
    }
    survey
}

/// Settings under which what has no date is a page: those of the site's generator, or of one that has
/// no other habits.
fn probe(profile: &Profile, own: Option<&Own>) -> Option<Config> {
    let generator = if profile.name.is_empty() { "docusaurus" } else { profile.name };
    let patterns = |paths: fn(&Own) -> &[String]| {
        serde_json::to_string(own.map(paths).unwrap_or_default()).unwrap_or_default()
    };
    let (include, exclude) = (patterns(|own| &own.include), patterns(|own| &own.exclude));
    config::parse(
        config::FILE_NAME,
        &format!(
            "{{title: T, base_url: 'https://site.example', generator: {generator}, permalink: '/:slug/', include: {include}, exclude: {exclude}}}"
        ),
    )
    .ok()
}

impl Survey {
    fn permalink(&self) -> &'static str {
        let mut names = BTreeSet::new();
        if self.permalinks.iter().all(|(_, name)| names.insert(name)) {
            return "/:slug/";
        }
        let mut paths = BTreeSet::new();
        if self.permalinks.iter().all(|path| paths.insert(path)) {
            return "/:path:slug/";
        }
        "/:year/:month/:day/:slug/"
    }

    /// What most articles say, else what their words are like.
    fn language(&self, site: &Path) -> Option<Hint> {
        let most = self.said.iter().max_by_key(|(_, number)| **number);
        if let Some((tag, _)) = most.filter(|(_, number)| **number > self.dated.len() / 2) {
            return Some(Hint { value: tag.clone(), from: "the articles".to_owned() });
        }
        let mut words = String::new();
        // Some of all of them: the last may be those of one folder, or of one year.
        let step = self.sources.len().div_ceil(MOST_READ).max(1);
        for source in self.sources.iter().step_by(step) {
            if let Ok(text) = read::body(site, source) {
                words.extend(text[source.body_start..].chars().take(ENOUGH));
                words.push('\n');
            }
        }
        let told = Detector::new().detect(&words).filter(whatlang::Info::is_reliable)?;
        Some(Hint {
            value: tag(told.lang()).to_owned(),
            from: "the words of the articles".to_owned(),
        })
    }
}

/// The shortest tag of a language: that of ISO 639-1, where it has one.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Cat => "ca",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Bul => "bg",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        other => other.code(),
    }
}

/// The innermost folder that holds all of the paths.
fn common_folder(paths: &[String]) -> Option<String> {
    let mut folders =
        paths.iter().map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
    let first: Vec<&str> = folders.next()?.split('/').collect();
    let shared = folders.fold(first.len(), |shared, folder| {
        let same = folder.split('/').zip(&first).take_while(|(part, other)| part == *other).count();
        shared.min(same)
    });
    let common = first[..shared].join("/");
    Some(if common.is_empty() { ".".to_owned() } else { common })
}

/// The languages that all folders right below `folder` are named by, if there are several.
fn language_folders(paths: &[String], folder: &str) -> BTreeSet<String> {
    let prefix = if folder == "." { String::new() } else { format!("{folder}/") };
    let mut tags = BTreeSet::new();
    for path in paths {
        let below = path.strip_prefix(&prefix).unwrap_or(path);
        match below.split_once('/') {
            Some((tag, _)) if is_tag(tag) => drop(tags.insert(tag.to_owned())),
            _ => return BTreeSet::new(),
        }
    }
    if tags.len() < 2 { BTreeSet::new() } else { tags }
}

/// `fr`, `pt-BR`, `zh-Hant`.
fn is_tag(name: &str) -> bool {
    let (language, more) = name.split_once(['-', '_']).unwrap_or((name, "XX"));
    language.len() == 2
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && matches!(more.len(), 2 | 4)
        && more.bytes().all(|byte| byte.is_ascii_alphabetic())
}
