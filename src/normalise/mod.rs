//! From a [`Draft`] to an [`Article`]: one instant, one id, terms, permalink, people, media.
//!
//! Pure: what it says depends on the draft and the configuration; and, once all articles are read,
//! on the ledger, which knows their ids (`recognise`).

mod assignment;
mod attachment;
mod collision;
mod evidence;
mod fields;
mod identity;
mod origin;
mod people;
mod permalink;
mod picture;
mod recognise;
mod terms;
mod time;

use crate::config::{Config, Field};
use crate::generator::Page;
use crate::model::{
    Article, Draft, Episode, Heading, Reason, Source, TitleFingerprint, Traits, content_path,
};
use crate::problem::{Code, Problems};

pub use collision::{Collision, collisions};
pub use evidence::{Evidence, Verdict, is_same};
pub use fields::value;
use fields::{Fields, Written, problem};
pub use recognise::{Recognised, recognise};

/// What becomes of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Normalised {
    /// It is an article.
    Article(Box<Article>),
    /// Its author withholds it, or it is no article to the site's generator.
    Skipped(Reason, Option<Traits>),
}

/// Decides everything about an article but its body.
///
/// Nothing is asked of a draft that its author withholds. `None` means that `problems` got an
/// error.
#[must_use]
pub fn article(draft: &Draft, config: &Config, problems: &mut Problems) -> Option<Normalised> {
    let errors_before = problems.errors();
    let mut fields = Fields::new(draft, config, problems);
    let withheld = withheld(&mut fields);
    let is_draft = || withheld.is_some() || config.profile().is_draft(draft.source.content_path());
    let shown_draft = config.preview.filter(|preview| preview.drafts && is_draft());
    if shown_draft.is_none()
        && let Some(reason) = withheld.or_else(|| page(&fields))
    {
        let traits = withheld.map(|_| traits(draft, config));
        return Some(Normalised::Skipped(reason, traits));
    }
    if let Some(reason) = untitled(&mut fields) {
        return Some(Normalised::Skipped(reason, None));
    }
    let title = title(&mut fields);
    let times = time::times(&mut fields, shown_draft.map(|preview| preview.now));
    let terms = terms::terms(&mut fields);
    let name = permalink::name(&mut fields);
    let permalink = match (name, &title, &times) {
        (Some(name), Some(title), Some(times)) => {
            permalink::permalink(&mut fields, name, title, times, &terms)
        }
        _ => None,
    };
    let day = times.as_ref().map(|times| times.local.date());
    let id = permalink.as_ref().zip(day).map(|(at, day)| identity::id(&mut fields, at, day));
    let picture = permalink.as_ref().and_then(|at| picture::picture(&mut fields, &at.url));
    let banner = permalink.as_ref().and_then(|at| picture::banner(&mut fields, &at.url));
    let attachments = permalink
        .as_ref()
        .map(|at| attachment::attachments(&mut fields, &at.url))
        .unwrap_or_default();
    let episode =
        if attachments.is_empty() { Episode::default() } else { attachment::episode(&mut fields) };
    let authors = people::people(&mut fields, Field::Authors);
    let contributors = people::people(&mut fields, Field::Contributors);
    let rights = fields.text(Field::Rights).map(|text| text.value);
    let origin = origin::origin(&mut fields);
    let comments_url = origin::address(&mut fields, Field::Comments);
    let language = fields.language();
    let section = fields.section_name().map(Into::into);
    let summary = fields.text(Field::Summary).map(|text| text.value);
    // A title that is shown as such is not shown again.
    let body_start = match heading(&fields).filter(|_| fields.find(Field::Title).is_none()) {
        Some(heading) => heading.end,
        None => draft.source.body_start,
    };
    if problems.errors() > errors_before {
        return None;
    }
    let (title, times, permalink) = (title?, times?, permalink?);
    Some(Normalised::Article(Box::new(Article {
        source: Source { body_start, ..draft.source.clone() },
        id: id?,
        permalink: permalink.url.into(),
        permalink_span: permalink.span,
        title: marked(title.value, &times, shown_draft.is_some(), config),
        published: times.published,
        updated: times.updated,
        expires: times.expires,
        terms,
        summary,
        picture,
        banner,
        attachments,
        episode,
        authors,
        language,
        section,
        contributors,
        rights,
        origin,
        comments_url,
    })))
}

