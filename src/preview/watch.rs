//! When something of a site changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// For how long nothing must happen before a change counts as done: editors write in steps.
const QUIET: Duration = Duration::from_millis(40);

/// How long a change may go on before it is taken as it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// Watches the folder of a site.
pub struct Watcher {
    site: PathBuf,
    /// Where feeds are written, which is no change of the site.
    output: PathBuf,
    inner: RecommendedWatcher,
    events: Receiver<Event>,
    watched: BTreeSet<PathBuf>,
}

impl Watcher {
    /// Begins to watch the site in `site`, but for the folder `output`.
    ///
    /// # Errors
    /// What the machine says.
    pub fn new(site: &Path, output: &Path) -> Result<Self, notify::Error> {
        let (sender, events) = mpsc::channel();
        let inner = notify::recommended_watcher(move |event: Result<Event, notify::Error>| {
            // What cannot be told was missed: something may have changed.
            let event = event.unwrap_or_else(|_| Event::new(EventKind::Any));
            // Nobody listens any more when the preview has ended.
            let _ = sender.send(event);
        })?;
        let (site, output) = (site.canonicalize()?, whole(output));
        let mut watcher = Self { site, output, inner, events, watched: BTreeSet::new() };
        watcher.inner.watch(&watcher.site, RecursiveMode::NonRecursive)?;
        watcher.watch_folders();
        Ok(watcher)
    }

    /// Folders of the site as they come; a great one that holds no content costs too much.
    fn watch_folders(&mut self) {
        let Ok(entries) = self.site.read_dir() else { return };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir()
                && !self.is_passed_over(&path)
                && !self.watched.contains(&path)
                // A folder that went meanwhile is none that could change.
                && self.inner.watch(&path, RecursiveMode::Recursive).is_ok()
            {
                self.watched.insert(path);
            }
        }
        self.watched.retain(|path| path.is_dir());
    }

    /// Waits until something changed and is quiet again; `false` when `timeout` passed before.
    pub fn wait(&mut self, timeout: Duration) -> bool {
        let end = Instant::now() + timeout;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) if self.is_change(&event) => break,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return false,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left);
                    return false;
                }
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(_) => break,
            }
        }
        self.watch_folders();
        true
    }

    fn is_change(&self, event: &Event) -> bool {
        // A build reads the site too.
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        event.paths.is_empty() || event.paths.iter().any(|path| !self.is_passed_over(path))
    }

    /// Whether nothing at `path` is content or configuration.
    fn is_passed_over(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.site).unwrap_or(path);
        // A build writes them.
        if path.starts_with(&self.output) || below == Path::new("feedmill.lock") {
            return true;
        }
        below.iter().any(|part| {
            let part = part.to_string_lossy();
            part.starts_with('.') || part.ends_with('~') || part == "node_modules"
        })
    }
}

/// The path from the root, also of a folder that a build is yet to make.
fn whole(path: &Path) -> PathBuf {
    let made = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(made).unwrap_or_else(|| path.to_owned())
}
