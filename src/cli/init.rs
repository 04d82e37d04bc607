//! `feedmill init`.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, BufRead, Write as _};
use std::path::Path;

use chrono::NaiveDate;

use super::arguments::InitArguments;
use super::console::count;
use super::{Ended, Exit, Stop, Terminal, configuration, look};
use crate::config::{self, Config, FILE_NAME};
use crate::discover::{self, Discovery, Hint};
use crate::generator::{Generator, UNDATED};
use crate::model::{ArticleRecord, Reason, SkippedFile};
use crate::problem::{Code, Place, Problem, Problems};
use crate::{Failure, Publication, Request, body_selector, prepare};

/// How many errors of the first build are shown whole.
const MOST_SHOWN: usize = 5;

/// Writes a configuration for the site that is there, and shows what a build would give.
pub(super) fn run(arguments: &InitArguments, terminal: &mut Terminal) -> Ended {
    let site = &arguments.look.site.here();
    let usage = |problem: Problem| Stop::Usage(problem.into());
    let target = site.join(FILE_NAME);
    if target.symlink_metadata().is_ok() {
        return Err(usage(exists(&target)));
    }
    let mut found = discover::discover(site).map_err(usage)?;
    write_found(terminal, &found);
    let guesses_title = found.title.is_none() && arguments.title.is_none();
    let is_guessed = arguments.yes || found.generator.is_some();
    settle(arguments, &mut found, terminal)?;
    let request = Request { skip_broken: true, ..look(&arguments.look) };
    let mut is_written = false;
    let written = write_and_build(&target, &mut found, &request, &mut is_written);
    let ended = written.map(|(config, publication)| {
        terminal.say(&format!("Wrote      {}", target.display()));
        if let Some(title) = found.title.as_ref().filter(|_| is_guessed && guesses_title) {
            terminal.say(&format!(
                "Title      {}, since no file here tells what the site is called: `title:` in feedmill.yaml",
                title.value
            ));
        }
        write_built(terminal, &found);
        write_left(terminal, &found);
        write_exclusion(terminal, &found, &config);
        match publication {
            Ok(publication) => {
                Ok(first_build(&publication, &found, &config, terminal))
            }
            Err(Failure::Content(problems) | Failure::Denied(problems)) => {
                refused(&problems, terminal);
                Ok(Exit::Content)
            }
            Err(failure) => Err(failure.into()),
        }
    });
    let ended = ended.and_then(|ended| ended);
    let is_kept = matches!(ended, Ok(Exit::Done)) || !is_written;
    if !is_kept && std::fs::remove_file(&target).is_ok() {
        terminal.say(&format!("Removed    {}, for nothing can be built by it", target.display()));
    }
    ended
}

/// Writes what was found, and prepares a build by it. Pages that are not those of the articles are no built
/// site; the element that holds the article on others is written down, so that it stays the same.
fn write_and_build(
    target: &Path,
    found: &mut Discovery,
    request: &Request,
    is_written: &mut bool,
) -> Result<(Config, Result<Publication, Failure>), Stop> {
    loop {
        let text = discover::text(found);
        // What is written must be read again, or nothing is gained.
        config::parse(FILE_NAME, &text).map_err(Stop::Usage)?;
        write_new(target, &text)?;
        *is_written = true;
        let config = configuration(&request.site)?;
        let publication = prepare(request, &config);
        let is_other_site = |problem: &Problem| problem.code == Code::SiteNotBuilt;
        if let Err(Failure::Content(problems)) = &publication
            && found.built.is_some()
            && problems.iter().any(is_other_site)
        {
            found.built = None;
        } else if let (Some(built), Ok(publication)) = (&mut found.built, &publication)
            && built.body.is_none()
            && let Some(body) = body_selector(request, &config, publication)
        {
            built.body = Some(body);
        } else {
            return Ok((config, publication));
        }
        std::fs::remove_file(target).map_err(|error| not_written(target, &error))?;
        *is_written = false;
    }
}

/// What the pages of the site decide, or would.
fn write_built(terminal: &mut Terminal, found: &Discovery) {
    match (&found.built, &found.generator) {
        (Some(built), _) => {
            let body = built.body.as_ref().map(|body| format!(" (`{body}`)")).unwrap_or_default();
            terminal.say(&format!(
                "Built      {}: its pages decide what is published, the addresses and the bodies{body}",
                built.folder
            ));
        }
        (None, Some((generator, _))) => terminal.say(&format!(
            "Built      nowhere yet: once {} has written its pages, `built:` takes addresses and bodies from them",
            generator.profile().title
        )),
        (None, None) => {}
    }
}

