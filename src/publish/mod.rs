//! From bytes to the output folder: only what changed is written, all of it or none of it.
//!
//! A publication is staged in a hidden folder beside the feeds, flushed, committed by one rename,
//! and then moved into place file by file. A run that is stopped before the commit has changed
//! nothing; one that is stopped after it is finished by the next run, before anything else.

mod difference;
mod documents;
mod ledger;
mod lock;
mod own;
mod recover;
mod root;
mod shard;
mod spool;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead as _, Read as _, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::disk;
use crate::model::{Ledger, Shard};
use crate::problem::{Code, Place, Problem};
use difference::Comparison;
use lock::Lock;
use root::Root;
use stage::Stage;

pub use documents::Documents;
pub use own::{is_own, is_page};
pub use shard::{Slice, forget_parts, merged};
pub use spool::{Spool, Spooled};

/// The name of the ledger in the site's folder.
pub const LEDGER_NAME: &str = "feedmill.lock";

/// The largest ledger, in bytes: about four million articles.
const MAX_LEDGER: u64 = 1_000_000_000;

/// The longest line of a ledger, in bytes: a page of the largest archive.
const MAX_LINE: u64 = 64 * 1024 * 1024;

/// The largest feed that is compared with its successor, in bytes.
const MAX_FEED: u64 = 64 * 1024 * 1024;

/// What a site remembers of its publications; nothing if there was none.
///
/// # Errors
/// The ledger cannot be read or understood.
pub fn ledger(site: &Path) -> Result<Ledger, Problem> {
    let path = site.join(LEDGER_NAME);
    let opened = Root::of(site)
        .and_then(|site| site.place(LEDGER_NAME))
        .and_then(|place| disk::open(&place));
    let (file, length) = match opened {
        Ok(opened) => opened,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Ledger::default()),
        Err(error) => return Err(Fault { path, error }.into()),
    };
    let too_large = |length: u64, limit: u64| {
        let message = format!("{length} bytes are more than the limit of {limit}");
        Err(io::Error::new(io::ErrorKind::FileTooLarge, message)).at(&path)
    };
    if length > MAX_LEDGER {
        return Ok(too_large(length, MAX_LEDGER)?);
    }
    let mut lines = io::BufReader::with_capacity(1 << 16, file.take(MAX_LEDGER));
    let mut reader = ledger::LedgerReader::default();
    let mut line = String::new();
    while lines.by_ref().take(MAX_LINE).read_line(&mut line).at(&path)? > 0 {
        if line.len() as u64 == MAX_LINE {
            return Ok(too_large(length, MAX_LINE)?);
        }
        if reader.line(&line).is_none() {
            // The message shows what stands around the line.
            return ledger::parse(LEDGER_NAME, &disk::read_text(&path, MAX_LEDGER).at(&path)?);
        }
        line.clear();
    }
    Ok(reader.finish())
}

/// The text of a ledger, as it is written.
#[must_use]
pub fn ledger_text(ledger: &Ledger) -> Vec<u8> {
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = ledger::write(ledger, &mut text);
    text
}

/// The bytes of the file at `path` in the output folder, if there is one.
#[must_use]
pub fn present(output: &Path, path: &str) -> Option<Vec<u8>> {
    disk::read(&Root::of(output).ok()?.place(path).ok()?, MAX_FEED).ok()
}

/// Whether the file at `path` is in the output folder.
#[must_use]
pub fn is_present(output: &Path, path: &str) -> bool {
    Root::of(output).and_then(|output| output.place(path)).is_ok_and(|place| place.exists())
}

/// What a publication changed, each by its path in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have new bytes.
    pub written: Vec<String>,
    /// Files that had these bytes already, and were not touched.
    pub unchanged: Vec<String>,
    /// Files of an earlier publication that this one does not have.
    pub removed: Vec<String>,
    /// Files of which the ledger says the same, but which Feedmill did not write: they stay.
    pub kept: Vec<String>,
    /// Files among the written that Feedmill did not write before.
    pub replaced: Vec<String>,
    /// Whether the ledger is new or has new bytes.
    pub ledger: bool,
}

impl Changes {
    /// Whether everything was as it is to be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty() && !self.ledger
    }
}

/// What is to be published.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    /// What the output folder is to hold.
    pub documents: &'a dyn Documents,
    /// The paths of files that it is to hold no longer.
    pub stale: &'a BTreeSet<String>,
    /// What the site's folder is to hold, if it is to change.
    pub ledger: Option<&'a Ledger>,
    /// Which part of the publication this is, if it is not the whole: then the site's folder gets
    /// that part of the ledger, and keeps its own.
    pub slice: Option<Slice>,
}

