//! Links and pictures that work on the site and nowhere else, or nowhere at all.

use std::collections::BTreeSet;

use url::Url;

use super::{Subject, World};
use crate::config::{Config, Part};
use crate::model::{Reference, ReferenceKind, content_path, slug};
use crate::problem::{Code, Problem, Problems};

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    let known = Known::new(subjects, world);
    for subject in subjects {
        for reference in &subject.inventory.references {
            let problem = problem(subject, reference, world, &known);
            problems_of_picture(subject, reference, problems);
            if let Some(problem) = problem {
                problems.push(problem);
            }
        }
    }
}

/// The addresses where articles are.
struct Known<'a> {
    permalinks: BTreeSet<&'a str>,
    /// What the addresses of broken articles end with, as far as their files tell.
    names: BTreeSet<String>,
}

impl<'a> Known<'a> {
    fn new(subjects: &'a [Subject], world: &World<'a>) -> Self {
        let articles = &world.ledger.articles;
        let broken = world.broken.iter().flat_map(|path| articles.at_path(path));
        let published = broken.map(|at| &*articles.at(at).1.first_permalink);
        let own = subjects.iter().map(|subject| &*subject.article.permalink);
        let names = world.broken.iter().map(|path| slug(content_path::name_without_date(path)));
        Self { permalinks: published.chain(own).map(address).collect(), names: names.collect() }
    }

    /// Whether an article is there, or may be once it is mended.
    fn has(&self, url: &str) -> bool {
        let address = address(url);
        let name = address.rsplit('/').next().unwrap_or_default();
        self.permalinks.contains(address) || self.names.contains(name.trim_end_matches(".html"))
    }
}

fn problems_of_picture(subject: &Subject, reference: &Reference, problems: &mut Problems) {
    if reference.kind == ReferenceKind::PictureWithoutAlternative {
        let message = "a picture says nothing to those who cannot see it".to_owned();
        problems.push(
            subject
                .problem_in_body(
                    &reference.written,
                    reference.at,
                    Code::PictureWithoutAlternative,
                    message,
                )
                .label("expected an alternative text")
                .help("write `![what it shows](…)`"),
        );
    }
}

fn problem(
    subject: &Subject,
    reference: &Reference,
    world: &World<'_>,
    known: &Known<'_>,
) -> Option<Problem> {
    let written = reference.written.trim();
    if written.starts_with('#') {
        return None;
    }
    let base = &world.config.site.base_url;
    let url = Url::parse(&subject.article.permalink).ok()?.join(written).ok()?;
    let tell =
        |code, message: String| Some(subject.problem_in_body(written, reference.at, code, message));
    if written.starts_with("www.") {
        let message = format!("`{written}` is taken for a page of this site");
        return tell(Code::LinkMissing, message).map(|problem| {
            problem.label("no `https://` before it").help(format!("write `https://{written}`"))
        });
    }
    let is_own = url.host() == base.host() && url.path().starts_with(base.path());
    if is_own && url.scheme() == "http" && base.scheme() == "https" {
        let message = format!("`{written}` is asked for without encryption");
        return tell(Code::LinkInsecure, message).map(|problem| {
            problem.label("the site is served over https").help("write `https://`, or a path")
        });
    }
    if is_own && is_missing(&url, world, known) {
        let code = match reference.kind {
            ReferenceKind::Link => Code::LinkMissing,
            _ => Code::PictureMissing,
        };
        return tell(code, format!("the site has no `{}`", url.path()))
            .map(|problem| problem.label("nothing is there"));
    }
    let is_relative = Url::parse(written).is_err() && !written.starts_with('/');
    if is_relative {
        let message = format!("`{written}` depends on where the article lies");
        return tell(Code::LinkRelative, message).map(|problem| {
            problem
                .label(format!("feeds say `{url}`"))
                .help("write a path that begins with `/`, which stays right when the article moves")
        });
    }
    None
}

/// A file that is not there, or an article where only articles are.
fn is_missing(url: &Url, world: &World<'_>, known: &Known<'_>) -> bool {
    let path = url.path().strip_prefix(world.config.site.base_url.path()).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_article = known.has(url.as_str());
    let is_file = name.contains('.');
    let should_be_article = articles_folder(world.config).is_some_and(|folder| {
        path.strip_prefix(folder).is_some_and(|rest| !rest.trim_matches('/').is_empty())
    });
    (is_file || should_be_article) && !is_article && !(world.exists)(path)
}

/// What every permalink begins with, such as `actualites/`; nothing if other pages may lie there.
fn articles_folder(config: &Config) -> Option<&str> {
    match config.permalink.as_ref()?.0.first() {
        Some(Part::Literal(literal)) => Some(literal.trim_start_matches('/')),
        _ => None,
    }
    .filter(|folder| folder.ends_with('/'))
}

/// A URL without its fragment, query and last slash.
fn address(url: &str) -> &str {
    url.split(['#', '?']).next().unwrap_or(url).trim_end_matches('/')
}
