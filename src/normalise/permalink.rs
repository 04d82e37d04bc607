//! The address of an article.

mod docusaurus;
mod eleventy;
mod hugo;
pub(super) mod jekyll;
mod pelican;
mod zola;

use std::fmt::Write as _;

use chrono::NaiveDateTime;
use url::Url;

use super::fields::{Fields, Written};
use super::path_date;
use super::time::Times;
use crate::config::{Field, Generator, Part, PermalinkPattern, Placeholder, UrlRules};
use crate::model::{Span, Taxonomy, Term, slug};
use crate::problem::Code;

/// An address, with the text that decided it.
pub(super) struct Permalink {
    pub url: Url,
    pub span: Span,
}

/// What an article says of its own address.
pub(super) enum Name {
    /// The whole of it.
    Permalink(Written),
    /// The last part of it.
    Slug(Written),
    /// Nothing: its file has a name.
    File,
}

/// What the article says of its own address. Nothing after an error.
pub(super) fn name(fields: &mut Fields<'_>) -> Option<Name> {
    if let Some(written) = fields.text(Field::Permalink) {
        let escapes = written.value.split(['/', '\\']).any(is_dots);
        if escapes && !is_address(&written.value) {
            report_escape(fields, &written);
            return None;
        }
        return Some(Name::Permalink(written));
    }
    let Some(mut written) = fields.text(Field::Slug) else { return Some(Name::File) };
    if fields.config.generator == Some(Generator::Docusaurus) {
        // There a slug is a path below the blog.
        let path = written.value.trim_start_matches('/').to_owned();
        let climbs = path.split(['/', '\\']).any(is_dots);
        written.value = path;
        if !climbs {
            return Some(Name::Slug(written));
        }
    }
    if written.value.contains(['/', '\\']) || is_dots(&written.value) {
        report_escape(fields, &written);
        return None;
    }
    Some(Name::Slug(written))
}

/// The article's own permalink, else the site's pattern filled in. Nothing after an error.
pub(super) fn permalink(
    fields: &mut Fields<'_>,
    name: Name,
    title: &Written,
    times: &Times,
    terms: &[Term],
) -> Option<Permalink> {
    let generator = fields.config.generator;
    let (own_slug, span) = match name {
        Name::Permalink(written) if written.value.contains("{{") => {
            let slug = fields.text(Field::Slug).map(|written| written.value);
            let subject = Subject::new(fields, slug.as_deref(), title, times, terms);
            if let Some(path) = eleventy::computed(&written.value, &subject) {
                return address(fields, &path, written.span);
            }
            report_computed(fields, &written);
            return None;
        }
        Name::Permalink(written) => {
            let path = own_pattern(fields, &written.value).map_or_else(
                || own_address(fields, &written.value),
                |pattern| {
                    let subject = Subject::new(fields, None, title, times, terms);
                    subject.fill(&pattern, generator)
                },
            );
            return address(fields, &path, written.span);
        }
        Name::Slug(written) => (Some(written.value), written.span),
        Name::File => (None, title.span.clone()),
    };
    let subject = Subject::new(fields, own_slug.as_deref(), title, times, terms);
    let section = fields.section.and_then(|section| section.permalink.as_ref());
    let pattern = section.or(fields.config.permalink.as_ref());
    let path = match (pattern, generator) {
        (Some(pattern), _) => subject.fill(pattern, generator),
        (None, Some(Generator::Zola)) => zola::path(&subject),
        (None, Some(Generator::Docusaurus)) => docusaurus::path(&subject),
        (None, _) => hugo::path(&subject),
    };
    let prefix = fields.language_prefix();
    let path = match prefix {
        "" => path,
        prefix => format!("/{prefix}/{}", path.trim_start_matches('/')),
    };
    address(fields, &path, span)
}

/// The article's own permalink as a pattern, where its generator knows such.
fn own_pattern(fields: &Fields<'_>, written: &str) -> Option<PermalinkPattern> {
    let generator = fields.config.generator?;
    let has_patterns = matches!(generator, Generator::Jekyll | Generator::Hugo);
    (has_patterns && written.contains(':') && !is_address(written))
        .then(|| PermalinkPattern::parse(written, Some(generator)).ok())
        .flatten()
}

/// The article's own permalink. A `path` of Zola's is a folder, and a `url` of Hugo's without an
/// extension.
fn own_address(fields: &Fields<'_>, written: &str) -> String {
    if fields.config.generator == Some(Generator::Hugo) && !is_address(written) {
        return hugo::folder(written);
    }
    let is_folder = fields.config.generator == Some(Generator::Zola)
        && !is_address(written)
        && !written.ends_with('/');
    if is_folder { format!("{written}/") } else { written.to_owned() }
}

