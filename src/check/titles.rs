//! Titles that read badly in a list of headlines.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::{Subject, World};
use crate::config::Field;
use crate::problem::{Code, Place, Problems};

/// The longest title, in characters as people count them.
const LONGEST: usize = 150;

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    let mut seen = BTreeMap::new();
    // The oldest first, so that the newer of two with one title is told.
    for subject in subjects.iter().rev() {
        let title = &subject.article.title;
        let at_title = |code, message: &str| {
            subject.problem_at(Field::Title, code, message.to_owned(), world.config)
        };
        if has_markup(title) {
            problems.push(
                at_title(Code::TitleMarkup, "the title holds markup")
                    .label("feeds carry titles as plain text")
                    .help("write the title without elements, entities and asterisks"),
            );
        }
        if is_shouted(title) {
            problems.push(
                at_title(Code::TitleCapitals, "the title is in capitals")
                    .help("write it as in a sentence; a style sheet can make capitals of it"),
            );
        }
        let length = title.graphemes(true).count();
        if length > LONGEST {
            problems.push(
                at_title(Code::TitleLong, &format!("the title has {length} characters"))
                    .label(format!("readers cut it; expected {LONGEST} at most"))
                    .help("move what explains it into the summary"),
            );
        }
        if let Some(other) = seen.insert(title.to_lowercase(), subject) {
            problems.push(
                at_title(Code::TitleDuplicate, "another article has the same title")
                    .related(Place::of_file(&other.article.source.path), "")
                    .help("say in the title what tells them apart"),
            );
        }
    }
}

fn has_markup(title: &str) -> bool {
    let followed_by = |mark: char, end: char| {
        title.match_indices(mark).any(|(at, _)| {
            let rest = &title[at + mark.len_utf8()..];
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '#')
                && rest.split(char::is_whitespace).next().is_some_and(|word| word.contains(end))
        })
    };
    followed_by('<', '>') || followed_by('&', ';') || title.matches("**").count() > 1
}

/// Several words without a small letter; one word may be an abbreviation.
fn is_shouted(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic());
    title.split_whitespace().count() > 2
        && letters.clone().count() > 12
        && letters.clone().all(char::is_uppercase)
}
