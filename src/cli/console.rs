//! What people read in the terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::model::{Reason, SkippedFile};
use crate::problem::{Place, Problem, Problems, Severity};
use crate::{Changes, Publication, Request};

/// How many warnings of one code a build shows.
const MOST_ALIKE: usize = 5;

/// Writes each problem with the text that it is about.
pub(super) fn problems(messages: &mut dyn Write, problems: &Problems, color: bool) {
    for problem in problems {
        write_problem(messages, problem, 0, color);
    }
}

/// Writes every error and the first warnings of each code, so that none drowns the others. Of warnings
/// in the same words, and of errors at the same place, the first stands for all.
pub(super) fn problems_in_short(messages: &mut dyn Write, problems: &Problems, color: bool) {
    let mut numbers = BTreeMap::new();
    for problem in problems {
        *numbers.entry(alike(problem)).or_insert(0_usize) += 1;
    }
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems {
        // Those that the first stood for are gone.
        let Some(number) = numbers.remove(&alike(problem)) else { continue };
        let told = told.entry(problem.code.name()).or_default();
        *told += usize::from(!problem.is_error());
        if *told <= MOST_ALIKE || problem.is_error() {
            write_problem(messages, problem, number - 1, color);
        }
    }
    let more: Vec<String> = told
        .into_iter()
        .filter(|(_, told)| *told > MOST_ALIKE)
        .map(|(code, told)| format!("{} {code}", told - MOST_ALIKE))
        .collect();
    if !more.is_empty() {
        // Nothing is left to be told if the terminal is gone.
        let _ = writeln!(
            messages,
            "And more warnings like these: {}. `feedmill check` tells all.\n",
            more.join(", ")
        );
    }
}

/// What two problems have in common of which one stands for both.
fn alike(problem: &Problem) -> (&str, &str, Option<(&str, usize)>) {
    let place = problem.place.as_ref().filter(|_| problem.is_error());
    (problem.code.name(), &problem.message, place.map(|at| (at.path.as_str(), at.line)))
}

/// Writes a problem, and how many `more` like it there are.
fn write_problem(messages: &mut dyn Write, problem: &Problem, more: usize, color: bool) {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let more = (more > 0).then(|| format!("{more} more like this"));
    let _ = writeln!(messages, "{}\n", renderer.render(&groups(problem, more.as_deref())));
}

fn groups<'a>(problem: &'a Problem, more: Option<&'a str>) -> Vec<Group<'a>> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&problem.message).id(problem.code.name());
    let mut group = Group::with_title(title);
    if let Some(place) = &problem.place {
        group = shown(group, place, &problem.label, AnnotationKind::Primary);
    }
    if let Some((place, label)) = &problem.related {
        group = shown(group, place, label, AnnotationKind::Context);
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    if let Some(more) = more {
        group = group.element(Level::NOTE.message(more));
    }
    vec![group]
}

fn shown<'a>(
    group: Group<'a>,
    place: &'a Place,
    label: &'a str,
    kind: AnnotationKind,
) -> Group<'a> {
    if place.excerpt.is_empty() {
        return group.element(Origin::path(&place.path));
    }
    let mut annotation = kind.span(place.underline.clone());
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    group.element(
        Snippet::source(&place.excerpt)
            .path(&place.path)
            .line_start(place.line)
            .annotation(annotation),
    )
}

/// Says in a few lines what was read, withheld and written.
pub(super) fn build(
    out: &mut dyn Write,
    publication: &Publication,
    changes: &Changes,
    request: &Request,
) {
    let _ = write_build(out, publication, changes, request);
}

