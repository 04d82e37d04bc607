//! What a person at the terminal sees: messages asserted whole, and exit codes.

use crate::support::Site;

#[test]
fn a_build_says_in_a_few_lines_what_it_did() {
    let site = Site::new()
        .article("un", "2024-06-27 13:49:00 +02:00", "tags: [Cloud]\n")
        .article("deux", "2024-06-28 13:49:00 +02:00", "")
        .article("brouillon", "2024-06-27 13:49:00 +02:00", "draft: true\n")
        .article("retenu", "2024-06-27 13:49:00 +02:00", "published: false\n")
        .article("futur", "2031-03-04 09:00:00 +01:00", "tags: [Secret]\n");
    let run = site.run(&[]);
    assert_eq!(run.messages, "");
    assert_eq!(
        run.out,
        "\
Read       5 files: 2 published
Withheld   2 articles by draft or published: false
Withheld   1 article until their date; next is content/futur.md on 2031-03-04T08:00:00Z
Published  2 feeds to ./feeds: 6 files written, 0 unchanged, 0 removed
"
    );
    assert_eq!(run.exit, 0);
    assert_eq!(
        site.run(&["build"]).out.lines().last().unwrap(),
        "Published  2 feeds to ./feeds: 0 files written, 6 unchanged, 0 removed"
    );
}

#[test]
fn warnings_of_one_kind_do_not_drown_the_others() {
    let site = (0..8).fold(Site::new(), |site, number| {
        site.article(
            &format!("a{number}"),
            "2024-06-27",
            &format!("title: Again\nlang: '?{number}'\n"),
        )
    });
    let messages = site.run(&[]).messages;
    // In the same words, one stands for all.
    assert_eq!(messages.matches("warning[duplicate-key]").count(), 1);
    assert_eq!(messages.matches("= note: 7 more like this\n").count(), 1, "{messages}");
    assert_eq!(messages.matches("warning[language-invalid]").count(), 5);
    let last = "And more warnings like these: 3 language-invalid. `feedmill check` shows all.\n\n";
    assert!(messages.ends_with(last), "{messages}");
    assert_eq!(site.run(&["check"]).messages.matches("warning[duplicate-key]").count(), 8);
}

#[test]
fn every_broken_article_is_told_in_one_run_and_nothing_is_written() {
    let site = Site::new()
        .article("bon", "2024-06-27 13:49:00 +02:00", "")
        .file("content/a.md", "Pas de front matter\n")
        .file("content/b.md", "---\ntitle: \"Été\ndate: 2024-06-27\n---\n")
        .file("content/c.md", "---\ndate: 2024-06-31\n---\n")
        .file("content/d.md", b"---\ntitle: D\ndate: 2024-06-27\n---\nCaf\xe9\n")
        .file("content/e.md", "---\ntitle: E\ndate: 2024-06-27\nslug: ../e\n---\n");
    let run = site.run(&[]);
    assert_eq!(run.out, "");
    assert_eq!(run.messages, include_str!("command_line/broken.txt"));
    assert_eq!(run.exit, 1);
    assert!(!site.path("feeds").exists());
    assert!(!site.path("feedmill.lock").exists());
}

#[test]
fn skip_broken_publishes_the_rest_and_still_exits_1() {
    let site = Site::new()
        .article("bon", "2024-06-27 13:49:00 +02:00", "")
        .file("content/mauvais.md", "---\ntitle: Mauvais\n---\n");
    let run = site.run(&["--skip-broken"]);
    assert_eq!(
        run.messages,
        "\
error[date-missing]: the article has no date
 --> content/mauvais.md:2:1
  |
2 | title: Mauvais
  | ^^^^^^^^^^^^^^ expected a line `date: …` in here
  |
  = help: write a line such as `date: 2024-06-27 13:49:00 +02:00`

"
    );
    assert_eq!(
        run.out,
        "\
Read       2 files: 1 published
Left out   1 article with errors
Published  1 feed to ./feeds: 3 files written, 0 unchanged, 0 removed
"
    );
    assert_eq!(run.exit, 1);
}

