//! A body whose template markup has been carried out.

/// The element that a template's attribute list becomes. It stands behind or before the element
/// that its attributes are for, and never reaches a subscriber.
pub const ATTRIBUTE_LIST: &str = "attribute-list";

/// A body in Markdown or HTML alone, which remembers where its parts come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The text.
    pub text: String,
    /// Where a part of the text begins, and where in the body as written it comes from.
    origins: Vec<(usize, usize)>,
}

impl Expanded {
    /// Adds a part that comes from the byte `origin` of the body as written.
    pub fn push(&mut self, part: &str, origin: usize) {
        self.origins.push((self.text.len(), origin));
        self.text.push_str(part);
    }

    /// Where in the body as written the byte `at` comes from.
    ///
    /// Inside what a template made, that is near where the template stands.
    #[must_use]
    pub fn origin(&self, at: usize) -> usize {
        let after = self.origins.partition_point(|(start, _)| *start <= at);
        let part = after.checked_sub(1).and_then(|part| self.origins.get(part));
        part.map_or(at, |(start, origin)| origin + (at - start))
    }
}

impl From<&str> for Expanded {
    /// A body without template markup.
    fn from(body: &str) -> Self {
        Self { text: body.to_owned(), origins: Vec::new() }
    }
}
