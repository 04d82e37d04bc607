//! The text of a `feedmill.yaml`, for people.

use std::fmt::Write;

use super::{Discovery, Hint};
use crate::generator::{OwnFeeds, Profile};
use crate::model::Format;

/// What `feedmill.yaml` should say of a site.
///
/// It has a line for each setting that a person would look for first, each with a word on what it
/// does and where it was found; what the site's own configuration says beside stands there as
/// comments, since it counts without being said again.
#[must_use]
pub fn text(found: &Discovery) -> String {
    let mut file = Writer(
        "# Feedmill’s settings. Every other one: docs/configuration.md; editors learn them from `feedmill schema`\n"
            .to_owned(),
    );
    if let (Some((generator, _)), Some(own)) = (&found.generator, &found.own) {
        file.note(&format!(
            "The site is made with {}: where this file says nothing, {} counts.",
            generator.profile().title,
            own.path
        ));
        file.set("generator", generator.profile().name);
    } else if let Some((generator, mark)) = &found.generator {
        file.note(&format!(
            "The site is made with {}, as {mark} shows.",
            generator.profile().title
        ));
        file.set("generator", generator.profile().name);
    }
    file.hint("What the site is called: the title of its feeds.", "title", found.title.as_ref());
    file.hint("Its address. Links to articles begin with it.", "base_url", found.base_url.as_ref());
    file.hint(
        "Where its clock is: dates without an offset, such as 2024-06-27 13:49, are read there.",
        "timezone",
        found.timezone.as_ref(),
    );
    // A generator's midnight stays, and so does what a ledger remembers.
    if found.generator.is_none() && !found.was_published {
        file.note("The time of a date that has none. At noon a day is that day in nearly every zone, in mails too.");
        file.0.push_str("dates:\n  time_of_day: \"12:00\"\n");
    }
    file.hint("A sentence about it.", "description", found.description.as_ref());
    let knows_languages = found.own.as_ref().is_some_and(|own| own.rest.contains("languages:"));
    if found.articles.languages.is_empty() || knows_languages {
        language(found, &mut file);
    } else {
        languages(found, &mut file);
    }
    content(found, &mut file);
    excluded(found, &mut file);
    if found.generator.is_none() {
        file.note(
            "How the address of an article is made. It must be the one that the site gives it.",
        );
        file.set("permalink", found.articles.permalink);
    }
    built(found, &mut file);
    rest(found, &mut file);
    feeds(found, &mut file);
    if let Some((generator, mark)) = &found.generator
        && let Some(line) = generator.profile().exclusion
    {
        file.note(&format!(
            "{} publishes this file and feedmill.lock with the site, unless {mark} has the line\n# {line}",
            generator.profile().title
        ));
    }
    file.0
}

fn content(found: &Discovery, file: &mut Writer) {
    let folder = &found.articles.folder;
    let own = found.own.as_ref().and_then(|own| own.content.as_deref());
    let generator = found.generator.as_ref().map(|(generator, _)| *generator);
    if own.unwrap_or(Profile::of(generator).content) == folder {
        return;
    }
    file.note(&format!("The folder of the articles: {} were found there.", found.articles.number));
    file.set("content", folder);
}

/// What is in the folder of the articles and none, on a site whose generator does not say so.
fn excluded(found: &Discovery, file: &mut Writer) {
    if found.generator.is_some() || found.articles.excluded.is_empty() {
        return;
    }
    file.note("What lies in there and is no article.");
    file.0.push_str("exclude:\n");
    for pattern in &found.articles.excluded {
        let _ = writeln!(file.0, "  - {}", scalar(pattern));
    }
}

/// The pages of the site, where it has been built.
fn built(found: &Discovery, file: &mut Writer) {
    let Some(built) = &found.built else { return };
    file.note(
        "The pages of the site, which is to be built before its feeds. They decide what is published, at\n# which address and with which body.",
    );
    match &built.body {
        None => file.set("built", &built.folder),
        Some(body) => {
            let _ = writeln!(
                file.0,
                "built:\n  folder: {}\n  body: {}",
                scalar(&built.folder),
                scalar(body)
            );
        }
    }
}

fn language(found: &Discovery, file: &mut Writer) {
    let is_said = found.own.as_ref().is_some_and(|own| own.rest.contains("language:"));
    if found.language.is_none() && !is_said {
        file.note("Its language, which nothing here tells. The pages for people are in it.");
        file.note_set("language", "fr");
    }
    file.hint("Its language.", "language", found.language.as_ref());
}

fn languages(found: &Discovery, file: &mut Writer) {
    file.note(
        "The folder of each language, below that of the articles. Which one is the site’s own?",
    );
    file.note_set("language", found.articles.languages.iter().next().map_or("en", String::as_str));
    file.0.push_str("languages:\n");
    for tag in &found.articles.languages {
        let _ = writeln!(file.0, "  {}: {tag}", tag.replace('_', "-"));
    }
}

/// What counts without being said.
fn rest(found: &Discovery, file: &mut Writer) {
    let Some(own) = found.own.as_ref().filter(|own| !own.rest.is_empty()) else { return };
    file.note(&format!(
        "What {} says beside counts too. Take the # away from what shall differ here.",
        own.path
    ));
    for line in own.rest.lines() {
        let _ = writeln!(file.0, "# {line}");
    }
}

/// The places of the generator's own feeds, which subscribers have.
fn feeds(found: &Discovery, file: &mut Writer) {
    let (Some((generator, _)), Some(feeds)) = (&found.generator, &found.feeds) else { return };
    let title = generator.profile().title;
    let OwnFeeds { path, files, places, output, .. } = feeds;
    file.note(&format!(
        "To keep the addresses of the feeds that {title} writes, take the # away and build after {title}, with\n# `--output {output}`. Before the first build, `feedmill adopt FEED` takes over the ids in its feed."
    ));
    let _ = writeln!(file.0, "# feeds:\n#   path: {path}\n#   files:");
    for (format, name) in files {
        let key = match format {
            Format::Atom => "atom",
            Format::Rss => "rss",
            Format::JsonFeed => "json",
        };
        let _ = writeln!(file.0, "#     {key}: {}", scalar(name));
    }
    for (kind, place) in places {
        let _ = writeln!(file.0, "#   {kind}:\n#     path: {}", scalar(place));
    }
    for line in found.own.iter().flat_map(|own| own.feeds.lines()) {
        let _ = writeln!(file.0, "#   # {line}");
    }
}

struct Writer(String);

impl Writer {
    fn note(&mut self, note: &str) {
        let _ = writeln!(self.0, "\n# {note}");
    }

    fn set(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key}: {}", scalar(value));
    }

    fn note_set(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "# {key}: {}", scalar(value));
    }

    fn hint(&mut self, note: &str, key: &str, hint: Option<&Hint>) {
        let Some(Hint { value, from }) = hint else { return };
        let from = if from.is_empty() { String::new() } else { format!(" (From {from}.)") };
        self.note(&format!("{note}{from}"));
        self.set(key, value);
    }
}

/// A text as YAML, in quotes where it needs them.
#[must_use]
pub fn scalar(text: &str) -> String {
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let written = written.trim_end();
    // A block scalar would span lines.
    if written.contains('\n') { format!("{text:?}") } else { written.to_owned() }
}
