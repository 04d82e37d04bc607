//! The rule between the rooms: who may know whom.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What each room may name, beside itself.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    const NOUNS: &[&str] = &["config", "model", "problem"];
    // What a generator's profile is made of.
    const PROFILE: &[&str] = &["config", "date", "disk", "model", "problem", "syntax"];
    BTreeMap::from([
        ("problem", &[] as &[&str]),
        ("disk", &[]),
        ("model", &["problem"]),
        ("syntax", &["model", "problem"]),
        // Text in, a tree or text out; it knows no feed.
        ("html", &[]),
        ("date", &["model", "problem"]),
        ("generator", PROFILE),
        ("config", &["generator", "date", "disk", "syntax", "model", "problem"]),
        ("read", &["disk", "syntax", "config", "model", "problem"]),
        ("normalise", &["generator", "date", "config", "model", "problem"]),
        ("select", NOUNS),
        ("compose", &["html", "config", "model", "problem"]),
        ("render", &["html", "config", "model", "problem"]),
        ("check", NOUNS),
        ("template", &["html", "config", "model", "problem"]),
        ("snippet", NOUNS),
        ("publish", &["disk", "config", "model", "problem"]),
        // Bytes of feeds in, changes out; it knows no article of the site.
        ("compare", &["html", "config", "model", "problem"]),
        ("retrieve", NOUNS),
        (
            "pipeline",
            &[
                "read",
                "normalise",
                "select",
                "template",
                "compose",
                "render",
                "check",
                "publish",
                "compare",
                "retrieve",
                "date",
                "config",
                "model",
                "problem",
            ],
        ),
        (
            "cli",
            &[
                "Adoption",
                "Build",
                "Changes",
                "Failure",
                "Gates",
                "Publication",
                "Request",
                "Step",
                "adopt",
                "build",
                "build_with",
                "changes",
                "explain",
                "inspect",
                "reassign_id",
                "Merge",
                "merge",
                "prepare",
                // A comparison needs no build: its rooms are asked for it.
                "compare",
                "retrieve",
                "discover",
                "preview",
                "Phase",
                "Progress",
                "disk",
                "snippet",
                "generator",
                "config",
                "model",
                "problem",
            ],
        ),
        // It looks at a folder as a build would, and decides nothing.
        ("discover", &["disk", "read", "normalise", "generator", "config", "model", "problem"]),
        // It shows what `build` makes, and knows nothing of how.
        (
            "preview",
            &["Failure", "Publication", "Request", "prepare", "html", "config", "model", "problem"],
        ),
        ("main", &[]),
    ])
}

/// The rooms that a text names after `crate::`, singly or in braces.
fn named(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        let word = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        match after.strip_prefix('{') {
            Some(group) => {
                let mut depth = 0;
                let mut item = String::new();
                for character in group.chars() {
                    match character {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            names.insert(word(&item));
                            item.clear();
                        }
                        _ => item.push(character),
                    }
                }
                names.insert(word(&item));
            }
            None => {
                names.insert(word(after));
            }
        }
    }
    names.remove("");
    names
}

fn sources() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walkdir::WalkDir::new(&folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).unwrap();
            let room = path.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
            (room.to_owned(), fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn no_room_knows_more_than_the_rule_allows() {
    let allowed = allowed();
    for (room, text) in sources() {
        if room == "lib" {
            continue;
        }
        let may = allowed.get(room.as_str()).unwrap_or_else(|| panic!("no rule for `{room}`"));
        for name in named(&text) {
            assert!(
                name == room || may.contains(&name.as_str()),
                "src/{room} names crate::{name}, which ARCHITECTURE.md forbids"
            );
        }
    }
}

#[test]
fn the_rule_sees_every_way_to_name_a_room() {
    let text = "use crate::model::{A, B};\nuse crate::{compose, read::{X, Y}, select};\nfn f() { crate::cli::run() }";
    let names: Vec<String> = named(text).into_iter().collect();
    assert_eq!(names, ["cli", "compose", "model", "read", "select"]);
}

#[test]
fn the_pure_rooms_touch_neither_disk_nor_environment() {
    for (room, text) in sources() {
        if [
            "date",
            "normalise",
            "select",
            "template",
            "compose",
            "render",
            "check",
            "snippet",
            "compare",
            "model",
            "syntax",
            "html",
        ]
        .contains(&room.as_str())
        {
            for forbidden in ["std::fs", "std::env", "std::net", "std::time", "std::process"] {
                assert!(!text.contains(forbidden), "src/{room} names {forbidden}");
            }
        }
    }
}

#[test]
fn only_the_command_line_prints() {
    for (room, text) in sources() {
        if room != "cli" {
            for forbidden in ["println!", "eprintln!", "std::io::stdout", "std::io::stderr"] {
                assert!(!text.contains(forbidden), "src/{room} names {forbidden}");
            }
        }
    }
}

#[test]
fn only_profiles_know_a_generator_by_name() {
    let names: Vec<String> =
        feedmill::generator::Generator::all().map(|generator| format!("{generator:?}")).collect();
    assert!(names.contains(&"Jekyll".to_owned()) && names.len() == 12);
    for (room, text) in sources() {
        if room == "generator" {
            continue;
        }
        for name in &names {
            for forbidden in [format!("Generator::{name}"), format!("\"{name}\"")] {
                assert!(!text.contains(&forbidden), "src/{room} names {forbidden}");
            }
        }
    }
}
