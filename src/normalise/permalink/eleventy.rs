//! Permalinks that Eleventy computes.

use std::fmt::Write as _;

use super::Subject;
use crate::model::slug;
use crate::normalise::path_date;

/// What stands in `{{ … }}` filled in; nothing if one of them is not known.
pub(super) fn computed(written: &str, subject: &Subject<'_>) -> Option<String> {
    let mut path = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, after) = after.split_once("}}")?;
        path.push_str(before);
        path.push_str(&value(inside.trim_matches('-').trim(), subject)?);
        rest = after;
    }
    path.push_str(rest);
    let path = path.strip_suffix("index.html").unwrap_or(&path);
    (!path.contains("{%")).then(|| format!("/{}", path.trim_start_matches('/')))
}

/// A value and its filters.
fn value(inside: &str, subject: &Subject<'_>) -> Option<String> {
    let mut parts = inside.split('|').map(str::trim);
    let name = path_date::name_without_date(subject.path);
    let mut value = match parts.next()? {
        "page.fileSlug" => name.to_owned(),
        "page.filePathStem" => match path_date::folders(subject.path) {
            "" => format!("/{name}"),
            folders => format!("/{folders}/{name}"),
        },
        "title" => subject.title.to_owned(),
        "slug" => subject.slug?.to_owned(),
        "page.date" | "date" => {
            let format = parts.next()?.strip_prefix("date")?.trim_start_matches([':', '(', ' ']);
            let format = format.trim_end_matches(')').trim().trim_matches(['"', '\'']);
            let known = format.split('%').skip(1).all(|part| {
                part.starts_with(['Y', 'm', 'd', 'H', 'M', 'S', 'y', 'j', '-', 'b', 'B'])
            });
            let mut date = String::new();
            // `%-Q` is no directive, which shows when it is written.
            write!(date, "{}", subject.local.format(format)).ok().filter(|()| known)?;
            date
        }
        _ => return None,
    };
    for filter in parts {
        value = match filter {
            "slug" | "slugify" => slug(&value),
            "downcase" | "lower" => value.to_lowercase(),
            "url" => value,
            _ => return None,
        };
    }
    Some(value)
}
