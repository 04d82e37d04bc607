//! `feedmill check`: each rule on an article that breaks it, and on one that does not.

use feedmill::problem::Code;

use crate::support::Site;

/// What a check says of a site, one line each: place, code.
fn found(site: &Site) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let problems = told["problems"].as_array().unwrap();
    let line = |problem: &serde_json::Value| {
        let text = |key: &str| problem[key].to_string().replace('"', "");
        format!("{}:{}:{} {}", text("path"), text("line"), text("column"), text("code"))
    };
    problems.iter().map(line).collect()
}

fn article(front_matter: &str, body: &str) -> Site {
    Site::new().file("content/a.md", format!("---\n{front_matter}\n---\n{body}\n"))
}

#[test]
fn a_sound_article_is_passed_over() {
    let site = Site::new()
        .file("static/b.png", "png")
        .article("b", "2024-06-28", "tags: [Cloud, Cloud 2]\n")
        .file(
            "content/a.md",
            "---\ntitle: L’ANSSI et le RGPD\ndate: 2024-06-27\ntags: [Cloud]\n---\n\
             [b](/actualites/b/) ![B](/b.png) [c](https://c.example/x) [d](#d) `{{ code }}`\n",
        );
    assert_eq!(found(&site), [] as [&str; 0]);
}

#[test]
fn each_rule_of_front_matter_has_its_place() {
    for (front_matter, expected) in [
        ("title: T\ndate: 2042-06-27", "content/a.md:3:7 date-far-future"),
        ("title: T\ndate: 1970-01-01", "content/a.md:3:7 date-before-1990"),
        ("title: Du <em>neuf</em>\ndate: 2024-06-27", "content/a.md:2:8 title-markup"),
        ("title: \"R&eacute;seau\"\ndate: 2024-06-27", "content/a.md:2:8 title-markup"),
        ("title: LE CLOUD SOUVERAIN ARRIVE\ndate: 2024-06-27", "content/a.md:2:8 title-capitals"),
        (
            "title: T\ndate: 2024-06-27\nauthor: {name: A, email: a}",
            "content/a.md:4:26 email-invalid",
        ),
    ] {
        assert_eq!(found(&article(front_matter, "Body.")), [expected], "{front_matter}");
    }
    let long = format!("title: {}\ndate: 2024-06-27", "mot ".repeat(38));
    assert_eq!(found(&article(&long, "Body.")), ["content/a.md:2:8 title-long"]);
}

#[test]
fn files_are_looked_for_where_the_site_publishes_them_from() {
    let config = "title: T\nurl: https://www.example.org\nsource: src\n";
    let post = "---\ntitle: A\nimage: /img/a.gif\n---\n![a](/img/a.gif) ![b](/img/%C3%A9%2Fb.gif) ![c](/img/c.gif)\n";
    let site = Site::new()
        .file("_config.yml", config)
        .file("src/_posts/2024-06-27-a.md", post)
        .file("src/img/a.gif", "GIF89a")
        .file("src/img/é/b.gif", "GIF89a")
        .file("img/c.gif", "GIF89a");
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    // An escaped slash is no slash.
    assert_eq!(
        found(&site),
        [
            "src/_posts/2024-06-27-a.md:5:23 picture-missing",
            "src/_posts/2024-06-27-a.md:5:49 picture-missing",
        ]
    );
}

#[test]
fn each_rule_of_bodies_has_its_place() {
    for (body, expected) in [
        ("", "content/a.md:1:1 body-empty"),
        ("Voir <%= page.url %>.", "content/a.md:5:6 template-leftover"),
        ("[b](b/)", "content/a.md:5:5 link-missing"),
        ("[b](../../b/)", "content/a.md:5:5 link-relative"),
        ("[b](http://www.example.org/b)", "content/a.md:5:5 link-insecure"),
        ("[b](/actualites/b/)", "content/a.md:5:5 link-missing"),
        ("[b](/b.pdf)", "content/a.md:5:5 link-missing"),
        ("![B](/b.png)", "content/a.md:5:6 picture-missing"),
        ("![](https://c.example/b.png)", "content/a.md:5:5 picture-without-alternative"),
    ] {
        assert_eq!(found(&article("title: T\ndate: 2024-06-27", body)), [expected], "{body}");
    }
}

/// The canonical forms are those of the W3C’s feed validator, which warns of the same ids.
#[test]
fn an_id_is_in_canonical_form_before_it_is_published() {
    for (id, expected) in [
        ("HTTPS://www.Example.org/A", "https://www.example.org/A"),
        ("https://www.example.org:443/b", "https://www.example.org/b"),
        ("https://www.example.org/x/../c", "https://www.example.org/c"),
        ("https://www.example.org", "https://www.example.org/"),
        ("https://www.example.org/%c3%a9", "https://www.example.org/%C3%A9"),
        ("https://www.example.org/%7Eme", "https://www.example.org/~me"),
        ("https://www.example.org/é", "https://www.example.org/%C3%A9"),
        ("TAG:example.org,2024:y", "tag:example.org,2024:y"),
        ("foo:bar", "https://www.example.org/actualites/a/"),
        ("12345", "https://www.example.org/actualites/a/"),
    ] {
        let site = article(&format!("title: T\ndate: 2024-06-27\nid: '{id}'"), "Body.");
        assert_eq!(found(&site), ["content/a.md:4:5 id-form"], "{id}");
        let told = site.run(&["check"]).messages;
        assert!(told.contains(&format!("expected `{expected}`\n")), "{told}");
        site.build().unwrap();
        assert_eq!(found(&site), [] as [&str; 0], "{id} must stay");
    }
    for id in ["tag:example.org,2024:x", "urn:isbn:0451450523", "https://example.org/%C3%A9?a=%2F"]
    {
        let site = article(&format!("title: T\ndate: 2024-06-27\nid: {id}"), "Body.");
        assert_eq!(found(&site), [] as [&str; 0], "{id}");
    }
}

