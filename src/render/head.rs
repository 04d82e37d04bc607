//! What the head of a page says so that readers find a feed from it: `<link rel="alternate">` (HTML,
//! section 4.6.7.1), for the site and for each page of a term.

use std::collections::BTreeMap;

use askama::Template;
use serde::Serialize;

use super::page::written;
use crate::model::{Card, FeedKey, Taxonomy};

#[derive(Template)]
#[template(path = "pages/head.html")]
struct Links<'a> {
    title: &'a str,
    links: Vec<Link<'a>>,
}

struct Link<'a> {
    media_type: &'static str,
    format: &'static str,
    url: &'a str,
}

/// What to put into the head of the page that `card` is of: one line for each format.
#[must_use]
pub fn head(card: &Card) -> String {
    let links = card.addresses.0.iter();
    let links = links
        .map(|(format, url)| Link { media_type: format.media_type(), format: format.title(), url })
        .collect();
    written(&Links { title: &card.title, links })
}

#[derive(Default, Serialize)]
struct Map<'a> {
    site: Option<Snippet<'a>>,
    sections: BTreeMap<&'a str, Snippet<'a>>,
    categories: BTreeMap<&'a str, Snippet<'a>>,
    tags: BTreeMap<&'a str, Snippet<'a>>,
    named: BTreeMap<&'a str, Snippet<'a>>,
}

#[derive(Clone, Serialize)]
struct Snippet<'a> {
    label: &'a str,
    html: String,
}

impl<'a> Map<'a> {
    fn terms(&mut self, taxonomy: Taxonomy) -> &mut BTreeMap<&'a str, Snippet<'a>> {
        match taxonomy {
            Taxonomy::Category => &mut self.categories,
            Taxonomy::Tag => &mut self.tags,
        }
    }
}

/// The snippets of all feeds but those that ended, as JSON: of terms by their slug, and by their name,
/// which is what a template has; of the others by their name.
#[must_use]
pub fn heads(cards: &[Card]) -> Vec<u8> {
    let mut map = Map::default();
    let live = || cards.iter().filter(|card| card.ended.is_none());
    for card in live() {
        let snippet = Snippet { label: &card.label, html: head(card) };
        match &card.key {
            FeedKey::Site => map.site = Some(snippet),
            FeedKey::Section(name) => drop(map.sections.insert(name, snippet)),
            FeedKey::Term(taxonomy, slug) => drop(map.terms(*taxonomy).insert(slug, snippet)),
            FeedKey::Named(name) => drop(map.named.insert(name, snippet)),
        }
    }
    for card in live() {
        if let FeedKey::Term(taxonomy, slug) = &card.key {
            let terms = map.terms(*taxonomy);
            let snippet = terms.get(slug.as_str()).cloned();
            // A name that is the slug of another term stays that one's.
            snippet.map(|snippet| terms.entry(&card.label).or_insert(snippet));
        }
    }
    let mut json = serde_json::to_vec_pretty(&map)
        .unwrap_or_else(|error| unreachable!("texts and maps of texts are always JSON: {error}"));
    json.push(b'\n');
    json
}
