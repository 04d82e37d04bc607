//! Articles made up from a seed.

use std::fmt::Write as _;

use chrono::{DateTime, Duration, Utc};
use fastrand::Rng;

/// The first second of the year 2000, and how long articles were written from then on.
const START: DateTime<Utc> = DateTime::from_timestamp(946_684_800, 0).unwrap();
const YEARS: i64 = 25;

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

/// An article of three to eight kilobytes, in no layout yet.
pub(crate) struct Article {
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) date: DateTime<Utc>,
    pub(crate) category: String,
    pub(crate) tags: Vec<String>,
    pub(crate) summary: String,
    /// The address of the lead picture, on the site.
    pub(crate) picture: String,
    pub(crate) body: String,
}

impl Article {
    /// The article of this number: the same in a small site and in a large one.
    pub(crate) fn new(seed: u64, number: usize, categories: usize, tags: usize) -> Self {
        let mut rng = Rng::with_seed(seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let date = START + Duration::seconds(rng.i64(0..YEARS * 365 * 86_400));
        let mut title = format!("Article {number}: ");
        words(&mut rng, 6, &mut title);
        let category = format!("Catégorie {}", rng.usize(0..categories));
        let tags = (0..rng.usize(1..4)).map(|_| format!("Tag{}", rng.usize(0..tags))).collect();
        let mut summary = String::new();
        words(&mut rng, 30, &mut summary);
        let mut body = body(&mut rng);
        if number.is_multiple_of(3) {
            body.push_str("![Une vue](/uploads/vue.jpg)\n\n![Un plan](/uploads/plan.png)\n");
        }
        let picture = format!("/uploads/article-{number}.png");
        Self { number, title, date, category, tags, summary, picture, body }
    }
}

fn body(rng: &mut Rng) -> String {
    let length = rng.usize(3_000..8_000);
    let mut text = String::with_capacity(length + 1_000);
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
                let (word, link) = (WORDS[rng.usize(0..WORDS.len())], rng.u32(0..1000));
                // Writing to a String cannot fail.
                let _ = write!(text, " **{word}** [lien](/article/{link}/) ");
                words(rng, 30, &mut text);
            }
        }
        text.push_str("\n\n");
    }
    text
}

fn words(rng: &mut Rng, count: usize, text: &mut String) {
    for index in 0..count {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(WORDS[rng.usize(0..WORDS.len())]);
    }
}
