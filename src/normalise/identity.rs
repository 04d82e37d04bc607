//! What subscribers know an article by.

use chrono::NaiveDate;

use super::fields::Fields;
use super::permalink::Permalink;
use crate::config::{Field, IdScheme};
use crate::generator::Published;
use crate::model::{Id, IdOrigin};

/// The article's own id; else, until the ledger is asked, what the feeds of the site's generator
/// call it: most often one made of its permalink.
pub(super) fn id(fields: &mut Fields<'_>, permalink: &Permalink, day: NaiveDate) -> Id {
    if let Some(written) = fields.text(Field::Id) {
        return Id { value: written.value.into(), origin: IdOrigin::FrontMatter };
    }
    let as_usual = fields.config.ids == IdScheme::Permalink;
    let value = match fields.config.profile().feed_id.filter(|_| as_usual) {
        Some(feed_id) => {
            let slug = fields.text(Field::Slug).map(|written| written.value);
            let (permalink, slug, path) = (&permalink.url, slug.as_deref(), &*fields.path);
            feed_id(&Published { permalink, slug, path, day })
        }
        None => fields.config.ids.id_of(&permalink.url),
    };
    Id { value: value.into(), origin: IdOrigin::Permalink }
}
