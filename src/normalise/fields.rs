//! The fields of one draft, asked for by what they mean.

use crate::config::{Config, Field};
use crate::model::{Draft, Node, Span, Value, carried_by_xml};
use crate::problem::{Code, Problem, Problems};

/// A text with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub value: String,
    pub span: Span,
}

/// The fields of one draft; what is wrong with a value is reported as it is asked for.
pub(super) struct Fields<'a> {
    pub draft: &'a Draft,
    pub config: &'a Config,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn new(draft: &'a Draft, config: &'a Config, problems: &'a mut Problems) -> Self {
        Self { draft, config, problems }
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A problem at `span` of the draft's head.
    pub(super) fn problem(&self, code: Code, message: impl Into<String>, span: &Span) -> Problem {
        Problem::new(code, message).at(self.draft.place(span))
    }

    /// The value of a field that is there and not null.
    pub(super) fn find(&self, field: Field) -> Option<&'a Node> {
        self.config.fields.find(field, &self.draft.front_matter)
    }

    /// Where it stands that a field is absent or blank; nothing if it is neither.
    pub(super) fn absence(&self, field: Field) -> Option<Span> {
        let Some(node) = self.find(field) else {
            return Some(self.draft.front_matter.span.clone());
        };
        let scalar = node.as_scalar()?;
        carried_by_xml(&scalar.text).0.trim().is_empty().then(|| node.span.clone())
    }

    /// A field that holds one text; nothing if it is absent or blank.
    pub(super) fn text(&mut self, field: Field) -> Option<Written> {
        let node = self.find(field)?;
        let text = self.scalar(node);
        if text.is_none() && node.as_scalar().is_none() {
            self.report_kind(field, &node.span, "one text");
        }
        text
    }

    /// A field that is true or false.
    pub(super) fn flag(&mut self, field: Field) -> Option<bool> {
        let node = self.find(field)?;
        let flag = node.as_scalar().and_then(crate::model::Scalar::as_bool);
        if flag.is_none() {
            self.report_kind(field, &node.span, "`true` or `false`");
        }
        flag
    }

    /// A field that holds one text or a list of them, each trimmed and not blank.
    pub(super) fn texts(&mut self, field: Field) -> Vec<Written> {
        let Some(node) = self.find(field) else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Scalar(_) => std::slice::from_ref(node),
            Value::Mapping(_) => {
                self.report_kind(field, &node.span, "one text or a list of texts");
                &[]
            }
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items.iter().filter(|item| !item.is_null()) {
            texts.extend(self.scalar(item));
            if item.as_scalar().is_none() {
                self.report_kind(field, &item.span, "a text");
            }
        }
        texts
    }

    /// The text of a scalar as XML can carry it, trimmed; nothing if it is blank.
    pub(super) fn scalar(&mut self, node: &Node) -> Option<Written> {
        let scalar = node.as_scalar()?;
        let (value, removed) = carried_by_xml(&scalar.text);
        if removed > 0 {
            let problem = self
                .problem(
                    Code::ControlCharacter,
                    "this text holds a character that XML cannot carry",
                    &node.span,
                )
                .label(match removed {
                    1 => "one character was removed".to_owned(),
                    many => format!("{many} characters were removed"),
                })
                .help("type the text anew; such characters come along when text is pasted");
            self.report(problem);
        }
        let value = value.trim();
        (!value.is_empty()).then(|| Written { value: value.to_owned(), span: node.span.clone() })
    }

    /// The language as a BCP 47 tag; POSIX underscores become hyphens.
    pub(super) fn language(&mut self) -> Option<String> {
        let written = self.text(Field::Language)?;
        let tag = written.value.replace('_', "-");
        if is_language_tag(&tag) {
            return Some(tag);
        }
        let problem = self
            .problem(
                Code::LanguageInvalid,
                format!("`{}` is not a language tag", written.value),
                &written.span,
            )
            .label("expected a tag such as `fr`, `en-GB` or `pt-BR`")
            .help("the article is published without a language of its own");
        self.report(problem);
        None
    }

    pub(super) fn report_kind(&mut self, field: Field, span: &Span, expected: &str) {
        let problem = self
            .problem(Code::FieldKind, format!("the field `{field}` is of the wrong kind"), span)
            .label(format!("expected {expected}"))
            .help("if this key means something else on your site, name another under `fields:` in feedmill.yaml");
        self.report(problem);
    }
}

/// The shape of a `langtag` of RFC 5646, section 2.1: subtags of letters and digits, eight long
/// at most, of which the first is letters.
fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len())
                && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
