//! Article and body → entry: Markdown and HTML become clean HTML with absolute URLs, plain text
//! and a summary.
//!
//! ```text
//! Markdown ─markdown─┐
//!                    ├─▶ tree ─clean─▶ pieces ─┬─to_html─▶ content_html
//! HTML ─────────html─┘                         ├─text─▶ content_text
//!                                              └─summary─▶ summary
//! ```
//!
//! HTML is parsed once, by a browser's algorithm, and written anew from what [`allowed`] names, so
//! that it is balanced whatever the author left open. Markdown becomes the tree that parsing its HTML
//! would give, and is parsed as HTML only where an author's tags do not nest.

mod address;
pub mod allowed;
mod attribute_list;
mod card;
mod clean;
mod direction;
mod embed;
mod feed;
mod foreign;
mod formula;
mod hidden;
mod lead;
mod lede;
mod links;
mod lost;
mod markdown;
mod media;
mod piece;
mod place;
mod srcset;
mod summary;
mod survey;
mod table;
mod tags;
mod text;
mod title;
mod to_html;
mod words;

use std::borrow::Cow;

use memchr::memmem;
use url::Url;

use crate::config::{Config, Markdown};
use crate::html;
use crate::model::{
    Article, Entry, Expanded, Person, SiteFiles, Syntax, Term, legible, strip_non_xml,
    too_much_markup,
};
use crate::problem::{Code, Problem, Problems};
use clean::Clean;
use piece::Piece;
use place::Places;
use text::Purpose;

pub use card::{card, shown, teasers};
pub use feed::{GENERATOR, feed, stylesheet};
pub use summary::SUMMARY_LIMIT;
pub use survey::survey;
pub use title::plain_title;

/// What a body is: the whole text of the file, and where the body starts.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// The whole text of the file.
    pub text: &'a str,
    /// Where the body starts in it, in bytes.
    pub start: usize,
    /// The body in Markdown or HTML alone, without template markup.
    pub expanded: &'a Expanded,
}

/// Composes the entry of one article from its body. `files` tells of the files of the site.
///
/// Texts come out as XML 1.0 can carry them; URLs of the body are absolute against the permalink
/// (WHATWG URL), links to a part of the same entry too; HTML holds what [`allowed`] names.
/// Characters removed and URLs that are none are told as warnings. Only with `plain_text` the body is
/// there as plain text too, unless [`Entry::excerpt`] needs it anyway.
///
/// `None` only after an error was pushed: the permalink is no absolute URL, or the body nests too
/// deep or holds too much markup.
#[must_use]
pub fn entry(
    article: &Article,
    body: &Body<'_>,
    files: &SiteFiles,
    plain_text: bool,
    config: &Config,
    problems: &mut Problems,
) -> Option<Entry> {
    let is_kramdown = config.markdown.kramdown && article.source.syntax == Syntax::Markdown;
    let is_rewritten = is_kramdown && too_much_markup(&body.expanded.text).is_none();
    let rewritten = is_rewritten.then(|| markdown::kramdown::rewritten(body.expanded));
    let body = &Body { expanded: rewritten.as_ref().unwrap_or(body.expanded), ..*body };
    let places = Places::new(&article.source.path, body);
    let Ok(base) = Url::parse(&article.permalink) else {
        let message = format!("the permalink “{}” is not an absolute URL", article.permalink);
        let place = article.permalink_span.place();
        problems.push(Problem::new(Code::PermalinkInvalid, message).at(place));
        return None;
    };
    let (text, removed, replaced) = legible(&body.expanded.text);
    let text = with_more(text, config.body.separator.as_deref());
    if let Some(at) = too_much_markup(&text) {
        problems.push(places.too_much_markup(&text, at));
        return None;
    }
    let parsed = match article.source.syntax {
        Syntax::Html => html::parse(&text).map(|tree| (tree, None)),
        Syntax::Markdown => markdown::parse(&text, config.markdown),
    };
    let (mut tree, parsed_html) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            problems.push(places.out_of_bounds(&text, error));
            return None;
        }
    };
    let mut taken_off = attribute_list::apply(&mut tree);
    if article.source.syntax == Syntax::Markdown {
        taken_off.extend(words::apply(&mut tree, config.markdown));
    }
    let links = links::Links::new(base, &article.id.value, &tree);
    let mut clean = clean::clean(&tree, &links, &config.body);
    // With the notes that kramdown does not show, so that they are told.
    let written = Markdown { kramdown: false, ..config.markdown };
    let html = compared(article.source.syntax, &text, parsed_html, config.markdown);
    if let Some(lost) = html.and_then(|html| lost::find(&html, shown_texts(&clean, &taken_off))) {
        let at = match article.source.syntax {
            Syntax::Html => lost.at,
            Syntax::Markdown => markdown::origin(&text, written, lost.at),
        };
        problems.push(places.lost(&text, at, &lost));
    }
    // In what XML can carry, only a numeric entity brings back what it cannot.
    let has_entities = memmem::find(text.as_bytes(), b"&#").is_some();
    let not_carried = if has_entities { not_carried(&clean) } else { 0 };
    let carried_whole = |text: String| if has_entities { carried(&text) } else { text };
    if replaced > 0 {
        problems.push(places.old_character(replaced));
    }
    problems_of(&clean, removed + not_carried, &places, problems);
    media::problems_of(article, files, config, problems);
    let summary = match &article.summary {
        Some(summary) => carried(&lede::plain_text(summary).unwrap_or_else(|| summary.clone())),
        None => String::new(),
    };
    let summary =
        if summary.trim().is_empty() { carried(&summary::of_body(&clean.pieces)) } else { summary };
    let picture = article.picture.as_ref().map(|picture| media::picture(picture, files));
    if config.body.lead {
        let lede = article.summary.as_ref().map(|_| summary.as_str());
        let lead = lead::pieces(picture.as_ref(), lede, &clean.pieces);
        clean.pieces.splice(0..0, lead);
    }
    let language = article.language.as_ref().or(config.site.language.as_ref()).map(String::as_str);
    let plain_text = plain_text || has_entities || !summary::says_less(&summary, &clean.pieces);
    let whole = Purpose::Whole { width: config.body.wrap.unwrap_or(usize::MAX) };
    let content_text = if plain_text {
        carried_whole(text::write(&clean.pieces, text.len(), whole))
    } else {
        String::new()
    };
    Some(Entry {
        // Subscribers know it as it is.
        id: strip_non_xml(&article.id.value).0.into_owned(),
        url: carried(&article.permalink),
        title: plain_title(&article.title),
        published: article.published,
        updated: article.updated,
        authors: authors(article, config),
        terms: article.terms.iter().map(term).collect(),
        language: article.language.clone().filter(|own| Some(own) != config.site.language.as_ref()),
        summary,
        content_html: direction::with_direction(
            carried_whole(to_html::write(&clean.pieces, text.len() + text.len() / 4, links.page())),
            language,
        ),
        content_text,
        picture,
        banner: article.banner.as_deref().map(carried),
        attachments: article
            .attachments
            .iter()
            .map(|file| media::attachment(file, files))
            .collect(),
        episode: article.episode.clone(),
        contributors: article.contributors.iter().map(person).collect(),
        rights: article.rights.as_deref().map(carried),
        origin: article.origin.clone(),
        comments_url: article.comments_url.clone(),
    })
}

