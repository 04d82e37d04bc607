//! What a body refers to and leaves open, as its author wrote it.

/// What there is to check in one body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Its links and pictures, in order.
    pub references: Vec<Reference>,
    /// Markup of a template that nothing has carried out, outside of code.
    pub leftovers: Vec<String>,
    /// Whether it shows neither text nor media.
    pub empty: bool,
}

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its address as written.
    pub written: String,
    /// The byte of the body as written where the address stands, where that could be found.
    pub at: Option<usize>,
    /// What refers to it.
    pub kind: ReferenceKind,
}

/// What refers to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// `href` of an `a`.
    Link,
    /// `src` of an `img` that says what it shows, if only that it shows nothing.
    Picture,
    /// `src` of an `img` without `alt`, or with an empty one in Markdown, where no author means it.
    PictureWithoutAlternative,
}
