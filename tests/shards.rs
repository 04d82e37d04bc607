//! Shards: disjoint parts of a publication, which together are the one that a single build makes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::Site;

const NOW: &str = "2030-01-01T00:00:00Z";
const SHARDS: u32 = 16;

fn newsroom() -> Site {
    let mut site = Site::with_pages().configured(
        "feeds:\n  limit: 5\n  archive: 10\n  tags: {archive: false}\n  moved: {tags/old: tags/t1}\n\
         named:\n  latest: {filter: {since: 2024-06-01}}\n",
    );
    for number in 0..60 {
        let date = format!("2024-{:02}-{:02} 09:00:00 +02:00", number % 6 + 4, number % 28 + 1);
        let terms =
            format!("tags: [T{}, T{}]\ncategories: [C{}]\n", number % 23, number % 3, number % 4);
        site = site.article(&format!("article-{number}"), &date, &terms);
    }
    site
}

/// What happens in a newsroom between two publications.
fn edit(site: &Site) {
    // A feed that ends, one that is new, an article that is renamed, one that is mended.
    fs::remove_file(site.path("content/article-22.md")).unwrap();
    fs::remove_file(site.path("content/article-45.md")).unwrap();
    fs::rename(site.path("content/article-7.md"), site.path("content/seventh.md")).unwrap();
    let mended = site.text("content/article-59.md").replace("body", "mended body");
    site.write("content/article-59.md", mended);
    site.write(
        "content/new.md",
        "---\ntitle: New\ndate: 2024-11-01 09:00:00 +01:00\ntags: [Fresh]\n---\nNews.\n",
    );
    let configuration = site.text("feedmill.yaml").replace("  latest:", "  newest:");
    site.write("feedmill.yaml", configuration);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn copied(site: &Site) -> Site {
    let copied = Site::new();
    copy(site.root(), copied.root());
    copied
}

fn shard(number: u32) -> String {
    format!("{number}/{SHARDS}")
}

/// Builds every shard in a copy of its own, hands on what its report lists, and merges.
fn on_machines_of_their_own(site: &Site) -> usize {
    let handed_on = copied(site);
    let mut files = 0;
    for number in 1..=SHARDS {
        let machine = copied(site);
        let run = machine.run(&["build", "--shard", &shard(number), "--report", "report.json"]);
        assert_eq!(run.exit, 0, "{}", run.messages);
        let report: serde_json::Value = serde_json::from_str(&machine.text("report.json")).unwrap();
        assert_eq!(report["shard"], shard(number));
        let part = format!("feedmill.lock.{number}-of-{SHARDS}");
        fs::copy(machine.path(&part), handed_on.path(&part)).unwrap();
        let listed = ["feeds", "pages"].map(|kind| report[kind].as_array().unwrap());
        for file in listed.into_iter().flatten() {
            let path = format!("feeds/{}", file["path"].as_str().unwrap());
            handed_on.write(&path, fs::read(machine.path(&path)).unwrap());
            files += 1;
        }
        assert_eq!(machine.path("feedmill.lock").exists(), site.path("feedmill.lock").exists());
    }
    let run = handed_on.run_bare(&["merge"]);
    assert_eq!(run.exit, 0, "{}", run.messages);
    copy(handed_on.root(), site.root());
    for (path, _) in site.files("feeds") {
        if !handed_on.path("feeds").join(&path).exists() {
            fs::remove_file(site.path("feeds").join(path)).unwrap();
        }
    }
    files
}

fn assert_same(one: &Site, other: &Site) {
    let names = |site: &Site| -> Vec<String> {
        site.files("feeds").into_iter().map(|(path, _)| path).collect()
    };
    assert_eq!(names(one), names(other));
    for ((path, one), (_, other)) in one.files("feeds").iter().zip(other.files("feeds")) {
        assert_eq!(String::from_utf8_lossy(one), String::from_utf8_lossy(&other), "{path}");
    }
    assert_eq!(one.text("feedmill.lock"), other.text("feedmill.lock"));
}

#[test]
fn sixteen_machines_make_the_bytes_of_one() {
    let (one, many) = (newsroom(), newsroom());
    one.build_at(NOW).unwrap();
    let files = on_machines_of_their_own(&many);
    // Each file is in one shard alone.
    assert_eq!(files, one.files("feeds").len());
    assert_same(&one, &many);

    for site in [&one, &many] {
        edit(site);
    }
    one.build_at(NOW).unwrap();
    on_machines_of_their_own(&many);
    assert_same(&one, &many);
}

#[test]
fn sixteen_processes_share_one_folder() {
    let (one, many) = (newsroom(), newsroom());
    for generation in 0..2 {
        one.build_at(NOW).unwrap();
        let shards: Vec<_> = (1..=SHARDS)
            .map(|number| {
                Command::new(env!("CARGO_BIN_EXE_feedmill"))
                    .args(["build", "--shard", &shard(number), "--now", NOW])
                    .current_dir(many.root())
                    .stdout(std::process::Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for mut shard in shards {
            assert!(shard.wait().unwrap().success());
        }
        let run = many.run_bare(&["merge"]);
        assert_eq!(run.exit, 0, "{}", run.messages);
        assert_same(&one, &many);
        assert!(!many.path(&format!("feedmill.lock.1-of-{SHARDS}")).exists());
        assert!(!many.path("feeds/.feedmill-stage").exists());
        if generation == 0 {
            assert_eq!(
                run.out,
                format!(
                    "Merged     {SHARDS} shards in ./feeds: {} files, 0 removed\n",
                    one.files("feeds").len()
                )
            );
            edit(&one);
            edit(&many);
        }
    }
}

#[test]
fn the_documentation_shows_what_works() {
    let document = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/shards.md"));
    let document = document.unwrap();
    let (_, block) = document.split_once("<!-- shards -->\n```sh\n").unwrap();
    let script = block.split("```").next().unwrap();
    let site = newsroom();
    let program = format!("feedmill() {{ {} \"$@\"; }}\n", env!("CARGO_BIN_EXE_feedmill"));
    let run = Command::new("bash")
        .args(["-euc", &(program + script)])
        .current_dir(site.root())
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let files: Vec<String> = site.files("").into_iter().map(|(path, _)| path).collect();
    assert!(files.contains(&"feedmill.lock".to_owned()));
    assert!(!files.iter().any(|path| path.contains("-of-")));
}

#[test]
fn a_merge_says_which_shards_it_lacks_and_changes_nothing() {
    let site = newsroom();
    let run = site.run_bare(&["merge"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert_eq!(
        run.messages,
        "\
error[shard-missing]: no shard is there to be merged
--> feedmill.lock
 = help: build every shard first, with `feedmill build --shard 1/16 --now INSTANT`

"
    );
    for number in [1, 3] {
        assert_eq!(site.run(&["build", "--shard", &format!("{number}/4")]).exit, 0);
    }
    let run = site.run_bare(&["merge"]);
    assert_eq!(run.exit, 1);
    assert_eq!(
        run.messages,
        "\
error[shard-missing]: of the shards, 2/4, 4/4 are not there
--> feedmill.lock.2-of-4
 = help: build them, with the instant and the content of the others

"
    );
    assert!(!site.path("feedmill.lock").exists());
}

#[test]
fn a_merge_refuses_a_file_that_was_not_handed_on() {
    let site = newsroom();
    for number in 1..=2 {
        assert_eq!(site.run(&["build", "--shard", &format!("{number}/2")]).exit, 0);
    }
    fs::remove_file(site.path("feeds/categories/c1/rss.xml")).unwrap();
    let run = site.run_bare(&["merge"]);
    assert_eq!(run.exit, 1);
    assert!(run.messages.starts_with("error[shard-missing]: "), "{}", run.messages);
    assert!(run.messages.contains("categories/c1/rss.xml"), "{}", run.messages);
    assert!(!site.path("feedmill.lock").exists());
}

#[test]
fn shards_that_decided_differently_are_not_merged() {
    let site = newsroom();
    assert_eq!(site.run(&["build", "--shard", "1/2"]).exit, 0);
    site.write(
        "content/late.md",
        "---\ntitle: Late\ndate: 2024-11-01 09:00:00 +01:00\n---\nAfter the first shard.\n",
    );
    assert_eq!(site.run(&["build", "--shard", "2/2"]).exit, 0);
    let run = site.run_bare(&["merge"]);
    assert_eq!(run.exit, 1);
    assert_eq!(
        run.messages,
        "\
error[shards-differ]: shard 2/2 decided differently from shard 1/2
--> feedmill.lock.2-of-2
 = help: build all shards from the same content, configuration and ledger, with the same `--now`

"
    );
    let elsewhere = ["build", "--shard", "2/2", "--now", "2030-01-02T00:00:00Z"];
    assert_eq!(site.run_bare(&elsewhere).exit, 0);
    let run = site.run_bare(&["merge"]);
    assert!(
        run.messages.contains(
            "shard 2/2 was built as at 2030-01-02T00:00:00Z, shard 1/2 as at 2030-01-01T00:00:00Z"
        ),
        "{}",
        run.messages
    );
    assert!(!site.path("feedmill.lock").exists());
}

#[test]
fn a_shard_that_fails_leaves_no_part() {
    let site = newsroom();
    assert_eq!(site.run(&["build", "--shard", "1/2"]).exit, 0);
    assert!(site.path("feedmill.lock.1-of-2").exists());
    site.write("content/broken.md", "---\ntitle: Broken\ndate: yesterday\n---\n");
    assert_eq!(site.run(&["build", "--shard", "1/2"]).exit, 1);
    assert!(!site.path("feedmill.lock.1-of-2").exists());
}

#[test]
fn a_shard_finishes_what_a_build_of_the_whole_had_committed() {
    let site = newsroom();
    site.build_at(NOW).unwrap();
    let ledger = site.text("feedmill.lock");
    fs::rename(site.path("feedmill.lock"), site.path(".feedmill.lock.part")).unwrap();
    let fingerprint = blake3::hash(ledger.as_bytes()).to_hex();
    let journal = format!(r#"{{"writes":[],"removals":[],"ledger":"{fingerprint}"}}"#);
    site.write("feeds/.feedmill-stage/journal.json", journal);
    assert_eq!(site.run(&["build", "--shard", "1/4"]).exit, 0);
    assert_eq!(site.text("feedmill.lock"), ledger);
    assert!(!site.path(".feedmill.lock.part").exists());
}

#[test]
fn a_check_of_every_shard_is_a_check_of_the_whole() {
    let site = newsroom();
    site.build_at(NOW).unwrap();
    let check = |site: &Site| -> Vec<(i32, String)> {
        (1..=4)
            .map(|number| site.run(&["build", "--check", "--shard", &format!("{number}/4")]))
            .map(|run| (run.exit, run.out))
            .collect()
    };
    assert!(check(&site).iter().all(|(exit, _)| *exit == 0));
    edit(&site);
    let lines = |out: &str| -> Vec<String> {
        out.lines().filter(|line| !line.starts_with("Checked")).map(str::to_owned).collect()
    };
    let mut all: Vec<String> = check(&site).iter().flat_map(|(_, out)| lines(out)).collect();
    all.sort();
    // The ledger is everybody's.
    all.dedup();
    let mut whole = lines(&site.run(&["build", "--check"]).out);
    whole.sort();
    assert_eq!(all, whole);
}

#[test]
fn a_shard_needs_the_instant_of_the_others_and_builds_nothing_less() {
    let site = newsroom();
    for arguments in [
        &["build", "--shard", "1/16"][..],
        &["build", "--shard", "1/16", "--now", NOW, "--skip-broken"],
        &["build", "--shard", "1/16", "--now", NOW, "--tag", "T1", "--output", "x"],
        &["build", "--shard", "0/16", "--now", NOW],
        &["build", "--shard", "17/16", "--now", NOW],
        &["build", "--shard", "3", "--now", NOW],
    ] {
        let run = site.run_bare(arguments);
        assert_eq!(run.exit, 2, "{arguments:?}: {}", run.messages);
    }
    assert!(!site.path("feeds").exists());
}

#[test]
fn a_change_that_is_denied_stops_the_shards_that_would_show_it() {
    let site = newsroom();
    site.build_at(NOW).unwrap();
    let before = site.files("feeds");
    // Only one feed goes, with its archive.
    let configuration = site.text("feedmill.yaml").replace("  latest:", "  newest:");
    site.write("feedmill.yaml", configuration);
    let build = |number: u32| {
        site.run(&["build", "--shard", &format!("{number}/4"), "--deny", "feed-gone"])
    };
    let exits: Vec<i32> = (1..=4).map(|number| build(number).exit).collect();
    assert_eq!(exits.iter().filter(|exit| **exit == 1).count(), 1, "{exits:?}");
    let gone: Vec<_> = before
        .iter()
        .filter(|(path, _)| path.starts_with("latest/") && !site.path("feeds").join(path).exists())
        .collect();
    assert_eq!(gone, [] as [&(String, Vec<u8>); 0]);
}
