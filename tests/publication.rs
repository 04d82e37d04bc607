//! Same input, same bytes; all of it or none of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use feedmill::publish::Publisher;

use crate::support::Site;

fn newsroom() -> Site {
    let mut site = Site::new();
    for number in 0..40 {
        let date = format!("2024-{:02}-{:02} 09:00:00 +02:00", number % 6 + 4, number % 28 + 1);
        let tags =
            format!("tags: [T{}, T{}]\ncategories: [C{}]\n", number % 7, number % 3, number % 4);
        site = site.article(&format!("article-{number}"), &date, &tags);
    }
    site
}

#[test]
fn two_sites_of_one_content_get_the_same_bytes() {
    let (one, two) = (newsroom(), newsroom());
    one.build().unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| two.build()).unwrap();
    assert_eq!(one.files("feeds"), two.files("feeds"));
    assert_eq!(one.text("feedmill.lock"), two.text("feedmill.lock"));
}

#[test]
fn neither_the_zone_nor_the_language_of_the_machine_shows() {
    let build = |zone: &str, locale: &str| {
        let site = newsroom().article("bare", "2024-02-12 08:30:00", "");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_feedmill"))
            .args(["--now", "2030-01-01T00:00:00Z"])
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .current_dir(site.root())
            .output()
            .unwrap();
        assert!(run.status.success());
        (site.files("feeds"), site.text("feedmill.lock"))
    };
    assert_eq!(build("Asia/Tokyo", "ar_EG.UTF-8"), build("America/New_York", "C"));
}

#[cfg(unix)]
#[test]
fn a_file_whose_bytes_stay_is_not_touched() {
    use std::os::unix::fs::MetadataExt;
    let site = newsroom();
    site.build().unwrap();
    let stamps = |site: &Site| -> BTreeMap<String, (u64, i64, i64)> {
        let files = site.files("feeds").into_iter().map(|(path, _)| format!("feeds/{path}"));
        files
            .chain(["feedmill.lock".to_owned()])
            .map(|path| {
                let metadata = fs::metadata(site.path(&path)).unwrap();
                (path, (metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
            })
            .collect()
    };
    let before = stamps(&site);
    let build = site.build().unwrap();
    assert_eq!(stamps(&site), before);
    assert_eq!(build.changes.written, [] as [&str; 0]);
}

#[test]
fn a_feed_that_is_no_longer_wanted_goes_and_what_is_not_ours_stays() {
    let site =
        Site::new().article("a", "2024-06-27", "tags: [Cloud]\n").article("b", "2024-06-27", "");
    site.build().unwrap();
    site.write("feeds/tags/cloud/logo.svg", "not ours");
    site.write("feeds/index.html", "not ours either");
    site.write("content/a.md", "---\ntitle: a\ndate: 2024-06-27\n---\n");
    let build = site.build().unwrap();
    assert_eq!(
        build.changes.removed,
        ["tags/cloud/atom.xml", "tags/cloud/feed.json", "tags/cloud/rss.xml"]
    );
    assert!(!site.path("feeds/tags/cloud/atom.xml").exists());
    assert_eq!(site.text("feeds/tags/cloud/logo.svg"), "not ours");
    assert_eq!(site.text("feeds/index.html"), "not ours either");
}

#[test]
fn a_broken_article_leaves_the_published_feeds_as_they_were() {
    let site = newsroom();
    site.build().unwrap();
    let before = (site.files("feeds"), site.text("feedmill.lock"));
    site.write("content/broken.md", "---\ntitle: x\ndate: soon\n---\n");
    site.build().unwrap_err();
    assert_eq!((site.files("feeds"), site.text("feedmill.lock")), before);
}

#[test]
fn a_run_stopped_before_its_commit_is_forgotten() {
    let site = newsroom();
    site.build().unwrap();
    let before = site.files("feeds");
    site.write("feeds/.feedmill-stage/0", "half a fi");
    site.write("feeds/.feedmill-stage/journal.part", "{\"writes\":[\"atom.xml\"],");
    site.build().unwrap();
    assert_eq!(site.files("feeds"), before);
}

#[test]
fn a_run_stopped_after_its_commit_is_finished() {
    let site = newsroom();
    site.build().unwrap();
    site.write("feeds/.feedmill-stage/1", "new rss");
    site.write("feeds/.feedmill-stage/ledger", "# ledger\n");
    site.write(
        "feeds/.feedmill-stage/journal.json",
        r#"{"writes":["atom.xml","rss.xml"],"removals":["tags/t0/atom.xml","gone"],"ledger":true}"#,
    );
    // File 0 had been moved into place before the run was stopped.
    let publisher = Publisher::open(site.root(), &site.path("feeds"), &|| {}).unwrap();
    assert_eq!(site.text("feeds/rss.xml"), "new rss");
    assert_eq!(site.text("feedmill.lock"), "# ledger\n");
    assert!(!site.path("feeds/tags/t0/atom.xml").exists());
    assert!(site.path("feeds/atom.xml").exists());
    assert!(!site.path("feeds/.feedmill-stage").exists());
    drop(publisher);
}

#[test]
fn nothing_is_written_outside_the_output_folder() {
    let site = Site::new();
    let publisher = Publisher::open(site.root(), &site.path("feeds"), &|| {}).unwrap();
    for path in ["../x", "/tmp/x", "a/../../x", ""] {
        let files = BTreeMap::from([(path.to_owned(), b"x".to_vec())]);
        publisher.publish(&files, &BTreeSet::new(), None).unwrap_err();
    }
    assert!(!site.path("x").exists());
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let site = Site::new().article("a", "2024-06-27", "tags: [Cloud]\n");
    fs::create_dir(site.path("feeds")).unwrap();
    symlink(elsewhere.path(), site.path("feeds/tags")).unwrap();
    site.build().unwrap_err();
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);

    let site = Site::new().article("a", "2024-06-27", "");
    fs::write(elsewhere.path().join("b.md"), "---\ntitle: b\ndate: 2024-06-27\n---\n").unwrap();
    symlink(elsewhere.path(), site.path("content/out")).unwrap();
    symlink(site.path("content"), site.path("content/loop")).unwrap();
    let problems = crate::support::refusal(site.build());
    assert_eq!(problems.len(), 2, "{problems:?}");
}

#[cfg(unix)]
#[test]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let site = newsroom();
    site.build().unwrap();
    fs::set_permissions(site.path("feeds/atom.xml"), fs::Permissions::from_mode(0o640)).unwrap();
    let site = site.article("new", "2024-12-01", "");
    site.build().unwrap();
    assert_eq!(
        fs::metadata(site.path("feeds/atom.xml")).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn builds_at_once_wait_for_each_other() {
    let site = newsroom();
    site.build().unwrap();
    let right = site.files("feeds");
    fs::remove_dir_all(site.path("feeds")).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| site.build().unwrap());
        }
    });
    assert_eq!(site.files("feeds"), right);
}

#[test]
fn a_ledger_that_makes_no_sense_stops_the_build() {
    let site = newsroom().file("feedmill.lock", "# feedmill.lock 1\n<<<<<<< ours\n");
    let run = site.run(&[]);
    assert_eq!(run.exit, 3);
    assert!(run.messages.starts_with("error[ledger-invalid]"), "{}", run.messages);
}
