//! Which article a person means.

use std::collections::BTreeSet;

use super::super::{Failure, Publication};
use crate::model::{Ledger, LedgerEntry};
use crate::problem::{Code, Problem};
use crate::read::ContentFile;

/// How many articles a message names at most.
const MOST_NAMED: usize = 5;

/// What a name stands for.
pub(super) enum Meant<'a> {
    /// A file of the content.
    File(&'a ContentFile),
    /// An article without a file, which the ledger knows by this id.
    LedgerEntry(&'a str, &'a LedgerEntry),
}

/// The article that is named by the path of its file or the end of that, by the name of the file
/// without its extension, by its permalink or its id.
///
/// # Errors
/// There is none, or more than one.
pub(super) fn meant<'a>(
    named: &'a str,
    files: &'a [ContentFile],
    publication: &Publication,
    ledger: &'a Ledger,
) -> Result<Meant<'a>, Failure> {
    let named = named.strip_prefix("./").unwrap_or(named);
    let articles = publication.articles.iter().chain(&publication.embargoed);
    let of_articles: BTreeSet<&str> = articles
        .filter(|article| *article.permalink == *named || *article.id.value == *named)
        .map(|article| &*article.source.path)
        .collect();
    let is_meant = |path: &str| of_articles.contains(path) || is_called(path, named);
    let exact = files.iter().filter(|file| *file.path == *named);
    let found: Vec<&ContentFile> = match exact.collect::<Vec<_>>() {
        exact if exact.is_empty() => files.iter().filter(|file| is_meant(&file.path)).collect(),
        exact => exact,
    };
    match found.as_slice() {
        [file] => Ok(Meant::File(file)),
        [] => {
            let (id, known) = ledger.articles.named(named).ok_or_else(|| unknown(named))?;
            Ok(Meant::LedgerEntry(id, known))
        }
        several => Err(ambiguous(named, several)),
    }
}

/// Whether a path ends with a name, with its extension or without.
fn is_called(path: &str, named: &str) -> bool {
    let without = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    [path, without].into_iter().any(|path| {
        path.strip_suffix(named).is_some_and(|folders| folders.is_empty() || folders.ends_with('/'))
    })
}

fn unknown(named: &str) -> Failure {
    let problem = Problem::new(Code::UnknownArticle, format!("there is no article `{named}`"))
        .help("name the path of its file, its permalink or its id");
    Failure::Content(problem.into())
}

fn ambiguous(named: &str, files: &[&ContentFile]) -> Failure {
    let paths = files.iter().take(MOST_NAMED).map(|file| format!("`{}`", file.path));
    let more = if files.len() > MOST_NAMED { " and others" } else { "" };
    let message = format!("`{named}` is the name of {} articles", files.len());
    let problem = Problem::new(Code::UnknownArticle, message)
        .help(format!("name one: {}{more}", paths.collect::<Vec<_>>().join(", ")));
    Failure::Content(problem.into())
}
