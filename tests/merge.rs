//! Two branches that both publish, merged by git.

use std::collections::BTreeMap;
use std::fs;

use crate::support::Site;

const PERMALINKS: &str = "https://www.example.org/actualites";

fn body(name: &str) -> String {
    let words: Vec<String> = (0..40).map(|word| format!("{name}{word}")).collect();
    words.join(" ")
}

fn article(name: &str, title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-06-27\n---\n{}\n", body(name))
}

/// The id of each article of the feed, by the first word of its body.
fn ids(site: &Site) -> BTreeMap<String, String> {
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let items = feed["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let words = item["content_text"].as_str().unwrap();
            let name = words.split('0').next().unwrap().to_owned();
            (name, item["id"].as_str().unwrap().to_owned())
        })
        .collect()
}

/// A site of two articles, published and committed; the feeds are not, as they are made anew.
fn repository() -> Site {
    let site = Site::new()
        .configured("feeds:\n  formats: [json]\ndeny: []\n")
        .file(".gitignore", "/feeds\n")
        .file(".gitattributes", "feedmill.lock merge=union\n")
        .file("content/un.md", article("un", "Premier titre"))
        .file("content/deux.md", article("deux", "Second titre"));
    site.git(&["init", "-q", "-b", "main"]);
    publish(&site);
    site
}

fn publish(site: &Site) {
    site.build().unwrap();
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "publish"]);
}

/// Merges `theirs` into `main`, and builds; what became of the ledger's lines in between.
fn merged(site: &Site) -> String {
    site.git(&["switch", "-q", "main"]);
    site.git(&["merge", "-q", "--no-edit", "theirs"]);
    let between = site.text("feedmill.lock");
    site.build().unwrap();
    between
}

#[test]
fn two_branches_that_publish_merge_without_a_conflict() {
    let site = repository();
    site.git(&["switch", "-qc", "theirs"]);
    for name in ["trois", "quatre", "cinq"] {
        site.write(&format!("content/{name}.md"), article(name, name));
    }
    publish(&site);
    site.git(&["switch", "-q", "main"]);
    for name in ["six", "sept", "huit"] {
        site.write(&format!("content/{name}.md"), article(name, name));
    }
    publish(&site);
    let between = merged(&site);
    for name in ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"] {
        assert_eq!(ids(&site)[name], format!("{PERMALINKS}/{name}/"));
    }
    // Nothing was left to mend but the order of what both sides added at one place, and when the feed
    // changed.
    let sorted = |text: &str| {
        let lines = text.lines().skip(1).filter(|line| !line.starts_with("edition"));
        let mut lines: Vec<String> = lines.map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&between), sorted(&site.text("feedmill.lock")));
}

#[test]
fn one_article_that_both_branches_changed_keeps_its_id_and_gets_one_line_again() {
    let site = repository();
    site.git(&["switch", "-qc", "theirs"]);
    site.write("content/un.md", article("un", "Un tout autre titre"));
    publish(&site);
    site.git(&["switch", "-q", "main"]);
    site.git(&["mv", "content/un.md", "content/premier.md"]);
    publish(&site);
    let lines = |text: &str| text.lines().filter(|line| line.contains("/un/")).count();
    assert_eq!(lines(&merged(&site)), 2, "both versions of the line stay");
    assert_eq!(lines(&site.text("feedmill.lock")), 1);
    assert_eq!(site.text("content/premier.md"), article("un", "Un tout autre titre"));
    assert_eq!(ids(&site)["un"], format!("{PERMALINKS}/un/"));
    assert_eq!(site.run(&["--locked"]).exit, 0);
}

#[test]
fn an_article_that_one_branch_deleted_keeps_its_id_to_itself() {
    let site = repository();
    site.git(&["switch", "-qc", "theirs"]);
    fs::remove_file(site.path("content/un.md")).unwrap();
    publish(&site);
    site.git(&["switch", "-q", "main"]);
    site.write("content/trois.md", article("trois", "Troisième"));
    publish(&site);
    merged(&site);
    assert!(!ids(&site).contains_key("un"));
    site.write("content/un.md", article("autre", "Tout autre chose"));
    site.build().unwrap();
    assert_eq!(ids(&site)["autre"], format!("{PERMALINKS}/un/#2"));
}

#[test]
fn two_new_articles_of_one_name_are_told_after_the_merge_and_neither_is_lost() {
    let site = repository();
    site.git(&["switch", "-qc", "theirs"]);
    site.write("content/a/neuf.md", article("leur", "Le leur"));
    publish(&site);
    site.git(&["switch", "-q", "main"]);
    site.write("content/b/neuf.md", article("nôtre", "Le nôtre"));
    publish(&site);
    site.git(&["merge", "-q", "--no-edit", "theirs"]);
    let run = site.run(&[]);
    assert!(run.messages.starts_with("error[permalink-duplicate]"), "{}", run.messages);
    site.git(&["mv", "content/a/neuf.md", "content/a/neuf-bis.md"]);
    site.build().unwrap();
    let ids = ids(&site);
    assert_eq!(ids.len(), 4);
    assert_ne!(ids["leur"], ids["nôtre"]);
}

/// Without the line in `.gitattributes`, git leaves its marks in the file.
#[test]
fn the_marks_of_a_conflict_are_told_and_not_read() {
    let site = repository();
    let text = site.text("feedmill.lock");
    site.write("feedmill.lock", format!("<<<<<<< HEAD\n{text}"));
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
error[ledger-invalid]: this line of the ledger cannot be understood
 --> feedmill.lock:1:1
  |
1 | <<<<<<< HEAD
  | ^^^^^^^^^^^^ expected `article`, `adopted`, `gone`, `feed`, `edition`, `page`, `address`, `zones` or `file`, and what is known of it
  |
  = help: after a merge, keep the lines of both sides and take out those of git; else restore the last version of the file

"
    );
    assert_eq!(run.exit, 3);
}

/// A key has 32 bits: of a million ids some hundred pairs share one.
#[test]
fn ids_of_one_key_are_told_apart() {
    let key = |id: &str| blake3::hash(id.as_bytes()).to_hex()[..8].to_owned();
    let mut seen = BTreeMap::new();
    let [one, other] = (0..)
        .find_map(|number| {
            let id = format!("https://www.example.org/{number}/");
            seen.insert(key(&id), id.clone()).map(|before| [before, id])
        })
        .unwrap();
    let line = |id: &str, path: &str| {
        format!("article\t{}\t{id}\t{path}\t{id}\t2024-06-27T11:49:00Z\t-\t-\n", key(id))
    };
    let site = Site::new();
    let text = line(&one, "content/a.md") + &line(&other, "content/b.md");
    site.write("feedmill.lock", &text);
    let ledger = feedmill::publish::ledger(site.root()).unwrap();
    let path_of = |id: &str| ledger.articles.get(id).map(|(_, known)| known.path.to_string());
    assert_eq!(path_of(&one).as_deref(), Some("content/a.md"));
    assert_eq!(path_of(&other).as_deref(), Some("content/b.md"));
    assert_eq!(ledger.articles.at_path("content/b.md").len(), 1);
    let written = String::from_utf8(feedmill::publish::ledger_text(&ledger)).unwrap();
    let mut lines = [line(&one, "content/a.md"), line(&other, "content/b.md")];
    lines.sort();
    assert!(written.ends_with(&lines.concat()), "{written}");
}
