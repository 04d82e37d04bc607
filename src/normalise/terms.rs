//! Categories and tags.

use super::fields::{Fields, Written, problem};
use crate::config::{Field, Split};
use crate::model::{Taxonomy, Term, slug};
use crate::problem::Code;

/// How many terms of a taxonomy an article may have: each has feeds of its own.
const MOST: usize = 250;

/// The categories, then the tags, each slug of a taxonomy once.
pub(super) fn terms(fields: &mut Fields<'_>) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (field, taxonomy) in [(Field::Categories, Taxonomy::Category), (Field::Tags, Taxonomy::Tag)]
    {
        let mut labels = labels_of(fields, field);
        if taxonomy == Taxonomy::Category {
            labels = (fields.config.profile().categories)(&fields.path, labels);
        }
        if labels.len() > MOST {
            report_too_many(fields, field, labels.len());
            continue;
        }
        for label in labels {
            let slug_written = slug(&label);
            let alias = fields.config.terms.aliases.get(&slug_written);
            let (label, slug) = match alias {
                Some(label) => (label.clone(), slug(label)),
                None => (label.into(), slug_written),
            };
            if terms.iter().all(|term| term.taxonomy != taxonomy || *term.slug != *slug) {
                terms.push(Term { taxonomy, label, slug: slug.into() });
            }
        }
    }
    terms
}

fn report_too_many(fields: &mut Fields<'_>, field: Field, count: usize) {
    let Some(node) = fields.find(field) else { return };
    let (span, label) = match node.item(MOST) {
        Some(item) => (&item.span, "this is one too many"),
        None => (&node.span, "these are too many"),
    };
    let problem = problem(
        Code::TooManyTerms,
        format!("{count} {field} are more than the limit of {MOST}"),
        span,
    )
    .label(label)
    .help("name the few that readers would look for");
    fields.report(problem);
}

fn labels_of(fields: &mut Fields<'_>, field: Field) -> Vec<String> {
    let is_list = fields.find(field).is_some_and(|node| node.as_scalar().is_none());
    let texts = fields.texts(field).into_iter().map(|Written { value, .. }| value);
    if is_list {
        return texts.collect();
    }
    let split = fields.config.terms.split;
    // `category: Open data` is one category, where `categories: Open data` are two.
    let singular =
        ["category", "tag"].iter().any(|key| fields.draft.front_matter.get(key).is_some());
    texts
        .flat_map(|text| -> Vec<String> {
            match split {
                Split::Comma => text.split(',').map(|part| part.trim().to_owned()).collect(),
                Split::Space if !singular => text.split_whitespace().map(str::to_owned).collect(),
                Split::None | Split::Space => vec![text],
            }
        })
        .filter(|label| !label.is_empty())
        .collect()
}
