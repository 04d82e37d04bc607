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
    let last = "And more warnings like these: 3 language-invalid. `feedmill check` tells all.\n\n";
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
  = help: give one of them another `slug`

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
    let run = site.run(&["--site", "elsewhere"]);
    assert_eq!(
        run.messages,
        "\
error[config-missing]: there is no configuration
--> elsewhere/feedmill.yaml
 = help: write a file feedmill.yaml with `title`, `base_url` and `timezone`, or name the site's folder with `--site DIR`

"
    );
    assert_eq!(run.exit, 2);
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