/// What an article that its author withholds is known again by. What is wrong with it is nobody's
/// concern yet.
fn traits(draft: &Draft, config: &Config) -> Traits {
    let mut ignored = Problems::new();
    let mut fields = Fields::new(draft, config, &mut ignored);
    let title = title(&mut fields).and_then(|title| TitleFingerprint::of_title(&title.value));
    let published = time::times(&mut fields, None).map(|times| times.published);
    Traits { published, title, body: draft.source.body }
}

/// The title, which in a preview says what no publication would show.
fn marked(title: String, times: &time::Times, is_draft: bool, config: &Config) -> String {
    match config.preview {
        _ if is_draft => format!("[draft] {title}"),
        Some(preview) if preview.future && times.published > preview.now => {
            format!("[{}] {title}", times.published.to_rfc3339())
        }
        _ => title,
    }
}

/// Whether the author withholds the article.
fn withheld(fields: &mut Fields<'_>) -> Option<Reason> {
    if fields.flag(Field::Draft) == Some(true) {
        Some(Reason::Draft)
    } else if fields.flag(Field::Published) == Some(false) {
        Some(Reason::Unpublished)
    } else {
        by_status(fields)
    }
}

/// What `status` says, where the site's generator has such or there is none.
fn by_status(fields: &Fields<'_>) -> Option<Reason> {
    if !fields.config.profile().has_status {
        return None;
    }
    let status = fields.draft.front_matter.get_in_any_case("status")?.as_scalar()?;
    match status.text.trim().to_ascii_lowercase().as_str() {
        "draft" => Some(Reason::Draft),
        "hidden" | "private" | "skip" => Some(Reason::Unpublished),
        _ => None,
    }
}

/// Why the file is no article to the site's generator.
fn page(fields: &Fields<'_>) -> Option<Reason> {
    let page = Page {
        path: &fields.path,
        section: fields.section.map(|section| section.name.as_str()),
        front_matter: &fields.draft.front_matter,
        find: &|field| fields.find(field),
        is_dated: time::is_dated(fields),
    };
    (fields.config.profile().page)(&page).map(Reason::Page)
}

/// Whether the article has no title, where its generator asks for none. A warning tells so: feeds are
/// lists of titles.
fn untitled(fields: &mut Fields<'_>) -> Option<Reason> {
    let absence = fields.absence(Field::Title)?;
    if !fields.config.profile().has_untitled_articles || heading(fields).is_some() {
        return None;
    }
    let problem =
        problem(Code::TitleMissingLeftOut, "the article has no title and is left out", &absence)
            .label("expected a line `title: …` in here")
            .help("write the title of the article, and feeds will show it");
    fields.report(problem);
    Some(Reason::Page("it has no title"))
}

/// The title: what the front matter says; else, with generators that do so, the heading that begins the
/// body, or what the file is called.
fn title(fields: &mut Fields<'_>) -> Option<Written> {
    let title = fields.text(Field::Title);
    if title.is_some() || fields.find(Field::Title).is_some_and(|node| node.as_scalar().is_none()) {
        return title;
    }
    let head = || fields.draft.front_matter.span.clone();
    let span = fields.absence(Field::Title).unwrap_or_else(head);
    if let Some(heading) = heading(fields) {
        return Some(Written { value: heading.text.clone(), span });
    }
    if let Some(generator) = fields.config.generator
        && let Some(title_of_name) = generator.profile().title_of_name
    {
        let value = title_of_name(content_path::name_without_date(&fields.path));
        let problem = problem(Code::TitleFromFileName, "the article has no title", &span)
            .label(format!("published as `{value}`, as {} does", generator.profile().title))
            .help("write the title of the article in a line `title: …`");
        fields.report(problem);
        return Some(Written { value, span });
    }
    if let Some((key, help)) = fields.misspelled(Field::Title) {
        let problem = problem(Code::TitleMissing, "the article has no title", &key)
            .label("this key has no meaning")
            .help(help);
        fields.report(problem);
        return None;
    }
    let problem = problem(Code::TitleMissing, "the article has no title", &span)
        .label("expected a line `title: …` in here")
        .help("write the title of the article");
    fields.report(problem);
    None
}

/// The heading that is the title of an article which names none.
fn heading<'a>(fields: &Fields<'a>) -> Option<&'a Heading> {
    let takes_it = fields.config.profile().has_headings_as_titles;
    fields.draft.heading.as_ref().filter(|_| takes_it)
}
