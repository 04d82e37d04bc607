//! Who is named as an author, and how.

use super::{Subject, World};
use crate::config::Field;
use crate::problem::{Code, Problems};

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    for subject in subjects {
        let authors = subject.article.authors.iter().filter(|author| author.address().is_none());
        for email in authors.filter_map(|author| author.email.as_deref()) {
            let message = format!("`{email}` is not an e-mail address");
            problems.push(
                subject
                    .problem_at(Field::Authors, Code::EmailInvalid, message, world.config)
                    .label("expected an address such as `redaction@example.org`"),
            );
        }
    }
}
