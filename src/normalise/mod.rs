//! From a [`Draft`] to an [`Article`]: one instant, one id, terms, permalink, people, media.
//!
//! Pure: what it says depends on the draft and the configuration; and, once all articles are read,
//! on the ledger, which knows their ids ([`recognise`]).

mod collision;
pub mod date;
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
use crate::model::{Article, Draft};
use crate::problem::{Code, Problem, Problems};

pub use collision::{Collision, collisions};
pub use evidence::Evidence;
use fields::Fields;
pub use recognise::{Recognised, recognise};

/// What becomes of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Normalised {
    /// It is an article.
    Article(Box<Article>),
    /// Its author withholds it: `draft: true` or `published: false`.
    Withheld,
}

/// Decides everything about an article but its body.
///
/// Nothing is asked of a draft that its author withholds. `None` means that `problems` got an
/// error.
#[must_use]
pub fn article(draft: &Draft, config: &Config, problems: &mut Problems) -> Option<Normalised> {
    let errors_before = problems.errors();
    let mut fields = Fields::new(draft, config, problems);
    if fields.flag(Field::Draft) == Some(true) || fields.flag(Field::Published) == Some(false) {
        return Some(Normalised::Withheld);
    }
    let title = fields.text(Field::Title);
    if let Some(absence) = fields.absence(Field::Title) {
        fields.report(
            Problem::new(Code::TitleMissing, "the article has no title")
                .at(draft.place(&absence))
                .label("expected a line `title: …` in here")
                .help("write what the article is called"),
        );
    }
    let times = time::times(&mut fields);
    let terms = terms::terms(&mut fields);
    let name = permalink::name(&mut fields);
    let permalink = match (name, &title, &times) {
        (Some(name), Some(title), Some(times)) => {
            permalink::permalink(&mut fields, name, title, times, &terms)
        }
        _ => None,
    };
    let id = permalink.as_ref().map(|permalink| identity::id(&mut fields, permalink));
    let picture = permalink.as_ref().and_then(|at| picture::picture(&mut fields, &at.url));
    let authors = people::people(&mut fields, Field::Authors);
    let contributors = people::people(&mut fields, Field::Contributors);
    let rights = fields.text(Field::Rights).map(|text| text.value);
    let origin = origin::origin(&mut fields);
    let comments_url = origin::address(&mut fields, Field::Comments);
    let language = fields.language();
    let summary = fields.text(Field::Summary).map(|text| text.value);
    if problems.errors() > errors_before {
        return None;
    }
    let (title, times, permalink) = (title?, times?, permalink?);
    Some(Normalised::Article(Box::new(Article {
        source: draft.source.clone(),
        id: id?,
        permalink: permalink.url.into(),
        permalink_span: permalink.span,
        title: title.value,
        published: times.published,
        updated: times.updated,
        terms,
        summary,
        picture,
        authors,
        language,
        contributors,
        rights,
        origin,
        comments_url,
    })))
}
