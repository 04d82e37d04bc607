//! A message names the file that a value comes from, and so does `explain`.

use crate::support::Site;

const BODY: &str = "Corps.\n";

/// The messages of a run, without what follows them.
fn messages(site: &Site, exit: i32) -> String {
    let run = site.run(&[]);
    assert_eq!(run.exit, exit, "{}", run.messages);
    let end = run.messages.find("\n\nNothing was written").unwrap_or(run.messages.len());
    run.messages[..end].to_owned()
}

#[test]
fn a_date_of_the_configuration_is_underlined_there() {
    let site = Site::new()
        .configured("# Été\ndefaults:\n- {path: été, values: {date: n'importe quand}}\n")
        .file("content/été/un.md", format!("---\ntitle: Un\n---\n{BODY}"));
    assert_eq!(
        messages(&site, 1),
        "\
error[date-unknown-form]: this is not a date that Feedmill knows
 --> feedmill.yaml:7:30
  |
7 | - {path: été, values: {date: n'importe quand}}
  |                              ^^^^^^^^^^^^^^^ expected a date
  |
  = help: write it as `2024-06-27 13:49:00 +02:00`, or as `2024-06-27`"
    );
}

#[test]
fn a_value_of_a_cascade_is_underlined_there() {
    let site = Site::new()
        .file("feedmill.yaml", "generator: hugo\npages: {publish: false}\n")
        .file(
            "hugo.toml",
            "title = \"Été\"\nbaseURL = \"https://www.example.org/\"\n[[cascade]]\n\"é\" = 1\nlang = \"?\"\n",
        )
        .file(
            "content/blog/_index.md",
            "\u{FEFF}---\r\ntitle: É\r\ncascade:\r\n  \"é\": {}\r\n  expiryDate: 2024-13-45\r\n---\r\n",
        )
        .file(
            "content/blog/un.md",
            format!("---\ntitle: Un titre assez long\ndate: 2024-06-27T13:49:00+02:00\n---\n{BODY}"),
        );
    assert_eq!(
        messages(&site, 1),
        "\
error[date-impossible]: there is no month 13
 --> content/blog/_index.md:5:20
  |
5 |   expiryDate: 2024-13-45
  |                    ^^ months go from 1 to 12
  |
  = help: write it as `2024-06-27 13:49:00 +02:00`, or as `2024-06-27`

warning[language-invalid]: `?` is not a language tag
 --> hugo.toml:5:8
  |
5 | lang = \"?\"
  |        ^^^ expected a tag such as `fr`, `en-GB` or `pt-BR`
  |
  = help: the article is published without a language of its own"
    );
}

#[test]
fn what_eleventy_takes_from_the_file_system_is_refused_once() {
    for (words, source) in [
        ("Last Modified", "when the file was last modified"),
        ("Created", "when the file was created"),
        ("git Last Modified", "of the last commit to the file"),
        ("git Created", "of the first commit of the file"),
    ] {
        let site = Site::new()
            .configured("generator: eleventy\n")
            .file(
                "content/posts/posts.json",
                format!("{{\n  \"sujet\": \"été\", \"date\": \"{words}\"\n}}\n"),
            )
            .file("content/posts/un.md", format!("---\ntitle: Un\n---\n{BODY}"))
            .file("content/posts/deux.md", format!("---\ntitle: Deux\n---\n{BODY}"));
        let carets = "^".repeat(words.len() + 2);
        assert_eq!(
            messages(&site, 1),
            format!(
                "\
error[date-unknown-form]: this is the date {source}
 --> content/posts/posts.json:2:27
  |
2 |   \"sujet\": \"été\", \"date\": \"{words}\"
  |                           {carets} Feedmill takes no date from the file system or from git
  |
  = help: write a date in each article, such as `date: 2024-06-27 13:49:00 +02:00`, or begin the names of the files with it, as in `2024-06-27-name.md`"
            )
        );
    }
}

#[test]
fn a_permalink_handed_down_to_many_is_underlined_there() {
    let site = Site::new()
        .configured("generator: eleventy\n")
        .file("content/posts/posts.json", "{\"x\": \"é\", \"permalink\": \"/un/\"}\n")
        .file("content/posts/un.md", format!("---\ntitle: Un\ndate: 2024-06-27\n---\n{BODY}"))
        .file("content/posts/deux.md", format!("---\ntitle: Deux\ndate: 2024-06-28\n---\n{BODY}"));
    assert_eq!(
        messages(&site, 1),
        "\
error[permalink-duplicate]: this article and `content/posts/deux.md` have the permalink `https://www.example.org/un/`
 --> content/posts/un.md
  |
 ::: content/posts/posts.json:1:25
  |
1 | {\"x\": \"é\", \"permalink\": \"/un/\"}
  |                         ------ it stands here
  |
  = help: give one of them another `slug`, or leave one out with a line `exclude: [\"posts/un.md\"]` in feedmill.yaml"
    );
}

#[test]
fn explain_names_the_file_of_a_value_that_is_handed_down() {
    let site = Site::new()
        .configured(
            "defaults:\n- path: \"\"\n  values: {date: 2024-06-27 13:49:00 +02:00, slug: un}\n",
        )
        .file("content/un.md", format!("---\ntitle: Un\n---\n{BODY}"));
    let run = site.run(&["explain", "content/un.md"]);
    assert_eq!((run.exit, &*run.messages), (0, ""));
    let lines: Vec<String> =
        run.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for fact in [
        "title Un (line 2)",
        "date 2024-06-27 13:49:00 +02:00 (feedmill.yaml, line 7)",
        "slug un (feedmill.yaml, line 7)",
        "permalink https://www.example.org/actualites/un/ (the site's pattern, with the slug of feedmill.yaml, line 7)",
    ] {
        assert!(lines.iter().any(|line| line == fact), "{fact}: {}", run.out);
    }
}