#[test]
fn two_articles_with_one_permalink_are_both_shown() {
    let site = Site::new().article("un", "2024-06-27 13:49:00 +02:00", "slug: cloud\n").article(
        "deux",
        "2024-06-28 13:49:00 +02:00",
        "slug: cloud\n",
    );
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
error[permalink-duplicate]: two articles have the permalink `https://www.example.org/actualites/cloud/`
 --> content/un.md:4:7
  |
4 | slug: cloud
  |       ^^^^^ this article
  |
 ::: content/deux.md:4:7
  |
4 | slug: cloud
  |       ----- and this one
  |
  = help: give one of them another `slug`, or leave one out with a line `exclude: [\"un.md\"]` in feedmill.yaml

Nothing was written: 1 error. The published feeds are as they were.
To publish the other articles all the same, add --skip-broken.
"
    );
    assert_eq!(run.exit, 1);
}

#[test]
fn a_wrong_call_exits_2() {
    let site = Site::new();
    assert_eq!(site.run_bare(&["--no-such-flag"]).exit, 2);
    assert_eq!(site.run_bare(&["--now", "yesterday"]).exit, 2);
    for (arguments, message) in [
        (["--site", "elsewhere"], "'elsewhere' for '--site <DIR>': there is no such folder"),
        (["--report", "-"], "'-' for '--report <FILE>': expected the name of a file"),
        (["--built", "_site"], "'_site' for '--built <DIR>': there is no such folder"),
        (
            ["--since", "hier"],
            "'hier' for '--since <DAY>': expected a day such as `2024-06-27`, `7d`, `2w`, `today`, `yesterday` or `last monday`",
        ),
    ] {
        let run = site.run(&arguments);
        let (told, _) = run.messages.split_once('\n').unwrap();
        assert_eq!((told, run.exit), (&*format!("error: invalid value {message}"), 2));
    }
    let run = site.run_bare(&["--now", "hier"]);
    assert!(
        run.messages.starts_with(
            "error: invalid value 'hier' for '--now <INSTANT>': expected a date and a time with its offset, such as `2024-06-27T11:49:00Z`\n"
        ),
        "{}",
        run.messages
    );
    assert_eq!(
        site.run(&["adopt", "ancien.xml"]).messages,
        "error[unreachable]: there is no file `ancien.xml`\n |\n = help: name the file or the address of a feed\n\n"
    );
    let run = site.run_bare(&["merge", "--output", "-"]);
    assert!(
        run.messages.starts_with(
            "error: invalid value '-' for '--output <DIR>': only `feedmill build` writes to standard output\n"
        ),
        "{}",
        run.messages
    );
    std::fs::create_dir(site.path("empty")).unwrap();
    let run = site.run(&["--site", "empty"]);
    assert_eq!(
        run.messages,
        "\
error[config-missing]: there is no configuration
--> empty/feedmill.yaml
 = help: run `feedmill init`, which looks at the site and writes one, or name the site's folder with `--site DIR`

"
    );
    assert_eq!(run.exit, 2);
}

#[test]
fn a_missing_content_folder_is_named_without_advice_that_does_not_help() {
    let run = Site::new().configured("content: articles\n").run(&[]);
    assert_eq!(
        run.messages,
        "\
error[content-missing]: there is no folder `articles`
--> feedmill.yaml
 = help: write the folder of the articles behind `content:`, or name the site's folder with `--site DIR`

Nothing was written: 1 error. The published feeds are as they were.
"
    );
    assert_eq!(run.exit, 1);
}

