//! Containers: lines from `:::note Title` to `:::`, as Docusaurus and others have them.

use std::ops::Range;

use super::arguments::Arguments;
use super::token::{Family, MarkupKind, Token};

/// The most fences that are looked at.
const MOST: usize = 1024;

/// The fences of `body` outside `code`.
pub(super) fn fences<'a>(body: &'a str, code: &[Range<usize>]) -> Vec<Token<'a>> {
    let mut fences = Vec::new();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let trimmed = line.trim();
        let Some(rest) = trimmed.strip_prefix(":::").map(|rest| rest.trim_start_matches(':'))
        else {
            continue;
        };
        let next = code.partition_point(|range| range.end <= at);
        if code.get(next).is_some_and(|range| range.start <= at) || fences.len() == MOST {
            continue;
        }
        let begin = at + (line.len() - line.trim_start().len());
        let span = begin..begin + trimmed.len();
        let rest = rest.trim();
        let name_end = rest.find(|next: char| !(next.is_alphanumeric() || next == '-'));
        let (name, title) = rest.split_at(name_end.unwrap_or(rest.len()));
        let kind = if rest.is_empty() {
            MarkupKind::Close(Family::Container, "")
        } else if name.is_empty() {
            continue;
        } else {
            MarkupKind::Open(Family::Container, name, title.trim())
        };
        fences.push(Token { span, kind });
    }
    fences
}

/// What stands behind the name: `Title` or `[Title]{…}`.
pub(super) fn arguments(written: &str) -> Arguments {
    let title = match written.strip_prefix('[') {
        Some(inside) => inside.split(']').next(),
        None => written.split('{').next(),
    };
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    let named = title.map(|title| ("title".to_owned(), title.to_owned()));
    Arguments { named: named.into_iter().collect(), ..Arguments::default() }
}
