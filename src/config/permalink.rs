//! How permalinks are made.

use super::Generator;

/// A pattern such as `/actualites/:year/:slug/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermalinkPattern(pub Vec<Part>);

/// A piece of a [`PermalinkPattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Copied as it is.
    Literal(String),
    /// Something of the article's.
    Placeholder(Placeholder),
}

/// What stands for something of the article's. How it is spelled depends on the site's generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// A part of the date of publication, in the notation of `strftime`.
    Date(&'static str),
    /// The slug.
    Slug,
    /// The title; Jekyll means the name of the file.
    Title,
    /// The name of the file.
    FileName,
    /// The slug, else the name of the file.
    SlugOrFileName,
    /// The folders of the file, or with Jekyll its whole path.
    Path,
    /// The first category as a slug.
    Category,
    /// The categories.
    Categories,
    /// The categories as slugs.
    CategorySlugs,
    /// The section or collection.
    Section,
    /// The sections, from the outermost to the innermost.
    Sections,
    /// `.html`.
    Extension,
}

/// A name as it stands in a pattern, without its colon.
type Names = &'static [(&'static str, Placeholder)];

/// The placeholders of a site without a generator, or of one that has no patterns.
const OWN: Names = &[
    ("year", Placeholder::Date("%Y")),
    ("month", Placeholder::Date("%m")),
    ("day", Placeholder::Date("%d")),
    ("slug", Placeholder::Slug),
    ("title", Placeholder::Title),
    ("path", Placeholder::Path),
    ("categories", Placeholder::Categories),
];

const JEKYLL: Names = &[
    ("year", Placeholder::Date("%Y")),
    ("short_year", Placeholder::Date("%y")),
    ("month", Placeholder::Date("%m")),
    ("i_month", Placeholder::Date("%-m")),
    ("short_month", Placeholder::Date("%b")),
    ("long_month", Placeholder::Date("%B")),
    ("day", Placeholder::Date("%d")),
    ("i_day", Placeholder::Date("%-d")),
    ("y_day", Placeholder::Date("%j")),
    ("w_year", Placeholder::Date("%G")),
    ("week", Placeholder::Date("%V")),
    ("w_day", Placeholder::Date("%u")),
    ("short_day", Placeholder::Date("%a")),
    ("long_day", Placeholder::Date("%A")),
    ("hour", Placeholder::Date("%H")),
    ("minute", Placeholder::Date("%M")),
    ("second", Placeholder::Date("%S")),
    ("title", Placeholder::Title),
    ("slug", Placeholder::Slug),
    ("name", Placeholder::FileName),
    ("path", Placeholder::Path),
    ("collection", Placeholder::Section),
    ("categories", Placeholder::Categories),
    ("slugified_categories", Placeholder::CategorySlugs),
    ("output_ext", Placeholder::Extension),
];

const HUGO: Names = &[
    ("year", Placeholder::Date("%Y")),
    ("month", Placeholder::Date("%m")),
    ("monthname", Placeholder::Date("%B")),
    ("day", Placeholder::Date("%d")),
    ("weekday", Placeholder::Date("%w")),
    ("weekdayname", Placeholder::Date("%A")),
    ("yearday", Placeholder::Date("%-j")),
    ("2006", Placeholder::Date("%Y")),
    ("06", Placeholder::Date("%y")),
    ("01", Placeholder::Date("%m")),
    ("1", Placeholder::Date("%-m")),
    ("02", Placeholder::Date("%d")),
    ("2", Placeholder::Date("%-d")),
    ("section", Placeholder::Section),
    ("sections", Placeholder::Sections),
    ("title", Placeholder::Title),
    ("slug", Placeholder::Slug),
    ("filename", Placeholder::FileName),
    ("contentbasename", Placeholder::FileName),
    ("slugorfilename", Placeholder::SlugOrFileName),
    ("slugorcontentbasename", Placeholder::SlugOrFileName),
];

const PELICAN: Names = &[
    ("year", Placeholder::Date("%Y")),
    ("short_year", Placeholder::Date("%y")),
    ("month", Placeholder::Date("%m")),
    ("i_month", Placeholder::Date("%-m")),
    ("short_month", Placeholder::Date("%b")),
    ("long_month", Placeholder::Date("%B")),
    ("day", Placeholder::Date("%d")),
    ("i_day", Placeholder::Date("%-d")),
    ("y_day", Placeholder::Date("%j")),
    ("hour", Placeholder::Date("%H")),
    ("minute", Placeholder::Date("%M")),
    ("second", Placeholder::Date("%S")),
    ("slug", Placeholder::Slug),
    ("slugorfilename", Placeholder::SlugOrFileName),
    ("title", Placeholder::Title),
    ("path", Placeholder::Path),
    ("category", Placeholder::Category),
    ("categories", Placeholder::Categories),
];

impl PermalinkPattern {
    /// The names of the placeholders that a site made with `generator` has, without their colon.
    #[must_use]
    pub fn placeholders(generator: Option<Generator>) -> Vec<&'static str> {
        names(generator).iter().map(|(name, _)| *name).collect()
    }

    /// Reads a pattern. Whether it tells articles apart shows when the site is built.
    ///
    /// # Errors
    /// The first placeholder that is not known, without its colon.
    pub fn parse(pattern: &str, generator: Option<Generator>) -> Result<Self, String> {
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
            // `/:year_:title` is read by Jekyll as a person means it.
            let short = name.trim_end_matches('_');
            let known = |name: &str| names(generator).iter().find(|(known, _)| *known == name);
            let (length, placeholder) = match (known(name), known(short)) {
                (Some((_, placeholder)), _) => (name_end, placeholder),
                (None, Some((_, placeholder))) => (short.len() + 1, placeholder),
                (None, None) => return Err(name.to_owned()),
            };
            parts.push(Part::Placeholder(*placeholder));
            rest = &after[length..];
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.to_owned()));
        }
        Ok(Self(parts))
    }
}

const fn names(generator: Option<Generator>) -> Names {
    match generator {
        Some(Generator::Jekyll) => JEKYLL,
        Some(Generator::Hugo) => HUGO,
        Some(Generator::Pelican) => PELICAN,
        _ => OWN,
    }
}
