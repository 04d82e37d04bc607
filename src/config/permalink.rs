//! How permalinks are made.

/// A pattern such as `/actualites/:year/:slug/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermalinkPattern(pub Vec<Part>);

/// A piece of a [`PermalinkPattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Copied as it is.
    Literal(String),
    /// `:year`, four digits, in the site's zone.
    Year,
    /// `:month`, two digits.
    Month,
    /// `:day`, two digits.
    Day,
    /// `:slug`: the article's own, else its file name's.
    Slug,
    /// `:title`: the slug of the title.
    Title,
    /// `:path`: the folders below the content folder, with a slash after each.
    Path,
    /// `:categories`: the slugs of the categories, with a slash after each.
    Categories,
}

impl PermalinkPattern {
    /// The names of the placeholders, without their colon.
    pub const PLACEHOLDERS: &[&str] =
        &["year", "month", "day", "slug", "title", "path", "categories"];

    /// Reads a pattern. It begins with a slash and holds `:slug`, `:title` or nothing that tells
    /// articles apart; the latter shows as duplicates when the site is built.
    ///
    /// # Errors
    /// The first placeholder that is not known, without its colon.
    pub fn parse(pattern: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some(colon) = rest.find(':') {
            let (literal, after) = rest.split_at(colon);
            if !literal.is_empty() {
                parts.push(Part::Literal(literal.to_owned()));
            }
            let name_end = after[1..]
                .find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
                .map_or(after.len(), |at| at + 1);
            let name = &after[1..name_end];
            parts.push(match name {
                "year" => Part::Year,
                "month" => Part::Month,
                "day" => Part::Day,
                "slug" => Part::Slug,
                "title" => Part::Title,
                "path" => Part::Path,
                "categories" => Part::Categories,
                _ => return Err(name.to_owned()),
            });
            rest = &after[name_end..];
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.to_owned()));
        }
        Ok(Self(parts))
    }
}
