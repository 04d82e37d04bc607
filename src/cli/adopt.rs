//! `feedmill adopt`.

use std::io::Write;

use super::arguments::AdoptArguments;
use super::console::count;
use super::{Ended, Exit, Terminal, configuration, request};
use crate::{Adoption, adopt};

/// How many entries without an article are named.
const MOST_NAMED: usize = 20;

/// Takes over the ids of feeds.
pub(super) fn run(arguments: &AdoptArguments, terminal: &mut Terminal<'_>) -> Ended {
    let config = configuration(&arguments.site.look.site)?;
    let adoption = adopt(&request(&arguments.site), &config, &arguments.feeds)?;
    terminal.tell(&adoption.problems);
    // Nothing is left to be told if the terminal is gone.
    let _ = write(terminal.out, &adoption);
    Ok(Exit::Done)
}

fn write(out: &mut dyn Write, adoption: &Adoption) -> std::io::Result<()> {
    let Adoption { documents, adopted, known, found, missing, .. } = adoption;
    let ids = count(*adopted, "id");
    writeln!(out, "Adopted    {ids} from {}; {known} were known", count(*documents, "document"))?;
    match found {
        Some(found) => writeln!(out, "Found      {found} of them in the content")?,
        None => writeln!(out, "Not sought in the content, which has errors: see `feedmill build`")?,
    }
    if !missing.is_empty() {
        writeln!(out, "Not found  {}, which stay known by title and address:", missing.len())?;
    }
    for (title, address) in missing.iter().take(MOST_NAMED) {
        writeln!(out, "           {title} <{address}>")?;
    }
    if missing.len() > MOST_NAMED {
        writeln!(out, "           and {} more", missing.len() - MOST_NAMED)?;
    }
    Ok(())
}
