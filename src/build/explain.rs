//! `feedmill explain`: everything that is known of one article, and why.

use std::sync::Arc;

use super::{Failure, Publication, Request, prepare};
use crate::config::{Config, Field};
use crate::model::{Draft, IdOrigin, Listed, Node, Span, Term, Value, feed_file};
use crate::normalise::date;
use crate::problem::{Code, Problem, Problems};
use crate::publish;
use crate::read;

/// Something that is known of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about, such as `date` or `id`.
    pub name: String,
    /// What is known.
    pub value: String,
    /// The line that it comes from, or the rule.
    pub why: String,
}

/// Everything that is known of an article: a path, a permalink, an id, or the name of its file.
///
/// # Errors
/// There is no such article, or more than one; or the content has errors.
pub fn explain(request: &Request, config: &Config, named: &str) -> Result<Vec<Fact>, Failure> {
    let publication = prepare(request, config)?;
    let published = publication.articles.iter().chain(&publication.embargoed);
    let article = published
        .clone()
        .find(|article| is_named(article, named))
        .map(|article| &*article.source.path);
    let mut problems = Problems::new();
    let files = read::content_files(&request.site, &config.content, &mut problems)
        .map_err(|problem| Failure::Content(problem.into()))?;
    let is_meant = |path: &str| {
        article.map_or_else(
            || path == named || path.ends_with(&format!("/{named}")),
            |article| path == article,
        )
    };
    let file =
        files.files.iter().find(|file| is_meant(&file.path)).ok_or_else(|| unknown(named))?;
    let draft = read::draft(&request.site, file, &mut problems)
        .map_err(|problem| Failure::Content(problem.into()))?;

    let mut facts = vec![fact("file", &draft.source.path, "")];
    facts.extend(fields(&draft, config));
    match published.clone().find(|article| article.source.path == draft.source.path) {
        Some(article) => {
            facts.extend(times(article));
            facts.push(fact(
                "permalink",
                &article.permalink,
                "decided by the text on its line, or the site's pattern",
            ));
            facts.push(id(article, request)?);
            let term = |term: &Arc<Term>| {
                fact(term.taxonomy.folder(), &term.label, &format!("slug `{}`", term.slug))
            };
            facts.extend(article.terms.iter().map(term));
            facts.extend(places(article, &publication, request));
        }
        None => facts.push(fact("withheld", "in no feed", "`draft: true` or `published: false`")),
    }
    Ok(facts)
}

fn fact(name: &str, value: &str, why: &str) -> Fact {
    Fact { name: name.to_owned(), value: value.to_owned(), why: why.to_owned() }
}

fn is_named(article: &Listed, named: &str) -> bool {
    let path = &*article.source.path;
    let named_file = path
        .strip_suffix(named)
        .is_some_and(|folders| folders.is_empty() || folders.ends_with('/'));
    named_file || *article.permalink == *named || *article.id.value == *named
}

fn unknown(named: &str) -> Failure {
    let problem = Problem::new(Code::UnknownArticle, format!("there is no article `{named}`"))
        .help("name the path of its file, its permalink or its id");
    Failure::Content(problem.into())
}

/// Each field that the article has, as written, with its line; of a date also how it is read.
fn fields(draft: &Draft, config: &Config) -> Vec<Fact> {
    let mut facts = Vec::new();
    for field in Field::ALL {
        let Some(node) = config.fields.find(*field, &draft.front_matter) else { continue };
        let line = format!("line {}", draft.place(&node.span).line);
        facts.push(fact(field.name(), &written(node, &draft.head), &line));
        let Some(scalar) = node.as_scalar() else { continue };
        if matches!(field, Field::Date | Field::Updated) {
            facts.push(match date::read(&scalar.text, &date::Rules::from(config)) {
                Ok(reading) => fact(
                    "",
                    &reading.timestamp.to_rfc3339(),
                    &format!(
                        "read as `{}`; the site's zone is {}",
                        reading.form.name(),
                        config.timezone.name()
                    ),
                ),
                Err(remark) => {
                    fact("", "no date", &remark.into_problem(draft.place(&node.span)).message)
                }
            });
        }
    }
    facts
}

/// A value on one line.
fn written(node: &Node, head: &str) -> String {
    let span: &Span = &node.span;
    match &node.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(_) | Value::Mapping(_) => {
            head[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// What each format says of the instants.
fn times(article: &Listed) -> Vec<Fact> {
    let Listed { published, updated, .. } = article;
    let instant = published.to_rfc3339();
    vec![
        fact("published", &instant, "Atom `published`, JSON Feed `date_published`"),
        fact("", &published.to_rfc2822(), "RSS `pubDate`"),
        fact("updated", &updated.to_rfc3339(), "Atom `updated`, JSON Feed `date_modified`"),
    ]
}

fn id(article: &Listed, request: &Request) -> Result<Fact, Failure> {
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let why = match (article.id.origin, ledger.articles.get(&article.id.value)) {
        (IdOrigin::FrontMatter, _) => "the article says it".to_owned(),
        (IdOrigin::Ledger, Some(known)) => format!(
            "feedmill.lock remembers it{}; first published at {}",
            if known.path.is_empty() {
                " from an adopted feed".to_owned()
            } else {
                format!(" for {}", known.path)
            },
            known.first_permalink,
        ),
        _ => "its permalink, as it is new".to_owned(),
    };
    Ok(fact("id", &article.id.value, &why))
}

/// Each feed that shows the article and where; or until when none does.
fn places(article: &Listed, publication: &Publication, request: &Request) -> Vec<Fact> {
    let Some(at) = publication.articles.iter().position(|other| other.source == article.source)
    else {
        let until = format!("until {}", article.published.to_rfc3339());
        let why = format!("now is {}", request.now.to_rfc3339());
        return vec![fact("withheld", &until, &why)];
    };
    let shown = publication.plans.iter().flat_map(|plan| {
        plan.parts().filter_map(move |part| {
            let shown = plan.shown(part);
            let place = shown.iter().position(|shown| *shown == at)? + 1;
            let folder = plan.folder_of(part);
            let files: Vec<String> =
                plan.formats.iter().map(|format| feed_file(&folder, *format)).collect();
            Some(fact("feed", &files.join(", "), &format!("entry {place} of {}", shown.len())))
        })
    });
    shown.collect()
}