#[test]
fn what_rss_and_directories_ask_of_the_site_has_its_rules() {
    let site = || article("title: T\ndate: 2024-06-27", "Body.");
    for (lines, expected) in [
        ("logo: /logo.svg\n", &["feedmill.yaml:1:1 logo-format"] as &[&str]),
        ("logo: /logo.svg\nfeeds: {formats: [atom]}\n", &[]),
        ("logo: /logo.PNG\n", &[]),
        ("logo: /logo\n", &[]),
    ] {
        assert_eq!(found(&site().configured(lines)), expected, "{lines}");
    }
    let episode = "title: T\ndate: 2024-06-27\naudio: {url: https://a.example/1.mp3, length: 9}";
    let podcast = || article(episode, "Body.");
    assert_eq!(found(&podcast()), ["feedmill.yaml:1:1 podcast-incomplete"]);
    let told = podcast().configured("language: fr\npodcast: {explicit: false}\n").run(&["check"]);
    let help = "help: say `podcast.category`, `podcast.owner`\n";
    assert!(told.messages.contains(help), "{}", told.messages);
    let whole = "language: fr\npodcast: {explicit: false, category: Arts, owner: {name: A, email: a@b.example}}\n";
    assert_eq!(found(&podcast().configured(whole)), [] as [&str; 0]);
}

#[test]
fn a_feed_over_a_megabyte_is_told() {
    // Eight articles of 150 KiB: none of them is too large, the feeds are.
    let body = "Un paragraphe. ".repeat(10_240);
    let site = (1..=8).fold(Site::new(), |site, day| {
        let text = format!("---\ntitle: Jour {day}\ndate: 2024-06-{day:02}\n---\n{body}\n");
        site.file(&format!("content/{day}.md"), text)
    });
    assert_eq!(
        found(&site),
        ["atom.xml", "feed.json", "rss.xml"].map(|name| format!("feeds/{name}:1:1 feed-large"))
    );
}

#[test]
fn articles_are_held_against_each_other() {
    let site = Site::new()
        .article("a", "2024-06-27", "tags: [Données]\n")
        .article("b", "2024-06-28", "tags: [Données]\n")
        .article("c", "2024-06-29", "tags: [Donnée]\n")
        .file("content/d.md", "---\ntitle: A\ndate: 2024-06-29\n---\nBody.\n");
    assert_eq!(
        found(&site),
        [
            "content/c.md:4:7 term-near-duplicate",
            "content/d.md:2:8 title-duplicate",
            "content/d.md:3:7 updated-duplicate",
        ]
    );
}

#[test]
fn a_date_that_moved_is_noticed() {
    let site = Site::new().article("a", "2024-06-27", "");
    site.build().unwrap();
    let site = site.article("a", "2024-07-27", "");
    assert_eq!(found(&site), ["content/a.md:3:7 date-redated"]);
}

#[test]
fn github_gets_annotations() {
    let site = article("title: T\ndate: 1970-01-01", "Body.");
    let run = site.run(&["check", "--format", "github"]);
    assert_eq!(
        run.out,
        "::warning file=content/a.md,line=3,col=7,title=date-before-1990::\
         the article is of 1970%0Acheck the year; readers sort it below everything else\n"
    );
    assert_eq!(run.exit, 0);
}

#[test]
fn an_error_makes_the_check_fail() {
    let site = article("title: T", "Body.");
    assert_eq!(site.run(&["check"]).exit, 1);
    let site = article("title: T\ndate: 1970-01-01", "Body.")
        .configured("severity:\n  date-before-1990: error\n");
    assert_eq!(site.run(&["check"]).exit, 1);
    assert!(!site.path("feeds").exists());
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let explanation = code.explanation();
        let (meaning, mending) = explanation.split_once("\n\n").unwrap_or_else(|| {
            panic!("`{code}` says what it means, and not why it matters or how to mend it")
        });
        assert!(meaning.ends_with('.') && mending.ends_with('.'), "{code}: {explanation}");
    }
    let site = Site::new();
    let run = site.run_bare(&["check", "--explain", "date-in-gap"]);
    assert!(run.out.starts_with("The local time does not exist"), "{}", run.out);
    assert_eq!(run.exit, 0);
    assert_eq!(site.run_bare(&["check", "--explain", "date-in-gaps"]).exit, 2);
}

/// `feedmill check --explain > docs/codes.md`
#[test]
fn the_codes_are_documented() {
    let run = Site::new().run_bare(&["check", "--explain"]);
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/codes.md");
    assert_eq!(run.out, std::fs::read_to_string(document).unwrap());
}

#[test]
fn an_annotation_holds_nothing_that_would_end_it() {
    // GitHub’s workflow commands: `%`, CR and LF in values; `:` and `,` in properties too.
    let site = Site::new().file("content/50%, a:b.md", "---\ntitle: \"a\ndate: 2024-06-27\n---\n");
    let run = site.run(&["check", "--format", "github"]);
    let line = run.out.lines().find(|line| line.starts_with("::error ")).unwrap();
    assert!(line.starts_with("::error file=content/50%25%2C a%3Ab.md,line="), "{line}");
    let (_, message) = line[2..].split_once("::").unwrap();
    assert!(!message.replace("%25", "").replace("%0A", "").contains('%'), "{line}");
    assert!(run.out.lines().all(|line| line.starts_with("::")), "{}", run.out);
}
