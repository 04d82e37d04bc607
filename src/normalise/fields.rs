//! The fields of one draft, asked for by what they mean.

use url::Url;

use crate::config::{Config, Field, FieldSet, Language, Section, same_language};
use crate::model::{
    Draft, Node, Span, Value, content_path, language_tag, legible, strip_non_xml, web_address,
};
use crate::problem::{Code, Problem, Problems};

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub value: String,
    pub span: Span,
}

/// The fields of one draft; what is wrong with a value is reported as it is asked for.
pub(super) struct Fields<'a> {
    pub draft: &'a Draft,
    pub config: &'a Config,
    /// The path below the content folder, and below the folder of the language.
    pub path: String,
    /// The collection or section that the file belongs to.
    pub section: Option<&'a Section>,
    language: Option<&'a Language>,
    /// Those that the article itself may have.
    hinted: FieldSet,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn new(draft: &'a Draft, config: &'a Config, problems: &'a mut Problems) -> Self {
        let content_path = draft.source.content_path();
        let (language, path) = language_of(content_path, &config.languages);
        let section = section_of(&path, address_language(language, config), config);
        let hinted = config.fields.hinted(&draft.front_matter);
        Self { draft, config, path, section, language, hinted, problems }
    }

    /// The name of the section: its own, or that of the folder where folders are sections.
    pub(super) fn section_name(&self) -> Option<String> {
        if let Some(section) = self.section {
            return (section.name != "/").then(|| section.name.clone());
        }
        if !self.config.profile().has_sections {
            return None;
        }
        // A bundle at the top, `cloud/index.md`, is a page and no section.
        let folders = content_path::folders(&self.path);
        let top = folders.split('/').next().unwrap_or_default();
        (!top.is_empty()).then(|| top.to_owned())
    }

    /// The folders around the file, below that of the language, that are sections: the outermost, and
    /// those that say so.
    pub(super) fn section_folders(&self) -> Vec<&str> {
        let folders = content_path::folders(&self.path);
        let above = self.language.map_or("", |language| &language.folder);
        let ends = folders.match_indices('/').map(|(at, _)| at).chain([folders.len()]);
        let mut start = 0;
        let mut sections = Vec::new();
        for end in ends.filter(|_| !folders.is_empty()) {
            let whole = folders.get(..end).unwrap_or_default();
            let path = if above.is_empty() { whole.to_owned() } else { format!("{above}/{whole}") };
            if start == 0 || self.config.section_folders.contains(&path) {
                sections.extend(folders.get(start..end));
            }
            start = end + 1;
        }
        sections
    }

    /// What addresses in the article's language begin with.
    pub(super) fn language_prefix(&self) -> &'a str {
        address_language(self.language, self.config).map_or("", |language| &language.prefix)
    }

    /// The address of the site in the article's language.
    pub(super) fn base_url(&self) -> &'a Url {
        let language = address_language(self.language, self.config);
        let own = language.and_then(|language| language.base_url.as_ref());
        own.unwrap_or(&self.config.site.base_url)
    }

    /// How to write the key of a field that is absent, where one is there that looks like a slip.
    pub(super) fn misspelled(&self, field: Field) -> Option<(Span, String)> {
        let Value::Mapping(mapping) = &self.draft.front_matter.value else { return None };
        mapping.iter().find_map(|(key, _)| {
            let (_, name) =
                self.config.fields.resembling(&key.name).filter(|(meant, _)| *meant == field)?;
            Some((key.span.clone(), format!("write `{name}` for `{}`", key.name)))
        })
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The value of a field that is there and not null, in the article or in what holds for it.
    pub(super) fn find(&self, field: Field) -> Option<&'a Node> {
        let own = || self.config.fields.find(field, &self.draft.front_matter);
        self.hinted
            .has(field)
            .then(own)
            .flatten()
            .or_else(|| handed_down(self.draft, self.config, self.section, self.language, field))
    }

    /// The front matter that holds for the article beside its own, the most telling first.
    pub(super) fn defaults(&self) -> impl Iterator<Item = &'a Node> {
        defaults(self.draft, self.config, self.section, self.language)
    }

    /// Where it stands that a field is absent or blank; nothing if it is neither.
    pub(super) fn absence(&self, field: Field) -> Option<Span> {
        let Some(node) = self.find(field) else {
            return Some(self.draft.front_matter.span.clone());
        };
        let scalar = node.as_scalar()?;
        strip_non_xml(&scalar.text).0.trim().is_empty().then(|| node.span.clone())
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
            let written = node.as_scalar().map_or("", |scalar| &scalar.text);
            let help = match written.trim().to_lowercase().as_str() {
                "oui" | "vrai" | "ja" | "si" | "sí" | "sim" | "1" => "write `true`",
                "non" | "faux" | "nein" | "nee" | "não" | "0" => "write `false`",
                _ => "write `true` or `false`",
            };
            let message = format!("the field `{field}` is of the wrong kind");
            let problem = problem(Code::FieldKind, message, &node.span)
                .label("expected `true` or `false`")
                .help(help);
            self.report(problem);
        }
        flag
    }

    /// A value of texts, unless it is a plain `false`, which switches a line off as themes have it, or
    /// `true`, which is reported.
    pub(super) fn switched_on<'n>(&mut self, field: Field, node: &'n Node) -> Option<&'n Node> {
        match node.as_scalar().filter(|scalar| scalar.plain).map(|scalar| &*scalar.text) {
            Some("false" | "False" | "FALSE") => None,
            Some("true" | "True" | "TRUE") => {
                self.report_kind(field, &node.span, "a text");
                None
            }
            _ => Some(node),
        }
    }

    /// The texts of a value that belongs to `field`: of one text or a list of them, each trimmed and
    /// not blank.
    pub(super) fn texts_of(&mut self, field: Field, node: &Node) -> Vec<Written> {
        let is_term = matches!(field, Field::Categories | Field::Tags);
        let Some(node) = self.switched_on(field, node) else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Scalar(_) => std::slice::from_ref(node),
            Value::Mapping(_) => {
                self.report_kind(field, &node.span, "one text or a list of texts");
                &[]
            }
        };
        let labels = self.config.profile().labels;
        let mut texts = Vec::with_capacity(items.len());
        for item in items.iter().filter(|item| !item.is_null()) {
            let of_item = if is_term { labels(item) } else { Vec::new() };
            if !of_item.is_empty() {
                texts.extend(of_item.into_iter().filter_map(|label| self.scalar(label)));
                continue;
            }
            texts.extend(self.scalar(item));
            if item.as_scalar().is_none() {
                self.report_kind(field, &item.span, "a text");
            }
        }
        texts
    }

    /// The text of a scalar as XML can carry it, trimmed; nothing if it is blank. U+0080 to U+009F are
    /// reported, and stay: slugs are made of the text as it is written.
    pub(super) fn scalar(&mut self, node: &Node) -> Option<Written> {
        let scalar = node.as_scalar()?;
        let (value, _) = strip_non_xml(&scalar.text);
        let (shown, removed, replaced) = legible(&scalar.text);
        let message = match (removed, replaced) {
            (0, 0) => None,
            (0, _) => Some("this text holds a control character, U+0080 to U+009F"),
            _ => Some("this text holds a character that XML cannot carry"),
        };
        if let Some(message) = message {
            let problem = problem(Code::ControlCharacter, message, &node.span)
                .label(match removed {
                    0 => format!("read as “{}”, as windows-1252 has it", shown.trim()),
                    1 => "one character was removed".to_owned(),
                    many => format!("{many} characters were removed"),
                })
                .help("type the text again; such characters often come with pasted text");
            self.report(problem);
        }
        let value = value.trim();
        let is_blank = shown.trim().is_empty();
        (!is_blank).then(|| Written { value: value.to_owned(), span: node.span.clone() })
    }

    /// The address of a page or a file on the web, absolute against `base`. What is no address, or has
    /// another scheme, is reported as a warning and gives `None`.
    pub(super) fn web_address(&mut self, written: &Written, base: &Url) -> Option<Url> {
        let text = &written.value;
        // A remark, such as `to come`, would be read as a path of the site.
        let is_remark =
            text.contains(char::is_whitespace) && !text.starts_with('/') && !text.contains("://");
        let url = if is_remark { None } else { web_address(text, base) };
        if url.is_none() {
            let problem = problem(
                Code::UrlInvalid,
                format!("“{}” is not the address of a page", written.value),
                &written.span,
            )
            .label("left out")
            .help("write an address such as `https://example.org/page`, or a path of the site");
            self.report(problem);
        }
        url
    }

    /// The language as a BCP 47 tag.
    pub(super) fn language(&mut self) -> Option<String> {
        let Some(written) = self.text(Field::Language) else {
            return self.language.and_then(|language| language_tag(&language.tag));
        };
        if let Some(tag) = language_tag(&written.value) {
            return Some(tag);
        }
        let problem = problem(
            Code::LanguageInvalid,
            format!("`{}` is not a language tag", written.value),
            &written.span,
        )
        .label("expected a tag such as `fr`, `en-GB` or `pt-BR`")
        .help("the article is published without a language of its own");
        self.report(problem);
        None
    }

    /// Reports a value of another kind than `field` has, unless the publisher named other keys for it.
    pub(super) fn report_kind(&mut self, field: Field, span: &Span, expected: &str) {
        if self.config.fields.is_elsewhere(field, &self.draft.front_matter) {
            return;
        }
        let problem = problem(Code::FieldKind, format!("the field `{field}` is of the wrong kind"), span)
            .label(format!("expected {expected}"))
            .help("if this key means something else on your site, name another under `fields:` in feedmill.yaml");
        self.report(problem);
    }
}

