//! Ids, the ledger, and what is said of articles under another name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use feedmill::model::ChangeKind;
use feedmill::model::{BodyFingerprint, TitleFingerprint};
use feedmill::normalise::Verdict;
use feedmill::{Gates, Request, reassign_id};

use crate::support::{Site, refusal, told};

const BODY: &str = "Le cloud public change le travail des agents : moins de serveurs à garder, plus de \
services à rendre. Trois ministères racontent ce qu’ils ont appris en deux ans.";

fn written(title: &str, date: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n---\n{body}\n")
}

fn ids(site: &Site) -> BTreeMap<String, String> {
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let items = feed["items"].as_array().unwrap();
    let text = |item: &serde_json::Value, key: &str| item[key].as_str().unwrap().to_owned();
    items.iter().map(|item| (text(item, "url"), text(item, "id"))).collect()
}

#[test]
fn a_line_of_the_ledger_says_what_is_known() {
    let site =
        Site::new().file("content/a.md", written("Un titre", "2024-06-27 13:49:00 +02:00", BODY));
    site.build().unwrap();
    let line = site.text("feedmill.lock").lines().nth(1).unwrap().to_owned();
    let columns: Vec<&str> = line.split('\t').collect();
    let permalink = "https://www.example.org/actualites/a/";
    let key = &blake3::hash(permalink.as_bytes()).to_hex().to_string()[..8];
    assert_eq!(
        columns[..6],
        ["article", key, permalink, "content/a.md", permalink, "2024-06-27T11:49:00Z"]
    );
    assert_eq!((columns[6].len(), columns[7].len()), (16, 32));
}

