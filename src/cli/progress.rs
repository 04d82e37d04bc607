//! A line that moves while a long build runs. Only a terminal gets it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::AtEnd;
use crate::{Phase, Progress};

/// Builds that end sooner need no line.
const PATIENCE: Duration = Duration::from_millis(400);

const TICK: Duration = Duration::from_millis(80);

/// Does `work`, and meanwhile shows how far it is if `wanted`.
pub(super) fn watching<T>(progress: &Progress, wanted: bool, work: impl FnOnce() -> T) -> T {
    if !wanted {
        return work();
    }
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| draw(progress, &done));
        // The scope waits for whoever draws.
        let _end = AtEnd(|| done.store(true, Ordering::Relaxed));
        work()
    })
}

fn draw(progress: &Progress, done: &AtomicBool) {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if done.load(Ordering::Relaxed) {
            return;
        }
        thread::sleep(TICK / 4);
    }
    let bar = ProgressBar::new(0);
    while !done.load(Ordering::Relaxed) {
        let (what, done, of) = match progress.phase() {
            Phase::Reading { done, of } => ("Reading", done, of),
            Phase::Composing { done, of } if done == of => ("Publishing", done, of),
            Phase::Composing { done, of } => ("Composing", done, of),
        };
        let line = format!("{what:<10} [{{bar:30}}] {{human_pos}} of {{human_len}}");
        // A new style draws nothing; all that changed is drawn at once.
        if let Ok(style) = ProgressStyle::with_template(&line) {
            bar.set_style(style.progress_chars("=> "));
        }
        if of > 0 {
            bar.update(|state| {
                state.set_len(of as u64);
                state.set_pos(done as u64);
            });
        }
        thread::sleep(TICK);
    }
    bar.finish_and_clear();
}
