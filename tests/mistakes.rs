//! What an editor does most often, and what is said of it: it must be understood without YAML.

use crate::support::Site;

/// What is said of an article with this front matter.
fn told(front_matter: &str) -> String {
    let site = Site::new().file("content/a.md", format!("---\n{front_matter}---\nCorps.\n"));
    let run = site.run(&[]);
    assert_eq!(run.exit, 1, "{front_matter}");
    let (told, _) = run.messages.split_once("\n\nNothing was written").unwrap();
    told.to_owned()
}

#[test]
fn a_colon_in_a_title_wants_quotes() {
    assert_eq!(
        told("title: Le cloud : trois équipes\ndate: 2024-06-27\n"),
        "\
error[yaml-invalid]: a text holds `: `, which would begin another field
 --> content/a.md:2:17
  |
2 | title: Le cloud : trois équipes
  |                 ^ this colon
  |
  = help: put quotes around the text: `title: \"Le cloud : trois équipes\"`"
    );
}

#[test]
fn each_mistake_is_named_with_its_remedy() {
    for (front_matter, message, help) in [
        (
            "title: @ministère répond\n",
            "a text cannot begin with `@`",
            "put quotes around the text: `title: \"@ministère répond\"`",
        ),
        (
            "title: \"Été\ndate: 2024-06-27\n",
            "a quote has no end",
            "put another `\"` at the end of the text, or take this one away",
        ),
        ("title: Eau\ntags: [Cloud, Eau\n", "a list has no end", "put a `]` at its end"),
        (
            "title: Eau\ndate:2024-06-27\n",
            "a line is no field",
            "write the name of the field, a colon, a blank and the value, such as `date: 2024-06-27`",
        ),
        (
            "title: Eau\n\tdate: 2024-06-27\n",
            "a tab stands where only blanks may",
            "indent with blanks; most editors have a setting for it",
        ),
    ] {
        let told = told(front_matter);
        assert!(told.starts_with(&format!("error[yaml-invalid]: {message}")), "{told}");
        assert!(told.ends_with(help), "{told}");
    }
}