#[test]
fn a_renamed_article_is_taken_for_what_it_is_and_told() {
    let site = Site::new().file("content/old.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    fs::remove_file(site.path("content/old.md")).unwrap();
    site.write("content/new.md", written("Le cloud public", "2024-06-27", BODY));
    let run = site.run(&[]);
    assert!(
        run.out.contains("Known      content/new.md is content/old.md, and keeps its id\n"),
        "{}",
        run.out
    );
    let known = "https://www.example.org/actualites/old/".to_owned();
    assert_eq!(ids(&site).into_values().collect::<Vec<_>>(), [known]);
}

#[test]
fn an_uncertain_match_is_told_with_both_readings_and_kept_by_a_person() {
    let site = Site::new().file("content/old.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    fs::remove_file(site.path("content/old.md")).unwrap();
    // Another day and another title: only the body is the same.
    site.write("content/new.md", written("Informatique en nuage", "2024-07-03", BODY));
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
warning[article-maybe-known]: this may be the article that was `content/old.md`
 --> content/new.md:2:8
  |
2 | title: Informatique en nuage
  |        ^^^^^^^^^^^^^^^^^^^^^ another instant, a title 0 % alike, a body 100 % alike
  |
  = help: it is published as a new article; if it is the one that readers know, run `feedmill id keep content/old.md content/new.md`

"
    );
    let new = "https://www.example.org/actualites/new/".to_owned();
    assert_eq!(ids(&site)[&new], new);
    let run = site.run(&["id", "keep", "content/old.md", "content/new.md"]);
    assert_eq!(
        run.out,
        "Kept       https://www.example.org/actualites/old/ for content/new.md; the next build shows it\n"
    );
    site.build().unwrap_err();
    let mut request = site.request("2030-01-01T00:00:00Z");
    request.gates.allow = BTreeSet::from([ChangeKind::ShownAgain]);
    feedmill::build(&request, &site.config()).unwrap();
    assert_eq!(ids(&site)[&new], "https://www.example.org/actualites/old/");
    assert_eq!(told(&site.build().unwrap()), [] as [&str; 0]);
}

#[test]
fn one_instant_alone_makes_no_match() {
    let site = Site::new()
        .configured("deny: []\n")
        .file("content/fr.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    fs::remove_file(site.path("content/fr.md")).unwrap();
    let english = "Public cloud changes how civil servants work, and three ministries tell us how.";
    site.write("content/en.md", written("On computing elsewhere", "2024-06-27", english));
    let build = site.build().unwrap();
    assert_eq!(build.publication.recognised, []);
    assert_eq!(ids(&site).len(), 1);
    assert!(ids(&site).values().all(|id| id.ends_with("/en/")));
}

#[test]
fn a_permalink_that_was_given_out_names_no_other_article() {
    let site = Site::new()
        .configured("deny: []\n")
        .file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    fs::remove_file(site.path("content/a.md")).unwrap();
    site.build().unwrap();
    assert!(site.text("feedmill.lock").contains("\ngone\t"));
    site.write("content/a.md", written("Agenda", "2025-01-01", "Rien à voir avec ce qui fut ici."));
    site.build().unwrap();
    let permalink = "https://www.example.org/actualites/a/";
    assert_eq!(ids(&site)[permalink], format!("{permalink}#2"));
    // The first one comes back elsewhere.
    site.write("content/b.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    assert_eq!(ids(&site)["https://www.example.org/actualites/b/"], permalink);
    assert_eq!(ids(&site)[permalink], format!("{permalink}#2"));
}

#[test]
fn two_articles_cannot_have_one_id() {
    let site = Site::new().file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    site.write(
        "content/b.md",
        "---\ntitle: B\ndate: 2024-07-01\nid: https://www.example.org/actualites/a/\n---\nB.\n",
    );
    assert_eq!(refusal(site.build()).len(), 1);
}

#[test]
fn what_would_be_shown_again_is_refused_once_there_is_a_ledger() {
    let site = Site::new().file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    let before = (site.files("feeds"), site.text("feedmill.lock"));
    site.write("content/a.md", "---\ntitle: Le cloud\ndate: 2024-06-27\nid: tag:a\n---\nX.\n");
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
error[denied]: shown-again: `Le cloud`; it was `https://www.example.org/actualites/a/`
 --> content/a.md:2:8
  |
2 | title: Le cloud
  |        ^^^^^^^^
  |
  = help: give the article its id back: `id: https://www.example.org/actualites/a/` in its front matter, or allow it this once with `--allow shown-again`

Nothing was written: 1 denied change. The published feeds are as they were.
"
    );
    assert_eq!(run.exit, 1);
    assert_eq!((site.files("feeds"), site.text("feedmill.lock")), before);
    assert_eq!(site.run(&["--allow", "shown-again"]).exit, 0);
}

/// A site that was published, and whose only article then got another date.
fn redated(configuration: &str) -> Site {
    let site = Site::new()
        .configured(configuration)
        .file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    site.write("content/a.md", written("Le cloud", "2024-06-28", BODY));
    site
}

const REDATED: &str = "\
error[denied]: redated: `Le cloud`; it was `2024-06-26T22:00:00Z`
 --> content/a.md:2:8
  |
2 | title: Le cloud
  |        ^^^^^^^^
  |
  = help: give the article its date back, or allow it this once with `--allow redated`

Nothing was written: 1 denied change. The published feeds are as they were.
";

#[test]
fn a_call_or_the_configuration_denies_a_change_and_a_call_allows_it() {
    let by_call = redated("");
    let before = by_call.files("feeds");
    let run = by_call.run(&["--deny", "redated,feed-gone"]);
    assert_eq!((run.messages.as_str(), run.exit), (REDATED, 1));
    assert_eq!(by_call.files("feeds"), before);
    assert_eq!(by_call.run(&[]).exit, 0);

    let by_configuration = redated("deny: [redated]\n");
    let run = by_configuration.run(&[]);
    assert_eq!((run.messages.as_str(), run.exit), (REDATED, 1));
    assert_eq!(by_configuration.run(&["--allow", "redated"]).exit, 0);
}

#[test]
fn a_feed_that_would_go_is_denied_by_name() {
    let site = Site::new()
        .configured("feeds:\n  formats: [atom, json]\ndeny: [feed-gone]\n")
        .file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    let configuration = site.text("feedmill.yaml").replace("[atom, json]", "[atom]");
    site.write("feedmill.yaml", configuration);
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
error[denied]: feed-gone: `La Fabrique`; it was `https://www.example.org/feeds/feed.json`
 |
 = help: keep the feed at its address, or redirect it, or allow it this once with `--allow feed-gone`

Nothing was written: 1 denied change. The published feeds are as they were.
"
    );
    assert_eq!(run.exit, 1);
}

#[test]
fn a_feed_that_moves_is_not_taken_for_gone() {
    let moved = |settings: &str, named: &str| {
        let site = Site::new()
            .configured(&format!("named: {{cloud: {{title: Le cloud}}}}\ndeny: [{settings}]\n"))
            .file("content/a.md", written("Le cloud", "2024-06-27", BODY));
        site.build().unwrap();
        let text = site.text("feedmill.yaml").replace("named: {cloud: {title: Le cloud}}", named);
        site.write("feedmill.yaml", text);
        site.run(&[])
    };
    let renamed = "named: {nuage: {title: Le cloud}}";
    assert_eq!(moved("feed-gone", renamed).exit, 0);
    let announced = format!("feeds: {{moved: {{cloud: nuage}}}}\n{renamed}");
    assert_eq!(moved("feed-gone", &announced).exit, 0);
    assert_eq!(moved("feed-gone", "").exit, 1);

    let run = moved("feed-moved", renamed);
    assert!(
        run.messages.starts_with(
            "\
error[denied]: feed-moved: `Le cloud`; it was `https://www.example.org/feeds/cloud/atom.xml`
 |
 = help: keep the feed at its address, or say under `feeds.moved` where it is now, or allow it this once with `--allow feed-moved`
"
        ),
        "{}",
        run.messages
    );
    assert_eq!(moved("feed-new", "named: {cloud: {title: Le cloud}, droit: {}}").exit, 1);
}

#[test]
fn the_first_publication_denies_nothing() {
    let site = Site::new()
        .configured("deny: [new, feed-new]\n")
        .file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    assert_eq!(site.run(&[]).exit, 0);
}

#[test]
fn a_path_that_two_articles_had_does_not_say_which_is_meant() {
    let site = Site::new()
        .configured("deny: []\n")
        .file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    fs::remove_file(site.path("content/a.md")).unwrap();
    site.build().unwrap();
    site.write("content/a.md", written("Agenda", "2025-01-01", "Rien à voir avec ce qui fut ici."));
    site.build().unwrap();
    site.write("content/b.md", written("Informatique en nuage", "2024-07-03", BODY));
    let run = site.run(&[]);
    let id = "https://www.example.org/actualites/a/";
    let help = format!("run `feedmill id keep {id} content/b.md`\n");
    assert!(run.messages.contains(&help), "{}", run.messages);
}

#[test]
fn a_locked_ledger_stays_as_it_is() {
    let site = Site::new().file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    let run = site.run(&["--locked"]);
    assert_eq!(
        run.messages,
        "\
error[ledger-locked]: the ledger would change
--> feedmill.lock
 = help: build without `--locked` where articles are written, and commit the ledger

Nothing was written: 1 denied change. The published feeds are as they were.
"
    );
    assert_eq!(run.exit, 1);
    assert!(!site.path("feeds").exists());
    site.build().unwrap();
    assert_eq!(site.run(&["--locked"]).exit, 0);
}

#[test]
fn likeness_follows_the_words_that_two_texts_share() {
    let words: Vec<String> = (0..400).map(|number| format!("word{number}")).collect();
    let body = |words: &[String]| BodyFingerprint::of_body(&words.join(" ")).unwrap();
    let whole = body(&words);
    assert_eq!(whole.likeness(whole), 100);
    // Of 400 words 100 are other ones: Jaccard 0.6, within what 32 samples allow.
    let mut edited = words.clone();
    edited[300..].iter_mut().for_each(|word| word.push('x'));
    assert!((35..=85).contains(&whole.likeness(body(&edited))));
    let other: Vec<String> = words.iter().map(|word| format!("{word}y")).collect();
    assert!(whole.likeness(body(&other)) <= 20);
    assert_eq!(BodyFingerprint::of_body("  **  "), None);
    let title = |text: &str| TitleFingerprint::of_title(text).unwrap();
    assert_eq!(title("Le Cloud, public !").likeness(title("le cloud public")), 100);
}

#[test]
fn an_article_known_by_id_is_kept_by_its_ids_too() {
    let site = Site::new().file("content/a.md", written("Le cloud", "2024-06-27", BODY));
    site.build().unwrap();
    let request = Request { gates: Gates::default(), ..site.request("2030-01-01T00:00:00Z") };
    let config = site.config();
    assert!(reassign_id(&request, &config, "content/none.md", "content/a.md").is_err());
    assert!(reassign_id(&request, &config, "content/a.md", "content/none.md").is_err());
}

/// `cargo test --release -- --ignored --nocapture large_ledger`
#[test]
#[ignore = "a measurement"]
fn a_large_ledger_is_loaded_matched_and_saved() {
    use feedmill::model::{
        ArticleRecord, Id, IdOrigin, Ledger, LedgerEntry, Source, State, Timestamp,
    };
    const ARTICLES: usize = 100_000;
    let site = Site::new().article("sample", "2024-06-27", "");
    let request = site.request("2030-01-01T00:00:00Z");
    let sample = feedmill::prepare(&request, &site.config()).unwrap().articles.remove(0);
    let mut random = fastrand::Rng::with_seed(1);
    let (mut known, mut articles) = (Vec::new(), Vec::new());
    for number in 0..ARTICLES {
        let words: Vec<String> = (0..60).map(|_| random.u16(..).to_string()).collect();
        let (title, body) = (words[..6].join(" "), BodyFingerprint::of_body(&words.join(" ")));
        let permalink: Arc<str> =
            format!("https://www.example.org/actualites/un-titre-assez-long-{number}/").into();
        // Forty share each instant, as after an import.
        let published = chrono::DateTime::from_timestamp(i64::try_from(number / 40).unwrap(), 0);
        let published = Timestamp::new(published.unwrap().fixed_offset());
        let remembered = LedgerEntry {
            state: State::Present,
            published,
            path: format!("content/2024/un-titre-assez-long-{number}.md").into(),
            first_permalink: permalink.clone(),
            title: TitleFingerprint::of_title(&title),
            body,
        };
        known.push((permalink.clone(), remembered));
        articles.push(ArticleRecord {
            source: Source {
                // Every one has moved: no path helps.
                path: format!("content/archive/{number}.md").into(),
                body,
                ..sample.source.clone()
            },
            id: Id { value: permalink.clone(), origin: IdOrigin::Permalink },
            permalink,
            title_fingerprint: TitleFingerprint::of_title(&title),
            title: title.into(),
            published,
            ..sample.clone()
        });
    }
    let ledger = Ledger { articles: known.into_iter().collect(), ..Ledger::default() };
    let start = std::time::Instant::now();
    let text = feedmill::publish::ledger_text(&ledger);
    let saved = start.elapsed();
    println!("{} bytes an article", text.len() / ARTICLES);
    site.write("feedmill.lock", &text);
    let start = std::time::Instant::now();
    let read = feedmill::publish::ledger(site.root()).unwrap();
    let loaded = start.elapsed();
    assert_eq!(read, ledger);
    let start = std::time::Instant::now();
    let recognised = feedmill::normalise::recognise(&mut articles, &[], &read.articles);
    println!(
        "saved {saved:?}, loaded {loaded:?}, matched {:?} of {}",
        start.elapsed(),
        recognised.len()
    );
    let same = recognised.iter().filter(|recognised| recognised.verdict == Verdict::Same);
    assert_eq!(same.count(), ARTICLES);
}