/// The HTML of a body to look for lost words in, if an author wrote any; `parsed` is it where it was parsed.
fn compared(
    syntax: Syntax,
    text: &str,
    parsed: Option<String>,
    choices: Markdown,
) -> Option<Cow<'_, str>> {
    match syntax {
        Syntax::Html => Some(Cow::Borrowed(text)),
        Syntax::Markdown if choices.kramdown && text.contains("[^") => {
            let written = Markdown { kramdown: false, ..choices };
            markdown::to_html(text, written).ok().map(Cow::Owned)
        }
        Syntax::Markdown => parsed.map(Cow::Owned),
    }
}

/// The body with the site's own mark for the end of the introduction as the known one.
fn with_more<'a>(text: Cow<'a, str>, separator: Option<&str>) -> Cow<'a, str> {
    match separator.filter(|separator| text.contains(separator)) {
        Some(separator) => Cow::Owned(text.replacen(separator, "<!--more-->", 1)),
        None => text,
    }
}

/// The texts that an entry shows, in its attributes too, and those that it leaves out on purpose.
fn shown_texts<'a>(
    clean: &'a Clean<'_>,
    taken_off: &'a [String],
) -> impl Iterator<Item = Cow<'a, str>> {
    let attributes = |piece: &'a Piece<'_>| match piece {
        Piece::Open(_, attributes) => attributes.as_slice(),
        _ => &[],
    };
    let values = clean.pieces.iter().flat_map(attributes).map(|(_, value)| Cow::Borrowed(&**value));
    let texts = clean.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(Cow::Borrowed(&**text)),
        _ => None,
    });
    let left_out = clean.left_out.iter().map(|node| Cow::Owned(node.text_content()));
    let taken_off = taken_off.iter().map(|text| Cow::Borrowed(text.as_str()));
    values.chain(texts).chain(left_out).chain(taken_off)
}

/// How many characters of a clean body XML cannot carry.
fn not_carried(clean: &Clean<'_>) -> usize {
    let in_piece = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => legible(text).1,
        Piece::Open(_, attributes) => attributes.iter().map(|(_, value)| legible(value).1).sum(),
        Piece::Close(_) | Piece::More | Piece::Own(_) => 0,
    };
    clean.pieces.iter().map(in_piece).sum()
}

/// Tells what had to be removed from a body.
fn problems_of(clean: &Clean<'_>, removed: usize, places: &Places<'_>, problems: &mut Problems) {
    if removed > 0 {
        problems.push(places.control_character(removed));
    }
    for url in &clean.invalid_urls {
        problems.push(places.invalid_url(url));
    }
}

/// Who wrote the article; the site's authors where it names nobody. Each entry says it for itself,
/// since RSS knows no author of a channel, and since entries travel without their feed.
fn authors(article: &Article, config: &Config) -> Vec<Person> {
    let own = if article.authors.is_empty() { &config.site.authors } else { &article.authors };
    own.iter().map(person).collect()
}

fn person(person: &Person) -> Person {
    Person {
        name: plain_title(&person.name),
        url: person.url.as_deref().map(carried),
        email: person.address().map(carried),
        avatar: person.avatar.as_deref().map(carried),
    }
}

/// A term as plain text. Its slug is made of the term as it was written.
fn term(term: &Term) -> Term {
    Term { label: plain_title(&term.label).into(), ..term.clone() }
}

fn carried(text: &str) -> String {
    legible(text).0.into_owned()
}
