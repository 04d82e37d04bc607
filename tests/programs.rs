//! Sites of the generators that are programs of JavaScript and Python: which files they publish, under
//! which addresses, and what their own front matter means.
//!
//! The expected values are a person's reading of the documentation and the source of each generator,
//! named where they are tested.

use feedmill::Build;
use feedmill::config;

use crate::support::{Site, refusal, skipped, told};

const NOW: &str = "2030-01-01T00:00:00Z";

/// A site of `generator` at <https://www.example.org>.
fn site(generator: &str) -> Site {
    Site::new().file(
        "feedmill.yaml",
        format!("title: T\nbase_url: https://www.example.org\ngenerator: {generator}\n"),
    )
}

fn without_settings() -> Site {
    let site = Site::new();
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    site
}

fn build(site: &Site) -> Build {
    let config = config::load(site.root()).unwrap();
    feedmill::build(&site.request(NOW), &config).unwrap()
}

/// The paths of the articles below the site's address, in alphabetical order.
fn addresses(site: &Site) -> Vec<String> {
    build(site);
    let mut links = site.links("feeds/atom.xml");
    links.sort();
    links.iter().map(|link| link.replace("https://www.example.org", "")).collect()
}

fn article(more: &str) -> String {
    format!("---\ntitle: Un titre\ndate: 2024-06-27\n{more}---\nCorps.\n")
}

fn item(site: &Site) -> serde_json::Value {
    build(site);
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    feed["items"][0].clone()
}

fn categories(site: &Site) -> Vec<String> {
    build(site);
    let feed = feed_rs::parser::parse(site.text("feeds/atom.xml").as_bytes()).unwrap();
    feed.entries[0].categories.iter().filter_map(|term| term.label.clone()).collect()
}

#[test]
fn each_generator_passes_over_the_files_that_it_never_publishes() {
    let broken = "---\ntitle: [\n---\n";
    for (generator, folder, passed, reason) in [
        (
            "astro",
            "src/content/blog",
            vec!["_a.md", "_parts/b.md"],
            "Astro skips names that begin with `_`",
        ),
        (
            "docusaurus",
            "blog",
            vec!["_a.mdx", "_parts/b.md"],
            "Docusaurus skips names that begin with `_`",
        ),
        (
            "docusaurus",
            "blog",
            vec!["__tests__/a.md"],
            "Docusaurus skips names that begin with `_`",
        ),
        ("docusaurus", "blog", vec!["2024-01-01-a.test.md"], "Docusaurus skips tests"),
        ("hexo", "source/_posts", vec!["_a.md", "x/_b.md"], "Hexo skips names that begin with `_`"),
        (
            "nuxt",
            "content",
            vec!["-a.md", "_b.md", "x/_parts/c.md"],
            "Nuxt skips names that begin with `_` or `-`",
        ),
        ("nuxt", "content", vec!["a.draft.md"], "its name says that it is a draft"),
        (
            "quartz",
            "content",
            vec!["private/a.md", "x/templates/b.md"],
            "Quartz skips `private` and `templates`",
        ),
        ("pelican", "content", vec!["pages/a.md"], "Pelican takes what is in `pages` for pages"),
        (
            "eleventy",
            "content",
            vec!["_data/a.md", "_includes/b.md"],
            "Eleventy has no pages in `_includes` and `_data`",
        ),
    ] {
        let mut site = site(generator).file(&format!("{folder}/shown.md"), article(""));
        for path in &passed {
            // Nothing in them is read.
            site = site.file(&format!("{folder}/{path}"), broken);
        }
        let expected: Vec<String> =
            passed.iter().map(|path| format!("{folder}/{path}: a page: {reason}")).collect();
        let build = build(&site);
        assert_eq!(skipped(&build), expected, "{generator}");
        assert_eq!(build.publication.articles.len(), 1, "{generator}");
    }
}

#[test]
fn a_post_that_docusaurus_lists_nowhere_is_in_no_feed() {
    let site = site("docusaurus")
        .file("blog/2024-06-27-a.md", article(""))
        .file("blog/2024-06-28-b.md", "---\ntitle: B\nunlisted: true\n---\nCorps.\n");
    assert_eq!(skipped(&build(&site)), ["blog/2024-06-28-b.md: a page: it is unlisted"]);
}

