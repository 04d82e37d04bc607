//! Keys that are most likely slips.

use super::{Subject, World};
use crate::model::Value;
use crate::problem::{Code, Problem, Problems};

/// Warns of keys that differ by a letter or two from that of a field which the article lacks.
pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    let fields = &world.config.fields;
    for subject in subjects {
        let front_matter = &subject.draft.front_matter;
        let Value::Mapping(mapping) = &front_matter.value else { continue };
        for (key, _) in mapping {
            let Some((field, name)) = fields.resembling(&key.name) else { continue };
            if fields.find(field, front_matter).is_some() {
                continue;
            }
            let message = format!("the key `{}` has no meaning", key.name);
            problems.push(
                Problem::new(Code::KeyMisspelled, message)
                    .at(key.span.place())
                    .label(format!("did you mean `{name}`?"))
                    .help(format!("write `{name}`; if it is a key of your own, turn this warning off with `severity: {{key-misspelled: off}}`")),
            );
        }
    }
}
