//! A configuration → decisions: Feedmill's own, or that of a site generator, which the first byte
//! chooses. What it decides carries an article to its feeds.
#![no_main]

use std::fs;

use feedmill::config;
use feedmill::model::{Ledger, Syntax};
use feedmill::problem::Problems;
use feedmill::select;
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 7] = [
    "feedmill.yaml",
    "_config.yml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config.toml",
    "feedmill.yaml",
];

const ARTICLE: &[u8] = b"---\ntitle: Un article\ndate: 2024-06-27 13:49:00 +02:00\ntags: [Cloud, a b]\ncategories: [x/y]\nlang: en\n---\nx\n";

fuzz_target!(|data: &[u8]| {
    let Some((first, text)) = data.split_first() else { return };
    let name = FILES[usize::from(*first) % FILES.len()];
    feedmill_fuzz::in_folder(|folder| {
        for file in FILES {
            let _ = fs::remove_file(folder.join(file));
        }
        feedmill_fuzz::file(name, text);
        match config::load(folder) {
            Err(problems) => {
                assert!(problems.errors() > 0, "it was refused without a word");
                feedmill_fuzz::assert_problems(&problems);
            }
            Ok(config) => carry(&config),
        }
    });
});

fn carry(config: &config::Config) {
    let draft = feedmill_fuzz::draft("2024-06-27-a.md", ARTICLE, Syntax::Markdown)
        .expect("the article is right");
    let articles: Vec<_> = feedmill_fuzz::article(&draft, config).into_iter().collect();
    let mut problems = Problems::new();
    let plans = select::plans(&articles, config, &Ledger::default(), None, &mut problems);
    feedmill_fuzz::assert_problems(&problems);
    for plan in &plans {
        let inside = |folder: &str| {
            folder.is_empty()
                || folder
                    .split('/')
                    .all(|part| !matches!(part, "" | "." | "..") && !part.contains('\0'))
        };
        assert!(inside(&plan.folder), "{}", plan.folder);
    }
}