/// The keys of Astro's own blog template and of `AstroPaper`.
#[test]
fn astros_templates_have_their_own_words() {
    let front_matter = "---\ntitle: A\npubDatetime: 2024-06-27T10:00:00Z\nmodDatetime: 2024-07-01T10:00:00Z\nheroImage: /a.jpg\n---\nCorps.\n";
    let site = site("astro").file("src/content/blog/a.md", front_matter).file("public/a.jpg", "x");
    let item = item(&site);
    assert_eq!(item["date_published"], "2024-06-27T10:00:00Z");
    assert_eq!(item["date_modified"], "2024-07-01T10:00:00Z");
    assert_eq!(item["image"], "https://www.example.org/a.jpg");
    site.write(
        "src/content/blog/a.md",
        "---\ntitle: A\npubDate: 2024-06-27\nupdatedDate: 2024-07-02\n---\nCorps.\n",
    );
    assert_eq!(self::item(&site)["date_modified"], "2024-07-02T00:00:00Z");
}

/// hexo.io/docs/front-matter: a list of lists has several hierarchies.
#[test]
fn hexos_categories_may_be_lists_of_lists() {
    let text = "---\ntitle: A\ndate: 2024-06-27\ncategories:\n- [Sport, [Course, Trail]]\n- Ville\n- [Santé]\n---\n";
    let site = site("hexo").file("source/_posts/a.md", text);
    assert_eq!(categories(&site), ["Sport", "Course", "Trail", "Ville", "Santé"]);
}

/// docusaurus.io/docs/blog: tags in place, and those of `tags.yml`.
#[test]
fn docusaurus_tags_have_labels() {
    let site = site("docusaurus")
        .file("blog/tags.yml", "velo:\n  label: À vélo\n  permalink: /velo\nnu:\n")
        .file(
            "blog/2024-06-27-a.md",
            "---\ntitle: A\ntags: [ville, velo, {label: Écologie, permalink: /ecologie}]\n---\n",
        );
    assert_eq!(categories(&site), ["ville", "À vélo", "Écologie"]);
}

#[test]
fn names_become_addresses_as_each_generator_has_them() {
    for (generator, folder, path, more, address) in [
        // `github-slugger`, with the date.
        (
            "astro",
            "src/content",
            "blog/2024-06-27-Le_Cloud (1).md",
            "",
            "/blog/2024-06-27-le_cloud-1/",
        ),
        ("astro", "src/content", "blog/2024/Été.md", "", "/blog/2024/été/"),
        ("astro", "src/content", "blog/2024/a.md", "slug: own/name\n", "/blog/own/name/"),
        ("astro", "src/content", "blog/a/index.md", "", "/blog/a/"),
        ("eleventy", "content", "notes/2024-06-27-un.md", "", "/notes/2024-06-27-un/"),
        ("eleventy", "content", "notes/un/index.md", "", "/notes/un/"),
        ("eleventy", "content", "notes/un/un.md", "", "/notes/un/"),
        ("eleventy", "content", "notes/un/2024-06-27-index.md", "", "/notes/un/2024-06-27-index/"),
        ("eleventy", "content", "index.md", "", "/"),
        ("nuxt", "content", "1.blog/02.Le Cloud.md", "", "/blog/le-cloud"),
        ("nuxt", "content", "2.blog/1.index.md", "", "/blog"),
        ("nuxt", "content", "versions/2.1.md", "", "/versions/2.1"),
        ("nuxt", "content", "blog/2024-06-27-été.md", "", "/blog/2024-06-27-ete"),
        ("quartz", "content", "Notes/R&D à 100%.md", "", "/Notes/R-and-D-à-100-percent"),
        ("quartz", "content", "Notes/index.md", "", "/Notes/"),
        ("gatsby", "content/blog", "2024-06-27-un/index.md", "", "/2024-06-27-un/"),
        ("vitepress", "posts", "2024-06-27-un.md", "", "/posts/2024-06-27-un.html"),
    ] {
        let site = site(generator).file(&format!("{folder}/{path}"), article(more));
        let shown = addresses(&site).concat();
        let plain = percent_encoding::percent_decode_str(&shown).decode_utf8().unwrap();
        assert_eq!(plain, address, "{generator} {path}");
    }
}

