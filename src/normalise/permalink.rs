//! The address of an article.

use url::Url;

use super::fields::{Fields, Written, problem};
use super::time::Times;
use crate::config::{Field, PermalinkPattern};
use crate::generator::{PROGRAM, Subject, computed, in_path};
use crate::model::{Span, Taxonomy, Term};
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
    if fields.draft.source.page.is_some() {
        return Some(Name::File);
    }
    if let Some(written) = fields.text(Field::Permalink) {
        let escapes = written.value.split(['/', '\\']).any(is_dots);
        if escapes && !is_address(&written.value) {
            report_escape(fields, &written);
            return None;
        }
        return Some(Name::Permalink(written));
    }
    let Some(mut written) = fields.text(Field::Slug) else { return Some(Name::File) };
    if fields.config.profile().has_slug_paths {
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
    let profile = fields.config.profile();
    if let Some(page) = &fields.draft.source.page {
        return Some(Permalink { url: page.address.clone(), span: title.span.clone() });
    }
    let (own_slug, span) = match name {
        Name::Permalink(written) if written.value.contains("{{") => {
            let slug = fields.text(Field::Slug).map(|written| written.value);
            let subject = subject(fields, slug.as_deref(), title, times, terms);
            if let Some(path) = computed(&written.value, &subject) {
                return address(fields, &path, written.span);
            }
            report_computed(fields, &written);
            return None;
        }
        Name::Permalink(written) => {
            let path = own_pattern(fields, &written.value).map_or_else(
                || own_address(fields, &written.value),
                |pattern| {
                    let subject = subject(fields, None, title, times, terms);
                    (profile.own_address)(&subject.filled(&pattern, profile))
                },
            );
            return address(fields, &path, written.span);
        }
        Name::Slug(written) => (Some(written.value), written.span),
        Name::File => (None, title.span.clone()),
    };
    let subject = subject(fields, own_slug.as_deref(), title, times, terms);
    let section = fields.section.and_then(|section| section.permalink.as_ref());
    let pattern = section.or(fields.config.permalink.as_ref());
    let path = match pattern {
        Some(pattern) => subject.fill(pattern, profile),
        None => in_path((profile.path)(&subject)),
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
    let profile = fields.config.profile();
    (profile.has_own_patterns && written.contains(':') && !is_address(written))
        .then(|| PermalinkPattern::parse(written, profile.placeholders).ok())
        .flatten()
}

/// The article's own permalink, as the site's generator takes it.
fn own_address(fields: &Fields<'_>, written: &str) -> String {
    if is_address(written) {
        return written.to_owned();
    }
    (fields.config.profile().own_address)(written)
}

/// What a pattern is filled in with.
fn subject<'a>(
    fields: &'a Fields<'_>,
    slug: Option<&'a str>,
    title: &'a Written,
    times: &Times,
    terms: &'a [Term],
) -> Subject<'a> {
    let categories = || terms.iter().filter(|term| term.taxonomy == Taxonomy::Category);
    Subject {
        slug,
        title: &title.value,
        path: &fields.path,
        section: fields.section_name().unwrap_or_default(),
        sections: fields.section_folders(),
        categories: categories().map(|term| &*term.label).collect(),
        category_slugs: categories().map(|term| &*term.slug).collect(),
        local: times.local,
        urls: &fields.config.urls,
    }
}

/// An address as it is, or a path below the site's.
fn address(fields: &mut Fields<'_>, written: &str, span: Span) -> Option<Permalink> {
    let url = if is_address(written) {
        Url::parse(written)
    } else {
        Url::parse(&format!("{}{}", fields.base_url(), written.trim_start_matches('/')))
    };
    match url {
        Ok(url) => Some(Permalink { url, span }),
        Err(error) => {
            let problem = problem(
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
    if written.value == PROGRAM {
        let problem = problem(
            Code::PermalinkInvalid,
            "this permalink is made by a program, which is not run",
            &written.span,
        )
        .label("expected a text, or a function that does nothing but return a template literal")
        .help("write the address of each article into its front matter, or a template such as `/blog/{{ page.fileSlug }}/` in place of the program; or take the addresses from the pages as they are built, with `built:` in feedmill.yaml");
        fields.report(problem);
        return;
    }
    let problem = problem(
            Code::PermalinkInvalid,
            format!("`{}` cannot be computed here", written.value),
            &written.span,
        )
        .label("expected a path, or `page.fileSlug`, `page.filePathStem`, `title`, `slug`, `page.date | date: …`")
        .help("write out what it comes to; or take the addresses from the pages as they are built, with `built:` in feedmill.yaml");
    fields.report(problem);
}

fn report_escape(fields: &mut Fields<'_>, written: &Written) {
    let message = format!("`{}` would leave its folder", written.value);
    let problem = problem(Code::PermalinkEscapes, message, &written.span)
        .label("expected a name without `/` and `..`")
        .help("write small letters, digits and hyphens, such as `succes-du-cloud`");
    fields.report(problem);
}
