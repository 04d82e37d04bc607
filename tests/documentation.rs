//! The documentation says what the code does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use feedmill::config::Field;
use feedmill::generator::Profile;
use feedmill::problem::Code;

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The words in backquotes of the table row that begins with the cell `` `name` ``.
fn row(document: &str, name: &str) -> Vec<String> {
    let start = format!("| `{name}` |");
    let line = document.lines().find(|line| line.starts_with(&start));
    let line = line.unwrap_or_else(|| panic!("no row for `{name}`"));
    line[start.len()..].split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_field_is_documented_with_the_keys_that_mean_it() {
    let document = text("docs/configuration.md");
    let (_, fields) = document.split_once("## Fields").unwrap();
    for field in Field::ALL {
        assert_eq!(row(fields, field.name()), field.aliases(), "{field}");
    }
}

#[test]
fn every_placeholder_is_documented() {
    let document = text("docs/configuration.md");
    for name in Profile::NONE.placeholder_names() {
        assert!(document.contains(&format!("`:{name}`")), "{name}");
    }
}

#[test]
fn every_setting_in_the_documentation_is_known() {
    for path in ["docs/configuration.md", "docs/languages.md", "docs/pages.md", "docs/podcast.md"] {
        let blocks = blocks(&text(path), "yaml");
        assert!(!blocks.is_empty(), "{path}");
        for block in blocks {
            let file = format!("title: T\nbase_url: https://a.example\n{block}");
            feedmill::config::parse(path, &file).unwrap();
        }
    }
}

/// The blocks of a document in this language.
pub(crate) fn blocks(document: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let blocks = document.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.map(str::to_owned).collect()
}

/// The lines of the shell blocks of a document that call `program`, without their comments.
fn commands(document: &str, program: &str) -> Vec<Vec<String>> {
    let blocks = document.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks
        .flat_map(str::lines)
        .map(|line| line.split(" #").next().unwrap())
        .filter_map(|line| line.strip_prefix(program))
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_call_of_feedmill_in_the_documentation_works() {
    let mut ran = 0;
    for path in ["README.md", "CONTRIBUTING.md", "docs/configuration.md", "docs/serving.md"] {
        for command in commands(&text(path), "feedmill ") {
            let output = tempfile::tempdir().unwrap();
            let folder =
                |word: &str, before: Option<&String>| match (before.map(String::as_str), word) {
                    (Some("--output"), "DIR") => output.path().to_str().unwrap().to_owned(),
                    (Some("--site"), "DIR") => ".".to_owned(),
                    _ => word.to_owned(),
                };
            let arguments: Vec<String> = command
                .iter()
                .enumerate()
                .map(|(index, word)| {
                    folder(word, index.checked_sub(1).map(|before| &command[before]))
                })
                .collect();
            let site = copy_of_the_sample();
            let run = Command::new(env!("CARGO_BIN_EXE_feedmill"))
                .args(&arguments)
                .current_dir(site.path())
                .output()
                .unwrap();
            assert!(run.status.success(), "{path}: feedmill {}: {run:?}", command.join(" "));
            ran += 1;
        }
    }
    assert!(ran > 0);
}

#[test]
fn every_call_of_cargo_in_the_readme_is_marked_with_what_it_is_for() {
    let readme = text("README.md");
    let marked: Vec<(&str, &str)> = readme
        .split("<!-- ")
        .skip(1)
        .filter_map(|rest| rest.split_once(" -->\n```sh\n"))
        .map(|(purpose, rest)| (purpose, rest.lines().next().unwrap()))
        .collect();
    // .ci/run takes them from there.
    let expected = [
        ("build", "cargo run --release"),
        ("test", "cargo test --locked"),
        ("bench", "cargo bench"),
    ];
    assert_eq!(marked, expected);
    assert_eq!(commands(&readme, "cargo ").len(), expected.len());
    let ci = text(".ci/run");
    for (purpose, _) in expected {
        assert!(ci.contains(&format!("$(readme {purpose})")), "{purpose}");
    }
}

#[test]
fn the_readme_shows_what_the_first_command_prints() {
    let site = copy_of_the_sample();
    let run = Command::new(env!("CARGO_BIN_EXE_feedmill"))
        .args(["--now", "2026-11-23T00:00:00Z"])
        .current_dir(site.path())
        .output()
        .unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    assert!(text("README.md").contains(&format!("```text\n{printed}```")), "{printed}");
}

/// The sample site of the repository, copied so that nothing is written to it.
pub(crate) fn copy_of_the_sample() -> tempfile::TempDir {
    let copied = tempfile::tempdir().unwrap();
    for folder in ["content", "feeds", "static"] {
        copy(&root().join(folder), &copied.path().join(folder));
    }
    for file in ["feedmill.yaml", "feedmill.lock"] {
        fs::copy(root().join(file), copied.path().join(file)).unwrap();
    }
    copied
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_limits_are_documented_with_codes_that_exist() {
    let security = text("SECURITY.md");
    let (_, limits) = security.split_once("## Limits").unwrap();
    let codes = limits.lines().filter_map(|line| line.strip_suffix("` |")?.rsplit_once('`'));
    let codes: Vec<&str> = codes.map(|(_, code)| code).collect();
    assert!(codes.len() > 8, "{codes:?}");
    for code in codes {
        assert!(Code::named(code).is_some(), "no code `{code}`");
    }
}
