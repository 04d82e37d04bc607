//! Categories and tags.

use super::fields::{Fields, Written, problem};
use crate::config::{Field, FieldPath, Split};
use crate::html;
use crate::model::{Node, Taxonomy, Term, legible, slug};
use crate::problem::Code;

/// How many terms of a taxonomy an article may have: each has feeds of its own.
const MOST: usize = 250;

/// The categories, then the tags, each slug of a taxonomy once.
pub(super) fn terms(fields: &mut Fields<'_>) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (field, taxonomy) in [(Field::Categories, Taxonomy::Category), (Field::Tags, Taxonomy::Tag)]
    {
        let mut labels = labels_of(fields, field);
        if taxonomy == Taxonomy::Category {
            labels = (fields.config.profile().categories)(&fields.path, labels);
        }
        if labels.len() > MOST {
            report_too_many(fields, field, labels.len());
            continue;
        }
        for label in labels {
            // Feeds of terms keep their addresses: the slug is that of the text as it is written.
            let slug_written = slug(&label);
            let label = plain(&label);
            let alias = fields.config.terms.aliases.get(&slug_written);
            let (label, slug) = match alias {
                Some(label) => (label.clone(), slug(label)),
                None => (label.into(), slug_written),
            };
            if terms.iter().all(|term| term.taxonomy != taxonomy || *term.slug != *slug) {
                terms.push(Term { taxonomy, label, slug: slug.into() });
            }
        }
    }
    terms
}

/// The label with its character references resolved, one space between two words.
fn plain(label: &str) -> String {
    let spaced = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if !spaced.contains('&') {
        return spaced;
    }
    // A `&` that begins no whole reference is a `&`: `AT&notes` is not `AT¬es`.
    let mut escaped = String::with_capacity(spaced.len());
    for (index, part) in spaced.split('&').enumerate() {
        if index > 0 {
            let name = part.split_once(';').map(|(name, _)| name.trim_start_matches('#'));
            let is_reference = name.is_some_and(|name| {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
            escaped.push_str(if is_reference { "&" } else { "&amp;" });
        }
        escaped.push_str(&part.replace('<', "&lt;"));
    }
    let text = html::parse(&escaped).map(|tree| tree.root().text_content()).unwrap_or(spaced);
    legible(text.trim()).0.into_owned()
}

fn report_too_many(fields: &mut Fields<'_>, field: Field, count: usize) {
    let Some(node) = fields.find(field) else { return };
    let (span, label) = match node.item(MOST) {
        Some(item) => (&item.span, "this is one too many"),
        None => (&node.span, "these are too many"),
    };
    let problem = problem(
        Code::TooManyTerms,
        format!("{count} {field} are more than the limit of {MOST}"),
        span,
    )
    .label(label)
    .help("name the few that readers would look for");
    fields.report(problem);
}

/// The labels of a taxonomy. On a site of Jekyll's each key is asked for in turn, in the article and
/// in what holds for it: of tags the first that is there counts, of categories all do.
fn labels_of(fields: &mut Fields<'_>, field: Field) -> Vec<String> {
    let profile = fields.config.profile();
    if !profile.has_plural_keys {
        let front_matter = &fields.draft.front_matter;
        let mut paths = fields.config.fields.paths(field).iter();
        let own = paths.find(|path| path.find(front_matter).is_some());
        let is_plural = !own.is_some_and(is_singular);
        let found: Vec<&Node> = fields.find(field).into_iter().collect();
        return labels_at(fields, field, &found, is_plural);
    }
    let mut labels = Vec::new();
    let config = fields.config;
    for path in config.fields.paths(field) {
        let own = path.find(&fields.draft.front_matter);
        let default = fields.defaults().find_map(|values| path.find(values));
        let joins = field == Field::Categories && !is_singular(path);
        let found: Vec<&Node> = match (default, own) {
            (Some(default), Some(own)) if joins => vec![default, own],
            (default, own) => own.or(default).into_iter().collect(),
        };
        let is_there = !found.is_empty();
        labels.extend(labels_at(fields, field, &found, !is_singular(path)));
        if is_there && field == Field::Tags {
            break;
        }
    }
    labels
}

fn is_singular(path: &FieldPath) -> bool {
    ["category", "tag"].iter().any(|key| path.is_key(key))
}

/// The labels at `nodes`. `category: Open data` is one category, where `categories: Open data` are two.
fn labels_at(
    fields: &mut Fields<'_>,
    field: Field,
    nodes: &[&Node],
    is_plural: bool,
) -> Vec<String> {
    let split = fields.config.terms.split;
    let mut labels = Vec::new();
    for node in nodes {
        let is_text = node.as_scalar().is_some();
        for Written { value, span } in fields.texts_of(field, node) {
            let parts: Vec<&str> = match split {
                Split::Comma if is_text => value.split(',').map(str::trim).collect(),
                Split::Space if is_text && is_plural => value.split_whitespace().collect(),
                _ => vec![&value],
            };
            for label in parts.into_iter().filter(|label| !label.is_empty()) {
                if label.contains('&') && plain(label).is_empty() {
                    let message = format!("`{label}` in the field `{field}` is white space alone");
                    let problem = problem(Code::TextLost, message, &span)
                        .label("left out")
                        .help("write the name of a term, or delete it");
                    fields.report(problem);
                } else {
                    labels.push(label.to_owned());
                }
            }
        }
    }
    labels
}
