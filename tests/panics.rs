//! A panic, of a crate or of ours, is an error of the article that it comes from, and no more.

use feedmill::problem::isolated;

use crate::support::Site;

#[test]
fn a_panic_is_a_problem_at_its_file() {
    let line = line!() + 1;
    let problem = isolated("content/un.md", || panic!("a bug")).unwrap_err();
    assert_eq!(
        problem.to_string(),
        format!(
            "content/un.md:1:1: internal: the program failed at this article: a bug (tests/panics.rs:{line})"
        )
    );
    assert_eq!(isolated("content/deux.md", || 2), Ok(2));
}

#[test]
fn a_panic_within_a_panic_stays_with_its_article() {
    let outer = isolated("content/un.md", || {
        let inner = isolated("content/deux.md", || panic!("the inner")).unwrap_err();
        assert!(inner.message.contains("the inner"), "{inner}");
        panic!("the outer, of {}", 1)
    });
    assert!(outer.unwrap_err().message.contains("the outer, of 1 (tests/panics.rs:"));
}

/// An article that panics in `liquid-lib`, which takes the remainder by the number of the words, and one
/// that does not.
#[cfg(feature = "liquid")]
fn site() -> Site {
    Site::new()
        .configured("templates: liquid\n")
        .article("bon", "2024-06-27 13:49:00 +02:00", "")
        .file(
            "content/un.md",
            "---\ntitle: Un\ndate: 2024-06-28 13:49:00 +02:00\n---\n{% cycle 'a': %}\n",
        )
}

/// What the run printed, without the line of the crate, which its next version may move.
#[cfg(feature = "liquid")]
fn without_line(messages: &str) -> String {
    let (before, after) = messages.split_once(" (liquid-lib-").unwrap();
    let (line, after) = after.split_once(')').unwrap();
    assert!(line.contains("/src/stdlib/tags/cycle_tag.rs:"), "{line}");
    format!("{before}{after}")
}

#[cfg(feature = "liquid")]
const MESSAGE: &str = "\
error[internal]: the program failed at this article: attempt to calculate the remainder with a divisor of zero
--> content/un.md
 = help: report it with the article; until it is fixed, build with `--skip-broken`, or move the article out of the content folder

";

#[test]
#[cfg(feature = "liquid")]
fn an_article_that_panics_is_refused() {
    let site = site();
    let run = site.run(&[]);
    assert_eq!(
        without_line(&run.messages),
        format!(
            "{MESSAGE}\
Nothing was written: 1 error. The published feeds are as they were.
To publish the other articles all the same, add --skip-broken.
"
        )
    );
    assert_eq!((run.out.as_str(), run.exit), ("", 1));
    assert!(!site.path("feeds").exists());

    // Both ways that the message names.
    let run = site.run(&["--skip-broken"]);
    assert_eq!(without_line(&run.messages), MESSAGE);
    assert_eq!(
        run.out,
        "\
Read       2 files: 1 published
Left out   1 article with errors
Published  1 feed to ./feeds: 3 files written, 0 unchanged, 0 removed
"
    );
    assert_eq!(run.exit, 1);
    std::fs::rename(site.path("content/un.md"), site.path("un.md")).unwrap();
    assert_eq!(site.run(&[]).exit, 0);
}

#[test]
#[cfg(feature = "liquid")]
fn a_check_goes_on_after_an_article_that_panics() {
    let run = site().run(&["check"]);
    assert_eq!(without_line(&run.messages), MESSAGE);
    assert_eq!((run.out.as_str(), run.exit), ("Checked    1 error, 0 warnings\n", 1));
    // Only the check composes an article whose time has not come.
    let early = site().run_bare(&["check", "--now", "2024-06-28T00:00:00Z"]);
    assert_eq!(without_line(&early.messages), MESSAGE);
    assert_eq!((early.out.as_str(), early.exit), ("Checked    1 error, 0 warnings\n", 1));
}

/// Ruby's `strftime` copies what is no directive.
#[test]
#[cfg(feature = "liquid")]
fn unknown_directives_of_a_date_stay() {
    let site = Site::new().configured("templates: liquid\n").file(
        "content/un.md",
        "---\ntitle: Un\ndate: 2024-06-27 13:49:00 +02:00\n---\n{{ page.date | date: '%Y %Q %-Q' }}\n",
    );
    assert_eq!(site.run(&[]).exit, 0);
    assert!(site.text("feeds/atom.xml").contains("&lt;p&gt;2024 %Q %-Q&lt;/p&gt;"));
}

#[test]
fn a_directive_that_no_date_has_makes_no_address() {
    let site = Site::new()
        .file(
            "feedmill.yaml",
            "title: T\nbase_url: https://www.example.org\ngenerator: eleventy\npages: {publish: false}\n",
        )
        .file(
            "content/un.md",
            "---\ntitle: Un\ndate: 2024-06-27 13:49:00 +02:00\npermalink: \"/{{ page.date | date: '%-Q' }}/\"\n---\nCorps.\n",
        );
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
error[permalink-invalid]: `/{{ page.date | date: '%-Q' }}/` cannot be computed here
 --> content/un.md:4:12
  |
4 | permalink: \"/{{ page.date | date: '%-Q' }}/\"
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected a path, or `page.fileSlug`, `page.filePathStem`, `title`, `slug`, `page.date | date: …`
  |
  = help: write out what it comes to; or take the addresses from the pages as they are built, with `built:` in feedmill.yaml

Nothing was written: 1 error. The published feeds are as they were.
To publish the other articles all the same, add --skip-broken.
"
    );
    assert_eq!(run.exit, 1);
}

#[test]
fn a_wide_blank_before_the_name_of_a_file_is_no_panic() {
    let site = Site::new().file(
        "content/un.md",
        "---\ntitle: Un\ndate: 2024-06-28 13:49:00 +02:00\n---\nVoir «\u{a0}LISEZMOI.md\u{a0}» et\u{3000}autre.mdx.\n",
    );
    let run = site.run(&[]);
    assert_eq!((run.exit, &*run.messages), (0, ""));
    let feed = site.text("feeds/feed.json");
    assert!(feed.contains("<p>Voir «\u{a0}LISEZMOI.md\u{a0}» et\u{3000}autre.mdx.</p>"), "{feed}");
}
