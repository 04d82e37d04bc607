//! Where an article was published first, and where it is discussed.

use super::fields::Fields;
use crate::config::Field;
use crate::model::Origin;

/// Where the article was taken from, if it was.
pub(super) fn origin(fields: &mut Fields<'_>) -> Origin {
    Origin {
        url: address(fields, Field::ExternalUrl),
        feed_title: fields.text(Field::SourceTitle).map(|title| title.value),
        feed_url: address(fields, Field::SourceFeed),
    }
}

/// The address that a field holds; a path is one of the site.
pub(super) fn address(fields: &mut Fields<'_>, field: Field) -> Option<String> {
    let written = fields.text(field)?;
    fields.web_address(&written, &fields.config.site.base_url).map(String::from)
}