fn exists(target: &Path) -> Problem {
    Problem::new(Code::Usage, "this site already has a configuration, which was not changed")
        .at(Place::of_file(&target.to_string_lossy()))
        .help("change that file, or move it away and run `feedmill init` again")
}

/// Makes the file, and never another in its place.
fn write_new(target: &Path, text: &str) -> Result<(), Stop> {
    let file = OpenOptions::new().write(true).create_new(true).open(target);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| not_written(target, &error))
}

fn not_written(target: &Path, error: &io::Error) -> Stop {
    let problem = Problem::new(Code::Io, format!("cannot be written: {error}"))
        .at(Place::of_file(&target.to_string_lossy()));
    Failure::Machine(Box::new(problem)).into()
}

fn write_found(terminal: &mut Terminal, found: &Discovery) {
    match &found.generator {
        Some((generator, mark)) => {
            terminal
                .say(&format!("Found      a site made with {}: {mark}", generator.profile().title));
        }
        None => terminal.say("Found      a folder that no generator known to Feedmill has made"),
    }
    let folder = match found.articles.folder.as_str() {
        "." => "the folder",
        folder => folder,
    };
    terminal
        .say(&format!("           {} in {folder}", count(found.articles.number, "dated article")));
}

fn write_left(terminal: &mut Terminal, found: &Discovery) {
    let Some(own) = found.own.as_ref().filter(|_| !found.left.is_empty()) else { return };
    terminal.say(&format!("Left       in {}, what Feedmill does not read:", own.path));
    for left in &found.left {
        terminal.say(&format!("           {}: {}", left.key, left.advice));
    }
}

/// Says how to keep Feedmill's own files from being published, where the generator publishes whatever lies in
/// the site's folder.
fn write_exclusion(terminal: &mut Terminal, found: &Discovery, config: &Config) {
    let Some(own) = found.own.as_ref().filter(|_| config.publishes(FILE_NAME)) else { return };
    terminal.say(&format!(
        "Exclude    feedmill.yaml and feedmill.lock, or the site shows them: `exclude: [feedmill.yaml, feedmill.lock]` in {}",
        own.path
    ));
}

/// One of the three settings that only a person knows for sure.
struct Question<'a> {
    key: &'static str,
    asked: &'static str,
    /// What was answered on the command line.
    given: Option<&'a String>,
    flag: &'static str,
    found: &'a mut Option<Hint>,
    /// What stands to reason where nothing was found.
    guess: Option<Hint>,
}

/// Asks what was not found, and takes what the command line says before all.
fn settle(
    arguments: &InitArguments,
    found: &mut Discovery,
    terminal: &mut Terminal,
) -> Result<(), Stop> {
    let generator = found.generator.as_ref().map(|(generator, _)| *generator);
    // What a generator takes where nothing is said need not be asked.
    let yes = arguments.yes || generator.is_some();
    settle_one(
        Question {
            key: "base_url",
            asked: "Address of the site, such as https://www.example.org",
            given: arguments.url.as_ref(),
            flag: "--url",
            guess: None,
            found: &mut found.base_url,
        },
        arguments.yes,
        terminal,
    )?;
    let title = title_guess(found, &arguments.look.site.here());
    let takes_title = arguments.yes || (yes && title.is_some());
    settle_one(
        Question {
            key: "title",
            asked: "Title of the site",
            given: arguments.title.as_ref(),
            flag: "--title",
            guess: title,
            found: &mut found.title,
        },
        takes_title,
        terminal,
    )?;
    settle_one(
        Question {
            key: "timezone",
            asked: "Time zone of its dates, such as Europe/Paris",
            given: arguments.timezone.as_ref(),
            flag: "--timezone",
            guess: Some(zone_guess(generator)),
            found: &mut found.timezone,
        },
        yes,
        terminal,
    )
}

