//! The ledger in as many parts as there are shards.
//!
//! Every shard decides the whole ledger and keeps one line of it in so many: the parts are small,
//! and together they are the ledger again only if every shard decided the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};

use super::stage::{fingerprint, unless_missing};
use super::{At, Fault, LEDGER_NAME, MAX_LEDGER, Root, ledger};
use crate::disk;
use crate::model::{Ledger, Shard};
use crate::problem::{Code, Place, Problem};

const HEADER: &str = "# feedmill.lock part ";

/// The shard that is published, and the instant that it was decided at.
#[derive(Debug, Clone, Copy)]
pub struct Slice {
    /// Which one.
    pub shard: Shard,
    /// What counted as now.
    pub now: DateTime<Utc>,
}

/// The name of what a publication remembers, in the site's folder: the ledger, or a part of it such
/// as `feedmill.lock.3-of-16`.
pub(super) fn ledger_name(shard: Option<Shard>) -> String {
    match shard {
        Some(shard) => format!("{LEDGER_NAME}.{}-of-{}", shard.number(), shard.of()),
        None => LEDGER_NAME.to_owned(),
    }
}

/// The shard whose part has this name.
fn shard_of(name: &str) -> Option<Shard> {
    let (number, of) = name.strip_prefix(LEDGER_NAME)?.strip_prefix('.')?.split_once("-of-")?;
    let shard = Shard::new(number.parse().ok()?, of.parse().ok()?)?;
    (ledger_name(Some(shard)) == name).then_some(shard)
}

/// Whether a publication remembers something under this name.
pub(super) fn is_ledger_name(name: &str) -> bool {
    name == LEDGER_NAME || shard_of(name).is_some()
}

/// The part of a ledger that a shard keeps.
pub(super) fn part(ledger: &Ledger, slice: Slice) -> Vec<u8> {
    let whole = super::ledger_text(ledger);
    let Slice { shard, now } = slice;
    let digest = fingerprint(&whole);
    let now = now.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let mut part = format!("{HEADER}{shard} of {digest} at {now}\n").into_bytes();
    let (own, of) = ((shard.number() - 1) as usize, shard.of() as usize);
    let lines = whole.split_inclusive(|byte| *byte == b'\n');
    part.extend(lines.skip(own).step_by(of).flatten());
    part
}

/// A part, read.
struct Part {
    digest: String,
    now: String,
    lines: String,
}

impl Part {
    fn read(site: &Root, shard: Shard) -> Result<Option<Self>, Problem> {
        let name = ledger_name(Some(shard));
        let path = site.path().join(&name);
        let text = match site.place(&name).and_then(|place| disk::read_text(&place, MAX_LEDGER)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Fault { path, error }.into()),
        };
        Self::parse(&text, shard).map(Some).ok_or_else(|| {
            Problem::new(Code::ShardsDiffer, "this is not a part of a ledger")
                .at(Place::of_file(&name))
                .help(format!("build shard {shard} again"))
        })
    }

    fn parse(text: &str, shard: Shard) -> Option<Self> {
        let (head, lines) = text.strip_prefix(HEADER)?.split_once('\n')?;
        let head: Vec<&str> = head.split(' ').collect();
        let [own, "of", digest, "at", now] = head.as_slice() else { return None };
        (own.parse() == Ok(shard)).then(|| Self {
            digest: (*digest).to_owned(),
            now: (*now).to_owned(),
            lines: lines.to_owned(),
        })
    }
}

/// The shards that have left a part in a site's folder.
fn shards(site: &Root) -> Result<BTreeSet<Shard>, Problem> {
    let mut shards = BTreeSet::new();
    for entry in fs::read_dir(site.path()).at(site.path())? {
        let entry = entry.at(site.path())?;
        shards.extend(entry.file_name().to_str().and_then(shard_of));
    }
    Ok(shards)
}

/// The ledger that the shards decided, and the first of them.
///
/// # Errors
/// A shard is missing, or they decided differently; or the machine failed.
pub fn merged(site: &Path) -> Result<(Ledger, Shard), Problem> {
    let root = Root::of(site).at(site)?;
    let shards = shards(&root)?;
    let Some(first) = shards.first() else {
        return Err(Problem::new(Code::ShardMissing, "no shard is there to be merged")
            .at(Place::of_file(LEDGER_NAME))
            .help("build every shard first, with `feedmill build --shard 1/16 --now INSTANT`"));
    };
    if let Some(other) = shards.iter().find(|other| other.of() != first.of()) {
        let message = format!("there are shards of {} and shards of {}", first.of(), other.of());
        return Err(Problem::new(Code::ShardsDiffer, message)
            .at(Place::of_file(&ledger_name(Some(*other))))
            .help("remove the parts of the builds that are not meant"));
    }
    let mut parts = Vec::new();
    let mut missing = Vec::new();
    for shard in first.all() {
        match Part::read(&root, shard)? {
            Some(part) => parts.push((shard, part)),
            None => missing.push(shard),
        }
    }
    if !missing.is_empty() {
        let names: Vec<String> = missing.iter().map(ToString::to_string).collect();
        let message = format!("of the shards, {} are not there", names.join(", "));
        let place = Place::of_file(&ledger_name(missing.first().copied()));
        return Err(Problem::new(Code::ShardMissing, message)
            .at(place)
            .help("build them, with the instant and the content of the others"));
    }
    Ok((joined(&parts)?, *first))
}

fn joined(parts: &[(Shard, Part)]) -> Result<Ledger, Problem> {
    let [(first, model), ..] = parts else { return Ok(Ledger::default()) };
    for (shard, part) in parts {
        let differs = if part.now != model.now {
            format!("shard {shard} was built as at {}, shard {first} as at {}", part.now, model.now)
        } else if part.digest != model.digest {
            format!("shard {shard} decided differently from shard {first}")
        } else {
            continue;
        };
        return Err(Problem::new(Code::ShardsDiffer, differs)
            .at(Place::of_file(&ledger_name(Some(*shard))))
            .help("build all shards from the same content, configuration and ledger, with the same `--now`"));
    }
    let mut lines: Vec<_> =
        parts.iter().map(|(_, part)| part.lines.split_inclusive('\n')).collect();
    let mut whole = String::new();
    let mut before = usize::MAX;
    while whole.len() != before {
        before = whole.len();
        whole.extend(lines.iter_mut().filter_map(Iterator::next));
    }
    if fingerprint(whole.as_bytes()) != model.digest {
        return Err(Problem::new(
            Code::ShardsDiffer,
            "the parts do not make the ledger they are of",
        )
        .at(Place::of_file(&ledger_name(Some(*first))))
        .help("a part was changed: build all shards again"));
    }
    ledger::parse(LEDGER_NAME, &whole)
}

/// Removes the parts of a ledger that has taken its place.
///
/// # Errors
/// The machine failed.
pub fn forget_parts(site: &Path) -> Result<(), Problem> {
    let root = Root::of(site).at(site)?;
    for shard in shards(&root)? {
        forget_part(&root, shard)?;
    }
    Ok(())
}

/// Removes the part that an earlier run of a shard left.
pub(super) fn forget_part(site: &Root, shard: Shard) -> Result<(), Fault> {
    let place = site.path().join(ledger_name(Some(shard)));
    unless_missing(fs::remove_file(&place)).at(&place)
}
