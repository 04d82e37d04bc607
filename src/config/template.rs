//! What is done with template markup in articles.

use std::collections::BTreeMap;

use crate::model::Node;

/// Whose template markup articles hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// All markup is known and none of it is computed: shortcodes are shown in plain HTML, and
    /// anything else becomes a link to the article.
    #[default]
    Any,
    /// Liquid is carried out.
    Liquid,
    /// Hugo's shortcodes and goldmark's attributes; other braces are text.
    Hugo,
    /// Zola's shortcodes and internal links; other braces are text.
    Zola,
    /// Braces are text.
    None,
}

impl Engine {
    /// Whether `{{< name >}}` is a shortcode.
    #[must_use]
    pub const fn has_hugo(self) -> bool {
        matches!(self, Self::Any | Self::Hugo)
    }

    /// Whether `{% raw %}` keeps markup off a text.
    #[must_use]
    pub const fn has_liquid(self) -> bool {
        matches!(self, Self::Any | Self::Liquid)
    }

    /// Whether `@/blog/article.md` is a link inside the site.
    #[must_use]
    pub const fn has_zola(self) -> bool {
        matches!(self, Self::Any | Self::Zola)
    }

    /// Whether `{filename}a.md` is a link inside the site.
    #[must_use]
    pub const fn has_pelican(self) -> bool {
        matches!(self, Self::Any)
    }

    /// Whether lines from `:::note` to `:::` are a container.
    #[must_use]
    pub const fn has_containers(self) -> bool {
        matches!(self, Self::Any | Self::Liquid)
    }

    /// Whether `{: .class}` is an attribute list.
    #[must_use]
    pub const fn has_kramdown(self) -> bool {
        matches!(self, Self::Any | Self::Liquid)
    }

    /// Whether `{.class}` and `{#id}` are: goldmark's, and those of Eleventy's Markdown.
    #[must_use]
    pub const fn has_attributes(self) -> bool {
        matches!(self, Self::Any | Self::Hugo | Self::Liquid)
    }
}

/// What is done with template markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Templates {
    /// Whose it is.
    pub engine: Engine,
    /// The folder of what articles include, relative to the site's folder.
    pub includes: String,
    /// The publisher's own shortcodes, by name.
    pub shortcodes: BTreeMap<String, Pattern>,
    /// What the site's own configuration calls by name: `site.…` of Liquid, `param` of Hugo.
    pub variables: Option<Node>,
}

/// What a shortcode becomes: `<a href="{src}">{0}</a>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

/// A piece of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Copied as it is.
    Literal(String),
    /// Filled in with an argument: its name, or its position from 0.
    Argument(String),
    /// Filled in with what stands between the opening and the closing shortcode.
    Inner,
}

impl Pattern {
    /// Reads a pattern. Braces that hold no single word are copied.
    #[must_use]
    pub fn parse(written: &str) -> Self {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = written;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            literal.push_str(before);
            let name = from[1..].split('}').next().unwrap_or_default();
            let is_word = !name.is_empty()
                && from[1 + name.len()..].starts_with('}')
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
            if is_word {
                parts.push(Piece::Literal(std::mem::take(&mut literal)));
                parts.push(match name {
                    "inner" => Piece::Inner,
                    name => Piece::Argument(name.to_owned()),
                });
                rest = &from[name.len() + 2..];
            } else {
                literal.push('{');
                rest = &from[1..];
            }
        }
        literal.push_str(rest);
        parts.push(Piece::Literal(literal));
        Self(parts)
    }

    /// Its pieces, in order.
    #[must_use]
    pub fn parts(&self) -> &[Piece] {
        &self.0
    }
}

/// How Markdown is read, where renderers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Markdown {
    /// `"quotes"` become “quotes”, `--` an en dash, `...` an ellipsis.
    pub smart_punctuation: bool,
    /// A line end in a paragraph breaks the line.
    pub hard_breaks: bool,
    /// `term` and `: definition` on lines of their own.
    pub definition_lists: bool,
    /// `[^1]`.
    pub footnotes: bool,
    /// `~~struck~~`.
    pub strikethrough: bool,
    /// Rows of cells between `|`.
    pub tables: bool,
    /// `- [x]`.
    pub task_lists: bool,
    /// `*[RGPD]: Règlement général…` explains an abbreviation.
    pub abbreviations: bool,
    /// `:tada:` becomes 🎉.
    pub emoji: bool,
    /// Markdown is kramdown's, where that is another.
    pub kramdown: bool,
    /// An address in the text is a link; one that begins with `www.` has this scheme.
    pub autolinks: Option<&'static str>,
}

impl Markdown {
    /// What most generators have.
    pub const DEFAULT: Self = Self {
        smart_punctuation: false,
        hard_breaks: false,
        abbreviations: false,
        emoji: false,
        kramdown: false,
        autolinks: None,
        definition_lists: true,
        footnotes: true,
        strikethrough: true,
        tables: true,
        task_lists: true,
    };

    /// What those have that follow GitHub Flavored Markdown.
    pub const GFM: Self = Self { autolinks: Some("http"), ..Self::DEFAULT };
}

impl Default for Markdown {
    fn default() -> Self {
        Self::DEFAULT
    }
}
