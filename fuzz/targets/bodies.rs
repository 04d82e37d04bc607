//! A body in Markdown or HTML, with Liquid, shortcodes or neither → what readers get. The first
//! byte chooses.
#![no_main]

use libfuzzer_sys::fuzz_target;

const SITES: [&str; 4] = [
    "permalink: /:slug/\n",
    "permalink: /:slug/\ntemplates: liquid\n",
    "permalink: /:slug/\ntemplates: hugo\n",
    "permalink: /:slug/\ntemplates: zola\n",
];

const FRONT_MATTER: &[u8] = b"---\ntitle: Un article\ndate: 2024-06-27 13:49:00 +02:00\n---\n";

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else { return };
    let choice = usize::from(*first);
    let name = ["content/un-article.md", "content/un-article.html"][choice % 2];
    let config = feedmill_fuzz::config(SITES[choice / 2 % SITES.len()]);
    feedmill_fuzz::in_folder(|folder| {
        feedmill_fuzz::write(folder, name, &[FRONT_MATTER, body].concat());
        if let Some(publication) = feedmill_fuzz::publication(folder, &config) {
            feedmill_fuzz::assert_feeds(&publication);
        }
    });
});
