//! Placeholder, to be replaced by the slug room's file.
/// A slug.
#[must_use]
pub fn slug(text: &str) -> String {
    slug::slugify(text)
}
