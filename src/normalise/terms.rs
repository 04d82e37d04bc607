//! Categories and tags.

use super::fields::Fields;
use crate::config::Field;
use crate::model::{Taxonomy, Term, slug};

/// The categories, then the tags, each slug of a taxonomy once.
pub(super) fn terms(fields: &mut Fields<'_>) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (field, taxonomy) in [(Field::Categories, Taxonomy::Category), (Field::Tags, Taxonomy::Tag)]
    {
        for written in fields.texts(field) {
            let slug = slug(&written.value);
            if terms.iter().all(|term| term.taxonomy != taxonomy || *term.slug != *slug) {
                terms.push(Term { taxonomy, label: written.value.into(), slug: slug.into() });
            }
        }
    }
    terms
}
