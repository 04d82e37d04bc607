//! Sections, languages and defaults: what holds for a part of the content.

use std::collections::BTreeMap;
use std::sync::Arc;

use glob::Pattern;

use super::file::{self, OneOrMany};
use super::load::Loader;
use super::{Defaults, Exclusion, HugoUrls, Language, Section, Slugs, UrlRules, ZolaUrls};
use crate::generator::Profile;
use crate::model::slug;

impl Loader {
    pub(super) fn sections(
        &mut self,
        written: BTreeMap<String, file::Section>,
        profile: &Profile,
    ) -> Vec<Section> {
        let mut sections = Vec::with_capacity(written.len());
        for (name, section) in written {
            let keys = ["sections", name.as_str()];
            let paths = self.patterns(&[keys[0], keys[1], "path"], section.path);
            let permalink = section.permalink.and_then(|pattern| {
                self.permalink(&[keys[0], keys[1], "permalink"], &pattern, profile)
            });
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
            hugo: HugoUrls {
                ugly: written.ugly == Some(true),
                keep_case: written.keep_case == Some(true),
                remove_accents: written.remove_accents == Some(true),
            },
            zola: ZolaUrls { keep_dates: written.keep_dates == Some(true), slugs },
        }
    }
}

/// The site's own language has no prefix; the others have their tag.
pub(super) fn languages(written: BTreeMap<String, String>, own: Option<&str>) -> Vec<Language> {
    let is_own = |tag: &str| own.is_some_and(|own| own.split('-').next() == tag.split('-').next());
    written
        .into_iter()
        .map(|(tag, folder)| Language {
            folder: folder.trim_matches('/').to_owned(),
            prefix: if is_own(&tag) { String::new() } else { tag.to_lowercase() },
            tag,
        })
        .collect()
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