impl Next<'_> {
    /// The name of what is remembered in the site's folder.
    fn ledger_name(&self) -> String {
        shard::ledger_name(self.slice.map(|slice| slice.shard))
    }

    /// Writes what is remembered of `ledger`.
    fn write_ledger(&self, ledger: &Ledger, to: &mut dyn Write) -> io::Result<()> {
        match self.slice {
            Some(slice) => to.write_all(&shard::part(ledger, slice)),
            None => ledger::write(ledger, to),
        }
    }

    /// Whether the site's folder holds what is to be remembered of `ledger`.
    fn is_remembered(&self, site: &Path, ledger: &Ledger) -> io::Result<bool> {
        let place = Root::of(site).and_then(|site| site.place(&self.ledger_name()));
        match place.ok().and_then(|place| Comparison::with(&place)) {
            Some(present) => present.holds(|to| self.write_ledger(ledger, to)),
            None => Ok(false),
        }
    }
}

/// What it takes to publish `next` to the folder `output`, and the ledger to the site's folder.
///
/// # Errors
/// Those of [`Documents::write`].
pub fn changes(site: &Path, output: &Path, next: Next<'_>) -> Result<Changes, Problem> {
    let Next { documents, stale, ledger, .. } = next;
    let ledger = match ledger {
        Some(ledger) => !next.is_remembered(site, ledger).at(&site.join(next.ledger_name()))?,
        None => false,
    };
    let mut changes = Changes { ledger, ..Changes::default() };
    let root = Root::of(output).ok();
    // What is no ordinary file is different from one, and is none of ours to remove.
    let place = |path: &str| root.as_ref().and_then(|root| root.place(path).ok());
    let is_same = |path: &str| match place(path).and_then(|place| Comparison::with(&place)) {
        Some(present) => present.holds(|to| documents.write(path, to)).at(&output.join(path)),
        None => Ok(false),
    };
    let compared: Result<Vec<(&str, bool)>, Fault> =
        documents.paths().into_par_iter().map(|path| Ok((path, is_same(path)?))).collect();
    for (path, is_same) in compared? {
        if is_same { &mut changes.unchanged } else { &mut changes.written }.push(path.to_owned());
    }
    if output.is_dir() {
        let replaced = |path: &String| Ok(own::is_foreign(output, path)?.then(|| path.clone()));
        let replaced: Result<Vec<Option<String>>, Fault> =
            changes.written.par_iter().map(replaced).collect();
        changes.replaced = replaced?.into_iter().flatten().collect();
    }
    let is_there = |path: &&String| place(path).is_some_and(|place| place.exists());
    for path in stale.iter().filter(is_there) {
        let is_foreign = own::is_foreign(output, path)?;
        if is_foreign { &mut changes.kept } else { &mut changes.removed }.push(path.clone());
    }
    Ok(changes)
}

/// Whether the file at `path` in the output folder is there, and not one that Feedmill wrote.
///
/// # Errors
/// It is an ordinary file and cannot be read.
pub fn is_foreign(output: &Path, path: &str) -> Result<bool, Problem> {
    Ok(own::is_foreign(output, path)?)
}

/// A site and its output folder, held by this run alone, or by shards of one publication.
pub struct Publisher<'a> {
    places: Places,
    output: PathBuf,
    on_wait: &'a dyn Fn(),
    site_lock: Lock,
    output_lock: Option<Lock>,
}

/// What of a site's folder takes part.
#[derive(Debug)]
struct Places {
    site: Root,
    /// The name of the ledger, or of a shard's part of it.
    ledger: String,
}

impl Places {
    fn new(site: &Path, shard: Option<Shard>) -> Result<Self, Fault> {
        let places = Self { site: Root::of(site).at(site)?, ledger: shard::ledger_name(shard) };
        places.ledger(&places.ledger)?;
        Ok(places)
    }

    /// Where the ledger of this name is.
    fn ledger(&self, name: &str) -> Result<PathBuf, Fault> {
        self.site.place(name).at(&self.site.path().join(name))
    }

    /// The ledger of this name before it takes its place. A rename within one folder is always
    /// possible.
    fn staged_ledger(&self, name: &str) -> PathBuf {
        self.site.path().join(format!(".{name}.part"))
    }
}

impl<'a> Publisher<'a> {
    /// Takes the site for this run alone, and finishes what a stopped run left in `output`.
    ///
    /// The locks are on the site's folder, which holds the ledger, and on the output folder, which
    /// another checkout of the site may publish to; nothing is written for them. While another run
    /// holds one, `on_wait` is called once and this one waits.
    ///
    /// # Errors
    /// The folders cannot be locked, or the output folder not mended.
    pub fn open(site: &Path, output: &Path, on_wait: &'a dyn Fn()) -> Result<Self, Problem> {
        Self::open_as(None, site, output, on_wait)
    }

