//! The programs that sites are made with: all that is known about each stands in its profile.
//!
//! A stage asks the profile of the site ([`Config::profile`](crate::config::Config::profile)) and
//! names no generator. A new generator is a file with a [`Profile`] and its line in `ALL`.

mod address;
mod astro;
mod docusaurus;
mod eleventy;
mod gatsby;
mod hexo;
mod hugo;
mod jekyll;
mod nuxt;
mod own_feeds;
mod pelican;
mod profile;
mod quartz;
mod script;
mod settings;
mod vitepress;
mod zola;

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::{Reading, Remark, Rules};
use crate::model::{Node, Scalar};
use crate::problem::Problem;

pub(crate) use address::{Subject, in_path};
pub(crate) use eleventy::{PROGRAM, computed};
pub use own_feeds::OwnFeeds;
pub use profile::Profile;
pub(crate) use profile::{Page, Published, UNDATED};
pub(crate) use script::{assigned, text_at};
pub use settings::Left;
pub(crate) use settings::{Found, entries_of, first, front_matter, text};

/// Every generator. Where a folder could be that of several, the first of them counts.
const ALL: [Generator; 12] = [
    Generator(&eleventy::PROFILE),
    Generator(&astro::PROFILE),
    Generator(&gatsby::PROFILE),
    Generator(&quartz::PROFILE),
    Generator(&vitepress::PROFILE),
    Generator(&nuxt::PROFILE),
    Generator(&hexo::PROFILE),
    Generator(&jekyll::PROFILE),
    Generator(&zola::PROFILE),
    Generator(&hugo::PROFILE),
    Generator(&pelican::PROFILE),
    Generator(&docusaurus::PROFILE),
];

/// The program that a site is made with.
#[derive(Clone, Copy)]
pub struct Generator(&'static Profile);

impl Generator {
    /// Every generator.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter()
    }

    /// The generator that `feedmill.yaml` calls `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        ALL.into_iter().find(|generator| generator.0.name == name)
    }

    /// The name that a setting of Feedmill's has in its own configuration.
    #[must_use]
    pub fn setting(self, name: &str) -> &str {
        let names = self.0.setting_names.iter();
        names.copied().find(|(ours, _)| *ours == name).map_or(name, |(_, own)| own)
    }

    /// All that is known about it.
    #[must_use]
    pub const fn profile(self) -> &'static Profile {
        self.0
    }

    /// The generator of the site in `folder`, with the file or folder that shows it.
    #[must_use]
    pub fn recognise(folder: &Path) -> Option<(Self, &'static str)> {
        ALL.into_iter().find_map(|generator| {
            let mark = generator.0.marks.iter().find(|mark| folder.join(mark).exists())?;
            Some((generator, *mark))
        })
    }

    /// What it publishes for a date that Feedmill has read as `reading`, where it is another instant.
    #[must_use]
    pub fn date_read_otherwise(
        self,
        written: &Scalar,
        reading: &Reading,
        rules: &Rules,
    ) -> Option<Remark> {
        crate::date::elsewhere(written, reading, rules, self.0.title, self.0.read_date?)
    }
}

/// The configuration of `generator`, or of whichever generator has one in the folder `site`.
///
/// # Errors
/// What is found cannot be read.
pub(crate) fn find(site: &Path, generator: Option<Generator>) -> Result<Option<Found>, Problem> {
    for candidate in ALL {
        if generator.is_none_or(|generator| generator == candidate)
            && let Some(mut found) = (candidate.0.read_settings)(site)?
        {
            found.file.generator = Some(candidate);
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Whether front matter says `true` under a key.
fn is_true(front_matter: &Node, key: &str) -> bool {
    front_matter.get(key).and_then(Node::as_scalar).and_then(Scalar::as_bool) == Some(true)
}

impl PartialEq for Generator {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Generator {}

impl fmt::Debug for Generator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.title)
    }
}

impl Serialize for Generator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name)
    }
}

impl<'de> Deserialize<'de> for Generator {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| {
            let mut names = ALL.map(|generator| generator.0.name);
            names.sort_unstable();
            serde::de::Error::custom(format!("one of `{}`", names.join("`, `")))
        })
    }
}
