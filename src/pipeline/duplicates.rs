//! Articles that readers could take for one another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Site;
use super::reading::Content;
use crate::model::{ArticleRecord, LedgerEntries, Reason, RecordSpan, SkippedFile};
use crate::normalise::{self, Collision, Recognised};
use crate::problem::{Code, Place, Problem, Problems};
use crate::read;

/// Gives every article the id that subscribers know it by. Articles that no reader could tell apart are
/// skipped.
pub(super) fn recognise(mut content: Content, site: Site<'_>) -> Content {
    let Content { articles, embargoed, recognised, skipped, problems } = &mut content;
    let (known, folder) = (&site.ledger.articles, &site.request.site);
    *recognised = normalise::recognise(articles, known);
    report_uncertain(recognised, articles, known, folder, problems);
    skipped.extend(take_out_collisions(articles, embargoed, folder, problems));
    content
}

/// Reports articles that have the permalink or the id of another, and takes out both.
///
/// Which of the two is meant, only their author knows.
fn take_out_collisions(
    articles: &mut Vec<ArticleRecord>,
    embargoed: &[ArticleRecord],
    site: &Path,
    problems: &mut Problems,
) -> Vec<SkippedFile> {
    let mut colliding = BTreeSet::new();
    let all: Vec<&ArticleRecord> = articles.iter().chain(embargoed).collect();
    for collision in normalise::collisions(&all) {
        let (first, second, code, what) = match collision {
            Collision::Permalink(first, second) => {
                (first, second, Code::PermalinkDuplicate, &all[second].permalink)
            }
            Collision::Id(first, second) => {
                (first, second, Code::IdDuplicate, &all[second].id.value)
            }
        };
        let noun = if code == Code::IdDuplicate { "id" } else { "permalink" };
        let problem = match &all[second].permalink_span {
            RecordSpan::HandedDown(span) if code == Code::PermalinkDuplicate => {
                let other = &all[first].source.path;
                let message = format!("this article and `{other}` have the permalink `{what}`");
                Problem::new(code, message)
                    .at(place_of(all[second], site))
                    .related(span.place(), "it stands here")
            }
            _ => Problem::new(code, format!("two articles have the {noun} `{what}`"))
                .at(place_of(all[second], site))
                .label("this article")
                .related(place_of(all[first], site), "and this one"),
        };
        problems.push(problem.help(format!(
            "give one of them another `{}`",
            match code {
                Code::IdDuplicate => "id",
                _ => "slug",
            }
        )));
        colliding.extend([first, second]);
    }
    take_out(articles, &colliding)
}

/// Tells which new articles may be known ones, and how to say so.
fn report_uncertain(
    recognised: &[Recognised],
    articles: &[ArticleRecord],
    known: &LedgerEntries,
    site: &Path,
    problems: &mut Problems,
) {
    let uncertain: Vec<&Recognised> =
        recognised.iter().filter(|recognised| !recognised.certain).collect();
    let paths: BTreeSet<&str> = uncertain.iter().map(|recognised| &*recognised.path).collect();
    let by_path: BTreeMap<&str, &ArticleRecord> = articles
        .iter()
        .map(|article| (&*article.source.path, article))
        .filter(|(path, _)| paths.contains(path))
        .collect();
    for Recognised { path, before, id, evidence, .. } in uncertain {
        let Some(article) = by_path.get(path.as_str()) else { continue };
        // Where no file is known, or others had the path too, only the id says which is meant.
        let name = if known.at_path(before).len() == 1 { before } else { id };
        problems.push(
            Problem::new(
                Code::ArticleMaybeKnown,
                format!("this may be the article that was `{before}`"),
            )
            .at(place_of(article, site))
            .label(evidence.to_string())
            .help(format!(
                "it is published as a new article; if it is the one that readers know, run `feedmill id keep {name} {path}`",
            )),
        );
    }
}

/// Takes out the articles at these positions, which are broken.
pub(super) fn take_out(
    articles: &mut Vec<ArticleRecord>,
    positions: &BTreeSet<usize>,
) -> Vec<SkippedFile> {
    let mut position = 0;
    let is_broken = |_: &mut ArticleRecord| {
        position += 1;
        positions.contains(&(position - 1))
    };
    articles
        .extract_if(.., is_broken)
        .map(|article| SkippedFile::of(&article, Reason::Broken))
        .collect()
}

pub(super) fn place_of(article: &ArticleRecord, site: &Path) -> Place {
    let span = match &article.permalink_span {
        RecordSpan::Own(span) => span.clone(),
        RecordSpan::HandedDown(_) => return Place::of_file(&article.source.path),
    };
    match read::body(site, &article.source) {
        Ok(text) => Place::in_text(&article.source.path, &text, span),
        Err(_) => Place::of_file(&article.source.path),
    }
}
