//! What a build says of itself.

use super::terminal::Terminal;
use crate::config::Config;
use crate::model::{Reason, SkippedFile};
use crate::problem::{Code, Problems};
use crate::{Changes, Publication, Request};

/// Says in a few lines what was read, withheld and written, unless nobody wants to hear it.
pub(super) fn build(
    terminal: &mut Terminal,
    publication: &Publication,
    changes: &Changes,
    request: &Request,
    config: &Config,
) {
    let Publication { read, articles, recognised, embargoed, skipped, plans, .. } = publication;
    let with = |is_meant: fn(&Reason) -> bool| -> Vec<&SkippedFile> {
        skipped.iter().filter(|file| is_meant(&file.reason)).collect()
    };
    terminal.note(&format!("Read       {}: {} published", count(*read, "file"), articles.len()));
    for known in recognised.iter().filter(|known| known.is_same()) {
        terminal.note(&format!("Known      {} is {}, and keeps its id", known.path, known.before));
    }
    let withheld = with(|reason| reason.is_withheld()).len();
    if withheld > 0 {
        terminal.note(&format!(
            "Withheld   {} by draft or published: false",
            count(withheld, "article")
        ));
    }
    if let Some(next) = embargoed.first() {
        terminal.note(&format!(
            "Withheld   {} until their date; next is {} on {}",
            count(embargoed.len(), "article"),
            next.source.path,
            next.published.to_rfc3339()
        ));
    }
    let expired = with(|reason| matches!(reason, Reason::Expired(_))).len();
    if expired > 0 {
        terminal.note(&format!("Withheld   {} that expired", count(expired, "article")));
    }
    let pages = with(|reason| matches!(reason, Reason::Page(_)));
    if !pages.is_empty() {
        terminal.note(&format!(
            "Skipped    {}: {}",
            count(pages.len(), "page"),
            few(paths(&pages))
        ));
    }
    let without_page = with(|reason| *reason == Reason::NoPage);
    if !without_page.is_empty() {
        let articles = count(without_page.len(), "article");
        terminal
            .note(&format!("Left out   {articles} without a page: {}", few(paths(&without_page))));
    }
    let unsupported = with(|reason| matches!(reason, Reason::Unsupported(_)));
    if let Some(first) = unsupported.first() {
        let files = count(unsupported.len(), "file");
        terminal.note(&format!(
            "Left out   {files}, for {}: {}",
            first.reason,
            few(paths(&unsupported))
        ));
    }
    if articles.is_empty() && embargoed.is_empty() && withheld + expired == 0 {
        terminal.note(&format!(
            "No article was found in {}: name their folder behind `content:`, or see what `feedmill init` finds",
            config.content.folder
        ));
    }
    let broken = with(|reason| *reason == Reason::Broken).len();
    if broken > 0 {
        terminal.note(&format!("Left out   {} with errors", count(broken, "article")));
    }
    if !changes.kept.is_empty() {
        let files = count(changes.kept.len(), "file");
        let names = few(changes.kept.iter().map(String::as_str));
        terminal.note(&format!("Kept       {files} that Feedmill did not write: {names}"));
    }
    if !changes.replaced.is_empty() {
        let profile = config.profile();
        let writer = if profile.title.is_empty() { "another program" } else { profile.title };
        let off = profile.own_feeds.map_or(String::new(), |feeds| {
            format!(". To have {writer} write none, {}", feeds(None).off)
        });
        terminal.note(&format!(
            "Replaced   {} that {writer} wrote: {}{off}",
            count(changes.replaced.len(), "feed"),
            few(changes.replaced.iter().map(String::as_str))
        ));
    }
    terminal.note(&format!(
        "Published  {} to {}: {} written, {} unchanged, {} removed",
        count(plans.len(), "feed"),
        request.output.display(),
        count(changes.written.len(), "file"),
        changes.unchanged.len(),
        changes.removed.len()
    ));
}

fn paths<'a>(files: &'a [&SkippedFile]) -> impl Iterator<Item = &'a str> {
    files.iter().map(|file| &*file.path)
}

/// The first of the names, and how many more there are.
fn few<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let first: Vec<&str> = names.iter().copied().take(3).collect();
    let (first, more) = (first.join(", "), names.len() - first.len());
    match more {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// Says which files publishing would change, one line each.
pub(super) fn differences(terminal: &mut Terminal, changes: &Changes, request: &Request) {
    let place = |path: &String| request.output.join(path);
    for path in &changes.written {
        let verb = if place(path).exists() { "Change" } else { "Add" };
        terminal.say(&format!("{verb:<10} {}", place(path).display()));
    }
    for path in &changes.removed {
        terminal.say(&format!("Remove     {}", place(path).display()));
    }
    if changes.ledger {
        terminal.say(&format!("Change     {}", request.site.join("feedmill.lock").display()));
    }
    let differing = changes.written.len() + changes.removed.len() + usize::from(changes.ledger);
    match differing {
        0 => terminal.say(&format!("Checked    {}: as it is to be", request.output.display())),
        _ => terminal
            .say(&format!("Checked    {differing} of the files differ; nothing was written")),
    }
}

/// Says that nothing was written, and why.
pub(super) fn refused(terminal: &mut Terminal, problems: &Problems) {
    let errors = count(problems.errors(), "error");
    terminal.add(&format!("Nothing was written: {errors}. The published feeds are as they were."));
    // What concerns the whole site leaves no others; feeds that meet cannot be left out.
    let is_of_all = |code| {
        matches!(
            code,
            Code::ContentMissing
                | Code::FeedsMeet
                | Code::FileTaken
                | Code::SettingsUnclear
                | Code::SiteNotBuilt
        )
    };
    if problems.iter().all(|problem| !is_of_all(problem.code)) {
        terminal.add("To publish the other articles all the same, add --skip-broken.");
    }
}

/// Says that nothing was written because of what subscribers would see.
pub(super) fn denied(terminal: &mut Terminal, problems: &Problems) {
    let denied = count(problems.errors(), "denied change");
    terminal.add(&format!("Nothing was written: {denied}. The published feeds are as they were."));
}

pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
