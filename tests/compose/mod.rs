//! Bodies, titles and summaries as they reach subscribers.

mod corpus;
mod depth;
mod feeds;
mod footnotes;
mod links;
mod media;
mod oracle;
mod plain_text;
mod rules;
mod safety;
mod summaries;
mod titles;
mod ways;
mod words;

use chrono::DateTime;
use feedmill::compose::{self, Body};
use feedmill::config::Config;
use feedmill::model::{
    Article, Entry, Episode, Expanded, Id, IdOrigin, Origin, SiteFiles, Source, Span, Syntax,
    TextFile, Timestamp,
};
use feedmill::problem::Problems;

pub(crate) const PERMALINK: &str = "https://example.org/actualites/un-article/";

/// A site with nothing but what every site has.
pub(crate) fn config() -> Config {
    let text = "\
title: Exemple
description: Un site
base_url: https://example.org
language: fr
authors: La rédaction
timezone: Europe/Paris
permalink: /actualites/:slug/
";
    feedmill::config::parse("feedmill.yaml", text).unwrap()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    Timestamp::new(DateTime::parse_from_rfc3339(text).unwrap())
}

/// The place of what stands in no file.
pub(crate) fn nowhere() -> Span {
    Span::new(&TextFile::new("content/un-article.md", ""), 0..0)
}

/// An article with nothing but what every article has.
pub(crate) fn article(syntax: Syntax) -> Article {
    Article {
        source: Source {
            path: "content/un-article.md".into(),
            content_start: 0,
            syntax,
            body_start: 0,
            fingerprint: 0,
            body: None,
            page: None,
        },
        id: Id { value: PERMALINK.into(), origin: IdOrigin::Permalink },
        permalink: PERMALINK.into(),
        permalink_span: nowhere(),
        title: "Un article".into(),
        published: instant("2024-06-27T13:49:00+02:00"),
        updated: instant("2024-06-27T13:49:00+02:00"),
        terms: Vec::new(),
        summary: None,
        picture: None,
        banner: None,
        attachments: Vec::new(),
        episode: Episode::default(),
        authors: Vec::new(),
        language: None,
        section: None,
        expires: None,
        contributors: Vec::new(),
        rights: None,
        origin: Origin::default(),
        comments_url: None,
    }
}

/// The entry of `article`, with every problem.
pub(crate) fn compose(article: &Article, body: &str) -> (Option<Entry>, Problems) {
    compose_with(article, body, &config())
}

pub(crate) fn compose_with(
    article: &Article,
    body: &str,
    config: &Config,
) -> (Option<Entry>, Problems) {
    compose_as(article, body, true, config)
}

fn compose_as(
    article: &Article,
    body: &str,
    plain_text: bool,
    config: &Config,
) -> (Option<Entry>, Problems) {
    let text = format!("---\ntitle: Un article\n---\n{body}");
    let mut problems = Problems::new();
    let expanded = Expanded::from(body);
    let body = Body { text: &text, start: text.len() - body.len(), expanded: &expanded };
    let entry =
        compose::entry(article, &body, &SiteFiles::new(), plain_text, config, &mut problems);
    (entry, problems)
}

pub(crate) fn entry_of_markdown(body: &str) -> Entry {
    compose(&article(Syntax::Markdown), body).0.unwrap()
}

pub(crate) fn entry_of_html(body: &str) -> Entry {
    compose(&article(Syntax::Html), body).0.unwrap()
}

/// The entry of a body that nobody asks for as plain text.
pub(crate) fn entry_without_plain_text(syntax: Syntax, body: &str) -> Entry {
    compose_as(&article(syntax), body, false, &config()).0.unwrap()
}

/// The HTML that an HTML body comes out as.
pub(crate) fn html(body: &str) -> String {
    entry_of_html(body).content_html
}

/// The HTML that a Markdown body comes out as.
pub(crate) fn markdown(body: &str) -> String {
    entry_of_markdown(body).content_html
}
