//! The least that any publisher does, to measure others against: two threads read every article,
//! and write as many bytes, to files of the same names, as the feeds of a publication have. With a
//! list of the articles that those feeds show, what the crates that Feedmill is made of do besides:
//! all front matter is parsed as YAML, and the Markdown of those becomes HTML.
//! `cargo run --release --example floor -- CONTENT FEEDS OUTPUT [SHOWN]`.

use std::collections::BTreeSet;
use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use pulldown_cmark::{Options, Parser, html};
use serde_yaml::Value;
use walkdir::WalkDir;

const THREADS: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, feeds, output, lists @ ..] = arguments.as_slice() else {
        return Err("usage: floor CONTENT FEEDS OUTPUT [SHOWN]".into());
    };
    let list = lists.first().map(fs::read_to_string).transpose()?;
    let shown: Option<BTreeSet<OsString>> =
        list.map(|list| list.lines().map(|path| content.join(path).into()).collect());
    let mut articles = Vec::new();
    for entry in WalkDir::new(content) {
        let entry = entry?;
        if entry.file_type().is_file() {
            articles.push(entry.into_path());
        }
    }
    share(&articles, |path, buffer| {
        buffer.clear();
        File::open(path)?.read_to_end(buffer)?;
        match &shown {
            Some(shown) => parse(buffer, shown.contains(path.as_os_str())),
            None => Ok(()),
        }
    })?;

    let mut written = Vec::new();
    for entry in WalkDir::new(feeds) {
        let entry = entry?;
        let path = output.join(entry.path().strip_prefix(feeds)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(path)?;
        } else {
            written.push((path, usize::try_from(entry.metadata()?.len())?));
        }
    }
    share(&written, |(path, length), buffer| {
        buffer.resize((*length).max(buffer.len()), b'x');
        fs::write(path, &buffer[..*length])
    })?;
    Ok(())
}

/// What `serde_yaml` makes of the front matter, and `pulldown-cmark` of the body if it is `shown`.
fn parse(article: &[u8], shown: bool) -> io::Result<()> {
    let text = str::from_utf8(article).map_err(io::Error::other)?;
    let fenced = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
    let (front_matter, body) = fenced.ok_or_else(|| io::Error::other("no front matter"))?;
    black_box(serde_yaml::from_str::<Value>(front_matter).map_err(io::Error::other)?);
    if shown {
        let mut html = String::new();
        html::push_html(&mut html, Parser::new_ext(body, Options::ENABLE_GFM));
        black_box(html);
    }
    Ok(())
}

/// Does `work` for every one of `items`, each thread with one buffer.
fn share<T: Sync>(
    items: &[T],
    work: impl Fn(&T, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let one_thread = || {
        let mut buffer = Vec::new();
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(item, &mut buffer)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(one_thread)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed")))
        })
    })
}
