//! `feedmill watch`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::arguments::WatchArguments;
use super::{Ended, Exit, Terminal, build, serve};
use crate::{Failure, config};

/// How long a wish to stop may wait.
const TICK: Duration = Duration::from_millis(200);

/// Builds now and after each change, until it is told to stop.
pub(super) fn run(arguments: &WatchArguments, terminal: &mut Terminal) -> Ended {
    let request = build::place(&arguments.build);
    let report = arguments.build.report.as_deref();
    let mut watcher = serve::watcher(&request, report).map_err(Failure::Machine)?;
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    // A second handler would mean a second watch in one program.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    loop {
        let begun = Instant::now();
        // With a broken configuration, what was read before counts.
        if let Ok(config) = config::load(&request.site) {
            watcher.read_by(&config);
        }
        // What is wrong was told, and the next change may fix it.
        if let Err(stop) = build::run(&arguments.build, terminal) {
            terminal.stop(stop);
        }
        let took = begun.elapsed().as_secs_f64();
        terminal.note(&format!("Watching   for changes until Ctrl-C; this build took {took:.2} s"));
        let changed = loop {
            if stopped.load(Ordering::Relaxed) {
                terminal.note("Stopped");
                return Ok(Exit::Done);
            }
            if let Some(changed) = watcher.wait(TICK) {
                break changed;
            }
        };
        terminal.note(&serve::told(&changed));
    }
}
