//! A feed for every collection or section, where a site has more than one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Described, Newest, World};
use crate::model::{FeedKey, FeedPlan, slug};
use crate::problem::{Code, Problem, Problems};

/// The plans in the order of folders, from articles newest first.
pub(super) fn plans(world: World<'_>, problems: &mut Problems) -> Vec<FeedPlan> {
    let World { articles, config, .. } = world;
    let window = &config.feeds.window;
    let mut slugs: BTreeMap<&str, String> = BTreeMap::new();
    // Of each folder the names that make it, and its articles.
    let mut sections: BTreeMap<String, (BTreeSet<&str>, Newest)> = BTreeMap::new();
    for (position, article) in articles.iter().enumerate() {
        let Some(name) = &article.common.section else { continue };
        let slug = slugs.entry(name).or_insert_with(|| slug(name)).clone();
        let empty = || (BTreeSet::new(), Newest::new(window));
        let (names, newest) = sections.entry(slug).or_insert_with(empty);
        names.insert(name);
        newest.push(position);
    }
    let only_one =
        sections.len() == 1 && articles.iter().all(|article| article.common.section.is_some());
    // A generator has a feed of its only section too, where somebody may have subscribed.
    let path = &config.feeds.sections;
    if only_one && path.setting.is_none() {
        return Vec::new();
    }
    sections
        .into_iter()
        .filter_map(|(slug, (names, newest))| {
            let name = *names.first()?;
            if names.len() > 1 {
                problems.push(one_folder(&names));
            }
            let section = config.sections.iter().find(|section| section.name == name);
            let label = section.and_then(|section| section.title.as_deref()).unwrap_or(name);
            let described = Described {
                label: label.to_owned(),
                title: format!("{} – {label}", config.site.title),
                description: format!("{label} – {}", config.site.description),
                place: path.with(&config.folder_name(path, name, &slug), name, &config.feeds.names),
                home_page_url: config.site.base_url.to_string(),
                key: FeedKey::Section(name.to_owned()),
            };
            Some(described.plan(newest, window, world))
        })
        .collect()
}

fn one_folder(names: &BTreeSet<&str>) -> Problem {
    let written: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let first = names.first().copied().unwrap_or_default();
    Problem::new(Code::SectionNames, format!("one folder is made of {}", written.join(" and ")))
        .help(format!("they share one feed, titled by `{first}`; rename one to give each its own"))
}
