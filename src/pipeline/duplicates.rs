//! Articles that readers could take for one another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Site;
use super::content::Content;
use crate::model::{ArticleRecord, LedgerEntries, Reason, RecordSpan, SkippedFile};
use crate::normalise::{self, Collision, Recognised, Verdict};
use crate::problem::{Code, Place, Problem, Problems};
use crate::read;
use crate::select;

/// Puts the articles in their order, and gives each the id that subscribers know it by.
///
/// Those that are withheld take part: what subscribers know of them is not missing.
pub(super) fn recognise(mut content: Content, site: Site<'_>) -> Content {
    select::order(&mut content.articles);
    let Content { articles, recognised, skipped, problems, .. } = &mut content;
    let (known, folder) = (&site.ledger.articles, &site.request.site);
    *recognised = normalise::recognise(articles, skipped, known);
    report_uncertain(recognised, articles, skipped, known, folder, problems);
    content
}

/// Skips articles that no reader could tell apart.
pub(super) fn skip_duplicates(mut content: Content, site: Site<'_>) -> Content {
    let Content { articles, embargoed, skipped, problems, .. } = &mut content;
    skipped.extend(take_out_collisions(articles, embargoed, &site.request.site, problems));
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
        let key = if code == Code::IdDuplicate { "id" } else { "slug" };
        problems.push(problem.help(format!(
            "give one of them another `{key}`, or leave one out with a line `exclude: [\"{}\"]` in feedmill.yaml",
            all[second].source.content_path(),
        )));
        colliding.extend([first, second]);
    }
    take_out(articles, &colliding)
}

/// Reports which new articles may be known ones, and which known ones may be new.
fn report_uncertain(
    recognised: &[Recognised],
    articles: &[ArticleRecord],
    skipped: &[SkippedFile],
    known: &LedgerEntries,
    site: &Path,
    problems: &mut Problems,
) {
    let uncertain: Vec<&Recognised> =
        recognised.iter().filter(|recognised| recognised.verdict != Verdict::Same).collect();
    if uncertain.is_empty() {
        return;
    }
    let by_path: BTreeMap<&str, &ArticleRecord> =
        articles.iter().map(|article| (&*article.source.path, article)).collect();
    let skipped: BTreeSet<&str> = skipped.iter().map(|file| &*file.path).collect();
    for recognised in uncertain {
        let Recognised { path, before, id, evidence, .. } = recognised;
        let Some(article) = by_path.get(&**path) else { continue };
        // Where no file is known, or others have or had the path too, only the id says which is meant.
        let is_one = known.at_path(before).len() == 1
            && !by_path.contains_key(&**before)
            && !skipped.contains(&**before);
        let name = if is_one { before } else { id };
        let keep = format!("run `feedmill id keep {name} {path}`");
        let problem = if recognised.verdict == Verdict::Kept {
            let rival = recognised.rival.as_deref();
            let place = |path: &str| match by_path.get(path) {
                Some(rival) => place_of(rival, site),
                None => Place::of_file(path),
            };
            maybe_new(recognised, rival.map(place))
        } else {
            let message = if before == path {
                "this may be another article than the one that was in this file".to_owned()
            } else {
                format!("this may be the article that was `{before}`")
            };
            Problem::new(Code::ArticleMaybeKnown, message).help(format!(
                "it is published as a new article; if it is the one that readers know, {keep}",
            ))
        };
        problems.push(problem.at(place_of(article, site)).label(evidence.to_string()));
    }
}

/// A warning of an article that keeps its id, though it may be another; `rival` is the place of one
/// that readers may know instead.
fn maybe_new(recognised: &Recognised, rival: Option<Place>) -> Problem {
    let message = "this may be another article than the one that readers know at this path";
    let problem = Problem::new(Code::ArticleMaybeNew, message);
    let consequence = "it keeps its id, so whoever has read that one does not see it";
    match (&recognised.rival, rival, &recognised.free_id) {
        (Some(path), Some(place), _) => {
            problem.related(place, "this may be the one that they know").help(format!(
                "{consequence}; if `{path}` is the one that readers know, run `feedmill id keep {} {path}`",
                recognised.id
            ))
        }
        (_, _, Some(free_id)) => problem.help(format!(
            "{consequence}; if it is a new article, write `id: {free_id}` in its front matter",
        )),
        _ => problem.help(consequence),
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