/// The host of the address, else the name of the folder.
fn title_guess(found: &Discovery, site: &Path) -> Option<Hint> {
    let host = found.base_url.as_ref().and_then(|hint| {
        let (_, rest) = hint.value.split_once("://")?;
        let host = rest.split('/').next()?.trim_start_matches("www.");
        (!host.is_empty()).then(|| Hint { value: host.to_owned(), from: "the address".to_owned() })
    });
    host.or_else(|| {
        let folder = site.canonicalize().ok()?;
        let value = folder.file_name()?.to_str()?.to_owned();
        Some(Hint { value, from: "the name of the folder".to_owned() })
    })
}

/// Generators take UTC where they are told nothing; a person who has none means the own clock.
fn zone_guess(generator: Option<Generator>) -> Hint {
    if let Some(generator) = generator {
        let from = format!("what {} takes where nothing is said", generator.profile().title);
        return Hint { value: "UTC".to_owned(), from };
    }
    let machine = iana_time_zone::get_timezone().ok();
    let machine = machine.filter(|zone| zone != "Etc/UTC" && check("timezone", zone).is_ok());
    let value = machine.unwrap_or_else(|| "UTC".to_owned());
    Hint { value, from: "this machine".to_owned() }
}

fn settle_one(question: Question<'_>, yes: bool, terminal: &mut Terminal) -> Result<(), Stop> {
    let Question { key, asked, given, flag, found, guess } = question;
    if let Some(given) = given {
        let value = tidy(key, given);
        check(key, &value).map_err(Stop::Usage)?;
        *found = Some(Hint { value, from: String::new() });
        return Ok(());
    }
    if found.as_ref().is_some_and(|hint| check(key, &hint.value).is_ok()) {
        return Ok(());
    }
    *found = match (guess, yes) {
        (Some(guess), true) => Some(guess),
        (None, true) => return Err(Stop::Usage(unknown(asked, flag).into())),
        (guess, false) => Some(ask(key, asked, flag, guess.as_ref(), terminal)?),
    };
    Ok(())
}

/// Asks until there is an answer that can stand.
fn ask(
    key: &str,
    asked: &str,
    flag: &str,
    guess: Option<&Hint>,
    terminal: &mut Terminal,
) -> Result<Hint, Stop> {
    loop {
        let offer = guess.map(|hint| format!(" [{}]", hint.value)).unwrap_or_default();
        terminal.ask(&format!("{asked}{offer}: "));
        let mut line = String::new();
        let ended = io::stdin().lock().read_line(&mut line).unwrap_or_default() == 0;
        if ended {
            terminal.say("");
        }
        let answer = line.trim();
        match (guess, answer.is_empty()) {
            (Some(guess), true) => return Ok(guess.clone()),
            (None, true) if ended => return Err(Stop::Usage(unknown(asked, flag).into())),
            (None, true) => {}
            (_, false) => {
                let value = tidy(key, answer);
                match check(key, &value) {
                    Ok(()) => return Ok(Hint { value, from: String::new() }),
                    Err(problems) => {
                        for problem in &problems {
                            let help = problem.help.as_deref().unwrap_or(&problem.label);
                            terminal.say(&format!("{}: {help}", problem.message));
                        }
                    }
                }
            }
        }
    }
}

/// People write addresses without their scheme.
fn tidy(key: &str, answer: &str) -> String {
    let answer = answer.trim();
    if key == "base_url" && !answer.contains("://") && answer.contains('.') {
        return format!("https://{answer}");
    }
    answer.to_owned()
}

/// Whether a configuration takes the value.
fn check(key: &str, value: &str) -> Result<(), Problems> {
    let mut settings = BTreeMap::from([("title", "T"), ("base_url", "https://site.example")]);
    settings.insert(key, value);
    let lines = settings.iter().map(|(key, value)| format!("{key}: {}\n", discover::scalar(value)));
    config::parse(FILE_NAME, &lines.collect::<String>()).map(drop)
}

fn unknown(asked: &str, flag: &str) -> Problem {
    let what = asked.split(", such as").next().unwrap_or(asked).to_lowercase();
    Problem::new(Code::Usage, format!("no file here tells the {what}, and it is part of every id"))
        .help(format!("name it, as in `feedmill init {flag} https://www.example.org`"))
}

