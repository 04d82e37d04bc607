//! Messages, in French, English and whatever a site brings.

use feedmill::model::Timestamp;
use feedmill::problem::Problems;
use feedmill::render::page::{MessageFile, Messages};

use super::{page, texts};
use crate::support::{Site, told};

const ENGLISH: &str = include_str!("../../templates/languages/en.ftl");
const FRENCH: &str = include_str!("../../templates/languages/fr.ftl");

fn messages(language: &str) -> Messages {
    Messages::new(Some(language), None, &mut Problems::new())
}

/// The names of the messages in a file, and the names that each of them asks for.
fn names(file: &str) -> Vec<(String, Vec<String>)> {
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            names.push((name.to_owned(), Vec::new()));
        }
        let asked = line
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(char::is_ascii_lowercase).collect::<String>());
        if let Some((_, all)) = names.last_mut() {
            all.extend(asked);
            all.sort();
            all.dedup();
        }
    }
    names.sort();
    names
}

#[test]
fn french_and_english_say_the_same_things() {
    // French needs no other names than English, but for the first of the month.
    assert_eq!(names(FRENCH), names(ENGLISH));
    assert!(names(ENGLISH).len() > 70);
}

/// No template and no code asks for a message that is not there: it would show its name.
#[test]
fn every_message_that_is_asked_for_is_there_and_no_other() {
    let known: Vec<String> = names(ENGLISH).into_iter().map(|(name, _)| name).collect();
    let sources: String = walkdir::WalkDir::new(env!("CARGO_MANIFEST_DIR"))
        .into_iter()
        .filter_entry(|entry| !matches!(entry.file_name().to_str(), Some("target" | ".git")))
        .filter_map(Result::ok)
        .filter(|entry| {
            let path = entry.path().to_str().unwrap();
            path.contains("/templates/pages/") || path.contains("/src/")
        })
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .collect();
    for name in &known {
        let made = ["month-", "group-", "see-all-", "search-"];
        let is_made = made.iter().any(|start| name.starts_with(start));
        assert!(is_made || sources.contains(&format!("\"{name}\"")), "nothing asks for {name}");
    }
    for asked in sources.split("kit.say(\"").skip(1) {
        let name = asked.split('"').next().unwrap();
        assert!(known.iter().any(|known| known == name), "there is no message {name}");
    }
}

/// French sets a no-break space before these marks (Lexique des règles typographiques).
#[test]
fn french_marks_cannot_be_left_alone_on_a_line() {
    for line in FRENCH.lines().filter(|line| !line.starts_with('#')) {
        let text = line.split_once(" = ").map_or(line, |(_, text)| text);
        for mark in [":", ";", "!", "?", "»"] {
            assert!(!text.contains(&format!(" {mark}")), "{line}");
        }
        assert!(!text.contains("« "), "{line}");
        assert!(!text.contains('\''), "{line}");
    }
}

#[test]
fn dates_and_numbers_are_written_as_the_language_does() {
    let instant = |text: &str| Timestamp::new(text.parse().unwrap());
    let paris = feedmill::model::Zone::named("Europe/Paris").unwrap();
    let french = messages("fr-CA");
    assert_eq!(french.language(), "fr-CA");
    assert_eq!(french.date(instant("2024-06-27T11:49:00Z"), paris), "27\u{a0}juin 2024");
    assert_eq!(french.date(instant("2024-07-31T22:00:00Z"), paris), "1er\u{a0}août 2024");
    assert_eq!(french.number(1_234_567), "1\u{202f}234\u{202f}567");
    assert_eq!(french.count("articles", 0), "Aucun article");
    // Zero and one are singular in French, in English only one is.
    assert_eq!(french.count("feeds", 0), "0\u{a0}flux");
    assert_eq!(french.count("articles", 1000), "1\u{202f}000\u{a0}articles");
    let english = messages("en");
    assert_eq!(english.date(instant("2024-06-27T11:49:00Z"), paris), "27\u{a0}June 2024");
    assert_eq!(english.number(123_456), "123,456");
    assert_eq!(english.count("articles", 1), "1\u{a0}article");
}

#[test]
fn another_language_comes_from_a_file() {
    let site = Site::with_pages()
        .configured("language: de-AT\n")
        .file("languages/de.ftl", GERMAN)
        .article("eins", "2024-01-05", "");
    let build = site.build().unwrap();
    let index = page(&site, "index.html");
    assert_eq!(texts(&index, "h1"), ["La Fabrique abonnieren"]);
    assert_eq!(texts(&index, ".recent time"), ["5. Jänner 2024"]);
    assert_eq!(texts(&index, ".panel .facts li")[0], "1 Beitrag");
    assert_eq!(super::attributes(&index, "html", "lang"), ["de-AT"]);
    // What it lacks is English, and told.
    assert_eq!(texts(&index, "#what"), ["What is a feed?"]);
    let missing = names(ENGLISH).len() - names(GERMAN).len();
    assert_eq!(
        told(&build),
        [format!("languages/de.ftl:1:1: message-missing: {missing} messages are missing")]
    );
}

const GERMAN: &str = "\
index-title = { $title } abonnieren
articles = { $count ->
    [one] { $number } Beitrag
   *[other] { $number } Beiträge
}
month-1 = Jänner
date = { $day }. { $month } { $year }
";

#[test]
fn a_file_for_a_known_language_changes_single_words() {
    let file = MessageFile { path: "languages/fr.ftl", text: "copy = Prendre\n" };
    let mut problems = Problems::new();
    let french = Messages::new(Some("fr"), Some(file), &mut problems);
    assert_eq!(
        (french.say("copy"), french.say("all-feeds")),
        ("Prendre".into(), "Tous les flux".into())
    );
    assert_eq!(problems.iter().count(), 0);
}

#[test]
fn a_line_that_is_no_message_is_told_with_its_place() {
    let site = Site::with_pages()
        .configured("language: fr\n")
        .file("languages/fr.ftl", "copy = Prendre\nskip Aller\n")
        .article("un", "2024-01-05", "");
    let told = crate::support::refusal(site.build());
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("languages/fr.ftl:2:"), "{told:?}");
    assert!(told[0].contains("message-invalid"), "{told:?}");
}

#[test]
fn a_language_that_nobody_wrote_is_english_and_says_so() {
    let site = Site::with_pages().configured("language: ar\n").article("a", "2024-01-05", "");
    site.build().unwrap();
    let index = page(&site, "index.html");
    assert_eq!(super::attributes(&index, "html", "lang"), ["en"]);
    assert_eq!(super::attributes(&index, "html", "dir"), [""; 0]);
    assert_eq!(super::attributes(&index, ".panel h2", "lang"), ["ar"]);
    assert_eq!(super::attributes(&index, ".recent a", "lang"), ["ar"]);
    let site = site.file("languages/ar.ftl", "copy = نسخ\n");
    site.build().unwrap();
    let index = page(&site, "index.html");
    assert_eq!(super::attributes(&index, "html", "dir"), ["rtl"]);
}
