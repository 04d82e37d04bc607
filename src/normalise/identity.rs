//! What subscribers know an article by.

use super::fields::Fields;
use super::permalink::Permalink;
use crate::config::Field;
use crate::model::{Id, IdOrigin};

/// The article's own id; else, until the ledger is asked, its permalink.
pub(super) fn id(fields: &mut Fields<'_>, permalink: &Permalink) -> Id {
    match fields.text(Field::Id) {
        Some(written) => Id { value: written.value, origin: IdOrigin::FrontMatter },
        None => Id { value: permalink.url.as_str().to_owned(), origin: IdOrigin::Permalink },
    }
}
