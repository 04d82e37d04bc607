//! `feedmill check`.

use super::arguments::{CheckArguments, Form};
use super::{Ended, Exit, Stop, Terminal, configuration, console, look, report_file};
use crate::problem::{Code, Problem, Problems, Severity};
use crate::{Failure, inspect};

/// Holds the site against every rule.
pub(super) fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Ended {
    if let Some(code) = &arguments.explain {
        return explain(code, terminal);
    }
    let config = configuration(&arguments.look.site.path())?;
    let problems = match inspect(&look(&arguments.look), &config) {
        Ok(problems) | Err(Failure::Content(problems) | Failure::Denied(problems)) => problems,
        Err(failure) => return Err(failure.into()),
    };
    tell(arguments.format, &problems, terminal);
    Ok(if problems.errors() > 0 { Exit::Content } else { Exit::Done })
}

fn tell(form: Form, problems: &Problems, terminal: &mut Terminal) {
    match form {
        Form::Text => {
            terminal.tell(problems);
            let errors = console::count(problems.errors(), "error");
            let warnings = console::count(problems.warnings(), "warning");
            terminal.say(&format!("Checked    {errors}, {warnings}"));
        }
        Form::Json => {
            let problems: Vec<_> = problems.iter().map(report_file::told).collect();
            let told = serde_json::json!({ "version": 1, "problems": problems });
            terminal.print(&format!("{told:#}"));
        }
        Form::Github => {
            for problem in problems {
                annotate(problem, terminal);
            }
        }
    }
}

/// A message that GitHub Actions shows beside the line.
fn annotate(problem: &Problem, terminal: &mut Terminal) {
    let level = if problem.is_error() { "error" } else { "warning" };
    let title = ("title", problem.code.name());
    let help = problem.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let message = format!("{}{help}", problem.message);
    let Some(place) = &problem.place else {
        return terminal.command(level, &[title], &message);
    };
    let (line, column) = (place.line.to_string(), place.column.to_string());
    let properties = [("file", &*place.path), ("line", &line), ("col", &column), title];
    terminal.command(level, &properties, &message);
}

/// Explains the code of this name, or every code as Markdown.
fn explain(name: &str, terminal: &mut Terminal) -> Ended {
    if name.is_empty() {
        terminal
            .print("# Codes\n\nWhat `feedmill check --explain` says of every error and warning.");
        for code in Code::ALL {
            terminal.print(&format!("\n## `{code}`\n\n{}", explanation(*code)));
        }
        return Ok(Exit::Done);
    }
    let Some(code) = Code::named(name) else {
        let problem = Problem::new(Code::Usage, format!("there is no code `{name}`"))
            .help("`feedmill check --explain` lists all of them");
        return Err(Stop::Usage(problem.into()));
    };
    terminal.print(&explanation(code));
    Ok(Exit::Done)
}

fn explanation(code: Code) -> String {
    let severity = match code.severity() {
        Severity::Error => "An error: nothing is published until it is fixed.",
        Severity::Warning => {
            "A warning, unless `severity` in `feedmill.yaml` says `off` or `error`."
        }
    };
    format!("{}\n\n{severity}", code.explanation())
}