#[test]
fn a_build_without_an_article_says_where_it_looked() {
    let site = Site::new().file("content/logo.png", "x");
    let run = site.run(&[]);
    assert_eq!(
        run.out,
        "\
Read       0 files: 0 published
No article was found in content: name their folder behind `content:`, or see what `feedmill init` finds
Published  1 feed to ./feeds: 3 files written, 0 unchanged, 0 removed
"
    );
}

#[test]
fn options_may_stand_before_the_command() {
    let site = Site::new().article("un", "2024-06-27 13:49:00 +02:00", "");
    for arguments in [
        &["--site", ".", "check"] as &[&str],
        &["--now", "2030-01-01T00:00:00Z", "--site=.", "check"],
        &["--no-color", "--format", "text", "check", "--site", "."],
    ] {
        let run = site.run_bare(arguments);
        assert_eq!(
            (&*run.messages, &*run.out, run.exit),
            ("", "Checked    0 errors, 0 warnings\n", 0)
        );
    }
    site.run(&[]);
    let kept = site.run_bare(&["--site", ".", "id", "keep", "content/un.md", "content/un.md"]);
    assert_eq!((&*kept.messages, kept.exit), ("", 0));
    // Options without a command are those of a build, and help is that of the program.
    assert_eq!(site.run_bare(&["-q", "--report", "report.json"]).exit, 0);
    assert!(site.run_bare(&["--site", ".", "--help"]).out.starts_with("Publish Atom, RSS"));
    let run = site.run_bare(&["--site", ".", "bild"]);
    assert!(
        run.messages.starts_with("error: unrecognized subcommand 'bild'\n"),
        "{}",
        run.messages
    );
    let run = site.run_bare(&["--port", "0", "check"]);
    assert!(
        run.messages.starts_with("error: unexpected argument '--port' found\n"),
        "{}",
        run.messages
    );
}

#[test]
fn the_configuration_is_looked_for_in_the_folders_above() {
    let site = Site::new().article("un", "2024-06-27 13:49:00 +02:00", "");
    let there = |folder: &str, arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_feedmill"))
            .args(arguments)
            .current_dir(site.path(folder))
            .output()
            .unwrap();
        crate::support::Run::from(output)
    };
    let run = there("content", &["build"]);
    assert_eq!((&*run.messages, run.exit), ("", 0));
    assert!(
        run.out
            .ends_with("Published  1 feed to ../feeds: 3 files written, 0 unchanged, 0 removed\n")
    );
    // A site of a generator's is one without a feedmill.yaml too.
    site.write("other/_config.yml", "title: T\nurl: https://b.example\n");
    site.write("other/_posts/2024-06-27-a.md", "---\ntitle: A\n---\n");
    let run = there("other", &["build"]);
    assert!(run.out.contains(" to ./feeds: "), "{}", run.out);
    let run = there("content", &["init", "--yes", "--url", "https://a.example"]);
    assert_eq!(run.exit, 0, "{}", run.messages);
    assert!(site.path("content/feedmill.yaml").exists());
}

#[test]
fn one_feed_is_printed_and_nothing_written() {
    let site = Site::new()
        .article("cloud", "2024-06-27 13:49:00 +02:00", "tags: [Cloud]\n")
        .article("data", "2024-06-28 13:49:00 +02:00", "");
    let before = site.files("");
    let titles = |text: &str| -> Vec<String> {
        let feed = feed_rs::parser::parse(text.as_bytes()).unwrap();
        feed.entries.into_iter().map(|entry| entry.title.unwrap().content).collect()
    };
    let run = site.run(&["--output", "-"]);
    assert_eq!((titles(&run.out), run.exit), (vec!["data".to_owned(), "cloud".to_owned()], 0));
    assert!(run.out.starts_with("<?xml"));
    let run = site.run(&["--tag", "cloud", "--output", "-", "--format", "json"]);
    assert_eq!(titles(&run.out), ["cloud"]);
    assert!(run.out.starts_with('{'));
    assert_eq!(site.files(""), before);
    site.run(&["--tag", "cloud", "--output", "letter", "--format", "json"]);
    assert_eq!(
        site.files("letter").into_iter().map(|(path, _)| path).collect::<Vec<_>>(),
        ["feed.json"]
    );
    let run = site.run(&["--output", "letter", "--format", "json"]);
    assert!(
        run.messages.starts_with("error[usage]: `--format` is for a feed of one occasion\n"),
        "{}",
        run.messages
    );
}