/// Shows what the first build would publish, and what stands in its way. `discovery` is what was found before
/// anything was written.
fn first_build(
    publication: &Publication,
    discovery: &Discovery,
    config: &Config,
    terminal: &mut Terminal,
) -> Exit {
    let found = discovery.articles.number;
    let articles = count(publication.articles.len(), "article");
    let feeds = count(publication.plans.len(), "feed");
    let from = publication.articles.last().map(|article| day(article, config));
    let to = publication.articles.first().map(|article| day(article, config));
    let when = match (from, to) {
        (Some(from), Some(to)) => format!(", from {from} to {to}"),
        _ => String::new(),
    };
    terminal.say(&format!("Would give {feeds} of {articles}{when}"));
    for article in publication.articles.iter().take(3) {
        terminal.say(&format!("           {} {}", day(article, config), article.title));
        terminal.say(&format!("                      {}", article.permalink));
    }
    let skipped = &publication.skipped;
    let seen = publication.articles.len() + skipped.iter().filter(|file| is_article(file)).count();
    let missing = found.saturating_sub(seen);
    let withheld = skipped
        .iter()
        .find(|file| matches!(file.reason, Reason::Page(reason) if reason != UNDATED));
    if found == 0 {
        terminal.say("           No dated article was found: an article has a line `date: 2024-06-27`, or a name such as");
        terminal.say("           `2024-06-27-name.md`; where they lie elsewhere, write feedmill.yaml with `content:`");
    } else if let Some(file) = withheld.filter(|_| missing > 0) {
        terminal.say(&format!(
            "           But {} {} found; {missing} of them would not be published, such as {}: {}",
            count(found, "dated article"),
            if found == 1 { "was" } else { "were" },
            file.path,
            file.reason,
        ));
    } else if missing > 0 {
        terminal.say(&format!(
            "           But {} {} found: write feedmill.yaml with `content:`, the folder of all of them",
            count(found, "dated article"),
            if found == 1 { "was" } else { "were" },
        ));
    } else {
        terminal
            .say("Check      that these are the addresses of your articles: readers remember them");
    }
    warnings(&publication.problems, terminal);
    if publication.problems.errors() > 0 {
        errors(&publication.problems, terminal);
        terminal
            .say("Next       fix them, or publish the others with `feedmill build --skip-broken`");
    } else {
        match &discovery.feeds {
            Some(feeds) => {
                let path = feeds.address();
                let address = config.site.base_url.join(path.trim_start_matches('/'));
                terminal.say(&format!(
                    "Next       build the site; then `feedmill build --output {}` puts the feeds beside its pages,",
                    feeds.output
                ));
                terminal.say(&format!(
                    "           that of the site at {}",
                    address.map_or(path, String::from)
                ));
            }
            None => terminal.say("Next       `feedmill build` writes the feeds"),
        }
    }
    let is_told = missing == 0 || withheld.is_some();
    if is_told && seen > 0 && found > 0 { Exit::Done } else { Exit::Content }
}

/// Whether a file that no feed shows is an article all the same.
fn is_article(file: &SkippedFile) -> bool {
    !matches!(file.reason, Reason::Page(_) | Reason::Unsupported(_))
}

fn refused(problems: &Problems, terminal: &mut Terminal) {
    errors(problems, terminal);
    terminal.say("Next       mend this, then run `feedmill init` again");
}

/// How many warnings there are of each kind, with one for each.
fn warnings(problems: &Problems, terminal: &mut Terminal) {
    let mut kinds: BTreeMap<Code, (usize, &Problem)> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.is_error()) {
        kinds.entry(problem.code).or_insert((0, problem)).0 += 1;
    }
    for (code, (number, first)) in kinds {
        let place =
            first.place.as_ref().map(|place| format!("{}: ", place.path)).unwrap_or_default();
        terminal.say(&format!("Noticed    {number} × {code}, such as {place}{}", first.message));
    }
    if problems.warnings() > 0 {
        terminal.say("           `feedmill check` shows all of them, `feedmill check --explain CODE` what one means");
    }
}

fn errors(problems: &Problems, terminal: &mut Terminal) {
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
    terminal.say(&format!("Wrong      {} in the content", count(errors.len(), "error")));
    for problem in errors.iter().take(MOST_SHOWN) {
        terminal.tell_one(problem, 0);
    }
    if errors.len() > MOST_SHOWN {
        terminal.say(&format!(
            "           and {} more; `feedmill build` shows all",
            errors.len() - MOST_SHOWN
        ));
    }
}

/// The day of an article in the site's zone, as its author wrote it.
fn day(article: &ArticleRecord, config: &Config) -> NaiveDate {
    article.published.utc().with_timezone(&config.timezone).date_naive()
}
