//! A folder as somebody has it → what its `feedmill.yaml` should say.

mod articles;
mod hint;
mod text;

use std::path::Path;

use crate::config::{self, Own};
use crate::generator::{Generator, Left, OwnFeeds, Profile, first};
use crate::problem::Problem;

pub use articles::Articles;
pub use hint::Hint;
pub use text::{scalar, text};

/// What was found of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovery {
    /// The program that it is made with, and the file or folder that shows it.
    pub generator: Option<(Generator, String)>,
    /// The configuration of that program, where Feedmill reads it.
    pub own: Option<Own>,
    /// What it is called.
    pub title: Option<Hint>,
    /// Its address.
    pub base_url: Option<Hint>,
    /// The zone of dates without an offset.
    pub timezone: Option<Hint>,
    /// A sentence about it.
    pub description: Option<Hint>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<Hint>,
    /// Where its articles are.
    pub articles: Articles,
    /// Whether a ledger is there: feeds have been published, and what they said stays.
    pub was_published: bool,
    /// The feeds that its program writes.
    pub feeds: Option<OwnFeeds>,
    /// The folder of its pages, if it has been built.
    pub built: Option<BuiltSite>,
    /// What its program is told that feeds could be made by, and Feedmill does not read.
    pub left: Vec<Left>,
}

/// The site as its program wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltSite {
    /// The folder, relative to the site's.
    pub folder: String,
    /// A selector of the element of each page that holds the article, if there is one.
    pub body: Option<String>,
}

/// The folders that programs write sites to, the most telling first.
const OUTPUTS: [&str; 7] = ["_site", "public", "dist", "build", "output", "out", ".vitepress/dist"];

/// The folder of the pages of the site in `folder`, if there is one with pages.
fn built(folder: &Path, own: Option<&Own>, profile: &Profile, content: &str) -> Option<BuiltSite> {
    let said = own.and_then(|own| own.output.as_deref());
    let known = [said.unwrap_or(profile.output)].into_iter().filter(|output| !output.is_empty());
    let unchanged = (profile.static_folder)(content);
    let other = OUTPUTS.into_iter().filter(|output| *output != unchanged && *output != content);
    let mut outputs =
        known.chain(other).map(|output| output.trim_start_matches("./").trim_end_matches('/'));
    let output = outputs.find(|output| {
        let is_inside = !output.starts_with('/') && !output.split('/').any(|part| part == "..");
        is_inside && folder.join(output).join("index.html").is_file()
    })?;
    Some(BuiltSite { folder: output.to_owned(), body: None })
}

/// Looks at the site in `folder`.
///
/// # Errors
/// The configuration of its generator cannot be read.
pub fn discover(folder: &Path) -> Result<Discovery, Problem> {
    let own = config::own(folder)?;
    let generator = match &own {
        Some(own) => Some((own.generator, own.path.clone())),
        None => Generator::recognise(folder).map(|(generator, mark)| (generator, mark.to_owned())),
    };
    let said = |text: fn(&Own) -> Option<&String>| {
        let own = own.as_ref()?;
        Some(Hint { value: text(own)?.clone(), from: own.path.clone() })
    };
    let profile = Profile::of(generator.as_ref().map(|(generator, _)| *generator));
    let hints = hint::Hints::read(folder, profile);
    let content = own.as_ref().and_then(|own| own.content.as_deref()).unwrap_or(profile.content);
    let articles = articles::find(folder, content, generator.is_some(), profile, own.as_ref());
    let language = said(|own| own.language.as_ref()).or(hints.language);
    let tree = own.as_ref().and_then(|own| first(folder, &[&own.path]).ok().flatten());
    let tree = tree.as_ref().map(|(_, tree)| tree);
    Ok(Discovery {
        feeds: profile.own_feeds.map(|feeds| feeds(tree)),
        title: said(|own| own.title.as_ref()).or(hints.title),
        base_url: said(|own| own.base_url.as_ref()).or(hints.base_url),
        timezone: said(|own| own.timezone.as_ref()),
        description: said(|own| own.description.as_ref()).or(hints.description),
        was_published: folder.join("feedmill.lock").exists(),
        language: language.or_else(|| articles.language.clone()),
        left: own.as_ref().map(|own| own.left.clone()).unwrap_or_default(),
        built: built(folder, own.as_ref(), profile, &articles.folder),
        generator,
        own,
        articles,
    })
}