/// What a pattern is filled in with.
struct Subject<'a> {
    slug: Option<&'a str>,
    title: &'a str,
    /// The path below the content folder and below the folder of the language.
    path: &'a str,
    section: String,
    categories: Vec<&'a str>,
    category_slugs: Vec<&'a str>,
    local: NaiveDateTime,
    urls: UrlRules,
    /// Whether names of files stand in addresses as they are.
    keeps_names: bool,
}

impl<'a> Subject<'a> {
    fn new(
        fields: &'a Fields<'_>,
        slug: Option<&'a str>,
        title: &'a Written,
        times: &Times,
        terms: &'a [Term],
    ) -> Self {
        let categories = || terms.iter().filter(|term| term.taxonomy == Taxonomy::Category);
        Self {
            slug,
            title: &title.value,
            path: &fields.path,
            section: fields.section_name().unwrap_or_default(),
            categories: categories().map(|term| &*term.label).collect(),
            category_slugs: categories().map(|term| &*term.slug).collect(),
            local: times.local,
            urls: fields.config.urls,
            keeps_names: matches!(
                fields.config.generator,
                Some(Generator::Eleventy | Generator::Gatsby | Generator::VitePress)
            ),
        }
    }

    fn fill(&self, pattern: &PermalinkPattern, generator: Option<Generator>) -> String {
        let mut path = String::new();
        for part in &pattern.0 {
            match part {
                Part::Literal(literal) => path.push_str(literal),
                Part::Placeholder(Placeholder::Date(format)) => {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "{}", self.local.format(format));
                }
                Part::Placeholder(placeholder) => path.push_str(&match generator {
                    Some(Generator::Jekyll) => jekyll::word(self, *placeholder),
                    Some(Generator::Hugo) => hugo::word(self, *placeholder),
                    Some(Generator::Pelican) if *placeholder == Placeholder::Slug => {
                        self.slug.map_or_else(|| pelican::slugified(self.title), str::to_owned)
                    }
                    _ => self.word(*placeholder),
                }),
            }
        }
        match generator {
            Some(Generator::Jekyll) => jekyll::tidied(&path),
            Some(Generator::Hugo) => hugo::tidied(&path, self.urls.hugo),
            _ => path,
        }
    }

    /// What a placeholder is on a site without a generator's own rules.
    fn word(&self, placeholder: Placeholder) -> String {
        match placeholder {
            Placeholder::Slug if self.keeps_names => {
                self.slug.unwrap_or_else(|| path_date::name_without_date(self.path)).to_owned()
            }
            Placeholder::Slug => self
                .slug
                .map_or_else(|| slug(path_date::name_without_date(self.path)), str::to_owned),
            Placeholder::Title => slug(self.title),
            Placeholder::SlugOrFileName => self.slug.map_or_else(
                || pelican::slugified(path_date::name_without_date(self.path)),
                str::to_owned,
            ),
            Placeholder::Category => {
                self.category_slugs.first().copied().unwrap_or("misc").to_owned()
            }
            Placeholder::Path => match path_date::folders(self.path) {
                "" => String::new(),
                folders => format!("{folders}/"),
            },
            Placeholder::Categories => {
                self.category_slugs.iter().flat_map(|slug| [slug, "/"]).collect()
            }
            _ => String::new(),
        }
    }
}

/// `cloud` as `Cloud`, and `CLOUD` too, as Ruby has it.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
    })
}

/// An address as it is, or a path below the site's.
fn address(fields: &mut Fields<'_>, written: &str, span: Span) -> Option<Permalink> {
    let url = if is_address(written) {
        Url::parse(written)
    } else {
        Url::parse(&format!("{}{}", fields.config.site.base_url, written.trim_start_matches('/')))
    };
    match url {
        Ok(url) => Some(Permalink { url, span }),
        Err(error) => {
            let problem = fields
                .problem(
                    Code::PermalinkInvalid,
                    format!("`{written}` is no address: {error}"),
                    &span,
                )
                .label("expected a path such as `/actualites/cloud/`");
            fields.report(problem);
            None
        }
    }
}

fn is_address(written: &str) -> bool {
    written.starts_with("https://") || written.starts_with("http://")
}

/// Whether a segment of a path leads up or nowhere, written plainly or percent-encoded.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

fn report_computed(fields: &mut Fields<'_>, written: &Written) {
    let problem = fields
        .problem(
            Code::PermalinkInvalid,
            format!("`{}` cannot be computed here", written.value),
            &written.span,
        )
        .label("expected a path, or `page.fileSlug`, `page.filePathStem`, `title`, `slug`, `page.date | date: …`")
        .help("write out what it comes to");
    fields.report(problem);
}

fn report_escape(fields: &mut Fields<'_>, written: &Written) {
    let message = format!("`{}` would leave its folder", written.value);
    let problem = fields
        .problem(Code::PermalinkEscapes, message, &written.span)
        .label("expected a name without `/` and `..`")
        .help("write small letters, digits and hyphens, such as `succes-du-cloud`");
    fields.report(problem);
}
