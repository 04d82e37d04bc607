//! When something of a site changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::inputs::Inputs;
use crate::config::Config;

/// For how long nothing must happen before a change counts as done: editors write in steps.
const QUIET: Duration = Duration::from_millis(40);

/// How long a change may go on before it is taken as it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// Watches the files of a site that a build reads.
pub struct Watcher {
    site: PathBuf,
    /// What a build writes, which is no change of the site.
    written: Vec<PathBuf>,
    inputs: Inputs,
    inner: RecommendedWatcher,
    events: Receiver<Event>,
    watched: BTreeSet<PathBuf>,
}

impl Watcher {
    /// Begins to watch the site in `site`, but for the folders and files that a build writes.
    ///
    /// # Errors
    /// What the machine says.
    pub fn new(site: &Path, written: &[PathBuf]) -> Result<Self, notify::Error> {
        let (sender, events) = mpsc::channel();
        let inner = notify::recommended_watcher(move |event: Result<Event, notify::Error>| {
            // What cannot be told was missed: something may have changed.
            let event = event.unwrap_or_else(|_| Event::new(EventKind::Any));
            // Nobody listens any more when the preview has ended.
            let _ = sender.send(event);
        })?;
        let (site, inputs) = (site.canonicalize()?, Inputs::default());
        let written = written.iter().map(|path| whole(path)).collect();
        let mut watcher = Self { site, written, inputs, inner, events, watched: BTreeSet::new() };
        watcher.inner.watch(&watcher.site, RecursiveMode::NonRecursive)?;
        watcher.watch_folders();
        Ok(watcher)
    }

    /// From now on, what a build with this configuration reads is what counts.
    pub fn read_by(&mut self, config: &Config) {
        self.inputs = Inputs::of(config);
        self.watch_folders();
    }

    /// Folders of the site as they come; a great one that holds no content costs too much.
    fn watch_folders(&mut self) {
        let Ok(entries) = self.site.read_dir() else { return };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir()
                && !self.is_passed_over(&path)
                && name.to_str().is_some_and(|name| self.inputs.may_lie_in(name))
                && !self.watched.contains(&path)
                // A folder that went meanwhile is none that could change.
                && self.inner.watch(&path, RecursiveMode::Recursive).is_ok()
            {
                self.watched.insert(path);
            }
        }
        self.watched.retain(|path| path.is_dir());
    }

    /// Waits until something changed and is quiet again; the paths of what changed, relative to the
    /// site's folder, none where the machine does not tell. Nothing when `timeout` passed before.
    pub fn wait(&mut self, timeout: Duration) -> Option<BTreeSet<String>> {
        let end = Instant::now() + timeout;
        let mut changed = loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) => {
                    if let Some(changed) = self.changed(&event) {
                        break changed;
                    }
                }
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left);
                    return None;
                }
            }
            if left.is_zero() {
                return None;
            }
        };
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => changed.extend(self.changed(&event).into_iter().flatten()),
                Err(_) => break,
            }
        }
        self.watch_folders();
        Some(changed)
    }

    /// What an event changed of what a build reads; nothing where that is nothing.
    fn changed(&self, event: &Event) -> Option<BTreeSet<String>> {
        // A build reads the site too.
        if matches!(event.kind, EventKind::Access(_)) {
            return None;
        }
        let is_input = |path: &&PathBuf| {
            let below = path.strip_prefix(&self.site).unwrap_or(path);
            !self.is_passed_over(path) && self.inputs.hold(below)
        };
        let shown = |path: &PathBuf| {
            let below = path.strip_prefix(&self.site).unwrap_or(path);
            below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
        };
        let changed: BTreeSet<String> = event.paths.iter().filter(is_input).map(shown).collect();
        (event.paths.is_empty() || !changed.is_empty()).then_some(changed)
    }

    /// Whether nothing at `path` is content or configuration.
    fn is_passed_over(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.site).unwrap_or(path);
        // A build writes them.
        if self.written.iter().any(|written| path.starts_with(written))
            || below == Path::new("feedmill.lock")
        {
            return true;
        }
        below.iter().any(|part| {
            let part = part.to_string_lossy();
            let is_hidden = part.starts_with('.') && !part.starts_with(".eleventy");
            is_hidden || part.ends_with('~') || part == "node_modules"
        })
    }
}

/// The path from the root, also of a folder that a build is yet to make.
fn whole(path: &Path) -> PathBuf {
    let made = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(made).unwrap_or_else(|| path.to_owned())
}
