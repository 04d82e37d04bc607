//! What subscribers know an article by.

use super::fields::Fields;
use super::permalink::Permalink;
use crate::config::Field;
use crate::model::{Id, IdOrigin, Ledger};

/// The article's own id, else the one the ledger remembers for its file, else one made of its permalink.
pub(super) fn id(fields: &mut Fields<'_>, permalink: &Permalink, ledger: &Ledger) -> Id {
    if let Some(written) = fields.text(Field::Id) {
        return Id { value: written.value, origin: IdOrigin::FrontMatter };
    }
    match ledger.id_of(&fields.draft.source.path) {
        Some(id) => Id { value: id.to_owned(), origin: IdOrigin::Ledger },
        None => Id { value: fields.config.ids.id_of(&permalink.url), origin: IdOrigin::Permalink },
    }
}
