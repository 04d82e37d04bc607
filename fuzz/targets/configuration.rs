//! A configuration → feeds of one article: Feedmill's own, or that of a site generator, which the
//! first byte chooses.
#![no_main]

use feedmill::config;
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 6] =
    ["feedmill.yaml", "_config.yml", "hugo.toml", "hugo.yaml", "hugo.json", "config.toml"];

const ARTICLE: &[u8] = b"---\ntitle: Un article\ndate: 2024-06-27 13:49:00 +02:00\ntags: [Cloud, a b]\ncategories: [x/y]\nlang: en\n---\nx {{< figure src=a.png >}}\n";

fuzz_target!(|data: &[u8]| {
    let Some((first, text)) = data.split_first() else { return };
    feedmill_fuzz::in_folder(|folder| {
        feedmill_fuzz::write(folder, FILES[usize::from(*first) % FILES.len()], text);
        match config::load(folder) {
            Err(problems) => {
                assert!(problems.errors() > 0, "it was refused without a word");
                feedmill_fuzz::assert_problems(&problems);
            }
            Ok(config) => {
                for path in ["content/2024-06-27-a.md", "_posts/2024-06-27-a.md"] {
                    feedmill_fuzz::write(folder, path, ARTICLE);
                }
                if let Some(publication) = feedmill_fuzz::publication(folder, &config) {
                    feedmill_fuzz::assert_feeds(&publication);
                }
            }
        }
    });
});
