//! The words of the pages in one language, from message files (Project Fluent, syntax 1.0).

use std::fmt;

use chrono::Datelike;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::model::{Timestamp, Zone};
use crate::problem::{Code, Place, Problem, Problems};

/// The languages that are complete from the start, the first for all that nobody wrote.
const KNOWN: [(&str, &str); 2] = [
    ("en", include_str!("../../../templates/languages/en.ftl")),
    ("fr", include_str!("../../../templates/languages/fr.ftl")),
];

/// A message file of the site.
#[derive(Debug, Clone, Copy)]
pub struct MessageFile<'a> {
    /// Its path relative to the site's folder.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The words of the pages.
pub struct Messages {
    language: String,
    /// The first that has a message says it.
    layers: Vec<FluentBundle<FluentResource>>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Messages {
    /// The words in `language`, a BCP 47 tag: those of the site's own `file`, then those known from
    /// the start in that language, then English.
    ///
    /// What is wrong with the file, and which messages it lacks, is told to `problems`.
    #[must_use]
    pub fn new(
        language: Option<&str>,
        file: Option<MessageFile<'_>>,
        problems: &mut Problems,
    ) -> Self {
        let (english, _) = KNOWN[0];
        let language = language.unwrap_or(english);
        let primary = language.split('-').next().unwrap_or_default();
        let known = KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(primary));
        let own = file.map(|file| layer(language, file.text, Some(file.path), problems));
        let is_spoken = own.is_some() || known.is_some();
        let mut layers: Vec<_> = own.into_iter().collect();
        layers.extend(known.map(|(known, text)| layer(known, text, None, problems)));
        if let Some(problem) = file.and_then(|file| missing(&layers, file.path)) {
            problems.push(problem);
        }
        layers.push(layer(english, KNOWN[0].1, None, problems));
        Self { language: if is_spoken { language } else { english }.to_owned(), layers }
    }

    /// The language that the pages are in, as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A message that needs nothing to be told.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.tell(id, &[])
    }

    /// A message with names for what it is about.
    #[must_use]
    pub fn tell(&self, id: &str, names: &[(&str, &str)]) -> String {
        self.format(id, names.iter().map(|(key, name)| (*key, FluentValue::from(*name))))
    }

    /// A message about `count` things: `$count` decides its form, `$number` is the count written.
    #[must_use]
    pub fn count(&self, id: &str, count: usize) -> String {
        let number = self.number(count);
        let named = [("count", FluentValue::from(count)), ("number", FluentValue::from(number))];
        self.format(id, named.into_iter())
    }

    /// A number with the language's own mark between thousands.
    #[must_use]
    pub fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        if digits.len() <= 3 {
            return digits;
        }
        let first = (digits.len() - 1) % 3 + 1;
        let groups = (first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]);
        let groups: Vec<&str> = std::iter::once(&digits[..first]).chain(groups).collect();
        groups.join(&self.say("thousands"))
    }

    /// The day of an instant in a zone.
    #[must_use]
    pub fn date(&self, instant: Timestamp, zone: Zone) -> String {
        let day = instant.utc().with_timezone(&zone);
        let month = self.say(&format!("month-{}", day.month()));
        let parts = [
            ("day", FluentValue::from(day.day())),
            ("month", FluentValue::from(month)),
            ("year", FluentValue::from(day.year().to_string())),
        ];
        self.format("date", parts.into_iter())
    }

    fn format<'a>(
        &'a self,
        id: &str,
        parts: impl Iterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let layer = self.layers.iter().find(|layer| layer.has_message(id));
        let pattern = layer.and_then(|layer| Some((layer, layer.get_message(id)?.value()?)));
        let Some((layer, pattern)) = pattern else { return id.to_owned() };
        let arguments: FluentArgs = parts.collect();
        // A name that the message asks for in vain stays in it as `{$name}`: seen, and no failure.
        layer.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }
}

fn layer(
    language: &str,
    text: &str,
    path: Option<&str>,
    problems: &mut Problems,
) -> FluentBundle<FluentResource> {
    let (resource, errors) = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    for error in errors {
        let place = Place::in_text(path.unwrap_or_default(), text, error.pos.clone());
        problems.push(
            Problem::new(Code::MessageInvalid, format!("this is no message: {}", error.kind))
                .at(place)
                .help("write `name = text`, as docs/pages.md shows"),
        );
    }
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks around names that Fluent puts there would be copied with them.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Tells which messages neither the site's file nor its language has.
fn missing(layers: &[FluentBundle<FluentResource>], path: &str) -> Option<Problem> {
    let known = KNOWN[0].1.lines().filter(|line| !line.starts_with([' ', '#', '}']));
    let known = known.filter_map(|line| line.split_once(" = ").map(|(id, _)| id));
    let missing: Vec<&str> =
        known.filter(|id| !layers.iter().any(|layer| layer.has_message(id))).collect();
    (!missing.is_empty()).then(|| {
        let names = missing.join("`, `");
        Problem::new(Code::MessageMissing, format!("{} messages are missing", missing.len()))
            .at(Place::of_file(path))
            .help(format!("they are in English; write `{names}`"))
    })
}
