//! The address of an article.

use std::fmt::Write as _;

use chrono::Datelike;
use url::Url;

use super::fields::{Fields, Written};
use super::time::Times;
use crate::config::{Field, Part};
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
    let Some(written) = fields.text(Field::Slug) else { return Some(Name::File) };
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
    let (own_slug, span) = match name {
        Name::Permalink(written) => return address(fields, &written.value, written.span),
        Name::Slug(written) => (written.value, written.span),
        Name::File => (slug_of_file(&fields.draft.source.content_path), title.span.clone()),
    };
    let pattern = &fields.config.permalink;
    let mut path = String::new();
    for part in &pattern.0 {
        match part {
            Part::Literal(literal) => path.push_str(literal),
            Part::Year => push(&mut path, format_args!("{:04}", times.day.year())),
            Part::Month => push(&mut path, format_args!("{:02}", times.day.month())),
            Part::Day => push(&mut path, format_args!("{:02}", times.day.day())),
            Part::Slug => path.push_str(&own_slug),
            Part::Title => path.push_str(&slug(&title.value)),
            Part::Path => {
                let folders = fields.draft.source.content_path.rsplit_once('/');
                path.push_str(folders.map_or("", |(folders, _)| folders));
                path.push_str(if folders.is_some() { "/" } else { "" });
            }
            Part::Categories => {
                for term in terms.iter().filter(|term| term.taxonomy == Taxonomy::Category) {
                    push(&mut path, format_args!("{}/", term.slug));
                }
            }
        }
    }
    address(fields, &path, span)
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

fn report_escape(fields: &mut Fields<'_>, written: &Written) {
    let message = format!("`{}` would leave its folder", written.value);
    let problem = fields
        .problem(Code::PermalinkEscapes, message, &written.span)
        .label("expected a name without `/` and `..`")
        .help("write small letters, digits and hyphens, such as `succes-du-cloud`");
    fields.report(problem);
}

/// The name of the file without its extension and its date; of a page bundle the folder's name.
fn slug_of_file(content_path: &str) -> String {
    let path = content_path.rsplit_once('.').map_or(content_path, |(stem, _)| stem);
    let bundle = path.strip_suffix("/index").unwrap_or(path);
    let name = bundle.rsplit('/').next().unwrap_or(bundle);
    slug(without_date(name))
}

/// Without `2024-06-27-` before it.
fn without_date(name: &str) -> &str {
    let is_date = |prefix: &str| {
        prefix.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 | 10 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    match name.get(..11) {
        Some(prefix) if is_date(prefix) && name.len() > 11 => &name[11..],
        _ => name,
    }
}

fn push(path: &mut String, piece: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = path.write_fmt(piece);
}
