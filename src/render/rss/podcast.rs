//! What podcast players and directories ask for beside RSS (Apple, "A Podcaster's Guide to RSS").

use ::rss::extension::itunes::{
    ITunesCategory, ITunesChannelExtension, ITunesItemExtension, ITunesOwner,
};

use super::media;
use crate::model::{Entry, MediaObject, Person, Podcast, PodcastCategory};

/// What a channel says of itself as a podcast.
pub(super) fn channel(podcast: &Podcast) -> ITunesChannelExtension {
    ITunesChannelExtension {
        author: podcast.author.clone(),
        categories: podcast.categories.iter().map(category).collect(),
        image: podcast.image.clone().filter(|url| media::may_be_artwork(url)),
        explicit: podcast.explicit.map(|explicit| explicit.to_string()),
        owner: podcast.owner.as_ref().map(owner),
        r#type: podcast.kind.clone(),
        ..ITunesChannelExtension::default()
    }
}

/// What an item says of itself as an episode; nothing where nothing plays.
pub(super) fn item(entry: &Entry) -> Option<ITunesItemExtension> {
    let played = entry.attachments.first()?;
    let names: Vec<&str> = entry.authors.iter().map(|person| person.name.as_str()).collect();
    let episode = &entry.episode;
    Some(ITunesItemExtension {
        author: Some(names.join(", ")),
        image: entry
            .picture
            .as_ref()
            .filter(|picture| is_artwork(picture))
            .map(|picture| picture.url.clone()),
        duration: played.duration.map(|seconds| seconds.to_string()),
        explicit: episode.explicit.map(|explicit| explicit.to_string()),
        episode: episode.number.map(|number| number.to_string()),
        season: episode.season.map(|number| number.to_string()),
        episode_type: episode.kind.clone(),
        ..ITunesItemExtension::default()
    })
}

/// Directories take pictures of two kinds.
fn is_artwork(picture: &MediaObject) -> bool {
    matches!(picture.media_type.as_str(), "image/jpeg" | "image/png")
}

fn category(category: &PodcastCategory) -> ITunesCategory {
    let narrower =
        |name: &String| Box::new(ITunesCategory { text: name.clone(), subcategory: None });
    ITunesCategory {
        text: category.name.clone(),
        subcategory: category.narrower.as_ref().map(narrower),
    }
}

fn owner(person: &Person) -> ITunesOwner {
    ITunesOwner { name: Some(person.name.clone()), email: person.email.clone() }
}
