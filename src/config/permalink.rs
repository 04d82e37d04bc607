//! How permalinks are made.

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
    /// Some of the sections, from the outermost to the innermost.
    Sections(Cut),
    /// What the generator makes of the whole path and the slug.
    Route,
    /// `.html`.
    Extension,
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// All of it.
    Whole,
    /// One item.
    One(End),
    /// From the first of these to before the second; without them, from or to the end.
    Range(Option<End>, Option<End>),
}

/// A place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// That of the item with this number, counted from 0.
    At(usize),
    /// That of the last item.
    Last,
}

impl Cut {
    /// Reads what stands in brackets: `1:`, `:last`, `0`.
    fn parse(text: &str) -> Option<Self> {
        let end = |text: &str| match text {
            "last" => Some(End::Last),
            number => number.parse().ok().map(End::At),
        };
        let optional = |text: &str| match text {
            "" => Some(None),
            text => end(text).map(Some),
        };
        match text.split_once(':') {
            Some((from, to)) => Some(Self::Range(optional(from)?, optional(to)?)),
            None => end(text).map(Self::One),
        }
    }

    /// That part of `items`; what is not there is left out.
    pub(crate) fn of<T>(self, items: &[T]) -> &[T] {
        let at = |end: End| match end {
            End::At(number) => number,
            End::Last => items.len().saturating_sub(1),
        };
        let (from, to) = match self {
            Self::Whole => (0, items.len()),
            Self::One(end) => (at(end), at(end).saturating_add(1)),
            Self::Range(from, to) => (from.map_or(0, at), to.map_or(items.len(), at)),
        };
        items.get(from..to.min(items.len())).unwrap_or_default()
    }
}

/// Placeholders with their names in a pattern, without the colon.
pub(crate) type Placeholders = &'static [(&'static str, Placeholder)];

/// The placeholders of a site without a generator, or of one that has no patterns.
pub(crate) const OWN_PLACEHOLDERS: Placeholders = &[
    ("year", Placeholder::Date("%Y")),
    ("month", Placeholder::Date("%m")),
    ("day", Placeholder::Date("%d")),
    ("slug", Placeholder::Slug),
    ("title", Placeholder::Title),
    ("path", Placeholder::Path),
    ("categories", Placeholder::Categories),
];

impl PermalinkPattern {
    /// Reads a pattern with these placeholders. Whether it tells articles apart shows when the site is built.
    ///
    /// # Errors
    /// The first placeholder that is not known, without its colon.
    pub fn parse(pattern: &str, placeholders: Placeholders) -> Result<Self, String> {
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
            let known = |name: &str| placeholders.iter().find(|(known, _)| *known == name);
            let (length, placeholder) = match (known(name), known(short)) {
                (Some((_, placeholder)), _) => (name_end, placeholder),
                (None, Some((_, placeholder))) => (short.len() + 1, placeholder),
                (None, None) => return Err(name.to_owned()),
            };
            let (mut length, mut placeholder) = (length, *placeholder);
            let inside = after[length..].strip_prefix('[').and_then(|rest| rest.split_once(']'));
            if let (Placeholder::Sections(_), Some((inside, _))) = (placeholder, inside) {
                let cut = Cut::parse(inside.trim()).ok_or_else(|| format!("{name}[{inside}]"))?;
                placeholder = Placeholder::Sections(cut);
                length += inside.len() + 2;
            }
            parts.push(Part::Placeholder(placeholder));
            rest = &after[length..];
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.to_owned()));
        }
        Ok(Self(parts))
    }
}
