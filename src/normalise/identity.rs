//! What subscribers know an article by.

use chrono::NaiveDate;
use url::Url;

use super::fields::Fields;
use super::path_date;
use super::permalink::Permalink;
use super::permalink::jekyll::escaped;
use crate::config::{Field, Generator, IdScheme};
use crate::model::{Id, IdOrigin};

/// The article's own id; else, until the ledger is asked, what the feeds of the site's generator
/// call it: most often one made of its permalink.
pub(super) fn id(fields: &mut Fields<'_>, permalink: &Permalink, day: NaiveDate) -> Id {
    if let Some(written) = fields.text(Field::Id) {
        return Id { value: written.value.into(), origin: IdOrigin::FrontMatter };
    }
    let as_usual = fields.config.ids == IdScheme::Permalink;
    let value = match fields.config.generator.filter(|_| as_usual) {
        Some(Generator::Jekyll) => of_jekyll_feed(fields, permalink),
        Some(Generator::Pelican) => of_pelican(&permalink.url, day),
        _ => fields.config.ids.id_of(&permalink.url),
    };
    Id { value: value.into(), origin: IdOrigin::Permalink }
}

/// What the feeds of Pelican have told subscribers: a tag URI of the day and the path.
fn of_pelican(permalink: &Url, day: NaiveDate) -> String {
    let host = permalink.host_str().unwrap_or_default();
    format!("tag:{host},{day}:{}", permalink.path())
}

/// What the feeds of jekyll-feed have told subscribers: the slug in the folder of the permalink.
fn of_jekyll_feed(fields: &mut Fields<'_>, permalink: &Permalink) -> String {
    let slug = fields.text(Field::Slug).map(|written| written.value);
    let slug = slug.as_deref().unwrap_or_else(|| path_date::stem_without_date(&fields.path));
    let address = permalink.url.as_str().trim_end_matches('/');
    let folder = address.rsplit_once('/').map_or(address, |(folder, _)| folder);
    let id = format!("{folder}/{}", escaped(slug));
    Url::parse(&id).map_or(id, String::from)
}