    /// Takes the site together with the other shards of a publication, and forgets what an earlier
    /// run of this one decided. The output folder is taken only while it is mended and written.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_shard(
        shard: Shard,
        site: &Path,
        output: &Path,
        on_wait: &'a dyn Fn(),
    ) -> Result<Self, Problem> {
        let mut publisher = Self::open_as(Some(shard), site, output, on_wait)?;
        publisher.output_lock = None;
        shard::forget_part(&publisher.places.site, shard)?;
        Ok(publisher)
    }

    fn open_as(
        shard: Option<Shard>,
        site: &Path,
        output: &Path,
        on_wait: &'a dyn Fn(),
    ) -> Result<Self, Problem> {
        stays_inside(site, output)?;
        // Where one folder is both, its lock must serve for the output too.
        let is_shared = shard.is_some() && site.canonicalize().ok() != output.canonicalize().ok();
        let site_lock =
            if is_shared { Lock::share(site, on_wait)? } else { Lock::take(site, on_wait)? };
        let places = Places::new(site, shard)?;
        let output = output.to_owned();
        // Shards take turns at the output folder, which is soon over.
        let on_wait = if is_shared { &|| {} } else { on_wait };
        let mut publisher = Self { places, output, on_wait, site_lock, output_lock: None };
        if publisher.output.is_dir() {
            publisher.take_output()?;
        }
        Ok(publisher)
    }

    fn has_output(&self) -> bool {
        self.output_lock.is_some() || self.site_lock.is_on(&self.output)
    }

    /// Takes the output folder, which is there, and mends it.
    fn take_output(&mut self) -> Result<Root, Fault> {
        if !self.has_output() {
            self.output_lock = Some(Lock::take(&self.output, self.on_wait)?);
        }
        let output = Root::of(&self.output).at(&self.output)?;
        recover::recover(&self.places, &output)?;
        Ok(output)
    }

    /// What publishing would change, as long as this value holds the folders.
    ///
    /// # Errors
    /// Those of [`Documents::write`].
    pub fn changes(&self, next: Next<'_>) -> Result<Changes, Problem> {
        changes(self.places.site.path(), &self.output, next)
    }

    /// Publishes a ledger, and nothing else.
    ///
    /// # Errors
    /// Those of [`publish`](Self::publish).
    pub fn publish_ledger(&mut self, ledger: &Ledger) -> Result<Changes, Problem> {
        let (documents, stale) = (&BTreeMap::new(), &BTreeSet::new());
        let next = Next { documents, stale, ledger: Some(ledger), slice: None };
        self.publish(next, self.changes(next)?)
    }

    /// Publishes `next`, for which these changes were told, and says what was changed.
    ///
    /// # Errors
    /// The machine failed. Then nothing has changed, or the next run finishes the change.
    pub fn publish(&mut self, next: Next<'_>, mut changes: Changes) -> Result<Changes, Problem> {
        if changes.is_empty() {
            return Ok(changes);
        }
        let had_output = self.has_output();
        fs::create_dir_all(&self.output).at(&self.output)?;
        let output = self.take_output()?;
        if !had_output {
            // Another run may have published before this one took the folder.
            changes = self.changes(next)?;
        }
        let mut staging = Stage::create(&self.places, &output)?;
        staging.write(&changes.written, next.documents)?;
        for path in &changes.removed {
            staging.remove(path)?;
        }
        if let Some(ledger) = next.ledger.filter(|_| changes.ledger) {
            staging.ledger(|to| next.write_ledger(ledger, to))?;
        }
        staging.commit()?;
        recover::recover(&self.places, &output)?;
        Ok(changes)
    }
}

/// Refuses an output folder in the site's that is a link, or lies behind one, to somewhere else: a link may have come
/// with the content. Which folders beside the site's are written to, the command line says.
fn stays_inside(site: &Path, output: &Path) -> Result<(), Problem> {
    let site_root = Root::of(site).at(site)?;
    let real = output.ancestors().find_map(|folder| folder.canonicalize().ok());
    let Some(real) = real.filter(|real| !real.starts_with(site_root.path())) else {
        return Ok(());
    };
    if output.strip_prefix(site).is_err() {
        return Ok(());
    }
    let message = "the output folder leads out of the site";
    Err(Problem::new(Code::Io, message).at(Place::of_file(&output.to_string_lossy())).help(
        format!(
            "remove the link there; or say that its target is meant, with `--output {}`",
            real.display()
        ),
    ))
}

/// What the machine refused, and for which file.
#[derive(Debug)]
struct Fault {
    path: PathBuf,
    error: io::Error,
}

/// Says which file an error is about.
trait At<T> {
    fn at(self, path: &Path) -> Result<T, Fault>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Fault> {
        self.map_err(|error| Fault { path: path.to_owned(), error })
    }
}

impl From<Fault> for Problem {
    fn from(Fault { path, error }: Fault) -> Self {
        Self::new(Code::Io, format!("cannot publish: {error}"))
            .at(Place::of_file(&path.to_string_lossy()))
            .help("the published files are whole; fix this and run the command again")
    }
}
