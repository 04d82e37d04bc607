//! A site in a temporary folder, built file by file.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::{DateTime, Utc};
use feedmill::{Build, Failure, Request, build, config};

/// A configuration with what a site needs at most.
pub(crate) const CONFIGURATION: &str = "\
title: La Fabrique
base_url: https://www.example.org
timezone: Europe/Paris
permalink: /actualites/:slug/
";

/// Ends the configuration of a site whose test is about feeds alone.
const WITHOUT_PAGES: &str = "pages: {publish: false}\n";

/// A site that lives as long as the value.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// A site with [`CONFIGURATION`] and an empty content folder.
    pub(crate) fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(site.path("content")).unwrap();
        site.file("feedmill.yaml", format!("{CONFIGURATION}{WITHOUT_PAGES}"))
    }

    /// Writes a file, with the folders it needs.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let location = self.path(path);
        fs::create_dir_all(location.parent().unwrap()).unwrap();
        fs::write(location, text).unwrap();
    }

    /// The same with the pages for people.
    pub(crate) fn with_pages() -> Self {
        Self::new().file("feedmill.yaml", CONFIGURATION)
    }

    /// Adds lines to the configuration.
    pub(crate) fn configured(self, lines: &str) -> Self {
        let text = fs::read_to_string(self.path("feedmill.yaml")).unwrap();
        // Messages name lines, so the line that is not a test's own stays the last.
        match text.strip_suffix(WITHOUT_PAGES) {
            Some(text) => self.file("feedmill.yaml", format!("{text}{lines}{WITHOUT_PAGES}")),
            None => self.file("feedmill.yaml", format!("{text}{lines}")),
        }
    }

    /// Writes the article `content/NAME.md` with more front matter.
    pub(crate) fn article(self, name: &str, date: &str, front_matter: &str) -> Self {
        let text =
            format!("---\ntitle: {name}\ndate: {date}\n{front_matter}---\nThe body of {name}.\n");
        self.file(&format!("content/{name}.md"), text)
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The text of a file of the site.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Builds as on New Year's Day of 2030.
    pub(crate) fn build(&self) -> Result<Build, Failure> {
        self.build_at("2030-01-01T00:00:00Z")
    }

    pub(crate) fn build_at(&self, now: &str) -> Result<Build, Failure> {
        build(&self.request(now), &self.config())
    }

    pub(crate) fn request(&self, now: &str) -> Request {
        Request::new(self.root(), now.parse::<DateTime<Utc>>().unwrap())
    }

    pub(crate) fn config(&self) -> config::Config {
        config::parse("feedmill.yaml", &self.text("feedmill.yaml")).unwrap()
    }

    /// Runs the program in the site's folder, as on New Year's Day of 2030.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_bare(&[arguments, &["--now", "2030-01-01T00:00:00Z"]].concat())
    }

    /// Runs the program in the site's folder with these arguments alone.
    pub(crate) fn run_bare(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_feedmill"))
            .args(arguments)
            .current_dir(self.root())
            .output()
            .unwrap();
        Run::from(output)
    }

    /// Runs git in the site's folder; what it printed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let settings = ["user.name=N", "user.email=n@example.org", "commit.gpgsign=false"];
        let settings = settings.iter().flat_map(|setting| ["-c", setting]);
        let run = Command::new("git")
            .args(settings.chain(arguments.iter().copied()))
            .current_dir(self.root())
            .output()
            .unwrap();
        assert!(run.status.success(), "{run:?}");
        String::from_utf8(run.stdout).unwrap()
    }

    /// Answers so many requests at a free port with the files below `folder`; its address.
    pub(crate) fn serve(&self, folder: &str, requests: usize) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let folder = self.path(folder);
        std::thread::spawn(move || {
            for _ in 0..requests {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = Vec::new();
                let mut byte = [0];
                while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
                    request.push(byte[0]);
                }
                let request = String::from_utf8(request).unwrap();
                let path = request.split(' ').nth(1).unwrap().trim_start_matches('/');
                let file = folder.join(path);
                let found = fs::read(&file).or_else(|_| fs::read(file.join("index.xml")));
                let (status, body) = match found {
                    Ok(body) => ("200 OK", body),
                    Err(_) => ("404 Not Found", Vec::new()),
                };
                let head = format!(
                    "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                stream.write_all(&[head.as_bytes(), &body].concat()).unwrap();
            }
        });
        address
    }

    /// Every file below `folder`, by path, with its bytes.
    pub(crate) fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(folder);
        let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(&root)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                (path, fs::read(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    /// The links of a feed's entries, newest first.
    pub(crate) fn links(&self, feed: &str) -> Vec<String> {
        let feed = feed_rs::parser::parse(self.text(feed).as_bytes()).unwrap();
        feed.entries.iter().map(|entry| entry.links[0].href.clone()).collect()
    }
}

/// What a run of the program said.
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) messages: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            exit: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            messages: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// What a build that wrote nothing says of its problems, one line each.
pub(crate) fn refusal(result: Result<Build, Failure>) -> Vec<String> {
    match result.unwrap_err() {
        Failure::Content(problems) | Failure::Denied(problems) => {
            problems.iter().map(ToString::to_string).collect()
        }
        other => panic!("{other}: {:?}", std::error::Error::source(&other)),
    }
}

/// The files that a build skipped, each with the reason, one line each.
pub(crate) fn skipped(build: &Build) -> Vec<String> {
    build.publication.skipped.iter().map(|file| format!("{}: {}", file.path, file.reason)).collect()
}

/// What a build says of its problems, one line each.
pub(crate) fn told(build: &Build) -> Vec<String> {
    build.publication.problems.iter().map(ToString::to_string).collect()
}
