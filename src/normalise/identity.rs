//! What subscribers know an article by.

use super::fields::Fields;
use super::permalink::Permalink;
use crate::config::Field;
use crate::model::{Id, IdOrigin};

/// The article's own id; else, until the ledger is asked, one made of its permalink.
pub(super) fn id(fields: &mut Fields<'_>, permalink: &Permalink) -> Id {
    match fields.text(Field::Id) {
        Some(written) => Id { value: written.value, origin: IdOrigin::FrontMatter },
        None => Id { value: fields.config.ids.id_of(&permalink.url), origin: IdOrigin::Permalink },
    }
}
