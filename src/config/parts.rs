//! Sections, languages and defaults: what holds for a part of the content.

use std::collections::BTreeMap;
use std::sync::Arc;

use glob::Pattern;

use super::file::{self, OneOrMany, UglyName};
use super::load::Loader;
use super::{Defaults, Exclusion, Language, Section, Slugs, Ugly, UrlRules};
use crate::generator::Profile;
use crate::model::slug;

impl Loader {
    pub(super) fn sections(
        &mut self,
        above: &[&str],
        written: BTreeMap<String, file::Section>,
        profile: &Profile,
    ) -> Vec<Section> {
        let mut sections = Vec::with_capacity(written.len());
        for (name, section) in written {
            let keys = |key| [above, &[name.as_str(), key]].concat();
            let paths = self.patterns(&keys("path"), section.path);
            let permalink = section
                .permalink
                .and_then(|pattern| self.permalink(&keys("permalink"), &pattern, profile));
            sections.push(Section { name, title: section.title, paths, permalink });
        }
        sections
    }

    pub(super) fn patterns(&mut self, keys: &[&str], written: OneOrMany<String>) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for path in written.into_vec() {
            match Pattern::new(&path) {
                Ok(pattern) => patterns.push(pattern),
                Err(error) => {
                    let expected = format!("`{path}` to be a path with `*` and `**`: {error}");
                    self.report(keys, &expected);
                }
            }
        }
        patterns
    }

    pub(super) fn exclusions(&mut self, written: OneOrMany<String>) -> Vec<Exclusion> {
        let mut exclusions = Vec::new();
        for path in written.into_vec() {
            let exception = path.strip_prefix('!');
            let pattern = OneOrMany::One(exception.unwrap_or(&path).to_owned());
            let patterns = self.patterns(&["exclude"], pattern).into_iter();
            let is_exception = exception.is_some();
            exclusions.extend(patterns.map(|pattern| Exclusion { pattern, is_exception }));
        }
        exclusions
    }

    pub(super) fn urls(&mut self, written: &file::Urls) -> UrlRules {
        let slugs = match written.slugs.as_deref() {
            None | Some("on") => Slugs::On,
            Some("safe") => Slugs::Safe,
            Some("off") => Slugs::Off,
            Some(_) => {
                self.report(&["urls", "slugs"], "`on`, `safe` or `off`");
                Slugs::On
            }
        };
        UrlRules {
            ugly: match &written.ugly {
                Some(UglyName::All(true)) => Ugly::Everywhere,
                Some(UglyName::Sections(names)) => Ugly::In(names.iter().cloned().collect()),
                Some(UglyName::All(false)) | None => Ugly::Nowhere,
            },
            keep_case: written.keep_case == Some(true),
            remove_accents: written.remove_accents == Some(true),
            keep_dates: written.keep_dates == Some(true),
            slugs,
        }
    }

    /// The site's own language has no prefix, nor has one with an address of its own; the others have
    /// their tag.
    pub(super) fn languages(
        &mut self,
        written: BTreeMap<String, file::Language>,
        own: Option<&str>,
        profile: &Profile,
    ) -> Vec<Language> {
        let mut languages = Vec::with_capacity(written.len());
        for (tag, language) in written {
            let keys = ["languages", tag.as_str()];
            self.language(&keys, Some(&tag));
            let base_url = language
                .base_url
                .and_then(|url| self.base_url(&[keys[0], keys[1], "base_url"], &url));
            let prefix = language.prefix.unwrap_or_else(|| {
                let is_plain =
                    base_url.is_some() || own.is_some_and(|own| same_language(own, &tag));
                if is_plain { String::new() } else { tag.to_lowercase() }
            });
            let sections = language
                .sections
                .map(|sections| self.sections(&[keys[0], keys[1], "sections"], sections, profile));
            languages.push(Language {
                folder: language.folder.trim_matches('/').to_owned(),
                prefix: prefix.trim_matches('/').to_owned(),
                tag,
                base_url,
                sections,
            });
        }
        languages
    }
}

/// Whether two tags are of one language, in whichever variety.
pub(crate) fn same_language(one: &str, other: &str) -> bool {
    one.split('-').next() == other.split('-').next()
}

/// The more telling ones last: those with the longer path, then those of a section.
pub(super) fn defaults(mut defaults: Vec<Defaults>, written: Vec<file::Defaults>) -> Vec<Defaults> {
    defaults.extend(written.into_iter().filter_map(|defaults| {
        Some(Defaults {
            path: defaults.path.trim_start_matches('/').to_owned(),
            section: defaults.section,
            language: None,
            values: defaults.values?,
        })
    }));
    sort(&mut defaults);
    defaults
}

/// The more telling ones last.
pub(super) fn sort(defaults: &mut [Defaults]) {
    defaults.sort_by_key(|defaults| (defaults.path.len(), defaults.section.is_some()));
}

/// The spelling that counts, by the slug of every other.
pub(super) fn aliases(written: BTreeMap<String, OneOrMany<String>>) -> BTreeMap<String, Arc<str>> {
    let mut aliases = BTreeMap::new();
    for (label, others) in written {
        let label: Arc<str> = label.into();
        aliases.insert(slug(&label), Arc::clone(&label));
        for other in others.into_vec() {
            aliases.insert(slug(&other), Arc::clone(&label));
        }
    }
    aliases
}
