//! The pages that articles have on the site as it was built.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::Content;
use super::{Failure, Request, Site};
use crate::built::{self, Choice, Folder, NoBody, Sequences, Wanted};
use crate::compose;
use crate::config::Config;
use crate::model::{
    Article, ArticleRecord, BuiltPage, Draft, Reason, SkippedFile, Source, Syntax, content_path,
};
use crate::normalise::{self, Normalised};
use crate::problem::{Code, Place, Problem, Problems};
use crate::read::{self, ContentFile};

/// The folder of the built site, if the configuration names one.
///
/// # Errors
/// It is not there.
pub(super) fn open(request: &Request, config: &Config) -> Result<Option<Folder>, Problem> {
    config.built.as_ref().map(|built| Folder::open(&request.site, built, config)).transpose()
}

/// The built folder, if the site has no sources: its pages are then its articles.
pub(super) fn alone<'a>(
    folder: Option<&'a Folder>,
    request: &Request,
    config: &Config,
) -> Option<&'a Folder> {
    let content = &config.content;
    let has_default = config.generator.is_none() && content.folder == config.profile().content;
    folder.filter(|_| has_default && !request.site.join(&content.folder).exists())
}

/// The pages of a folder as content files.
pub(super) fn content_files(folder: &Folder, config: &Config) -> Vec<ContentFile> {
    let content_start = folder.name().len() + 1;
    let file =
        |path: String| ContentFile { path: path.into(), content_start, syntax: Syntax::Html };
    let files = folder.page_paths().into_iter().map(file);
    files.filter(|file| config.content.includes(file.content_path())).collect()
}

/// What is known of the page of a draft.
pub(super) enum Page {
    /// The draft is this article, or no article.
    Known(Normalised),
    /// It is this article, and its page is not where the profile of the generator says.
    Unknown(Box<Article>),
    /// It is no article, and no page is called as it is.
    None,
    /// It has errors.
    Broken,
}

/// Normalises a draft with the address that its page has.
pub(super) fn normalise(
    mut draft: Draft,
    folder: &Folder,
    config: &Config,
    problems: &mut Problems,
) -> Page {
    let mut noticed = Problems::new();
    let known = normalise::article(&draft, config, &mut noticed);
    match known {
        Some(Normalised::Article(article)) => {
            let found = article.permalink.parse().ok().and_then(|url| folder.page_at(&url));
            let Some(page) = found else {
                problems.append(noticed);
                return Page::Unknown(article);
            };
            draft.source.page = Some(Arc::new(page));
        }
        Some(skipped) => {
            problems.append(noticed);
            return Page::Known(skipped);
        }
        // Without an address it may still be an article.
        None => {
            let address = config.site.base_url.clone();
            let page = BuiltPage { file: "".into(), address };
            let source = Source { page: Some(Arc::new(page)), ..draft.source.clone() };
            let draft = Draft { source, ..draft };
            let mut problems_elsewhere = Problems::new();
            return match normalise::article(&draft, config, &mut problems_elsewhere) {
                Some(Normalised::Article(article)) => {
                    problems.append(problems_elsewhere);
                    let source = Source { page: None, ..article.source };
                    Page::Unknown(Box::new(Article { source, ..*article }))
                }
                Some(skipped) => Page::Known(skipped),
                None if has_named(folder, &draft.source.path) => {
                    problems.append(noticed);
                    Page::Broken
                }
                None => Page::None,
            };
        }
    }
    normalise::article(&draft, config, problems).map_or(Page::Broken, Page::Known)
}

/// True if a page of the built site is called as the file at `path` is.
pub(super) fn has_named(folder: &Folder, path: &str) -> bool {
    folder.has_named(name(path))
}

/// The name of a file without its date; of `index.md` that of its folder.
fn name(path: &str) -> &str {
    content_path::name_without_date(path)
}

