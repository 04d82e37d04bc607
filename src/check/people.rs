//! Who is named as an author, and how.

use super::{Subject, World};
use crate::config::Field;
use crate::problem::{Code, Problems};

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    for subject in subjects {
        let emails = subject.article.authors.iter().filter_map(|author| author.email.as_deref());
        for email in emails.filter(|email| !is_address(email)) {
            let message = format!("`{email}` is not an e-mail address");
            problems.push(
                subject
                    .problem_at(Field::Authors, Code::EmailInvalid, message, world.config)
                    .label("expected an address such as `redaction@example.org`"),
            );
        }
    }
}

/// As the grammar of RFC 4287, section 3.2.3, asks: something, an at sign, something.
fn is_address(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !email.contains(char::is_whitespace)
    })
}