/// hexo, `post_permalink` and the post processor: the title is that of `new_post_name`.
#[test]
fn the_title_in_hexos_permalink_is_the_name_of_the_file() {
    for (name, file, address) in [
        (":year-:month-:day-:title.md", "2024-01-01-Version-1.0_sortie.md", "/Version-1.0_sortie/"),
        (":title.md", "2024-01-01-Version-1.0_sortie.md", "/2024-01-01-Version-1.0_sortie/"),
        (":title.md", "ville/Un.md", "/ville/Un/"),
    ] {
        let settings = format!(
            "title: T\nurl: https://www.example.org\npermalink: :title/\nnew_post_name: {name}\n"
        );
        let site = without_settings()
            .file("_config.yml", &settings)
            .file(&format!("source/_posts/{file}"), article(""));
        assert_eq!(addresses(&site), [address], "{name} {file}");
    }
}

#[test]
fn the_input_folder_of_eleventy_is_in_no_address() {
    for (configuration, package, path) in [
        ("module.exports = () => ({ dir: { input: 'src' } });\n", "{}", "src/un.md"),
        ("export default (c) => { c.setInputDirectory(\"src\"); };\n", "{}", "src/un.md"),
        (
            "export default () => {};\n",
            "{\"scripts\": {\"build\": \"eleventy --input=src --output=www\"}}",
            "src/un.md",
        ),
        ("export default () => {};\n", "{}", "un.md"),
    ] {
        let site = site("eleventy")
            .file(".eleventy.js", configuration)
            .file("package.json", package)
            .file(path, article(""));
        assert_eq!(addresses(&site), ["/un/"], "{configuration}");
    }
}

/// 11ty.dev/docs/data-cascade: the article, its file of data, those of its folders, its layout.
#[test]
fn a_permalink_of_eleventy_may_stand_beside_the_article() {
    const ONE: &str = "content/notes/2024-06-27-un.md";
    let template = "journal/{{ page.fileSlug }}/index.html";
    for (data, text, address) in [
        ("notes.json", format!("{{\"permalink\": \"{template}\"}}"), "/journal/un/"),
        ("notes.11tydata.js", format!("export default {{ permalink: '{template}' }};"), "/journal/un/"),
        (
            "notes.11tydata.cjs",
            "module.exports = {\n  permalink: (data) => `/j/${data.page.fileSlug}/`,\n};".to_owned(),
            "/j/un/",
        ),
        (
            "notes.11tydata.mjs",
            "export default { permalink: function ({ page }) { return `/j/${ page.filePathStem }/` } }"
                .to_owned(),
            "/j//notes/un/",
        ),
        (
            "notes.11tydata.js",
            "export default { // permalink: no\n  eleventyComputed: { permalink: ({slug}) => { return `/j/${slug}/`; } } }"
                .to_owned(),
            "/j/court/",
        ),
        ("notes.json", "{\"eleventyComputed\": {\"permalink\": \"/c/{{ page.fileSlug }}/\"}}".to_owned(), "/c/un/"),
        ("notes.11tydata.js", "export default { layout: \"plain\" }".to_owned(), "/billets/un/"),
    ] {
        let site = site("eleventy")
            .file(ONE, article("slug: court\n"))
            .file("content/_includes/plain.njk", "---\nlayout: base.html\n---\n{{ content }}\n")
            .file("content/_includes/base.html", "---\npermalink: /billets/{{ page.fileSlug }}/\n---\n")
            .file(&format!("content/notes/{data}"), &text);
        assert_eq!(addresses(&site), [address], "{text}");
        site.write(ONE, article("permalink: /own/\n"));
        let computed = text.contains("eleventyComputed");
        if !computed {
            assert_eq!(addresses(&site), ["/own/"], "{text}");
        }
    }
}

#[test]
fn a_permalink_that_is_a_program_is_named_and_never_guessed() {
    for (program, place) in [
        ("export default {\n  permalink: (data) => makeAddress(data),\n};\n", "2:14"),
        ("export default { permalink: ({ page }) => `/${slugify(page.fileSlug)}/` };\n", "1:29"),
        ("const permalink = f();\nexport default { permalink };\n", "1:7"),
    ] {
        let site = site("eleventy")
            .file("content/notes/un.md", article(""))
            .file("content/notes/notes.11tydata.js", program);
        let config = config::load(site.root()).unwrap();
        assert_eq!(
            refusal(feedmill::build(&site.request(NOW), &config)),
            [format!(
                "content/notes/notes.11tydata.js:{place}: permalink-invalid: this permalink is made by a program, which is not run"
            )]
        );
        // An article that says its address is published.
        site.write("content/notes/un.md", article("permalink: /un/\n"));
        assert_eq!(addresses(&site), ["/un/"]);
    }
}

