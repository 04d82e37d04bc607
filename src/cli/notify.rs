//! `feedmill notify`: WebSub, section 7: a publisher tells its hubs which feeds have changed.

use std::thread;
use std::time::{Duration, Instant};

use chrono::DateTime;
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body};

use super::arguments::NotifyArguments;
use super::pending::Pending;
use super::report_file::ReportFile;
use super::{Ended, Exit, Stop, Terminal, configuration, console, now};
use crate::problem::{Code, Problem};

/// How often a hub is asked before it counts as out of reach.
const ATTEMPTS: u32 = 4;

/// The first pause; each is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The longest pause that a hub may ask for.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// How long all pings of one hub may take together.
const PATIENCE: Duration = Duration::from_mins(5);

/// Tells every hub of the configuration which feeds the report says changed, and what an earlier
/// run could not tell it.
pub(super) fn run(arguments: &NotifyArguments, terminal: &mut Terminal) -> Ended {
    let config = configuration(&arguments.site.path())?;
    let report =
        ReportFile::read(&arguments.report).map_err(|problem| Stop::Usage(problem.into()))?;
    let changed = report.feeds.iter().filter(|feed| feed.changed);
    let changed: Vec<&str> = changed.flat_map(|feed| &feed.topics).map(String::as_str).collect();
    let kept = arguments.pending.as_deref();
    let mut before = kept.map_or_else(|| Ok(Pending::default()), Pending::read)?;
    for hub in &config.feeds.hubs {
        before.add(hub.as_str(), &changed);
    }
    // A run that is killed leaves all of it to the next.
    kept.map_or(Ok(()), |path| before.write(path))?;
    let (mut exit, mut told, mut after) = (Exit::Done, false, Pending::default());
    for hub in &config.feeds.hubs {
        let feeds = before.of(hub.as_str());
        told |= !feeds.is_empty();
        match ping_all(hub.as_str(), &feeds, arguments.timeout) {
            Ok(()) if feeds.is_empty() => {}
            Ok(()) => {
                let feeds = console::count(feeds.len(), "feed");
                terminal.say(&format!("Notified   {hub} of {feeds}"));
            }
            Err(Untold { reason, feeds }) => {
                exit = Exit::Machine;
                after.add(hub.as_str(), feeds);
                let help = match kept {
                    Some(_) => "the next run tells it what is left",
                    None => "run `feedmill notify` again later; telling a hub twice does no harm",
                };
                let message = format!("{hub} did not take the ping: {reason}");
                terminal.tell(&Problem::new(Code::HubUnreachable, message).help(help).into());
            }
        }
    }
    if changed.is_empty() && !told {
        terminal.say("Notified   nobody: no feed has changed");
    }
    kept.map_or(Ok(()), |path| after.write(path))?;
    Ok(exit)
}

/// The feeds that a hub was not told of, and why.
struct Untold<'a> {
    reason: String,
    feeds: &'a [&'a str],
}

/// One ping a feed: not every hub takes several at once. The first that fails ends it, for the
/// others would wait for the same hub.
fn ping_all<'a>(hub: &str, feeds: &'a [&'a str], timeout: u64) -> Result<(), Untold<'a>> {
    // A redirect could lead a ping to a host or a scheme that the publisher did not name.
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(timeout)))
        .max_redirects(0)
        .http_status_as_error(false)
        .build()
        .into();
    let start = Instant::now();
    for (done, feed) in feeds.iter().enumerate() {
        let untold = |reason| Untold { reason, feeds: &feeds[done..] };
        if start.elapsed() > PATIENCE {
            let (all, seconds) = (feeds.len(), PATIENCE.as_secs());
            return Err(untold(format!("{seconds} seconds did for {done} of {all} feeds")));
        }
        ping(&agent, hub, feed).map_err(untold)?;
    }
    Ok(())
}

/// Tells a hub of one feed, again while the hub says that it may help.
fn ping(agent: &Agent, hub: &str, feed: &str) -> Result<(), String> {
    let mut pause = FIRST_PAUSE;
    let mut reason = String::new();
    for attempt in 1..=ATTEMPTS {
        let asked = match agent.post(hub).send_form([("hub.mode", "publish"), ("hub.url", feed)]) {
            Ok(answer) if answer.status().is_success() => return Ok(()),
            Ok(answer) => {
                reason = told(&answer);
                let status = answer.status();
                if !status.is_server_error() && status != StatusCode::TOO_MANY_REQUESTS {
                    return Err(reason);
                }
                retry_after(&answer)
            }
            Err(error) => {
                reason = error.to_string();
                None
            }
        };
        let wait = asked.unwrap_or(pause);
        if wait > LONGEST_PAUSE {
            return Err(format!("{reason}, and asks for {} seconds of patience", wait.as_secs()));
        }
        if attempt < ATTEMPTS {
            thread::sleep(wait);
            pause *= 2;
        }
    }
    Err(format!("{reason}, {ATTEMPTS} times"))
}

/// What a hub answered, for a person.
fn told(answer: &Response<Body>) -> String {
    let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
    match place.filter(|_| answer.status().is_redirection()) {
        Some(place) => format!("it answered {}, to `{place}`", answer.status()),
        None => format!("it answered {}", answer.status()),
    }
}

/// RFC 9110, section 10.2.3: seconds, or an instant, which the hub's own clock makes a pause of.
fn retry_after(answer: &Response<Body>) -> Option<Duration> {
    let text = |name| answer.headers().get(name)?.to_str().ok().map(str::trim);
    let instant = |text: &str| DateTime::parse_from_rfc2822(text).ok();
    let asked = text(header::RETRY_AFTER)?;
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let sent = text(header::DATE).and_then(instant).unwrap_or_else(|| now().fixed_offset());
    // An instant that has passed asks for no pause.
    Some((instant(asked)? - sent).to_std().unwrap_or_default())
}