/// The value of a field of a draft: its own, or what holds for it.
#[must_use]
pub fn value<'a>(draft: &'a Draft, config: &'a Config, field: Field) -> Option<&'a Node> {
    let (language, path) = language_of(draft.source.content_path(), &config.languages);
    let section = section_of(&path, address_language(language, config), config);
    let own = config.fields.find(field, &draft.front_matter);
    own.or_else(|| handed_down(draft, config, section, language, field))
}

/// The value of a field that holds where the article says nothing.
fn handed_down<'a>(
    draft: &'a Draft,
    config: &'a Config,
    section: Option<&'a Section>,
    language: Option<&'a Language>,
    field: Field,
) -> Option<&'a Node> {
    let values = || defaults(draft, config, section, language);
    values().find_map(|values| config.fields.find(field, values)).or_else(|| {
        let own = draft.front_matter.get("layout");
        let name = own.or_else(|| values().find_map(|values| values.get("layout")))?;
        let name = name.as_scalar()?.text.trim_start_matches('/');
        config.fields.find(field, config.layouts.get(name)?)
    })
}

/// The front matter that holds where the article says nothing, the most telling first.
fn defaults<'a>(
    draft: &'a Draft,
    config: &'a Config,
    section: Option<&'a Section>,
    language: Option<&'a Language>,
) -> impl Iterator<Item = &'a Node> {
    let path = draft.source.content_path();
    let section = section.map(|section| section.name.as_str());
    let own = config.site.language.as_deref();
    let language = language.map_or(own, |language| Some(&*language.tag));
    let defaults = config.defaults.iter().rev();
    defaults
        .filter(move |defaults| defaults.hold_for(path, section, language))
        .map(|defaults| &defaults.values)
}

