//! An article's file → feeds, for each family of sites and ways to name a file. The first byte
//! chooses.
#![no_main]

use libfuzzer_sys::fuzz_target;

const SITES: [&str; 4] =
    ["", "generator: jekyll\n", "generator: hugo\n", "generator: zola\npermalink: /:slug/\n"];

const NAMES: [&str; 4] = [
    "content/2024-06-27-un-article.md",
    "content/2024/06/27/un-article/index.md",
    "content/24-06-27-un-article.md",
    "content/un-article.en.html",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, text)) = data.split_first() else { return };
    let choice = usize::from(*first);
    let config = feedmill_fuzz::config(SITES[choice % SITES.len()]);
    feedmill_fuzz::in_folder(|folder| {
        feedmill_fuzz::write(folder, NAMES[choice / SITES.len() % NAMES.len()], text);
        if let Some(publication) = feedmill_fuzz::publication(folder, &config) {
            feedmill_fuzz::assert_feeds(&publication);
        }
    });
});
