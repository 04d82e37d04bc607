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
error[yaml-invalid]: a text contains `: `, which would begin another field
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
            "put another `\"` at the end of the text: `title: \"Été\"`",
        ),
        (
            "title: Eau\ntags: [Cloud, Eau\n",
            "a list has no end",
            "put a `]` at its end: `tags: [Cloud, Eau]`",
        ),
        (
            "title: Eau\ndate:2024-06-27\n",
            "a line is no field",
            "put a space after the colon: `date: 2024-06-27`",
        ),
        (
            "title: Eau\n\tdate: 2024-06-27\n",
            "a tab is used where only spaces are allowed",
            "indent with spaces; most editors have a setting for it",
        ),
    ] {
        let told = told(front_matter);
        assert!(told.starts_with(&format!("error[yaml-invalid]: {message}")), "{told}");
        assert!(told.ends_with(help), "{told}");
    }
}

/// What a check reports of an article with this text: line, code, message, help.
fn reported(site: &Site) -> Vec<(usize, String, String, String)> {
    let run = site.run(&["check", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let problems = told["problems"].as_array().unwrap();
    let text = |problem: &serde_json::Value, key: &str| {
        problem[key].as_str().unwrap_or_default().to_owned()
    };
    problems
        .iter()
        .map(|problem| {
            let line = usize::try_from(problem["line"].as_u64().unwrap_or(0)).unwrap();
            (line, text(problem, "code"), text(problem, "message"), text(problem, "help"))
        })
        .collect()
}

/// The line that an advice shows: the longest of its texts between backquotes.
fn line_shown(help: &str) -> &str {
    help.split('`').skip(1).step_by(2).max_by_key(|part| part.len()).unwrap()
}

/// Checks the article, its message and its advice; writes the line as the advice shows it, and checks
/// that nothing is left to report.
fn follows(article: &str, line: usize, code: &str, message: &str, shown: &str) {
    let site = Site::new().file("content/a.md", article);
    let all = reported(&site);
    let of_code: Vec<_> = all.iter().filter(|(_, found, ..)| found == code).collect();
    let [(at, _, told, help)] = of_code.as_slice() else { panic!("{article}: {all:?}") };
    assert_eq!((*at, told.as_str()), (line, message), "{article}");
    assert_eq!(line_shown(help), shown, "{article}: {help}");
    let mut lines: Vec<&str> = article.lines().collect();
    lines[line - 1] = shown;
    site.write("content/a.md", lines.join("\n") + "\n");
    assert_eq!(reported(&site), [], "{article}: {shown}");
    let run = site.run(&[]);
    assert_eq!(run.exit, 0, "{article}: {shown}: {}", run.messages);
}

const COLUMN: &str = "a line is not indented as the fields around it";

#[test]
fn each_advice_on_yaml_builds_when_it_is_followed() {
    const QUOTE: &str = "a quote ends the text too early";
    const COLON: &str = "a text contains `: `, which would begin another field";
    const COMMENT: &str = "`#` after a space begins a comment, so the rest of the line is lost";
    const TAG: &str = "a word that begins with `!` names a type in YAML, and is lost";
    for (written, message, shown) in [
        ("title: 'L'État plateforme'", QUOTE, "title: \"L'État plateforme\""),
        ("title: 'L'État dit \"non\"'", QUOTE, "title: 'L''État dit \"non\"'"),
        ("title: \"Le \"cloud\" public\"", QUOTE, "title: 'Le \"cloud\" public'"),
        ("title: \"Cloud\" et eau", QUOTE, "title: 'Cloud\" et eau'"),
        ("tags: ['L'eau', 'Cloud']", QUOTE, "tags: [\"L'eau\", 'Cloud']"),
        ("title: \"Le cloud\" : bilan", COLON, "title: '\"Le cloud\" : bilan'"),
        ("title: L'eau : bilan", COLON, "title: \"L'eau : bilan\""),
        ("title: Dit \"non\" : l'eau", COLON, "title: 'Dit \"non\" : l''eau'"),
        (
            "chemin: \"C:\\Users\\m.png\"",
            "`\\U` has no meaning in double quotes",
            "chemin: 'C:\\Users\\m.png'",
        ),
        ("title: \"Été", "a quote has no end", "title: \"Été\""),
        (
            "title: *Important* Cloud",
            "a text cannot begin with `*`",
            "title: \"*Important* Cloud\"",
        ),
        (
            "title: [Brouillon] Cloud",
            "a text cannot begin with `[`",
            "title: \"[Brouillon] Cloud\"",
        ),
        ("title: {Cloud} eau", "a text cannot begin with `{`", "title: \"{Cloud} eau\""),
        ("title: %Cloud", "a text cannot begin with `%`", "title: \"%Cloud\""),
        ("tags: [@eau, Cloud]", "a text cannot begin with `@`", "tags: [\"@eau\", Cloud]"),
        ("tags: [*eau*, Cloud]", "a text cannot begin with `*`", "tags: [\"*eau*\", Cloud]"),
        (
            "categories: - Actualité",
            "a list begins on the line of its field",
            "categories: [Actualité]",
        ),
        (
            "categories: - \"Eau, air\"",
            "a list begins on the line of its field",
            "categories: [\"Eau, air\"]",
        ),
        ("tags: [Cloud, Eau", "a list has no end", "tags: [Cloud, Eau]"),
        ("tags:[Cloud]", "a line is no field", "tags: [Cloud]"),
        (" lang: fr", COLUMN, "lang: fr"),
        ("    lang: \"fr\"", COLUMN, "lang: \"fr\""),
        ("title: Cloud #1", COMMENT, "title: \"Cloud #1\""),
        ("tags: #cloud", COMMENT, "tags: \"#cloud\""),
        ("title: !Urgent Cloud", TAG, "title: \"!Urgent Cloud\""),
        ("title: & Cloud", "a text cannot begin with `&`", "title: \"& Cloud\""),
        ("title: ? Cloud", "a text cannot begin with `?`", "title: \"? Cloud\""),
        ("title: | Cloud", "a text cannot begin with `|`", "title: \"| Cloud\""),
        ("title: > Cloud", "a text cannot begin with `>`", "title: \"> Cloud\""),
        ("title: - Cloud", "a text cannot begin with `-`", "title: \"- Cloud\""),
        ("title: L'eau: bilan", COLON, "title: \"L'eau: bilan\""),
        ("title = Cloud", "a field has a `:` where this line has a `=`", "title: Cloud"),
        ("lang = fr", "a field has a `:` where this line has a `=`", "lang: fr"),
        ("lang:fr", "a line is no field", "lang: fr"),
        ("tags: [Cloud,, Eau]", "a comma follows no value", "tags: [Cloud, Eau]"),
        ("tags: [, Cloud]", "a comma follows no value", "tags: [ Cloud]"),
    ] {
        let is_title = written.starts_with("title");
        let before = if is_title { "" } else { "title: Un\n" };
        let article = format!("---\n{before}{written}\ndate: 2024-06-27\n---\nCorps.\n");
        let line = if is_title { 2 } else { 3 };
        let is_lost = message == COMMENT || message == TAG;
        let code = if is_lost { "text-lost" } else { "yaml-invalid" };
        follows(&article, line, code, message, shown);
    }
}

#[test]
fn each_advice_on_lines_that_belong_together_builds_when_it_is_followed() {
    follows(
        "---\ntitle: Un\n date: 2024-06-27\n---\nCorps.\n",
        3,
        "yaml-invalid",
        COLUMN,
        "date: 2024-06-27",
    );
    for (written, shown) in [("-Cloud", "- Cloud"), ("* Cloud", "- Cloud"), ("• Cloud", "- Cloud")]
    {
        follows(
            &format!("---\ntitle: Un\ndate: 2024-06-27\ntags:\n{written}\n---\nCorps.\n"),
            5,
            "yaml-invalid",
            "an item of a list begins with `- `",
            shown,
        );
    }
    follows(
        "---\ntitle: Un\ndate: 2024-06-27\nsummary: |\nUn texte\n---\nCorps.\n",
        5,
        "yaml-invalid",
        "the text below a `|` is not indented",
        "  Un texte",
    );
    follows(
        "---\ntitle: Un\ndate: 2024-06-27\ntags:\n- Cloud\n - Eau\n---\nCorps.\n",
        6,
        "text-lost",
        "this item continues the text above",
        "- Eau",
    );
}

#[test]
fn each_advice_on_toml_builds_when_it_is_followed() {
    const FLAG: &str = "a flag is `true` or `false`, in small letters";
    for (written, message, shown) in [
        ("draft = False", FLAG, "draft = false"),
        ("published = Oui", FLAG, "published = true"),
        ("date = 2024-06-31", "June 2024 has 30 days", "date = 2024-06-30"),
        ("date = 2023-02-29T10:00:00Z", "February 2023 has 28 days", "date = 2023-02-28T10:00:00Z"),
        ("date = 27/06/2024", "a text has no quotes", "date = \"27/06/2024\""),
        ("title = Cloud", "a text has no quotes", "title = \"Cloud\""),
        ("title: \"Cloud\"", "TOML has `=` where this has a colon", "title = \"Cloud\""),
        ("title: Cloud", "TOML has `=` where this has a colon", "title = \"Cloud\""),
        ("title = 'L'État'", "a quote ends the text too early", "title = \"L'État\""),
        ("title = \"Le \"cloud\"\"", "a quote ends the text too early", "title = 'Le \"cloud'"),
        ("title = \"Cloud", "a quote has no end", "title = \"Cloud\""),
        (
            "chemin = \"C:\\Users\\m.png\"",
            "a `\\` in double quotes needs another",
            "chemin = 'C:\\Users\\m.png'",
        ),
    ] {
        let key = written.split([' ', ':']).next().unwrap();
        let title = if key == "title" { "" } else { "title = \"Un\"\n" };
        let date = if key == "date" { "" } else { "date = 2024-06-27\n" };
        let article = format!("+++\n{title}{written}\n{date}+++\nCorps.\n");
        follows(&article, if key == "title" { 2 } else { 3 }, "toml-invalid", message, shown);
    }
}

#[test]
fn comments_that_people_write_are_comments() {
    let article = "---\n# écrit par la rédaction\ntitle: Un # relu\ndate: 2024-06-27 #Paris\ndraft: false #relu\n\
                   weight: 10 #dix\ntags: [C#, \"F #\"] #liste\nsummary: \"Un\" #relu\n---\nCorps.\n";
    assert_eq!(reported(&Site::new().file("content/a.md", article)), []);
}

#[test]
fn keys_a_letter_away_from_a_known_one_are_reported() {
    for (written, known) in [
        ("tgas: [Cloud]", "tags"),
        ("catégorie: Actualité", "categories"),
        ("categorie: Actualité", "categories"),
        ("desciption: Un texte", "description"),
        ("auteurr: Marie", "auteur"),
    ] {
        let key = written.split(':').next().unwrap();
        let article = format!("---\ntitle: Un\ndate: 2024-06-27\n{written}\n---\nCorps.\n");
        let told = reported(&Site::new().file("content/a.md", article));
        let help = format!(
            "write `{known}`; if it is a key of your own, turn this warning off with `severity: {{key-misspelled: off}}`"
        );
        let message = format!("the key `{key}` has no meaning");
        assert_eq!(told, [(4, "key-misspelled".to_owned(), message, help)]);
    }
    for (front_matter, line, code, help) in [
        ("title: Un\ndat: 2024-06-27", 3, "date-missing", "write `date` for `dat`"),
        ("titel: Un\ndate: 2024-06-27", 2, "title-missing", "write `title` for `titel`"),
    ] {
        let article = format!("---\n{front_matter}\n---\nCorps.\n");
        let told = reported(&Site::new().file("content/a.md", article));
        let found: Vec<_> =
            told.iter().map(|(line, code, _, help)| (*line, &**code, &**help)).collect();
        assert_eq!(found, [(line, code, help)]);
    }
}

#[test]
fn keys_of_a_site_s_own_are_not_reported() {
    let article = "---\nlayout: post\ntitle: Un\ndate: 2024-06-27\nweight: 10\ntoc: true\ncomments: true\nsitemap: false\n\
                   hero_color: \"#000091\"\nlieu: Rennes\ncontact: a@example.org\ndata: x\nstate: y\ntype: post\n\
                   series: z\nimages: [a]\nsubtitle: b\nkeywords: c\nlink: d\nrate: 5\npage: 2\n---\nCorps.\n";
    assert_eq!(reported(&Site::new().file("content/a.md", article)), []);
}

#[test]
fn a_flag_in_another_language_is_named_in_the_one_that_counts() {
    for (written, help) in [
        ("draft: oui", "write `true`"),
        ("published: non", "write `false`"),
        ("draft: peut-être", "write `true` or `false`"),
    ] {
        let article = format!("---\ntitle: Un\ndate: 2024-06-27\n{written}\n---\nCorps.\n");
        let told = reported(&Site::new().file("content/a.md", article));
        let found: Vec<_> =
            told.iter().map(|(line, code, _, help)| (*line, &**code, &**help)).collect();
        assert_eq!(found, [(4, "field-kind", help)]);
    }
}

#[test]
fn a_warning_underlines_the_address_that_it_is_about() {
    let article = "---\ntitle: Un\ndate: 2024-06-27\n---\n`[plan](/plan.pdf)`\n\n[plan](/plan.pdf)\n\n\
                   ![Le hall](/hall.png)\n\n<img src=\"/hall.png\">\n\n[site](www.example.org)\n";
    let site = Site::new().file("content/a.md", article).file("static/hall.png", "x");
    let told = reported(&site);
    let found: Vec<_> =
        told.iter().map(|(line, code, _, help)| (*line, &**code, &**help)).collect();
    assert_eq!(
        found,
        [
            (7, "link-missing", ""),
            (11, "picture-without-alternative", "write `![what it shows](…)`"),
            (13, "link-missing", "write `https://www.example.org`"),
        ]
    );
}