#[test]
fn a_note_without_title_holds_nothing_back_on_a_site_of_eleventy() {
    let site = site("eleventy")
        .file("content/un.md", "---\ndate: 2024-06-27\n---\nUne note.\n")
        .file("content/deux.md", article(""));
    let build = build(&site);
    assert_eq!(skipped(&build), ["content/un.md: a page: it has no title"]);
    assert_eq!(
        told(&build),
        ["content/un.md:2:1: title-missing-left-out: the article has no title and is left out"]
    );
}

#[test]
fn what_astros_configuration_says_is_the_sites_own() {
    let site = without_settings()
        .file(
            "astro.config.mjs",
            "\
// site: 'https://comment.example'
const HERE = `https://www.example.org`;
export default defineConfig({
  integrations: [journal({ authors: { ada: { url: 'https://ada.example/', site: \"x\" } } })],
  site: HERE, base: '/docs', trailingSlash: 'never',
});
",
        )
        .file("src/content/blog/a.md", article(""));
    assert_eq!(addresses(&site), ["/docs/blog/a"]);
}

#[test]
fn the_documents_of_starlight_are_at_the_root() {
    let site = without_settings()
        .file(
            "astro.config.mjs",
            "export default defineConfig({\n  site: 'https://www.example.org',\n  integrations: [starlight({ title: 'Le guide' })],\n});\n",
        )
        .file("src/content/docs/blog/2024-06-27-a.md", article(""))
        .file("src/content/docs/b/c.md", article("slug: ailleurs/d\n"));
    assert_eq!(addresses(&site), ["/ailleurs/d/", "/blog/2024-06-27-a/"]);
    assert!(site.text("feeds/atom.xml").contains("<title>Le guide</title>"));
}

#[test]
fn the_blog_of_docusaurus_is_where_its_configuration_has_it() {
    for (options, path, address) in [
        (
            "presets: [['classic', { docs: { routeBasePath: '/' }, blog: { path: 'news', routeBasePath: 'actus' } }]],",
            "news/2024-06-27-a.md",
            "/actus/2024/06/27/a",
        ),
        (
            "presets: [['classic', { blog: { routeBasePath: '/' } }]],\n  trailingSlash: true,",
            "blog/2024-06-27-a.md",
            "/2024/06/27/a/",
        ),
        (
            "plugins: [['@docusaurus/plugin-content-blog', { id: 'n', routeBasePath: 'n', path: './n' }]],",
            "n/x/b.md",
            "/n/x/b",
        ),
        ("presets: [['classic', { blog: { showReadingTime: true } }]],", "blog/a.md", "/blog/a"),
    ] {
        let program = format!(
            "const config: Config = {{\n  title: 'T',\n  url: 'https://www.example.org',\n  baseUrl: '/',\n  {options}\n}};\nexport default config;\n"
        );
        let site =
            without_settings().file("docusaurus.config.ts", &program).file(path, article(""));
        assert_eq!(addresses(&site), [address], "{options}");
    }
}

#[test]
fn the_articles_of_pelican_may_be_in_some_folders_alone() {
    let site = without_settings()
        .file(
            "pelicanconf.py",
            "SITENAME = 'T'\nSITEURL = 'https://www.example.org'\nARTICLE_PATHS = ['blog', \"news\"]\n",
        )
        .file("content/blog/a.md", "Title: A\nDate: 2024-06-27\n\nCorps.\n")
        .file("content/extra/b.md", "Title: B\nDate: 2024-06-27\n\nCorps.\n");
    assert_eq!(addresses(&site), ["/a.html"]);
}

/// The comments of Obsidian, which Quartz takes out.
#[test]
fn what_stands_between_percent_signs_reaches_nobody_on_a_site_of_quartz() {
    let text = "---\ntitle: A\ndate: 2024-06-27\n---\nDébut %%[à taire](b.md)\n\nencore%% fin, `%%time`.\n";
    let site = site("quartz").file("content/a.md", text);
    assert_eq!(item(&site)["content_html"], "<p>Début  fin, <code>%%time</code>.</p>");
    let settings = site.text("feedmill.yaml") + "templates: none\n";
    site.write("feedmill.yaml", settings);
    assert_eq!(item(&site)["content_html"], "<p>Début  fin, <code>%%time</code>.</p>");
    let plain = Site::new().file("content/a.md", text);
    assert!(item(&plain)["content_html"].as_str().unwrap().contains("taire"));
}

/// docusaurus.io/docs/markdown-features/links: a path of a file is a link to what is made of it.
#[test]
fn a_link_to_the_file_of_another_article_leads_to_its_address() {
    let site = site("docusaurus")
        .file("blog/2024-06-27-a.md", "---\ntitle: A\n---\n[b](./2024-06-26-b.md#suite), [c](sous/2024-06-25-c.mdx \"C\"), [d][], [e](<2024-06-26-b.md>), [x](README.md), [y](https://other.example/b.md), `[b](2024-06-26-b.md)`.\n\n[d]: sous/2024-06-25-c.mdx\n")
        .file("blog/2024-06-26-b.md", "---\ntitle: B\n---\nVoir [a](/2024-06-27-a.md).\n")
        .file("blog/sous/2024-06-25-c.mdx", "---\ntitle: C\nslug: c\n---\nVoir [b](../2024-06-26-b.md).\n");
    build(&site);
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let html = |at: usize| feed["items"][at]["content_html"].as_str().unwrap().to_owned();
    let b = "https://www.example.org/blog/2024/06/26/b";
    let c = "https://www.example.org/blog/c";
    assert_eq!(
        html(0),
        format!(
            "<p><a href=\"{b}#suite\">b</a>, <a href=\"{c}\" title=\"C\">c</a>, <a href=\"{c}\">d</a>, <a href=\"{b}\">e</a>, <a href=\"https://www.example.org/blog/2024/06/27/README.md\">x</a>, <a href=\"https://other.example/b.md\">y</a>, <code>[b](2024-06-26-b.md)</code>.</p>"
        )
    );
    assert_eq!(html(1), "<p>Voir <a href=\"https://www.example.org/blog/2024/06/27/a\">a</a>.</p>");
    assert_eq!(html(2), format!("<p>Voir <a href=\"{b}\">b</a>.</p>"));
}

#[test]
fn what_a_site_tells_its_generator_to_leave_out_is_no_article() {
    let url = "https://www.example.org";
    for (files, stays, left_out) in [
        (
            vec![(
                "docusaurus.config.js",
                format!("module.exports = {{title: 'T', url: '{url}', baseUrl: '/', presets: [['classic', {{blog: {{exclude: ['**/*.wip.{{md,mdx}}', 'old/**']}}}}]]}};"),
            )],
            vec!["blog/2024-06-27-a.md"],
            vec!["blog/2024-06-27-b.wip.mdx", "blog/old/2024-06-27-c.md"],
        ),
        (
            vec![(
                "quartz.config.ts",
                "const config = { configuration: { pageTitle: 'T', baseUrl: 'www.example.org', locale: 'fr-FR', ignorePatterns: ['private', 'inbox', '*.draft.md'] } };".to_owned(),
            )],
            vec!["content/a.md"],
            vec!["content/inbox/b.md", "content/x/c.draft.md"],
        ),
        (
            vec![(
                ".vitepress/config.mts",
                format!("export default {{ title: 'T', cleanUrls: true, srcExclude: ['**/wip/**', 'README.md'], sitemap: {{ hostname: '{url}' }} }};"),
            )],
            vec!["posts/a.md"],
            vec!["posts/wip/b.md", "posts/README.md"],
        ),
        (
            vec![
                ("feedmill.yaml", format!("title: T\nbase_url: {url}\ngenerator: eleventy\n")),
                ("eleventy.config.js", "export default (config) => { config.ignores.add('./src/drafts/**/*.md'); return { dir: { input: 'src' } }; };".to_owned()),
                (".eleventyignore", "# not these\nREADME.md\nsrc/old\n".to_owned()),
                ("src/.eleventyignore", "notes/x.md\n".to_owned()),
            ],
            vec!["src/a.md"],
            vec!["src/drafts/b.md", "src/README.md", "src/old/c.md", "src/notes/x.md"],
        ),
        (
            vec![(
                "config.toml",
                format!("title = 'T'\nbase_url = '{url}'\nignored_content = ['*.{{wip,old}}.md', '**/attic']\n"),
            )],
            vec!["content/a.md"],
            vec!["content/x/b.wip.md", "content/attic/c.md", "content/d.old.md"],
        ),
    ] {
        let mut site = without_settings();
        for (path, text) in &files {
            site = site.file(path, text);
        }
        for path in stays.iter().chain(&left_out) {
            site = site.file(path, article(""));
        }
        let build = build(&site);
        let shown: Vec<&str> =
            build.publication.articles.iter().map(|article| &*article.source.path).collect();
        assert_eq!(shown, stays, "{}", files[0].0);
    }
}

#[test]
fn vitepress_may_have_clean_addresses_and_rewritten_ones_are_no_guess() {
    let settings = |more: &str| {
        format!(
            "export default {{ title: 'T', base: '/b/', {more} sitemap: {{ hostname: 'https://www.example.org' }} }};"
        )
    };
    let site = without_settings()
        .file(".vitepress/config.ts", settings("cleanUrls: true,"))
        .file("posts/a.md", article(""));
    assert_eq!(addresses(&site), ["/b/posts/a"]);
    site.write(".vitepress/config.ts", settings("rewrites: { 'posts/:page': ':page' },"));
    let config = config::load(site.root()).unwrap();
    let told = refusal(feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config));
    let expected = ".vitepress/config.ts:1:1: settings-unclear: `rewrites` gives pages other addresses, which are not known here";
    assert_eq!(told, [expected]);
}

#[test]
fn data_of_eleventys_may_be_yaml_and_its_dates_from_outside_are_those_of_pages() {
    let site = site("eleventy")
        .file("content/blog/blog.11tydata.yml", "permalink: '/journal/{{ page.fileSlug }}/'\n")
        .file("content/blog/2024-06-27-a.md", article(""))
        .file("content/content.11tydata.json", "{\"date\": \"git Last Modified\"}")
        .file("content/page.md", "---\ntitle: Page\n---\nCorps.\n");
    assert_eq!(addresses(&site), ["/journal/a/"]);
    assert_eq!(skipped(&build(&site)), ["content/page.md: a page: it has no date"]);
}

#[test]
fn an_article_of_pelicans_without_category_is_in_misc() {
    let site = site("pelican")
        .file("content/a.md", article(""))
        .file("content/news/b.md", article("slug: b\n"));
    let build = build(&site);
    let terms: Vec<Vec<&str>> = build
        .publication
        .articles
        .iter()
        .map(|article| article.terms.iter().map(|term| &*term.label).collect())
        .collect();
    assert_eq!(terms, [["news"], ["misc"]]);
}

/// `page.permalink` in Zola's feeds has no escapes; an IRI needs none for letters (RFC 3987).
#[test]
fn an_id_of_zolas_has_its_letters_as_they_are() {
    let site = without_settings()
        .file(
            "config.toml",
            "title = 'T'\nbase_url = 'https://www.example.org'\n[slugify]\npaths = 'safe'\n",
        )
        .file("content/été/l’an 1.md", article(""));
    let item = item(&site);
    assert_eq!(item["id"], "https://www.example.org/été/l’an%201/");
    assert_eq!(item["url"], "https://www.example.org/%C3%A9t%C3%A9/l%E2%80%99an%201/");
}

#[test]
fn a_post_of_jekylls_has_a_dated_name_and_no_empty_part_in_its_address() {
    let site = without_settings()
        .file("_config.yml", "title: T\nurl: https://www.example.org\n")
        .file("_posts/2024-06-27-a.md", article("permalink: /x//y/\n"))
        .file("_posts/b.md", article("permalink: /2024/06/27/b/\n"));
    assert_eq!(addresses(&site), ["/x/y/"]);
    assert_eq!(
        skipped(&build(&site)),
        ["_posts/b.md: a page: Jekyll passes over files in `_posts` whose names have no date"]
    );
}