fn write_build(
    out: &mut dyn Write,
    publication: &Publication,
    changes: &Changes,
    request: &Request,
) -> io::Result<()> {
    let Publication { read, articles, recognised, embargoed, skipped, plans, .. } = publication;
    let with = |is_meant: fn(&Reason) -> bool| -> Vec<&SkippedFile> {
        skipped.iter().filter(|file| is_meant(&file.reason)).collect()
    };
    writeln!(out, "Read       {}: {} published", count(*read, "file"), articles.len())?;
    for known in recognised.iter().filter(|known| known.is_same()) {
        writeln!(out, "Known      {} is {}, and keeps its id", known.path, known.before)?;
    }
    let withheld = with(|reason| reason.is_withheld()).len();
    if withheld > 0 {
        writeln!(out, "Withheld   {} by draft or published: false", count(withheld, "article"))?;
    }
    if let Some(next) = embargoed.first() {
        writeln!(
            out,
            "Withheld   {} until their date; next is {} on {}",
            count(embargoed.len(), "article"),
            next.source.path,
            next.published.to_rfc3339(),
        )?;
    }
    let expired = with(|reason| matches!(reason, Reason::Expired(_))).len();
    if expired > 0 {
        writeln!(out, "Withheld   {} that expired", count(expired, "article"))?;
    }
    let pages = with(|reason| matches!(reason, Reason::Page(_)));
    if !pages.is_empty() {
        writeln!(out, "Passed by  {}: {}", count(pages.len(), "page"), few(&pages))?;
    }
    let without_page = with(|reason| *reason == Reason::NoPage);
    if !without_page.is_empty() {
        let articles = count(without_page.len(), "article");
        writeln!(out, "Left out   {articles} without a page: {}", few(&without_page))?;
    }
    let unsupported = with(|reason| matches!(reason, Reason::Unsupported(_)));
    if let Some(first) = unsupported.first() {
        let files = count(unsupported.len(), "file");
        writeln!(out, "Left out   {files}, for {}: {}", first.reason, few(&unsupported))?;
    }
    let broken = with(|reason| *reason == Reason::Broken).len();
    if broken > 0 {
        writeln!(out, "Left out   {} with errors", count(broken, "article"))?;
    }
    writeln!(
        out,
        "Published  {} to {}: {} written, {} unchanged, {} removed",
        count(plans.len(), "feed"),
        request.output.display(),
        count(changes.written.len(), "file"),
        changes.unchanged.len(),
        changes.removed.len(),
    )
}

/// The first of the names, and how many more there are.
fn few(files: &[&SkippedFile]) -> String {
    let names: Vec<&str> = files.iter().take(3).map(|file| &*file.path).collect();
    let first = names.join(", ");
    match files.len() - names.len() {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// Says which files publishing would change, one line each.
pub(super) fn differences(out: &mut dyn Write, changes: &Changes, request: &Request) {
    let _ = write_differences(out, changes, request);
}

fn write_differences(out: &mut dyn Write, changes: &Changes, request: &Request) -> io::Result<()> {
    let place = |path: &String| request.output.join(path);
    for path in &changes.written {
        let verb = if place(path).exists() { "Change" } else { "Add" };
        writeln!(out, "{verb:<10} {}", place(path).display())?;
    }
    for path in &changes.removed {
        writeln!(out, "Remove     {}", place(path).display())?;
    }
    if changes.ledger {
        writeln!(out, "Change     {}", request.site.join("feedmill.lock").display())?;
    }
    let differing = changes.written.len() + changes.removed.len() + usize::from(changes.ledger);
    match differing {
        0 => writeln!(out, "Checked    {}: as it is to be", request.output.display()),
        _ => writeln!(out, "Checked    {differing} of the files differ; nothing was written"),
    }
}

/// Says that another build has to end first.
pub(super) fn waiting() {
    let _ = writeln!(io::stderr(), "Waiting    for another build of this site to end");
}

/// Says that nothing was written, and why.
pub(super) fn refused(messages: &mut dyn Write, problems: &Problems) {
    let _ = writeln!(
        messages,
        "Nothing was written: {}. The published feeds are as they were.\n\
         To publish the other articles all the same, add --skip-broken.",
        count(problems.errors(), "error"),
    );
}

/// Says that nothing was written because of what subscribers would see.
pub(super) fn denied(messages: &mut dyn Write, problems: &Problems) {
    let _ = writeln!(
        messages,
        "Nothing was written: {}. The published feeds are as they were.",
        count(problems.errors(), "denied change"),
    );
}

pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
