//! `feedmill watch`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::arguments::WatchArguments;
use super::{Ended, Exit, Terminal, build, serve};
use crate::Failure;

/// How long a wish to stop may wait.
const TICK: Duration = Duration::from_millis(200);

/// Builds now and after each change, until it is told to stop.
pub(super) fn run(arguments: &WatchArguments, terminal: &mut Terminal) -> Ended {
    let mut watcher = serve::watcher(&build::place(&arguments.build)).map_err(Failure::Machine)?;
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    // A second handler would mean a second watch in one program.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    loop {
        // What is wrong was told, and the next change may mend it.
        if let Err(stop) = build::run(&arguments.build, terminal) {
            terminal.stop(stop);
        }
        terminal.note("Watching   for changes until Ctrl-C");
        while !watcher.wait(TICK) {
            if stopped.load(Ordering::Relaxed) {
                terminal.note("Stopped");
                return Ok(Exit::Done);
            }
        }
    }
}
