//! Bodies, titles and summaries as they reach subscribers.

mod corpus;
mod depth;
mod feeds;
mod footnotes;
mod links;
mod media;
mod oracle;
mod plain_text;
mod safety;
mod summaries;
mod titles;

use chrono::{DateTime, NaiveTime};
use feedmill::compose::{self, Body};
use feedmill::config::{Config, FeedDefaults, Fields, PermalinkPattern, Site};
use feedmill::model::{Article, Entry, Format, Id, IdOrigin, Person, Source, Syntax, Timestamp};
use feedmill::problem::Problems;
use url::Url;

pub(crate) const PERMALINK: &str = "https://example.org/actualites/un-article/";

/// A site with nothing but what every site has.
pub(crate) fn config() -> Config {
    Config {
        site: Site {
            title: "Exemple".into(),
            description: "Un site".into(),
            base_url: Url::parse("https://example.org/").unwrap(),
            language: Some("fr".into()),
            authors: vec![Person { name: "La rédaction".into(), ..Person::default() }],
            rights: None,
            icon: None,
            logo: None,
        },
        content: "content".into(),
        permalink: PermalinkPattern::parse("/actualites/:slug/").unwrap(),
        fields: Fields::default(),
        timezone: chrono_tz::Europe::Paris,
        time_of_day: NaiveTime::MIN,
        show_site_offset: false,
        feeds: FeedDefaults {
            url: Url::parse("https://example.org/feeds/").unwrap(),
            limit: 20,
            formats: Format::ALL.to_vec(),
            ttl: None,
            hubs: Vec::new(),
            keep_stale: false,
        },
        named: Vec::new(),
        severities: std::collections::BTreeMap::new(),
    }
}

pub(crate) fn instant(text: &str) -> Timestamp {
    Timestamp::new(DateTime::parse_from_rfc3339(text).unwrap())
}

/// An article with nothing but what every article has.
pub(crate) fn article(syntax: Syntax) -> Article {
    Article {
        source: Source {
            path: "content/un-article.md".into(),
            content_path: "un-article.md".into(),
            syntax,
            body_start: 0,
            fingerprint: [0; 32],
        },
        id: Id { value: PERMALINK.into(), origin: IdOrigin::Permalink },
        permalink: PERMALINK.into(),
        permalink_span: 0..0,
        title: "Un article".into(),
        published: instant("2024-06-27T13:49:00+02:00"),
        updated: instant("2024-06-27T13:49:00+02:00"),
        terms: Vec::new(),
        summary: None,
        picture: None,
        authors: Vec::new(),
        language: None,
    }
}

/// The entry of `article`, with every problem.
pub(crate) fn compose(article: &Article, body: &str) -> (Option<Entry>, Problems) {
    let text = format!("---\ntitle: Un article\n---\n{body}");
    let mut problems = Problems::new();
    let body = Body { text: &text, start: text.len() - body.len() };
    let entry = compose::entry(article, &body, &config(), &mut problems);
    (entry, problems)
}

pub(crate) fn entry_of_markdown(body: &str) -> Entry {
    compose(&article(Syntax::Markdown), body).0.unwrap()
}

pub(crate) fn entry_of_html(body: &str) -> Entry {
    compose(&article(Syntax::Html), body).0.unwrap()
}

/// The HTML that an HTML body comes out as.
pub(crate) fn html(body: &str) -> String {
    entry_of_html(body).content_html
}

/// The HTML that a Markdown body comes out as.
pub(crate) fn markdown(body: &str) -> String {
    entry_of_markdown(body).content_html
}
