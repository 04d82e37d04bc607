//! Terms that are spelled almost alike.

use std::collections::{BTreeMap, BTreeSet};

use super::{Subject, World};
use crate::config::Field;
use crate::model::{Taxonomy, Term};
use crate::problem::{Code, Problems};

/// Shorter slugs differ by one letter and mean something else.
const SHORTEST: usize = 5;

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    let mut uses: BTreeMap<&Term, Vec<&Subject>> = BTreeMap::new();
    for subject in subjects {
        for term in &subject.article.terms {
            uses.entry(term).or_default().push(subject);
        }
    }
    let terms: Vec<_> = uses.into_iter().collect();
    for (one, other) in near(terms.iter().map(|(term, _)| *term)) {
        let ((one, ones), (other, others)) = (&terms[one], &terms[other]);
        // Most articles are right.
        let (right, wrong, at) =
            if ones.len() < others.len() { (other, one, ones) } else { (one, other, others) };
        let field = match wrong.taxonomy {
            Taxonomy::Category => Field::Categories,
            Taxonomy::Tag => Field::Tags,
        };
        let message = format!("`{}` is spelled almost like `{}`", wrong.label, right.label);
        problems.push(
            at[0]
                .problem_at(field, Code::TermNearDuplicate, message, world.config)
                .label("each has a feed of its own")
                .help("if they mean one thing, write them alike"),
        );
    }
}

/// The pairs of terms that are near, by position.
///
/// Slugs one letter apart are the same once a letter is left out of each, which finds them without
/// holding every term against every other.
fn near<'a>(terms: impl Iterator<Item = &'a Term>) -> BTreeSet<(usize, usize)> {
    let mut by_rest: BTreeMap<(Taxonomy, String), Vec<(usize, &str)>> = BTreeMap::new();
    for (position, term) in terms.enumerate() {
        let letters = term.slug.replace('-', "");
        let shorter = (0..letters.len()).filter(|at| letters.is_char_boundary(*at)).map(|at| {
            letters.char_indices().filter(|(index, _)| *index != at).map(|(_, c)| c).collect()
        });
        let rests: BTreeSet<String> = shorter.chain([letters.clone()]).collect();
        for rest in rests {
            by_rest.entry((term.taxonomy, rest)).or_default().push((position, &term.slug));
        }
    }
    let mut pairs = BTreeSet::new();
    for alike in by_rest.into_values() {
        for (number, (one, slug)) in alike.iter().enumerate() {
            let near = alike[number + 1..].iter().filter(|(_, other)| are_near(slug, other));
            pairs.extend(near.map(|(other, _)| (*one, *other)));
        }
    }
    pairs
}

/// One letter more, less or other, or only hyphens; but not another number.
fn are_near(one: &str, other: &str) -> bool {
    let letters = |slug: &str| slug.replace('-', "");
    let digits = |slug: &str| slug.chars().filter(char::is_ascii_digit).collect::<String>();
    if one == other || one.len().min(other.len()) < SHORTEST || digits(one) != digits(other) {
        return false;
    }
    one.len().abs_diff(other.len()) < 3
        && (letters(one) == letters(other) || strsim::levenshtein(one, other) == 1)
}
