//! What a feed says of itself.

use url::Url;

use super::title::plain_title;
use crate::config::Config;
use crate::model::{
    Article, Feed, FeedPlan, Format, Generator, Podcast, Timestamp, carried_by_xml,
};

/// Without a version, so that a new one changes no byte of a feed.
const GENERATOR: Generator =
    Generator { name: "Feedmill", url: "https://github.com/feedmill/feedmill" };

/// A feed's own words, without entries.
///
/// Its id is the address of its Atom file, whether or not that is published (RFC 4287, section
/// 4.2.6: permanent and universally unique). Its `updated` is the latest of its articles', 1970
/// when it has none: never the moment of the build.
#[must_use]
pub fn feed(plan: &FeedPlan, articles: &[Article], config: &Config) -> Feed {
    let url = |format: Format| address(&config.feeds.url, &plan.folder, format);
    let shown = || plan.articles.iter().filter_map(|&at| articles.get(at));
    Feed {
        id: url(Format::Atom),
        title: plain_title(&plan.title),
        description: carried_by_xml(plan.description.trim()).0.into_owned(),
        home_page_url: plan.home_page_url.clone(),
        urls: plan.formats.iter().map(|&format| (format, url(format))).collect(),
        language: config.site.language.clone(),
        authors: config.site.authors.iter().map(super::person).collect(),
        rights: config.site.rights.as_deref().map(|text| carried_by_xml(text).0.into_owned()),
        icon: config.site.icon.clone(),
        logo: config.site.logo.clone(),
        ttl: config.feeds.ttl,
        updated: shown().map(|article| article.updated).max().unwrap_or_else(Timestamp::epoch),
        generator: GENERATOR,
        podcast: shown()
            .any(|article| !article.attachments.is_empty())
            .then(|| podcast(&config.podcast)),
    }
}

fn podcast(podcast: &Podcast) -> Podcast {
    let carried = |text: &String| carried_by_xml(text).0.into_owned();
    Podcast {
        author: podcast.author.as_ref().map(carried),
        owner: podcast.owner.as_ref().map(super::person),
        ..podcast.clone()
    }
}

fn address(base: &Url, folder: &str, format: Format) -> String {
    let mut url = base.clone();
    // `base` has a path, else it could not be the address of a folder.
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty();
        path.extend(folder.split('/').filter(|segment| !segment.is_empty()));
        path.push(format.file_name());
    }
    url.into()
}