/// Finds the pages of the articles `unknown`, and leaves out those that have none.
///
/// # Errors
/// [`Failure::Content`] if most articles have no page.
pub(super) fn find(
    mut content: Content,
    unknown: Vec<ArticleRecord>,
    folder: &Folder,
    site: Site<'_>,
) -> Result<Content, Failure> {
    let (mut missing, mut chosen) = (0_usize, BTreeMap::<Arc<str>, Vec<_>>::new());
    let mut left = Vec::new();
    {
        let pages = content.articles.iter().filter_map(|article| article.source.page.as_ref());
        let taken: BTreeSet<&str> = pages.map(|page| &*page.file).collect();
        for article in unknown {
            match choice(&article, folder, &taken, site) {
                Choice::None => left.push(article),
                Choice::One(page, evidence) => {
                    chosen
                        .entry(Arc::clone(&page.file))
                        .or_default()
                        .push((evidence, page, article));
                }
                Choice::Several(files) => {
                    let message = format!("this article may have the page {}", files.join(" or "));
                    content.problems.push(ambiguous(&article, message));
                    content.skipped.push(SkippedFile::of(&article, Reason::Broken));
                }
            }
        }
    }
    for (_, mut articles) in chosen {
        articles.sort_by_key(|(evidence, ..)| Reverse(*evidence));
        let mut articles = articles.into_iter();
        let Some((evidence, page, article)) = articles.next() else { continue };
        let file = folder.shown(&page.file);
        match at_page(&article, page, site) {
            Ok(article) => content.articles.push(article),
            Err(problem) => content.problems.push(*problem),
        }
        for (other, _, other_article) in articles {
            if other == evidence {
                let message = format!(
                    "{} and this article may both have the page {file}",
                    article.source.path
                );
                content.problems.push(ambiguous(&other_article, message));
                content.skipped.push(SkippedFile::of(&other_article, Reason::Broken));
            } else {
                left.push(other_article);
            }
        }
    }
    for article in left {
        // What is due later need not be on the site yet, and what has expired any more.
        let is_due = article.published.utc() <= site.request.now;
        let is_over = article.expires.is_some_and(|end| end.utc() <= site.request.now);
        if (!is_due && !site.config.publish_future) || is_over {
            content.articles.push(article);
        } else {
            missing += 1;
            content.skipped.push(SkippedFile::of(&article, Reason::NoPage));
        }
    }
    let paged = content.articles.iter().filter(|article| article.source.page.is_some()).count();
    if missing > paged {
        let files: Vec<&str> = content
            .skipped
            .iter()
            .filter(|file| file.reason == Reason::NoPage)
            .take(3)
            .map(|file| &*file.path)
            .collect();
        let all = missing + paged;
        let message = format!(
            "{missing} of {all} articles have no page in `{}`, such as {}",
            folder.name(),
            files.join(", "),
        );
        let problem = Problem::new(Code::SiteNotBuilt, message)
            .at(Place::of_file(crate::config::FILE_NAME))
            .help("build the site before its feeds, and name the folder that its generator writes with `built:`");
        return Err(Failure::Content(problem.into()));
    }
    Ok(content)
}

/// The page that speaks for an article.
fn choice(
    article: &ArticleRecord,
    folder: &Folder,
    taken: &BTreeSet<&str>,
    site: Site<'_>,
) -> Choice {
    let source = read::body(&site.request.site, &article.source).unwrap_or_default();
    let words = Sequences::of_source(source.get(article.source.body_start..).unwrap_or_default());
    let address = article.permalink.trim_end_matches('/').trim_end_matches(".html");
    let of_address = address.rsplit('/').next().unwrap_or_default();
    let title = compose::plain_title(&article.title);
    let wanted = Wanted {
        title: &title,
        day: article.published.utc().with_timezone(&site.config.timezone).date_naive(),
        names: &[of_address, name(&article.source.path)],
        words: &words,
    };
    folder.find(&wanted, taken)
}

/// The article as it is at its page.
fn at_page(
    article: &ArticleRecord,
    page: BuiltPage,
    site: Site<'_>,
) -> Result<ArticleRecord, Box<Problem>> {
    let source = Source { page: Some(Arc::new(page)), ..article.source.clone() };
    let (draft, _) = read::again(&site.request.site, &source)?;
    // What there is to say of the front matter was said when it was read first.
    match normalise::article(&draft, site.config, &mut Problems::new()) {
        Some(Normalised::Article(article)) => {
            let mut record = ArticleRecord::from(*article);
            record.share_with(&site.ledger.articles);
            Ok(record)
        }
        _ => Err(Box::new(
            Problem::new(Code::FileChanged, "the file is no article any more")
                .at(Place::of_file(&article.source.path)),
        )),
    }
}

fn ambiguous(article: &ArticleRecord, message: String) -> Problem {
    Problem::new(Code::PageAmbiguous, message)
        .at(Place::of_file(&article.source.path))
        .help("write where it is in its front matter, in a line `permalink: …`")
}

/// The HTML of an article, as its page shows it.
///
/// # Errors
/// The page cannot be read, or does not show it.
pub(super) fn body(
    folder: &Folder,
    page: &BuiltPage,
    article: &Article,
    text: &str,
    config: &Config,
) -> Result<String, Problem> {
    let Some(built) = &config.built else { return Ok(String::new()) };
    let html = folder.read(&page.file)?;
    let is_page = folder.shown(&page.file) == *article.source.path;
    let source = Sequences::of_source(text.get(article.source.body_start..).unwrap_or_default());
    let title = compose::plain_title(&article.title);
    built::body(&html, &title, Some(&source).filter(|_| !is_page), built).map_err(|reason| {
        let file = folder.shown(&page.file);
        match reason {
            NoBody::OutOfBounds(at) => {
                Problem::new(Code::PageWithoutArticle, "the page nests deeper than HTML should")
                    .at(Place::in_text(&file, &html, at..at))
            }
            NoBody::NotSelected => {
                let message = "no element of the page is the one that `built.body` selects";
                Problem::new(Code::PageWithoutArticle, message)
                    .at(Place::of_file(&file))
                    .help("correct the selector in feedmill.yaml, or leave it out")
            }
        }
    })
}

/// The article as problems of its body name it: at its page.
pub(super) fn shown(folder: &Folder, page: &BuiltPage, article: Article) -> Article {
    let path = folder.shown(&page.file).into();
    let source = Source { path, syntax: Syntax::Html, ..article.source };
    Article { source, ..article }
}
