//! Same input, same bytes; all of it or none of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use feedmill::publish::{Next, Publisher, is_own};

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
    let site = Site::new()
        .configured("feeds: {ended: {days: 0}}\n")
        .article("a", "2024-06-27", "tags: [Cloud]\n")
        .article("b", "2024-06-27", "");
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
    site.write(".feedmill.lock.part", "# ledger\n");
    let fingerprint = blake3::hash(b"# ledger\n").to_hex();
    site.write(
        "feeds/.feedmill-stage/journal.json",
        format!(
            r#"{{"writes":["atom.xml","rss.xml"],"removals":["tags/t0/atom.xml","gone"],"ledger":"{fingerprint}"}}"#
        ),
    );
    // File 0 had been moved into place before the run was stopped.
    let publisher = Publisher::open(site.root(), &site.path("feeds"), &|| {}).unwrap();
    assert_eq!(site.text("feeds/rss.xml"), "new rss");
    assert_eq!(site.text("feedmill.lock"), "# ledger\n");
    assert!(!site.path("feeds/tags/t0/atom.xml").exists());
    assert!(site.path("feeds/atom.xml").exists());
    assert!(!site.path("feeds/.feedmill-stage").exists());
    assert!(!site.path(".feedmill.lock.part").exists());
    drop(publisher);
}

