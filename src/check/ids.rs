//! Ids that readers compare badly. Once an article is published its id stays, whatever it is.

use url::Url;

use super::{Subject, World};
use crate::config::Field;
use crate::problem::{Code, Problem, Problems};

/// Schemes of IANA's registry that are made to name things for good.
const SCHEMES: [&str; 10] =
    ["ark", "did", "doi", "http", "https", "info", "mid", "ni", "tag", "urn"];

/// What may stand in a URI as it is (RFC 3986, section 2.3), beside letters and digits.
const UNRESERVED: &[u8] = b"-._~";

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    let is_published = |id: &str| world.ledger.articles.get(id).is_some();
    for subject in subjects.iter().filter(|subject| !is_published(&subject.article.id.value)) {
        problems.append(problem(subject, world).map(Problems::from).unwrap_or_default());
    }
}

fn problem(subject: &Subject, world: &World<'_>) -> Option<Problem> {
    let id = &*subject.article.id.value;
    let written = world.config.fields.find(Field::Id, &subject.draft.front_matter);
    let field = if written.is_some() { Field::Id } else { Field::Permalink };
    let tell = |message: String, expected: &str| {
        subject
            .problem_at(field, Code::IdForm, message, world.config)
            .label(format!("expected `{expected}`"))
            .help("choose it before the article is published: from then on it must stay")
    };
    let Ok(url) = Url::parse(id) else {
        return Some(tell(
            format!("`{id}` is not unique in the world"),
            &subject.article.permalink,
        ));
    };
    if !SCHEMES.contains(&url.scheme()) {
        let message = format!("`{}:` is not a scheme made for ids", url.scheme());
        return Some(tell(message, &subject.article.permalink));
    }
    let canonical = in_canonical_form(url.as_str());
    (canonical != id).then(|| tell(format!("`{id}` is not in canonical form"), &canonical))
}

/// RFC 4287, section 4.2.6.1, as far as the URL standard has not seen to it: capitals in
/// percent-encodings, and none that is not needed.
fn in_canonical_form(url: &str) -> String {
    let mut parts = url.split('%');
    let mut canonical = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.get(..2).unwrap_or_default();
        match u8::from_str_radix(digits, 16) {
            Ok(byte) if byte.is_ascii_alphanumeric() || UNRESERVED.contains(&byte) => {
                canonical.push(char::from(byte));
                canonical.push_str(&part[2..]);
            }
            _ => canonical.extend(["%", &digits.to_ascii_uppercase(), &part[digits.len()..]]),
        }
    }
    canonical
}
