//! `feedmill explain`.

use super::arguments::ExplainArguments;
use super::{Exit, Terminal, configuration, request};
use crate::explain;

/// Says everything that is known of an article.
pub(super) fn run(arguments: &ExplainArguments, terminal: &mut Terminal<'_>) -> Exit {
    let config = match configuration(&arguments.site.site) {
        Ok(config) => config,
        Err(problems) => {
            terminal.tell(&problems);
            return Exit::Usage;
        }
    };
    match explain(&request(&arguments.site), &config, &arguments.article) {
        Ok(facts) => {
            for fact in facts {
                let why =
                    if fact.why.is_empty() { String::new() } else { format!("  ({})", fact.why) };
                // Nothing is left to be told if the terminal is gone.
                let _ = writeln!(terminal.out, "{:<12} {}{why}", fact.name, fact.value);
            }
            Exit::Done
        }
        Err(failure) => terminal.fail(failure),
    }
}
