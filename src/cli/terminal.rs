//! The one way to the terminal and to the logs of build services.
//!
//! Most of what is printed comes from outside: names of files, front matter, the feeds of strangers. So nothing
//! leaves here before [`visible`] has seen it, and one call prints one line, whatever its text holds.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Stderr, StdoutLock, Write};
use std::panic::PanicHookInfo;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};

use crate::problem::{self, Place, Problem, Problems, Severity};

/// How many warnings of one code are shown in short.
const MOST_ALIKE: usize = 5;

/// Where a command prints. That it is gone is no error: nothing is left to be told.
pub(super) struct Terminal {
    /// What was asked for.
    out: StdoutLock<'static>,
    /// What else there is to say.
    messages: Stderr,
    /// Whether `messages` may be coloured.
    color: bool,
    /// Whether only errors and what was asked for are printed.
    quiet: bool,
}

impl Terminal {
    pub(super) fn open(quiet: bool, no_color: bool) -> Self {
        let messages = io::stderr();
        // NO_COLOR, CLICOLOR and their like, as every program takes them that prints by this crate.
        let color = !no_color && AutoStream::choice(&messages) != ColorChoice::Never;
        Self { out: io::stdout().lock(), messages, color, quiet }
    }

    /// Prints a line that was asked for.
    pub(super) fn say(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}", line(text));
    }

    /// Says what was done, unless nobody wants to hear it.
    pub(super) fn note(&mut self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Prints a line beside what was asked for.
    pub(super) fn add(&mut self, text: &str) {
        let _ = writeln!(self.messages, "{}", line(text));
    }

    /// Prints a text of several lines that was asked for. None of its line ends may come from outside, as in JSON,
    /// which escapes them.
    pub(super) fn print(&mut self, text: &str) {
        for line in text.lines() {
            self.say(line);
        }
    }

    /// Hands a document on to the program that reads it, as it is. A person is shown it as text.
    pub(super) fn pass(&mut self, document: &[u8]) {
        if self.out.is_terminal() {
            self.print(&String::from_utf8_lossy(document));
        } else {
            let _ = self.out.write_all(document);
        }
    }

    /// Prints what a person is to answer on the same line.
    pub(super) fn ask(&mut self, text: &str) {
        let _ = write!(self.out, "{}", line(text));
        let _ = self.out.flush();
    }

    /// Prints a [workflow command] of GitHub Actions, which ends with its line.
    ///
    /// [workflow command]: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    pub(super) fn command(&mut self, name: &str, properties: &[(&str, &str)], message: &str) {
        let value = |text: &str| {
            let lines = text.split('\n').map(|line| visible(&line.replace('%', "%25")));
            lines.collect::<Vec<_>>().join("%0A")
        };
        let property = |(name, text): &(&str, &str)| {
            format!("{name}={}", value(text).replace(':', "%3A").replace(',', "%2C"))
        };
        let properties: Vec<String> = properties.iter().map(property).collect();
        let _ = writeln!(self.out, "::{name} {}::{}", properties.join(","), value(message));
    }

    /// Prints each problem with the text that it is about.
    pub(super) fn tell(&mut self, problems: &Problems) {
        for problem in problems {
            self.tell_one(problem, 0);
        }
    }

    /// Prints every error and the first warnings of each code, so that none drowns the others. Of warnings in the
    /// same words, and of errors at the same place, the first stands for all.
    pub(super) fn tell_in_short(&mut self, problems: &Problems) {
        let told = |problem: &&Problem| problem.is_error() || !self.quiet;
        let problems: Vec<&Problem> = problems.iter().filter(told).collect();
        let mut numbers = BTreeMap::new();
        for problem in &problems {
            *numbers.entry(alike(problem)).or_insert(0_usize) += 1;
        }
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for problem in problems {
            // Those that the first stood for are gone.
            let Some(number) = numbers.remove(&alike(problem)) else { continue };
            let told = told.entry(problem.code.name()).or_default();
            *told += usize::from(!problem.is_error());
            if *told <= MOST_ALIKE || problem.is_error() {
                self.tell_one(problem, number - 1);
            }
        }
        let more: Vec<String> = told
            .into_iter()
            .filter(|(_, told)| *told > MOST_ALIKE)
            .map(|(code, told)| format!("{} {code}", told - MOST_ALIKE))
            .collect();
        if !more.is_empty() {
            let more = more.join(", ");
            self.add(&format!("And more warnings like these: {more}. `feedmill check` shows all."));
            self.add("");
        }
    }

    /// Prints a problem, and how many `more` like it there are.
    pub(super) fn tell_one(&mut self, problem: &Problem, more: usize) {
        if problem.is_error() || !self.quiet {
            let _ = writeln!(self.messages, "{}\n", rendered(problem, more, self.color));
        }
    }

    /// Whether somebody watches who would see a line move.
    pub(super) fn is_watched(&self) -> bool {
        !self.quiet && self.messages.is_terminal()
    }
}

