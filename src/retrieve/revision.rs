//! Files of a revision, as `git` tells them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{io, thread};

use super::Files;
use crate::model::is_feed_name;
use crate::problem::{Code, Problem};

/// The feeds in `revision` of the repository around `output`, below that folder; of
/// `REVISION:FOLDER` those below that one.
pub(super) fn files(revision: &str, output: &Path) -> Result<Files, Problem> {
    // An output folder that is not there yet has a parent that is.
    let root = output.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let below = output.strip_prefix(root).unwrap_or(Path::new(""));
    // Git names folders with slashes on every system.
    let below: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let below = below.join("/");
    let tree = match revision.split_once(':') {
        Some(_) => revision.to_owned(),
        None => format!("{revision}:./{below}"),
    };
    if revision.starts_with('-') {
        return Err(unknown(revision, "no revision begins with a hyphen"));
    }
    let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", "--full-tree", &tree], None)
        .map_err(|reason| unknown(revision, &reason))?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let paths: Vec<&str> =
        listed.split('\0').filter(|path| is_feed_name(path) && !path.contains('\n')).collect();
    // One process for all files: a publication has hundreds.
    let separator = if tree.ends_with([':', '/']) { "" } else { "/" };
    let asked: Vec<String> =
        paths.iter().map(|path| format!("{tree}{separator}{path}\n")).collect();
    let answers = git(root, &["cat-file", "--batch"], Some(asked.concat()))
        .map_err(|reason| unknown(revision, &reason))?;
    let mut rest = answers.as_slice();
    let mut files = Files::new();
    for path in paths {
        let (bytes, after) =
            blob(rest).ok_or_else(|| unknown(revision, "git's answer makes no sense"))?;
        files.insert(path.to_owned(), bytes.to_vec());
        rest = after;
    }
    Ok(files)
}

/// The first blob of `git cat-file --batch`, and what comes after it.
fn blob(answers: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answers.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&answers[..end]).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let (blob, rest) = answers[end + 1..].split_at_checked(size)?;
    Some((blob, rest.get(1..)?))
}

fn git(folder: &Path, arguments: &[&str], input: Option<String>) -> Result<Vec<u8>, String> {
    let run = || -> io::Result<_> {
        let mut child = Command::new("git")
            .current_dir(folder)
            .args(arguments)
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        // Written beside the reading, or both programs would wait for each other.
        let writer = child
            .stdin
            .take()
            .zip(input)
            .map(|(mut stdin, input)| thread::spawn(move || stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output()?;
        if let Some(Ok(written)) = writer.map(thread::JoinHandle::join) {
            written?;
        }
        Ok(output)
    };
    let output = run().map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

fn unknown(revision: &str, reason: &str) -> Problem {
    Problem::new(
        Code::Unreachable,
        format!("`{revision}` is neither a file, a folder, an address nor a revision of git"),
    )
    .help(format!("check the spelling; git says: {reason}"))
}
