//! The programs that sites are made with, and the habits that come with each.

use serde::{Deserialize, Serialize};

use super::{Engine, Markdown};

/// The program that a site is made with.
///
/// It decides what a permalink's placeholders mean, how one text of terms is split, and that a file
/// without a date is a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Generator {
    /// Jekyll.
    Jekyll,
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
    /// Pelican.
    Pelican,
    /// Hexo.
    Hexo,
    /// Docusaurus.
    Docusaurus,
    /// Gatsby.
    Gatsby,
    /// Nuxt with its content module.
    Nuxt,
    /// `VitePress`.
    VitePress,
    /// Quartz.
    Quartz,
}

/// How one text that holds several terms is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Split {
    /// It is one term.
    None,
    /// At commas.
    Comma,
    /// At blanks, under a key in the plural: Jekyll's `tags`, but not its `tag`.
    Space,
}

impl Generator {
    /// The folder of its articles.
    #[must_use]
    pub const fn content(self) -> &'static str {
        match self {
            Self::Jekyll => ".",
            Self::Hugo
            | Self::Zola
            | Self::Eleventy
            | Self::Pelican
            | Self::Nuxt
            | Self::Quartz => "content",
            Self::Docusaurus => "blog",
            Self::Gatsby => "content/blog",
            Self::VitePress => "posts",
            Self::Astro => "src/content",
            Self::Hexo => "source/_posts",
        }
    }

    /// The folder of the files that it publishes as they are, on a site with its articles in
    /// `content`.
    #[must_use]
    pub const fn static_folder(self, content: &str) -> &str {
        match self {
            Self::Jekyll => content,
            Self::Hexo => "source",
            Self::Pelican | Self::Quartz => "content",
            Self::Eleventy | Self::Astro | Self::Nuxt => "public",
            Self::VitePress => "posts/public",
            Self::Hugo | Self::Zola | Self::Docusaurus | Self::Gatsby => "static",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Jekyll => "Jekyll",
            Self::Hugo => "Hugo",
            Self::Zola => "Zola",
            Self::Eleventy => "Eleventy",
            Self::Astro => "Astro",
            Self::Pelican => "Pelican",
            Self::Hexo => "Hexo",
            Self::Docusaurus => "Docusaurus",
            Self::Gatsby => "Gatsby",
            Self::Nuxt => "Nuxt",
            Self::VitePress => "VitePress",
            Self::Quartz => "Quartz",
        }
    }

    /// Its permalinks where nothing else is said. Hugo and Zola have theirs from the folders.
    #[must_use]
    pub const fn permalink(self) -> Option<&'static str> {
        match self {
            Self::Jekyll => Some("/:categories/:year/:month/:day/:title:output_ext"),
            Self::Hugo | Self::Zola | Self::Docusaurus => None,
            Self::Eleventy | Self::Astro | Self::Gatsby => Some("/:path:slug/"),
            Self::Nuxt | Self::Quartz => Some("/:path:slug"),
            Self::VitePress => Some("/posts/:path:slug.html"),
            Self::Pelican => Some("/:slug.html"),
            Self::Hexo => Some("/:year/:month/:day/:path:slug/"),
        }
    }

    /// How it splits one text that stands where a list of terms may stand.
    #[must_use]
    pub const fn split(self) -> Split {
        match self {
            Self::Jekyll => Split::Space,
            Self::Pelican => Split::Comma,
            _ => Split::None,
        }
    }

    /// Whose template markup its articles hold.
    #[must_use]
    pub const fn engine(self) -> Engine {
        match self {
            Self::Jekyll | Self::Eleventy if cfg!(feature = "liquid") => Engine::Liquid,
            Self::Hugo => Engine::Hugo,
            Self::Zola => Engine::Zola,
            _ => Engine::Any,
        }
    }

    /// What its Markdown knows where nothing else is said.
    #[must_use]
    pub fn markdown(self) -> Markdown {
        Markdown {
            smart_punctuation: matches!(
                self,
                Self::Jekyll | Self::Hugo | Self::Hexo | Self::Astro | Self::Quartz
            ),
            hard_breaks: self == Self::Hexo,
            abbreviations: matches!(self, Self::Jekyll | Self::Pelican),
            ..Markdown::default()
        }
    }

    /// Whether a heading that begins the body is the title of an article which names none.
    #[must_use]
    pub const fn has_headings_as_titles(self) -> bool {
        matches!(self, Self::Docusaurus | Self::VitePress | Self::Nuxt)
    }

    /// Whether each folder at the top of the content is a section.
    #[must_use]
    pub const fn has_sections(self) -> bool {
        matches!(self, Self::Hugo | Self::Zola)
    }
}
