//! What stops a build, and how bad what is noticed is.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{OneOrMany, SeverityName};
use super::load::Loader;
use super::load_places::nearest;
use crate::model::ChangeKind;
use crate::problem::{Code, Problem, Severity};

impl Loader {
    /// An error that an article cannot be published with stays one.
    pub(super) fn severities(
        &mut self,
        written: BTreeMap<String, SeverityName>,
    ) -> BTreeMap<Code, Option<Severity>> {
        let mut severities = BTreeMap::new();
        for (name, severity) in written {
            let Some(code) = Code::named(&name) else {
                let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
                let problem =
                    Problem::new(Code::ConfigUnknownKey, format!("there is no rule `{name}`"))
                        .at(self.place_of_key(&["severity"], &name))
                        .label("Feedmill does not know this code")
                        .help(nearest(&name, &names));
                self.problems.push(problem);
                continue;
            };
            if code.severity() == Severity::Error && severity != SeverityName::Error {
                let expected = "`error`: an article with this problem cannot be published";
                self.report(&["severity", &name], expected);
                continue;
            }
            let severity = match severity {
                SeverityName::Off => None,
                SeverityName::Warning => Some(Severity::Warning),
                SeverityName::Error => Some(Severity::Error),
            };
            severities.insert(code, severity);
        }
        severities
    }

    pub(super) fn deny(&mut self, written: Option<OneOrMany<String>>) -> BTreeSet<ChangeKind> {
        let Some(written) = written else {
            return BTreeSet::from([ChangeKind::ShownAgain, ChangeKind::ArticlesLost]);
        };
        let mut denied = BTreeSet::new();
        for name in written.into_vec() {
            if let Ok(kind) = name.parse() {
                denied.insert(kind);
                continue;
            }
            let problem = Problem::new(Code::ConfigInvalid, format!("there is no change `{name}`"))
                .at(self.place(&["deny"]))
                .label("in this list")
                .help(nearest(&name, &ChangeKind::ALL.map(ChangeKind::name)));
            self.problems.push(problem);
        }
        denied
    }
}
