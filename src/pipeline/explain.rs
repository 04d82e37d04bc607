//! `feedmill explain`: everything that is known of one article, and why.

mod meant;

use std::sync::Arc;

use super::{Failure, Publication, Request, pages_of, prepare};
use crate::config::{Config, Field};
use crate::date;
use crate::model::{
    ArticleRecord, Draft, IdOrigin, Ledger, LedgerEntry, Node, Span, State, Term, Timestamp, Value,
    Zone,
};
use crate::normalise::{self, Verdict};
use crate::problem::{Problem, Problems};
use crate::publish;
use crate::read;
use meant::{Meant, meant};

/// Something that is known of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
    let ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let mut problems = Problems::new();
    let failed = |problem: Problem| Failure::Content(problem.into());
    let built = pages_of::open(request, config).map_err(failed)?;
    let alone = pages_of::alone(built.as_ref(), request, config);
    let files = match alone {
        Some(folder) => pages_of::content_files(folder, config),
        None => {
            read::content_files(&request.site, &config.content, &mut problems)
                .map_err(failed)?
                .files
        }
    };
    let file = match meant(named, &files, &publication, &ledger)? {
        Meant::File(file) => file,
        Meant::LedgerEntry(id, entry) => return Ok(ledger_entry(id, entry)),
    };
    let draft = match alone {
        Some(folder) => match folder.draft(&file.path).map_err(failed)? {
            Ok(draft) => draft,
            Err(why) => return Ok(vec![fact("file", &file.path, ""), fact("withheld", why, "")]),
        },
        None => read::draft(&request.site, file, &mut Vec::new(), &mut problems).map_err(failed)?,
    };

    let mut facts = vec![fact("file", &draft.source.path, "")];
    facts.extend(fields(&draft, config));
    let mut articles = publication.articles.iter().chain(&publication.embargoed);
    if let Some(article) = articles.find(|article| article.source.path == draft.source.path) {
        facts.extend(times(article));
        facts.push(permalink(article, &draft, config));
        facts.extend(ids(article, &publication, &ledger));
        let term = |term: &Arc<Term>| {
            fact(term.taxonomy.folder(), &term.label, &format!("slug `{}`", term.slug))
        };
        facts.extend(article.terms.iter().map(term));
        facts.extend(places(article, &publication));
    }
    facts.extend(withheld(&draft.source.path, &publication, request));
    Ok(facts)
}

fn fact(name: &str, value: &str, why: &str) -> Fact {
    Fact { name: name.to_owned(), value: value.to_owned(), why: why.to_owned() }
}

/// What the ledger knows of an article that has no file.
fn ledger_entry(id: &str, entry: &LedgerEntry) -> Vec<Fact> {
    let LedgerEntry { state, published, path, first_permalink, .. } = entry;
    let (state, why) = match state {
        State::Gone => ("gone", "no other article gets its id; if it comes back, it has it again"),
        State::Adopted => ("adopted", "no file of the content was found to be it"),
        State::Present => ("missing", "the next build makes it gone, or finds it elsewhere"),
    };
    let mut facts = vec![fact("id", id, "feedmill.lock remembers it")];
    if !path.is_empty() {
        facts.push(fact("file", path, "where it was"));
    }
    facts.extend([
        fact("permalink", first_permalink, "at its first publication"),
        fact("published", &published.to_rfc3339(), ""),
        fact("state", state, why),
    ]);
    facts
}

/// Each field that the article has or that holds for it, as written, with its line; of a date also how it is read.
fn fields(draft: &Draft, config: &Config) -> Vec<Fact> {
    let mut facts = Vec::new();
    for field in Field::ALL {
        let Some(node) = normalise::value(draft, config, *field) else { continue };
        facts.push(fact(field.name(), &written(node), &line(&node.span, draft)));
        let Some(scalar) = node.as_scalar() else { continue };
        if matches!(field, Field::Date | Field::Updated) {
            facts.push(match date::read(&scalar.text, &date::Rules::from(config)) {
                Ok(reading) => fact(
                    "",
                    &reading.timestamp.to_rfc3339(),
                    &format!(
                        "read as `{}`; the site's zone is {}, by the tz database of {}",
                        reading.form.name(),
                        config.timezone,
                        Zone::DATABASE,
                    ),
                ),
                Err(remark) => fact("", "no date", &remark.into_problem(node.span.place()).message),
            });
        }
    }
    facts
}