/// Says that another build has to end first.
pub(super) fn waiting() {
    let _ = writeln!(io::stderr(), "Waiting    for another build of this site to end");
}

/// Says that the program failed, in whichever thread.
pub(super) fn panicked(panic: &PanicHookInfo<'_>) {
    let _ = writeln!(io::stderr(), "{}\n", rendered(&problem::of_panic(panic), 0, false));
}

/// What two problems have in common of which one stands for both.
fn alike(problem: &Problem) -> (&str, &str, Option<(&str, usize)>) {
    let place = problem.place.as_ref().filter(|_| problem.is_error());
    (problem.code.name(), &problem.message, place.map(|at| (at.path.as_str(), at.line)))
}

/// A line of its own, which is no [command](Terminal::command).
fn line(text: &str) -> String {
    let line = visible(text);
    match line.trim_start().strip_prefix("::") {
        Some(rest) => format!("\\u003a:{rest}"),
        None => line,
    }
}

/// The text with nothing in it that a terminal or a build service would carry out: control characters, line ends,
/// directions of writing (Unicode's `Bidi_Control`) and the `##[error]` and `##vso[…]` of GitHub and Azure stand as
/// JSON escapes them.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let is_carried_out = match letter {
            '\t' => false,
            '#' => visible.ends_with('#') && begins_with_command(rest.as_str()),
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => true,
            letter => letter.is_control(),
        };
        match letter {
            '\n' => visible.push_str("\\n"),
            '\r' => visible.push_str("\\r"),
            letter if is_carried_out => {
                // Writing to a string cannot fail.
                let _ = write!(visible, "\\u{:04x}", u32::from(letter));
            }
            letter => visible.push(letter),
        }
    }
    visible
}

/// Whether a text that stands behind `##` makes a command of it.
fn begins_with_command(text: &str) -> bool {
    text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).starts_with('[')
}

/// The problem as people read it.
fn rendered(problem: &Problem, more: usize, color: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&problem.message)).id(problem.code.name());
    let mut group = Group::with_title(title);
    if let Some(place) = &problem.place {
        group = shown(group, place, &problem.label, AnnotationKind::Primary);
    }
    if let Some((place, label)) = &problem.related {
        group = shown(group, place, label, AnnotationKind::Context);
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    if more > 0 {
        group = group.element(Level::NOTE.message(format!("{more} more like this")));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

fn shown<'a>(group: Group<'a>, place: &Place, label: &str, kind: AnnotationKind) -> Group<'a> {
    let path = visible(&place.path);
    if place.excerpt.is_empty() {
        return group.element(Origin::path(path));
    }
    let part = |range| visible(place.excerpt.get(range).unwrap_or_default());
    let before = part(0..place.underline.start);
    let underlined = part(place.underline.clone());
    let after = part(place.underline.end..place.excerpt.len());
    let mut annotation = kind.span(before.len()..before.len() + underlined.len());
    if !label.is_empty() {
        annotation = annotation.label(visible(label));
    }
    group.element(
        Snippet::source(before + &underlined + &after)
            .path(path)
            .line_start(place.line)
            .annotation(annotation),
    )
}
