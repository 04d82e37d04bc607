//! Pictures, sounds and films: RSS's own enclosure, and Media RSS for what it cannot say.

use std::collections::BTreeMap;

use ::rss::Enclosure;
use ::rss::extension::{Extension, ExtensionMap};

use super::extension;
use crate::model::{Entry, MediaObject, Pixels};

/// The one enclosure of an item (Profile, "enclosure"): what plays. The lead picture is in `media:content`
/// alone: readers that know both would show it twice, and those of newsletters know that one.
pub(super) fn enclosure(entry: &Entry) -> Option<Enclosure> {
    let media = entry.attachments.first()?;
    Some(Enclosure {
        url: media.url.clone(),
        // The Profile: a length that is not known is 0.
        length: media.length.unwrap_or(0).to_string(),
        mime_type: media.media_type.clone(),
    })
}

/// The lead picture, with what an enclosure cannot say of it; the sounds and films beyond the
/// first; and the picture again as the thumbnail of what plays.
pub(super) fn elements(entry: &Entry) -> ExtensionMap {
    let others = entry.attachments.iter().skip(1);
    let contents: Vec<Extension> = entry.picture.iter().chain(others).map(content).collect();
    let thumbnail = entry.picture.as_ref().filter(|_| !entry.attachments.is_empty());
    let mut elements = BTreeMap::new();
    if !contents.is_empty() {
        elements.insert("content".to_owned(), contents);
    }
    if let Some(picture) = thumbnail {
        let mut thumbnail = extension("media:thumbnail", &[("url", &picture.url)], None);
        thumbnail.attrs.extend(picture.pixels.map(size).into_iter().flatten());
        elements.insert("thumbnail".to_owned(), vec![thumbnail]);
    }
    if elements.is_empty() {
        return ExtensionMap::new();
    }
    ExtensionMap::from([("media".to_owned(), elements)])
}

/// The alternative text of a picture is its description, as in Mastodon's feeds, and its legend
/// the title.
fn content(media: &MediaObject) -> Extension {
    let attributes = [("url", media.url.as_str()), ("type", &media.media_type)];
    let mut content = extension("media:content", &attributes, None);
    let attribute = |name: &str, value: String| (name.to_owned(), value);
    let medium = media.media_type.split('/').next().unwrap_or_default();
    if matches!(medium, "image" | "audio" | "video") {
        content.attrs.extend([attribute("medium", medium.to_owned())]);
    }
    let length = media.length.filter(|length| *length > 0);
    content.attrs.extend(length.map(|length| attribute("fileSize", length.to_string())));
    content.attrs.extend(media.duration.map(|time| attribute("duration", time.to_string())));
    content.attrs.extend(media.pixels.map(size).into_iter().flatten());
    for (name, text) in [("description", &media.alternative), ("title", &media.caption)] {
        // There are readers that refuse a whole feed for one empty element of Media RSS.
        if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
            let child = extension(&format!("media:{name}"), &[], Some(text));
            content.children.insert(name.to_owned(), vec![child]);
        }
    }
    content
}

/// Whether the picture may be that of a channel, for which RSS wants a GIF, a JPEG or a PNG. Where
/// the address does not tell, it may be one.
pub(super) fn may_be_image(url: &str) -> bool {
    is_one_of(url, &["image/gif", "image/jpeg", "image/png"])
}

/// Whether the picture may be the artwork of a podcast.
pub(super) fn may_be_artwork(url: &str) -> bool {
    is_one_of(url, &["image/jpeg", "image/png"])
}

fn is_one_of(url: &str, media_types: &[&str]) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let media_type = mime_guess::from_path(path).first_raw();
    media_type.is_none_or(|media_type| media_types.contains(&media_type))
}

fn size(pixels: Pixels) -> [(String, String); 2] {
    [
        ("width".to_owned(), pixels.width.to_string()),
        ("height".to_owned(), pixels.height.to_string()),
    ]
}
