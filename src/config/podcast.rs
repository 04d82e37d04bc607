//! What podcast players are told of the feeds.

use url::Url;

use super::file::{self, PodcastKind};
use super::load::Loader;
use crate::model::{Person, Podcast, PodcastCategory};

impl Loader {
    /// What the publisher says, completed by what the site says of itself.
    pub(super) fn podcast(
        &mut self,
        written: file::Podcast,
        authors: &[Person],
        logo: Option<&String>,
        base_url: &Url,
    ) -> Podcast {
        let names: Vec<&str> = authors.iter().map(|person| person.name.as_str()).collect();
        let image = self.web_address(&["podcast", "image"], written.image, base_url);
        let owner = written.owner.map(|owner| self.person(&["podcast", "owner"], owner, base_url));
        Podcast {
            author: written.author.or_else(|| Some(names.join(", "))),
            image: image.or_else(|| logo.cloned()),
            categories: written.category.into_vec().iter().map(|text| category(text)).collect(),
            explicit: written.explicit,
            kind: written.kind.map(|kind| match kind {
                PodcastKind::Episodic => "episodic".to_owned(),
                PodcastKind::Serial => "serial".to_owned(),
            }),
            owner: owner.or_else(|| authors.iter().find(|person| person.email.is_some()).cloned()),
        }
    }
}

/// `Society & Culture > Documentary`: a category, and one within it.
fn category(text: &str) -> PodcastCategory {
    match text.split_once('>') {
        Some((name, narrower)) => PodcastCategory {
            name: name.trim().to_owned(),
            narrower: Some(narrower.trim().to_owned()),
        },
        None => PodcastCategory { name: text.trim().to_owned(), narrower: None },
    }
}