/// The line of a span, with its file if that is not the article's own.
fn line(span: &Span, draft: &Draft) -> String {
    let line = span.place().line;
    if *span.path() == draft.source.path {
        format!("line {line}")
    } else {
        format!("{}, line {line}", span.path())
    }
}

/// A value on one line.
fn written(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(_) | Value::Mapping(_) => {
            node.span.as_str().split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// What each format says of the instants.
fn times(article: &ArticleRecord) -> Vec<Fact> {
    let ArticleRecord { published, updated, .. } = article;
    let instant = published.to_rfc3339();
    vec![
        fact("published", &instant, "Atom `published`, JSON Feed `date_published`"),
        fact("", &published.to_rfc2822(), "RSS `pubDate`"),
        fact("updated", &updated.to_rfc3339(), "Atom `updated`, JSON Feed `date_modified`"),
    ]
}

/// The permalink, and what of the article decides it.
fn permalink(article: &ArticleRecord, draft: &Draft, config: &Config) -> Fact {
    let line = |field| Some(line(&normalise::value(draft, config, field)?.span, draft));
    let why = if let Some(page) = &article.source.page {
        format!("that of its page {}", page.file)
    } else if let Some(line) = line(Field::Permalink) {
        line
    } else if let Some(line) = line(Field::Slug) {
        format!("the site's pattern, with the slug of {line}")
    } else {
        "the site's pattern".to_owned()
    };
    fact("permalink", &article.permalink, &why)
}

/// The id and where it comes from; and which other it might be.
fn ids(article: &ArticleRecord, publication: &Publication, ledger: &Ledger) -> Vec<Fact> {
    let known = ledger.articles.get(&article.id.value).map(|(_, known)| known);
    let mut recognised =
        publication.recognised.iter().filter(|known| *known.path == *article.source.path);
    let sure = recognised.clone().find(|known| known.verdict == Verdict::Same);
    let why = match (article.id.origin, known) {
        (IdOrigin::FrontMatter, _) => "the article says it".to_owned(),
        (IdOrigin::Ledger, Some(known)) => {
            let of = match &*known.path {
                "" => "from an adopted feed".to_owned(),
                path => format!("for {path}"),
            };
            let evidence = sure.map(|sure| format!(": {}", sure.evidence)).unwrap_or_default();
            let first = &known.first_permalink;
            format!("feedmill.lock remembers it {of}{evidence}; first published at {first}")
        }
        _ => "its permalink, as it is new".to_owned(),
    };
    let maybe = recognised.find_map(|known| match known.verdict {
        Verdict::Same => None,
        Verdict::New => {
            let why = format!("{}; `feedmill id keep` says so", known.evidence);
            Some(fact("", &format!("perhaps {}, which was {}", known.id, known.before), &why))
        }
        Verdict::Kept => {
            let why = format!("{}; an `id` of its own says so", known.evidence);
            Some(fact("", "perhaps a new article", &why))
        }
    });
    [Some(fact("id", &article.id.value, &why)), maybe].into_iter().flatten().collect()
}

/// Why no feed shows a file.
fn withheld(path: &str, publication: &Publication, request: &Request) -> Option<Fact> {
    let skipped = publication.skipped.iter().find(|skipped| *skipped.path == *path)?;
    let now = Timestamp::new(request.now.fixed_offset()).to_rfc3339();
    let why = skipped.reason.instant().map(|_| format!("now is {now}")).unwrap_or_default();
    Some(fact("withheld", &skipped.reason.to_string(), &why))
}

/// Each feed that shows the article, and where.
fn places(article: &ArticleRecord, publication: &Publication) -> Vec<Fact> {
    let Some(at) = publication.articles.iter().position(|other| other.source == article.source)
    else {
        return Vec::new();
    };
    let shown = publication.plans.iter().flat_map(|plan| {
        plan.parts().filter_map(move |part| {
            let shown = plan.shown(part);
            let place = shown.iter().position(|shown| *shown == at)? + 1;
            let files: Vec<String> =
                plan.formats.iter().map(|format| plan.place.file(part, *format)).collect();
            Some(fact("feed", &files.join(", "), &format!("entry {place} of {}", shown.len())))
        })
    });
    let shown: Vec<Fact> = shown.collect();
    if shown.is_empty() {
        return vec![fact("feed", "none", "each shows newer articles")];
    }
    shown
}
