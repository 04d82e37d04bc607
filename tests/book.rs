//! The pages of the documentation do what they say, and lead to each other.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::documentation::{blocks, root, text};

/// What is done on a page of the documentation, step by step.
enum Step {
    /// A file is written, or written anew.
    File(String, String),
    /// A line is run; what it prints follows, if the page says so.
    Run(String, Option<String>),
}

/// The steps of a page: blocks of `markdown` for the file that was named last, lines of `sh`, and what
/// the last of them prints in a block of `text`.
fn steps(document: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut named = String::new();
    let mut rest = document;
    while let Some((prose, after)) = rest.split_once("```") {
        let (language, after) = after.split_once('\n').unwrap();
        let (block, after) = after.split_once("```").unwrap();
        let is_path = |word: &&str| word.starts_with("content/") && word.contains('.');
        if let Some(path) = prose.split('`').rfind(is_path) {
            path.clone_into(&mut named);
        }
        match language {
            "markdown" => steps.push(Step::File(named.clone(), block.to_owned())),
            "sh" => steps.extend(block.lines().map(|line| Step::Run(line.to_owned(), None))),
            "text" => match steps.last_mut() {
                Some(Step::Run(_, printed)) => *printed = Some(block.to_owned()),
                _ => panic!("nothing prints this: {block}"),
            },
            other => panic!("nobody runs a block of `{other}`"),
        }
        rest = after;
    }
    steps
}

#[cfg(unix)]
#[test]
fn the_tutorial_goes_as_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal");
    fs::create_dir_all(journal.join("content")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_feedmill")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(program.to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let path = path.unwrap();
    let mut printed_ones = 0;
    for step in steps(&text("docs/tutorial.md")) {
        match step {
            Step::File(path, text) => fs::write(journal.join(path), text).unwrap(),
            Step::Run(line, printed) => {
                let run = Command::new("sh")
                    .args(["-c", &format!("{line} 2>&1")])
                    .env("PATH", &path)
                    .current_dir(&journal)
                    .output()
                    .unwrap();
                let told = String::from_utf8(run.stdout).unwrap();
                if let Some(expected) = printed {
                    assert_eq!(told, expected, "{line}");
                    printed_ones += 1;
                }
            }
        }
    }
    assert!(printed_ones > 4);
    assert!(journal.join("feeds/atom.xml").exists());
}

/// Every command, with those below it.
const COMMANDS: &[&str] = &[
    "init",
    "build",
    "serve",
    "watch",
    "merge",
    "check",
    "diff",
    "explain",
    "adopt",
    "id keep",
    "notify",
    "snippets",
    "schema",
    "completions",
    "man",
];

#[cfg(all(feature = "preview", feature = "network"))]
#[test]
fn the_commands_are_documented_as_they_say_of_themselves() {
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedmill"));
        command.env_remove("COLUMNS");
        command
    };
    let mut document = "\
# Commands

What `feedmill help` and `feedmill help COMMAND` say. The manual (`feedmill man DIR`) and the completions of
shells (`feedmill completions SHELL`) are made of the same. Where a command goes wrong, it exits with 1 if the
content has errors, 2 if the call or the configuration is wrong, 3 if the machine failed.

```text
"
    .to_owned();
    let help = |name: &str| {
        let run = program().arg("help").args(name.split_whitespace()).output().unwrap();
        assert!(run.status.success(), "{name}: {run:?}");
        String::from_utf8(run.stdout).unwrap()
    };
    let whole = help("");
    document.push_str(&whole);
    document.push_str("```\n");
    for name in COMMANDS {
        write!(document, "\n## `feedmill {name}`\n\n```text\n{}```\n", help(name)).unwrap();
    }
    if std::env::var_os("FEEDMILL_WRITE_DOCUMENTATION").is_some() {
        fs::write(root().join("docs/commands.md"), &document).unwrap();
    }
    assert_eq!(
        text("docs/commands.md"),
        document,
        "run the tests with FEEDMILL_WRITE_DOCUMENTATION=1"
    );
    let listed: Vec<&str> = whole
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap())
        .filter(|name| *name != "help")
        .collect();
    let known: Vec<&str> = COMMANDS.iter().map(|name| name.split(' ').next().unwrap()).collect();
    let sorted = |mut names: Vec<&str>| {
        names.sort_unstable();
        names.join(" ")
    };
    assert_eq!(sorted(listed), sorted(known));
}

#[test]
fn every_link_in_the_documentation_leads_somewhere() {
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let document = fs::read_to_string(&path).unwrap();
        for link in document.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            if file.contains("://") || file.contains(' ') || link.starts_with('/') {
                continue;
            }
            let target =
                if file.is_empty() { path.clone() } else { root().join("docs").join(file) };
            assert!(target.exists(), "{}: {link}", path.display());
            if !fragment.is_empty() {
                let text = fs::read_to_string(&target).unwrap();
                let headings = text.lines().filter(|line| line.starts_with('#')).map(anchor);
                assert!(
                    headings.into_iter().any(|known| known == fragment),
                    "{}: {link}",
                    path.display()
                );
            }
        }
    }
}

/// The anchor that Git hosts give a heading.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    text.chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

#[test]
fn the_index_names_every_page() {
    let index = text("docs/README.md");
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_page = [Some("md"), Some("json")].contains(&name.split('.').next_back());
        assert!(!is_page || name == "README.md" || index.contains(&format!("]({name})")), "{name}");
    }
}

#[test]
fn the_articles_of_the_how_to_pages_are_what_they_say() {
    let now = "2031-03-04T08:00:00Z".parse().unwrap();
    for (path, settings) in [("docs/embargoes.md", ""), ("docs/podcast.md", "docs/podcast.md")] {
        let site = tempfile::tempdir().unwrap();
        let settings = if settings.is_empty() {
            String::new()
        } else {
            blocks(&text(settings), "yaml").concat()
        };
        let settings = format!("title: T\nbase_url: https://www.example.org\n{settings}");
        fs::write(site.path().join("feedmill.yaml"), &settings).unwrap();
        fs::create_dir_all(site.path().join("static/sons")).unwrap();
        fs::write(site.path().join("static/sons/cloud.mp3"), [0; 1234]).unwrap();
        fs::create_dir(site.path().join("content")).unwrap();
        for article in blocks(&text(path), "markdown") {
            fs::write(site.path().join("content/a.md"), article).unwrap();
            let config = feedmill::config::load(site.path()).unwrap();
            let build = |now| {
                let request = feedmill::Request::new(site.path(), now);
                feedmill::prepare(&request, &config).unwrap()
            };
            assert_eq!(build(now).articles.len(), 1, "{path}");
            assert_eq!(build(now).problems.iter().count(), 0, "{path}");
        }
        if path == "docs/podcast.md" {
            let config = feedmill::config::load(site.path()).unwrap();
            let request = feedmill::Request::new(site.path(), now);
            let publication = feedmill::prepare(&request, &config).unwrap();
            let rss = publication.bytes("podcast/rss.xml").unwrap().unwrap();
            let rss = String::from_utf8(rss).unwrap();
            assert!(rss.contains("length=\"1234\""), "{rss}");
            assert!(
                rss.contains("<itunes:duration>3723</itunes:duration>") || rss.contains("1:02:03"),
                "{rss}"
            );
        } else {
            let config = feedmill::config::load(site.path()).unwrap();
            let request = feedmill::Request::new(site.path(), now - chrono::TimeDelta::seconds(1));
            assert_eq!(feedmill::prepare(&request, &config).unwrap().articles.len(), 0);
        }
    }
}
