//! Categories and tags.

use super::fields::Fields;
use crate::config::Field;
use crate::model::{Taxonomy, Term, slug};
use crate::problem::Code;

/// How many terms of a taxonomy an article may have: each has feeds of its own.
const MOST: usize = 100;

/// The categories, then the tags, each slug of a taxonomy once.
pub(super) fn terms(fields: &mut Fields<'_>) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (field, taxonomy) in [(Field::Categories, Taxonomy::Category), (Field::Tags, Taxonomy::Tag)]
    {
        let written = fields.texts(field);
        if let Some(first_too_many) = written.get(MOST) {
            let problem = fields
                .problem(
                    Code::TooManyTerms,
                    format!(
                        "{} {} are more than the limit of {MOST}",
                        written.len(),
                        taxonomy.folder()
                    ),
                    &first_too_many.span,
                )
                .label("this is one too many")
                .help("name the few that readers would look for");
            fields.report(problem);
            continue;
        }
        for written in written {
            let slug = slug(&written.value);
            if terms.iter().all(|term| term.taxonomy != taxonomy || *term.slug != *slug) {
                terms.push(Term { taxonomy, label: written.value.into(), slug: slug.into() });
            }
        }
    }
    terms
}