/// A problem at `span`.
pub(super) fn problem(code: Code, message: impl Into<String>, span: &Span) -> Problem {
    Problem::new(code, message).at(span.place())
}

/// The language that decides addresses: that of the file, else the site's own where files are named
/// `name.fr.md`.
fn address_language<'a>(of_file: Option<&'a Language>, config: &'a Config) -> Option<&'a Language> {
    let own = config.site.language.as_deref();
    let is_own = |language: &&Language| {
        language.folder.is_empty() && own.is_some_and(|own| same_language(own, &language.tag))
    };
    of_file.or_else(|| config.languages.iter().find(is_own))
}

/// The section of a file with this path below the folder of its language.
fn section_of<'a>(
    path: &str,
    language: Option<&'a Language>,
    config: &'a Config,
) -> Option<&'a Section> {
    let own = language.and_then(|language| language.sections.as_deref());
    own.unwrap_or(&config.sections).iter().find(|section| section.holds(path))
}

/// The language of a file, and its path without what tells the language: the folder at its start,
/// or `.fr` before its extension.
fn language_of<'a>(path: &str, languages: &'a [Language]) -> (Option<&'a Language>, String) {
    for language in languages {
        let by_folder = path.strip_prefix(&language.folder).and_then(|rest| rest.strip_prefix('/'));
        if let Some(below) = by_folder.filter(|_| !language.folder.is_empty()) {
            return (Some(language), below.to_owned());
        }
        let by_name = path
            .rsplit_once('.')
            .and_then(|(stem, kind)| Some((stem.strip_suffix(&language.tag)?, kind)))
            .and_then(|(stem, kind)| Some((stem.strip_suffix('.')?, kind)));
        if let Some((stem, kind)) = by_name {
            return (Some(language), format!("{stem}.{kind}"));
        }
    }
    (None, path.to_owned())
}
