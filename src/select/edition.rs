//! What a feed shows, and since when: its own date.

use super::World;
use crate::model::{ArticleRecord, Edition, Timestamp, digest};

/// The edition of a feed with these words that shows the articles at the positions `shown`.
///
/// RFC 4287, section 4.2.15, and RSS 2.0, `lastBuildDate`: it is of the instant at which what the feed
/// shows last differed from the edition `before`. The first is of the latest date of its articles, so that a
/// site may begin, or come from elsewhere, without a change; else of `otherwise`; else of now.
pub(super) fn of(
    words: [&str; 2],
    shown: &[usize],
    before: Option<Edition>,
    otherwise: Option<Timestamp>,
    world: World<'_>,
) -> Edition {
    let articles = || shown.iter().filter_map(|&at| world.articles.get(at));
    let mut text = Vec::new();
    for word in words {
        push(&mut text, word.as_bytes());
    }
    for article in articles() {
        push_article(&mut text, article);
    }
    let digest = digest(&text);
    let now = Timestamp::new(world.now.fixed_offset());
    let since = match before {
        Some(before) if before.digest == digest => before.since,
        Some(_) => now,
        None => {
            let dates = articles().map(|article| article.updated).filter(|date| *date <= now);
            dates.max().or(otherwise).unwrap_or(now)
        }
    };
    Edition { since, digest }
}

/// What an entry says.
fn push_article(text: &mut Vec<u8>, article: &ArticleRecord) {
    let ArticleRecord { source, id, permalink, title, published, updated, terms, common, .. } =
        article;
    for part in [&*id.value, permalink, title] {
        push(text, part.as_bytes());
    }
    for date in [published, updated] {
        push(text, date.to_rfc3339().as_bytes());
    }
    push(text, &source.fingerprint.to_le_bytes());
    for term in terms {
        push(text, term.label.as_bytes());
    }
    for author in &common.authors {
        push(text, author.as_bytes());
    }
    push(text, common.language.as_deref().unwrap_or_default().as_bytes());
}

/// A part with its length, so that no two lists of parts are one text.
fn push(text: &mut Vec<u8>, part: &[u8]) {
    text.extend_from_slice(&(part.len() as u64).to_le_bytes());
    text.extend_from_slice(part);
}
