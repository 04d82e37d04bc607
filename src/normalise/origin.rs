//! Where an article was published first, and where it is discussed.

use super::fields::{Fields, problem};
use crate::config::Field;
use crate::model::Origin;
use crate::problem::Code;

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
    let url = fields.config.site.base_url.join(&written.value).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    if url.is_none() {
        let problem = problem(
            Code::UrlInvalid,
            format!("“{}” is not the address of a page", written.value),
            &written.span,
        )
        .label("left out")
        .help("write an address such as `https://example.org/page`, or a path of the site");
        fields.report(problem);
    }
    url.map(String::from)
}
