//! `feedmill explain`.

use super::arguments::ExplainArguments;
use super::{Ended, Exit, Terminal, configuration, request};
use crate::explain;

/// Says everything that is known of an article.
pub(super) fn run(arguments: &ExplainArguments, terminal: &mut Terminal) -> Ended {
    let request = request(&arguments.site);
    let config = configuration(&request.site)?;
    for fact in explain(&request, &config, &arguments.article)? {
        let why = if fact.why.is_empty() { String::new() } else { format!("  ({})", fact.why) };
        terminal.say(&format!("{:<12} {}{why}", fact.name, fact.value));
    }
    Ok(Exit::Done)
}