#[test]
fn nothing_is_written_outside_the_output_folder() {
    let site = Site::new();
    let mut publisher = Publisher::open(site.root(), &site.path("feeds"), &|| {}).unwrap();
    for path in ["../x", "/tmp/x", "a/../../x", ""] {
        let files = BTreeMap::from([(path.to_owned(), b"x".to_vec())]);
        let next = Next { documents: &files, stale: &BTreeSet::new(), ledger: None, slice: None };
        publisher.publish(next, publisher.changes(next).unwrap()).unwrap_err();
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
    symlink(elsewhere.path(), site.path("feeds")).unwrap();
    let run = site.run(&[]);
    assert_eq!(run.exit, 3);
    let target = elsewhere.path().canonicalize().unwrap();
    let expected = format!(
        "error[io]: the output folder leads out of the site\n--> ./feeds\n = help: remove the link there; \
         or say that its target is meant, with `--output {}`\n\n",
        target.display()
    );
    assert_eq!(run.messages, expected);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    assert_eq!(site.run(&["--output", target.to_str().unwrap()]).exit, 0);
    assert!(elsewhere.path().join("atom.xml").exists());

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

/// A site with one change to publish.
fn changed() -> Site {
    let site = newsroom();
    site.build().unwrap();
    site.article("new", "2024-12-01", "tags: [New]\n")
}

#[test]
fn a_journal_that_makes_no_sense_is_forgotten() {
    for journal in
        ["", "{\"writes\":", "{\"writes\":[],\"removals\":[],\"ledger\":null,\"more\":1}"]
    {
        let site = changed();
        site.write("feeds/.feedmill-stage/0", "of another time");
        site.write("feeds/.feedmill-stage/journal.json", journal);
        site.build().unwrap();
        assert_eq!(site.files("feeds"), {
            let undisturbed = changed();
            undisturbed.build().unwrap();
            undisturbed.files("feeds")
        });
    }
}

#[test]
fn a_ledger_that_was_not_committed_is_forgotten() {
    let site = changed();
    let before = site.text("feedmill.lock");
    site.write(".feedmill.lock.part", "# of another publication\n");
    site.write(
        "feeds/.feedmill-stage/journal.json",
        r#"{"writes":[],"removals":[],"ledger":"0000"}"#,
    );
    let publisher = Publisher::open(site.root(), &site.path("feeds"), &|| {}).unwrap();
    drop(publisher);
    assert_eq!(site.text("feedmill.lock"), before);
    assert!(!site.path(".feedmill.lock.part").exists());
}

#[test]
fn a_run_stopped_while_it_tidied_is_tidied() {
    let site = changed();
    site.build().unwrap();
    let before = (site.files("feeds"), site.text("feedmill.lock"));
    // All is in its place, but the journal still stands.
    let fingerprint = blake3::hash(before.1.as_bytes()).to_hex();
    site.write(
        "feeds/.feedmill-stage/journal.json",
        format!(r#"{{"writes":["atom.xml"],"removals":["gone"],"ledger":"{fingerprint}"}}"#),
    );
    site.build().unwrap();
    assert_eq!((site.files("feeds"), site.text("feedmill.lock")), before);
}

#[test]
fn a_place_that_somebody_took_is_told_before_anything_changes() {
    let site = changed();
    let before = site.text("feeds/atom.xml");
    fs::remove_file(site.path("feeds/tags/t0/atom.xml")).unwrap();
    site.write("feeds/tags/t0/atom.xml/mine.txt", "not ours");
    let run = site.run(&[]);
    let place = fs::canonicalize(site.path("feeds/tags/t0/atom.xml")).unwrap();
    assert_eq!(
        run.messages,
        format!(
            "\
error[io]: cannot publish: `tags/t0/atom.xml` is there, and is no ordinary file
--> {}
 = help: the published files are whole; fix this and run the command again

",
            place.display()
        )
    );
    assert_eq!(run.exit, 3);
    assert_eq!(site.text("feeds/atom.xml"), before);
    assert!(!site.path("feeds/.feedmill-stage").exists());
    assert!(!site.path("feeds/tags/new").exists());

    fs::remove_dir_all(site.path("feeds/tags/t0/atom.xml")).unwrap();
    assert_eq!(site.run(&[]).exit, 0);
}

#[test]
fn a_ledger_names_files_of_the_site_alone() {
    let site = changed();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("x"), "not ours").unwrap();
    let name = elsewhere.path().file_name().unwrap().to_str().unwrap();
    let ledger = site.text("feedmill.lock");
    site.write("feedmill.lock", format!("{ledger}file\tfeeds/../../{name}/x\n"));
    let run = site.run(&[]);
    assert_eq!(run.exit, 3);
    assert!(run.messages.starts_with("error[ledger-invalid]"), "{}", run.messages);
    assert!(elsewhere.path().join("x").exists());
}

#[test]
fn what_the_ledger_says_removes_no_file_of_others() {
    let site = Site::with_pages().article("a", "2024-06-27 13:49:00 +02:00", "");
    site.build().unwrap();
    let others = [
        ("assets/feed.css", "a { color: red }"),
        ("assets/logo-00000000.svg", "<svg/>"),
        ("assets/pages-x.js", "x()"),
        ("club/atom.xml", "<feed><generator>Hugo</generator><title>x>Feedmill</title></feed>"),
        ("club/feed.json", r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Club"}"#),
        ("club/feeds.opml", "<opml/>"),
        ("club/index.html", "<title>Club</title>"),
        ("club/rss.xml", "<rss><channel><title>Club</title></channel></rss>"),
        ("feedmill.yaml", "title: T"),
        ("horaires.txt", "Ouvert le mardi."),
    ];
    let mut ledger = site.text("feedmill.lock");
    for (path, text) in others {
        site.write(&format!("feeds/{path}"), text);
        if !ledger.contains(&format!("file\tfeeds/{path}\n")) {
            ledger.extend(["file\tfeeds/", path, "\n"]);
        }
    }
    site.write("feedmill.lock", ledger);
    // Without pages, none of these is published any more.
    let site = site.configured("pages: {publish: false}\n");
    let run = site.run(&[]);
    assert_eq!(run.messages, "");
    assert_eq!(
        run.out,
        "\
Read       1 file: 1 published
Kept       10 files that Feedmill did not write: assets/feed.css, assets/logo-00000000.svg, assets/pages-x.js and 7 more
Published  1 feed to ./feeds: 2 files written, 1 unchanged, 6 removed
"
    );
    for (path, text) in others {
        assert_eq!(site.text(&format!("feeds/{path}")), text);
    }
    assert!(!site.text("feedmill.lock").contains("horaires"));
    assert_eq!(site.run(&[]).out.lines().count(), 2);
}

#[test]
fn a_page_of_others_stays_whatever_the_ledger_says() {
    let site = Site::with_pages().article("a", "2024-06-27 13:49:00 +02:00", "");
    site.write("feedmill.lock", "file\tfeeds/index.html\n");
    site.write("feeds/index.html", "<title>Club</title>");
    let build = site.build().unwrap();
    assert_eq!(
        crate::support::told(&build),
        ["feedmill.yaml:1:1: page-taken: `index.html` is not ours and was not replaced"]
    );
    assert_eq!(site.text("feeds/index.html"), "<title>Club</title>");
}

#[test]
fn a_journal_leads_to_no_file_of_others() {
    let site = newsroom();
    site.build().unwrap();
    site.write("feeds/horaires.txt", "Ouvert le mardi.");
    site.write("feeds/club/rss.xml", "<rss/>");
    site.write("feeds/.feedmill-stage/0", "Fermé.");
    let journal =
        r#"{"writes":["horaires.txt"],"removals":["horaires.txt","club/rss.xml"],"ledger":null}"#;
    site.write("feeds/.feedmill-stage/journal.json", journal);
    site.build().unwrap();
    assert_eq!(site.text("feeds/horaires.txt"), "Ouvert le mardi.");
    assert_eq!(site.text("feeds/club/rss.xml"), "<rss/>");
    assert!(!site.path("feeds/.feedmill-stage").exists());
}

/// Whatever is published must be known again, or it is never removed.
#[test]
fn every_file_that_is_published_is_known_as_ours() {
    let site = Site::with_pages()
        .configured("feeds: {limit: 1, archive: 1, moved: {tags/nuage: tags/cloud}}\n")
        .configured(
            "pages: {logo: logo.svg, logo_dark: dark.png}\nnamed: {x: {filter: {tag: Cloud}}}\n",
        )
        .file("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("dark.png", "\u{89}PNG")
        .article("a", "2024-06-27 13:49:00 +02:00", "tags: [Cloud, Seul]\ncategories: [C]\n")
        .article("b", "2024-06-28 13:49:00 +02:00", "tags: [Cloud]\n");
    site.build().unwrap();
    // A tag that ends.
    site.write(
        "content/a.md",
        "---\ntitle: a\ndate: 2024-06-27 13:49:00 +02:00\ntags: [Cloud]\n---\nx\n",
    );
    site.build().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds");
    let sample = walkdir::WalkDir::new(&sample).into_iter().map(Result::unwrap);
    let sample = sample.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap();
        (path.strip_prefix("feeds/").unwrap().to_owned(), fs::read(entry.path()).unwrap())
    });
    let files: Vec<(String, Vec<u8>)> = site.files("feeds").into_iter().chain(sample).collect();
    assert!(files.len() > 80, "{}", files.len());
    for part in ["archive/", "assets/logo-", "tags/nuage/", "tags/seul/", "assets/logo-dark-"] {
        assert!(files.iter().any(|(path, _)| path.contains(part)), "{part}");
    }
    for (path, bytes) in files {
        assert!(is_own(&path, &bytes), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_within_the_output_folder_is_followed() {
    use std::os::unix::fs::symlink;
    let site = changed();
    fs::rename(site.path("feeds/atom.xml"), site.path("feeds/news.xml")).unwrap();
    symlink("news.xml", site.path("feeds/atom.xml")).unwrap();
    site.build().unwrap();
    assert!(fs::symlink_metadata(site.path("feeds/atom.xml")).unwrap().is_symlink());
    assert!(site.text("feeds/news.xml").contains("<title>new</title>"));
}

#[cfg(unix)]
#[test]
fn a_link_of_content_within_the_site_is_followed() {
    let site = Site::new().file("shared/a.md", "---\ntitle: A\ndate: 2024-06-27\n---\nx\n");
    fs::create_dir_all(site.path("content")).unwrap();
    std::os::unix::fs::symlink("../shared", site.path("content/more")).unwrap();
    site.build().unwrap();
    assert_eq!(site.links("feeds/atom.xml"), ["https://www.example.org/actualites/a/"]);
}

#[cfg(unix)]
#[test]
fn no_pipe_makes_a_build_wait() {
    for pipe in ["feeds/atom.xml", "feedmill.lock", "feeds/.feedmill-stage/journal.json"] {
        let site = changed();
        let path = site.path(pipe);
        let _ = fs::remove_file(&path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        assert_eq!(site.run(&[]).exit, 3, "{pipe}");
    }
}

#[test]
fn two_checkouts_may_publish_to_one_folder_at_once() {
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().join("public/feeds");
    let sites = [changed(), changed(), changed(), changed()];
    std::thread::scope(|scope| {
        for site in &sites {
            scope.spawn(|| {
                let request = feedmill::Request {
                    output: folder.clone(),
                    ..site.request("2030-01-01T00:00:00Z")
                };
                feedmill::build(&request, &site.config()).unwrap()
            });
        }
    });
    let undisturbed = changed();
    undisturbed.build().unwrap();
    for (path, bytes) in undisturbed.files("feeds") {
        assert_eq!(fs::read(folder.join(&path)).unwrap(), bytes, "{path}");
    }
}

#[test]
fn a_site_may_be_its_own_output_folder() {
    let site = newsroom();
    assert_eq!(site.run(&["--output", "."]).exit, 0);
    assert!(site.path("atom.xml").exists());
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
