//! `feedmill notify`: WebSub, section 7: a publisher tells its hubs which feeds have changed.

use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{StatusCode, header};

use super::arguments::NotifyArguments;
use super::record::Record;
use super::{Ended, Exit, Stop, Terminal, configuration, report};
use crate::problem::{Code, Problem};

/// How often a hub is asked before it counts as out of reach.
const ATTEMPTS: u32 = 4;

/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The first pause; each is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The longest pause that a hub may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Tells every hub of the configuration which feeds the report says changed.
pub(super) fn run(arguments: &NotifyArguments, terminal: &mut Terminal<'_>) -> Ended {
    let config = configuration(&arguments.site)?;
    let record = Record::read(&arguments.report).map_err(|problem| Stop::Usage(problem.into()))?;
    let changed: Vec<&str> =
        record.feeds.iter().filter(|feed| feed.changed).map(|feed| feed.url.as_str()).collect();
    if changed.is_empty() {
        terminal.say("Notified   nobody: no feed has changed");
        return Ok(Exit::Done);
    }
    let mut exit = Exit::Done;
    for hub in &config.feeds.hubs {
        match ping_all(hub.as_str(), &changed) {
            Ok(()) => terminal
                .say(&format!("Notified   {hub} of {}", report::count(changed.len(), "feed"))),
            Err(reason) => {
                exit = Exit::Machine;
                let message = format!("{hub} did not take the ping: {reason}");
                let problem = Problem::new(Code::HubUnreachable, message)
                    .help("run `feedmill notify` again later; telling a hub twice does no harm");
                terminal.tell(&problem.into());
            }
        }
    }
    Ok(exit)
}

/// One ping a feed: not every hub takes several at once. The first that fails ends it, for the
/// others would wait for the same hub.
fn ping_all(hub: &str, feeds: &[&str]) -> Result<(), String> {
    // A redirect could lead a ping to a host or a scheme that the publisher did not name.
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .http_status_as_error(false)
        .build()
        .into();
    feeds.iter().try_for_each(|feed| ping(&agent, hub, feed))
}

/// Tells a hub of one feed, again while the hub says that it may help.
fn ping(agent: &Agent, hub: &str, feed: &str) -> Result<(), String> {
    let mut pause = FIRST_PAUSE;
    let mut reason = String::new();
    for attempt in 1..=ATTEMPTS {
        let wait = match agent.post(hub).send_form([("hub.mode", "publish"), ("hub.url", feed)]) {
            Ok(answer) if answer.status().is_success() => return Ok(()),
            Ok(answer) => {
                let status = answer.status();
                reason = format!("it answered {status}");
                if !status.is_server_error() && status != StatusCode::TOO_MANY_REQUESTS {
                    return Err(reason);
                }
                let asked = answer.headers().get(header::RETRY_AFTER);
                asked.and_then(|value| value.to_str().ok()?.trim().parse().ok())
            }
            Err(error) => {
                reason = error.to_string();
                None
            }
        };
        if attempt < ATTEMPTS {
            thread::sleep(wait.map_or(pause, Duration::from_secs).min(LONGEST_PAUSE));
            pause *= 2;
        }
    }
    Err(format!("{reason}, {ATTEMPTS} times"))
}
