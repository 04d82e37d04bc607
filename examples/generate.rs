//! Writes a site of generated articles, the same for the same seed:
//! `cargo run --release --example generate -- DIR ARTICLES [SEED]`.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Duration, TimeZone, Utc};
use fastrand::Rng;

const CATEGORIES: usize = 8;
const TAGS: usize = 200;
const WORDS: &[&str] = &[
    "accès",
    "administration",
    "agent",
    "aide",
    "article",
    "cloud",
    "code",
    "commune",
    "compte",
    "dans",
    "de",
    "donnée",
    "droit",
    "équipe",
    "est",
    "État",
    "et",
    "formulaire",
    "guichet",
    "la",
    "le",
    "les",
    "logiciel",
    "loi",
    "mairie",
    "ministère",
    "numérique",
    "ouvert",
    "par",
    "plus",
    "pour",
    "projet",
    "public",
    "qui",
    "réseau",
    "rapport",
    "sécurité",
    "service",
    "site",
    "sur",
    "système",
    "territoire",
    "travail",
    "une",
    "usager",
    "vers",
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, articles, seed @ ..] = arguments.as_slice() else {
        return Err("usage: generate DIR ARTICLES [SEED]".into());
    };
    let seed = seed.first().map_or(Ok(1), |seed| seed.parse())?;
    let site = Path::new(folder);
    fs::create_dir_all(site)?;
    fs::write(
        site.join("feedmill.yaml"),
        "title: Generated\nbase_url: https://www.example.org\ntimezone: Europe/Paris\npermalink: /:year/:slug/\n",
    )?;
    let mut rng = Rng::with_seed(seed);
    for number in 0..articles.parse::<usize>()? {
        let year = 2000 + number % 25;
        let folder = site.join(format!("content/{year}"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("article-{number}.md")), article(&mut rng, year, number)?)?;
    }
    Ok(())
}

/// An article of three to eight kilobytes.
fn article(rng: &mut Rng, year: usize, number: usize) -> Result<String, Box<dyn Error>> {
    let start = Utc.with_ymd_and_hms(i32::try_from(year)?, 1, 1, 0, 0, 0).earliest();
    let start = start.ok_or("a year that chrono knows")?;
    let date = start + Duration::seconds(rng.i64(0..365 * 86_400));
    let mut text = format!("---\ntitle: \"Article {number}: ");
    words(rng, 6, &mut text);
    write!(
        text,
        "\"\ndate: {}\ncategories:\n- Catégorie {}\ntags:\n",
        date.format("%Y-%m-%d %H:%M:%S +00:00"),
        rng.usize(0..CATEGORIES)
    )?;
    for _ in 0..rng.usize(1..4) {
        writeln!(text, "- Tag {}", rng.usize(0..TAGS))?;
    }
    text.push_str("chapeau-text: ");
    words(rng, 30, &mut text);
    text.push_str("\n---\n\n");
    let length = rng.usize(3_000..8_000);
    while text.len() < length {
        match rng.u8(0..10) {
            0 => {
                text.push_str("#### ");
                words(rng, 5, &mut text);
            }
            1 => {
                for _ in 0..4 {
                    text.push_str("* ");
                    words(rng, 12, &mut text);
                    text.push('\n');
                }
            }
            2 => {
                text.push_str("<div class=\"lien-important\"><p><a href=\"/page/\">");
                words(rng, 4, &mut text);
                text.push_str("</a></p></div>");
            }
            _ => {
                words(rng, 30, &mut text);
                write!(
                    text,
                    " **{}** [lien](/article/{}/) ",
                    WORDS[rng.usize(0..WORDS.len())],
                    rng.u32(0..1000)
                )?;
                words(rng, 30, &mut text);
            }
        }
        text.push_str("\n\n");
    }
    Ok(text)
}

fn words(rng: &mut Rng, count: usize, text: &mut String) {
    for index in 0..count {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(WORDS[rng.usize(0..WORDS.len())]);
    }
}
