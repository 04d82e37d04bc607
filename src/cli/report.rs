//! What people read in the terminal.

use std::io::{self, Write};
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::problem::{Place, Problem, Problems, Severity};
use crate::{Changes, Publication, Request};

/// Writes each problem with the text that it is about.
pub(super) fn problems(messages: &mut dyn Write, problems: &Problems, color: bool) {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    for problem in problems {
        // Nothing is left to be told if the terminal is gone.
        let _ = writeln!(messages, "{}\n", renderer.render(&groups(problem)));
    }
}

fn groups(problem: &Problem) -> Vec<Group<'_>> {
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
    let Publication {
        read,
        articles,
        recognised,
        withheld,
        pages,
        embargoed,
        expired,
        broken,
        plans,
        ..
    } = publication;
    writeln!(out, "Read       {}: {} published", count(*read, "file"), articles.len())?;
    for known in recognised.iter().filter(|known| known.certain) {
        writeln!(out, "Known      {} is {}, and keeps its id", known.path, known.before)?;
    }
    if *withheld > 0 {
        writeln!(out, "Withheld   {} by draft or published: false", count(*withheld, "article"))?;
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
    if *expired > 0 {
        writeln!(out, "Withheld   {} that expired", count(*expired, "article"))?;
    }
    if !pages.is_empty() {
        writeln!(out, "Passed by  {}: {}", count(pages.len(), "page"), few(pages))?;
    }
    if *broken > 0 {
        writeln!(out, "Left out   {} with errors", count(*broken, "article"))?;
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
fn few(names: &[Arc<str>]) -> String {
    let shown = names.len().min(3);
    let first = names[..shown].join(", ");
    match names.len() - shown {
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
