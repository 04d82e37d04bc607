//! Which program a site is made with.

use std::path::Path;

use crate::config::Generator;

/// What shows a generator whose configuration Feedmill does not read, or that has none here.
const MARKS: [(&str, Generator); 22] = [
    (".eleventy.js", Generator::Eleventy),
    ("eleventy.config.js", Generator::Eleventy),
    ("eleventy.config.mjs", Generator::Eleventy),
    ("eleventy.config.cjs", Generator::Eleventy),
    ("eleventy.config.ts", Generator::Eleventy),
    ("astro.config.mjs", Generator::Astro),
    ("astro.config.js", Generator::Astro),
    ("astro.config.ts", Generator::Astro),
    ("astro.config.mts", Generator::Astro),
    ("gatsby-config.js", Generator::Gatsby),
    ("gatsby-config.ts", Generator::Gatsby),
    ("quartz.config.ts", Generator::Quartz),
    (".vitepress", Generator::VitePress),
    ("nuxt.config.ts", Generator::Nuxt),
    ("nuxt.config.js", Generator::Nuxt),
    ("source/_posts", Generator::Hexo),
    ("_posts", Generator::Jekyll),
    ("src/_posts", Generator::Jekyll),
    ("docs/_posts", Generator::Jekyll),
    ("archetypes/default.md", Generator::Hugo),
    ("layouts/_default", Generator::Hugo),
    ("content/_index.md", Generator::Hugo),
];

/// The generator, and the file or folder that shows it.
pub(super) fn generator(folder: &Path) -> Option<(Generator, String)> {
    let found = MARKS.iter().find(|(mark, _)| folder.join(mark).exists());
    found.map(|(mark, generator)| (*generator, (*mark).to_owned()))
}
