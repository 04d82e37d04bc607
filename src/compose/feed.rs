//! What a feed says of itself.

use super::title::plain_title;
use crate::config::Config;
use crate::model::{
    Addresses, ArticleRecord, Extent, Feed, FeedPlan, Generator, Part, Podcast, Relation,
    STYLESHEET, legible, strip_non_xml, way_up,
};

/// The address of the repository, which `Cargo.toml` alone has; empty until there is one.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Without a version, so that a new one changes no byte of a feed.
pub const GENERATOR: Generator = Generator {
    name: "Feedmill",
    url: if REPOSITORY.is_empty() { None } else { Some(REPOSITORY) },
};

/// The words of one document of a feed, without entries.
///
/// The subscription document is of the instant of its edition; a page of the archive of the latest of its
/// articles', for what is on it hardly changes.
#[must_use]
pub fn feed(plan: &FeedPlan, part: Part, articles: &[ArticleRecord], config: &Config) -> Feed {
    let carried = |text: &str| legible(text.trim()).0.into_owned();
    let shown = || plan.shown(part).iter().filter_map(|&at| articles.get(at));
    let latest = || shown().map(|article| article.updated).max();
    let updated = if part == Part::Subscription { None } else { latest() };
    // Archive pages do not change, so no hub has anything to say of them.
    let has_news = part == Part::Subscription && plan.ended.is_none();
    Feed {
        id: strip_non_xml(plan.id.trim()).0.into_owned(),
        title: plain_title(&plan.title),
        description: carried(&plan.description),
        home_page_url: plan.home_page_url.clone(),
        urls: addresses(plan, part, config),
        extent: extent(plan, part),
        related: related(plan, part, config),
        hubs: if has_news { config.feeds.hubs.clone() } else { Vec::new() },
        ended: plan.ended.is_some(),
        moved: false,
        language: config.site.language.clone(),
        authors: config.site.authors.iter().map(super::person).collect(),
        rights: config.site.rights.as_deref().map(carried),
        icon: config.site.icon.clone(),
        logo: config.site.logo.clone(),
        ttl: config.feeds.ttl,
        skip_hours: config.feeds.skip_hours.clone(),
        skip_days: config.feeds.skip_days.clone(),
        user_comment: config.feeds.user_comment.as_deref().map(carried),
        published: shown().map(|article| article.published).max(),
        updated: updated.unwrap_or(plan.edition.since),
        generator: GENERATOR,
        stylesheet: stylesheet(&plan.place.folder_of(part), config),
        podcast: shown().any(|article| article.has_attachments).then(|| podcast(&config.podcast)),
    }
}

fn podcast(podcast: &Podcast) -> Podcast {
    let carried = |text: &String| legible(text).0.into_owned();
    Podcast {
        author: podcast.author.as_ref().map(carried),
        owner: podcast.owner.as_ref().map(super::person),
        ..podcast.clone()
    }
}

/// The way from a document in `folder` to the stylesheet for browsers, where there is one.
#[must_use]
pub fn stylesheet(folder: &str, config: &Config) -> Option<String> {
    config.pages.publish.then(|| way_up(folder) + STYLESHEET)
}

pub(super) fn addresses(plan: &FeedPlan, part: Part, config: &Config) -> Addresses {
    let Some(place) = &plan.address else { return Addresses::default() };
    let address = |&format| (format, config.feeds.address(&place.file(part, format)).into());
    Addresses(plan.formats.iter().map(address).collect())
}

/// A feed that ended is not complete without its articles: a reader may keep them.
fn extent(plan: &FeedPlan, part: Part) -> Extent {
    match (part, &plan.archive) {
        (Part::Archive(_), _) => Extent::Archive,
        (Part::Subscription, Some(pages)) if pages.is_empty() => Extent::Complete,
        (Part::Subscription, _) => Extent::Window,
    }
}

/// RFC 5005, section 4: the links by which a reader walks through the archive.
fn related(plan: &FeedPlan, part: Part, config: &Config) -> Vec<(Relation, Addresses)> {
    let pages = plan.archive.as_ref().map_or(0, Vec::len);
    let page = |number: usize| {
        (1..=pages).contains(&number).then(|| addresses(plan, Part::Archive(number), config))
    };
    let links = match part {
        Part::Subscription => vec![(Relation::PrevArchive, page(pages))],
        Part::Archive(number) => vec![
            (Relation::Current, Some(addresses(plan, Part::Subscription, config))),
            (Relation::PrevArchive, page(number - 1)),
            (Relation::NextArchive, page(number + 1)),
        ],
    };
    links.into_iter().filter_map(|(relation, addresses)| Some((relation, addresses?))).collect()
}
