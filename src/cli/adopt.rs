//! `feedmill adopt`.

use super::arguments::AdoptArguments;
use super::console::count;
use super::{Ended, Exit, Terminal, configuration, request};
use crate::{Adoption, adopt};

/// How many entries without an article are named.
const MOST_NAMED: usize = 20;

/// Takes over the ids of feeds.
pub(super) fn run(arguments: &AdoptArguments, terminal: &mut Terminal) -> Ended {
    let request = request(&arguments.site);
    let config = configuration(&request.site)?;
    let adoption = adopt(&request, &config, &arguments.feeds)?;
    terminal.tell(&adoption.problems);
    report(terminal, &adoption);
    for (address, file) in &adoption.addresses {
        let base = config.site.base_url.as_str();
        terminal.say(&match (file, address.strip_prefix(base)) {
            (None, _) => format!("Address    {address} stays that of a feed"),
            (Some(file), Some(path)) => format!(
                "Address    {address} is that of no feed: lead it to one, such as by `feeds: {{redirects: {{/{path}: {file}}}}}`, or give a feed that place"
            ),
            (Some(file), None) => format!(
                "Address    {address} is elsewhere: lead it to a feed here, such as {}{file}",
                config.feeds.url
            ),
        });
    }
    Ok(Exit::Done)
}

fn report(terminal: &mut Terminal, adoption: &Adoption) {
    let Adoption { documents, adopted, known, found, missing, .. } = adoption;
    let documents = count(*documents, "document");
    if *adopted == 0 {
        let why = match known {
            0 => "it has no entry that can be taken over".to_owned(),
            known => format!("all {} are known", count(*known, "id")),
        };
        return terminal.say(&format!("Adopted    nothing new from {documents}: {why}"));
    }
    let ids = count(*adopted, "id");
    terminal.say(&format!("Adopted    {ids} from {documents}; {known} known already"));
    match found {
        Some(found) => terminal.say(&format!("Found      {found} of them in the content")),
        None => {
            terminal.say("Not looked for in the content, which has errors: run `feedmill check`");
        }
    }
    if !missing.is_empty() {
        terminal
            .say(&format!("Not found  {}, which stay known by title and address:", missing.len()));
    }
    for (title, address) in missing.iter().take(MOST_NAMED) {
        terminal.say(&format!("           {title} <{address}>"));
    }
    if missing.len() > MOST_NAMED {
        terminal.say(&format!("           and {} more", missing.len() - MOST_NAMED));
    }
}