/// 2024-07-01 was a Monday.
#[test]
fn a_day_may_be_counted_back_from_the_day_of_the_build() {
    let mut site =
        Site::new().configured("named: {letter: {filter: {since: 7d, before: today}}}\n");
    for day in 20..=30 {
        site = site.article(&format!("d{day}"), &format!("2024-06-{day} 23:30:00 +02:00"), "");
    }
    let days = |since: &str, now: &str| -> Vec<String> {
        let arguments = ["--since", since, "--output", "-", "--format", "json", "--now", now];
        let feed: serde_json::Value = serde_json::from_str(&site.run_bare(&arguments).out).unwrap();
        let items = feed["items"].as_array().unwrap().iter();
        items.map(|item| item["title"].as_str().unwrap().to_owned()).collect()
    };
    // In Paris it is 1 July already.
    let now = "2024-06-30T22:30:00Z";
    assert_eq!(days("yesterday", now), ["d30"]);
    assert_eq!(days("2d", now), ["d30", "d29"]);
    assert_eq!(days("Last Saturday", now), ["d30", "d29"]);
    assert_eq!(days("last monday", now).last().unwrap(), "d24");
    assert_eq!(days("1w", now).last().unwrap(), "d24");
    assert_eq!(days("2024-06-29", now), ["d30", "d29"]);
    assert_eq!(days("4000000000d", now).len(), 11);
    site.build_at("2024-06-30T12:00:00Z").unwrap();
    let letter = site.links("feeds/letter/atom.xml");
    assert_eq!((letter.len(), &*letter[6]), (7, "https://www.example.org/actualites/d23/"));
}

#[test]
fn a_one_off_needs_a_folder_of_its_own_and_leaves_no_memory() {
    let site = Site::new()
        .article("cloud", "2024-06-27 13:49:00 +02:00", "tags: [Cloud]\n")
        .article("data", "2024-06-28 13:49:00 +02:00", "tags: [Open data]\n");
    let refused = site.run(&["--tag", "cloud"]);
    assert_eq!(refused.exit, 2);
    assert!(
        refused
            .messages
            .starts_with("error[usage]: a feed for one occasion needs a folder of its own")
    );

    let run = site.run(&["--tag", "cloud", "--output", "one-off"]);
    assert_eq!(run.exit, 0, "{}", run.messages);
    assert_eq!(site.links("one-off/atom.xml"), ["https://www.example.org/actualites/cloud/"]);
    assert!(!site.path("feedmill.lock").exists());
    assert!(!site.path("one-off/tags").exists());

    let run = site.run(&["--since", "2024-06-28", "--category", "x", "--output", "none"]);
    assert_eq!(run.exit, 0);
    assert_eq!(site.links("none/atom.xml"), [] as [&str; 0]);
}

#[cfg(unix)]
#[test]
fn a_failing_machine_exits_3_and_leaves_the_feeds_whole() {
    let site = Site::new().article("un", "2024-06-27 13:49:00 +02:00", "");
    site.run(&[]);
    let before = site.files("feeds");
    site.write("blocked", "a file where a folder should be");
    let run = site.run(&["--output", "blocked/feeds"]);
    assert_eq!(run.exit, 3, "{}", run.messages);
    assert_eq!(site.files("feeds"), before);
}

#[test]
fn the_version_names_the_release_of_the_time_zones() {
    let run = Site::new().run(&["--version"]);
    let zones = feedmill::model::Zone::DATABASE;
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(run.out, format!("feedmill {version} (time zones {zones})\n"));
}
