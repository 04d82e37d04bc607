//! Markdown as the site's own renderer has it.

use super::html;
use crate::support::Site;

#[test]
fn extensions_are_chosen() {
    for (configuration, body, made) in [
        ("", "\"a\" -- b", "<p>\"a\" -- b</p>"),
        ("markdown: {smart_punctuation: true}\n", "\"a\" -- b", "<p>“a” – b</p>"),
        ("", "a\nb", "<p>a\nb</p>"),
        ("markdown: {hard_breaks: true}\n", "a\nb", "<p>a<br>\nb</p>"),
        ("", "~~a~~", "<p><del>a</del></p>"),
        ("markdown: {strikethrough: false}\n", "~~a~~", "<p>~~a~~</p>"),
        ("", "- [x] a", "<ul>\n<li>☑ \na</li>\n</ul>"),
        ("markdown: {task_lists: false}\n", "- [x] a", "<ul>\n<li>[x] a</li>\n</ul>"),
        ("", "a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("markdown: {definition_lists: false}\n", "a\n: b", "<p>a\n: b</p>"),
        ("markdown: {tables: false}\n", "|a|\n|-|\n|b|", "<p>|a|\n|-|\n|b|</p>"),
        ("", "*[a]: b\n\na", "<p>*[a]: b</p>\n<p>a</p>"),
        (
            "markdown: {abbreviations: true}\n",
            "La CNIL, le RGPD, `RGPD` et RGPDx.\n\n*[RGPD]: Règlement général\n*[CNIL]: Commission",
            "<p>La <abbr title=\"Commission\">CNIL</abbr>, le <abbr title=\"Règlement général\">RGPD</abbr>, <code>RGPD</code> et RGPDx.</p>",
        ),
        ("", "a :tada: b", "<p>a :tada: b</p>"),
        (
            "markdown: {emoji: true}\n",
            "a :tada::nothing: `:tada:` 10:30:20",
            "<p>a 🎉:nothing: <code>:tada:</code> 10:30:20</p>",
        ),
        ("markdown: {footnotes: false}\n", "a[^1]\n\nb", "<p>a[^1]</p>\n<p>b</p>"),
    ] {
        assert_eq!(html(configuration, body), made, "{configuration}{body}");
    }
}

/// What Jekyll 4.3 (kramdown 2.4), Hugo 0.168 and the documentation of the others have.
#[test]
fn quotes_are_as_the_generator_has_them() {
    for (lines, body) in [
        ("generator: jekyll\n", "<p>“a” – b</p>"),
        ("generator: hugo\n", "<p>“a” – b</p>"),
        ("generator: zola\n", "<p>\"a\" -- b</p>"),
        ("generator: eleventy\n", "<p>\"a\" -- b</p>"),
        ("generator: jekyll\nmarkdown: {smart_punctuation: false}\n", "<p>\"a\" -- b</p>"),
    ] {
        let text = "---\ntitle: A\ndate: 2024-06-27\n---\n\"a\" -- b\n";
        let path = if lines.contains("jekyll") { "_posts/2024-06-27-a.md" } else { "content/a.md" };
        let site = Site::new().configured(lines).file(path, text);
        site.build().unwrap();
        assert!(site.text("feeds/feed.json").contains(&body.replace('"', "\\\"")), "{lines}");
    }
}

#[test]
fn what_the_generator_is_told_of_markdown_counts() {
    for (file, text, made) in [
        ("_config.yml", "markdown: CommonMarkGhPages\n", "\"a\" :tada:"),
        ("_config.yml", "kramdown: {smart_quotes: 'apos,apos,quot,quot'}\n", "\"a\" :tada:"),
        ("_config.yml", "plugins: [jemoji]\n", "“a” 🎉"),
        ("hugo.yaml", "enableEmoji: true\n", "“a” 🎉"),
        (
            "hugo.yaml",
            "markup: {goldmark: {extensions: {typographer: {disable: true}}}}\n",
            "\"a\" :tada:",
        ),
        ("zola.toml", "[markdown]\nsmart_punctuation = true\nrender_emoji = true\n", "“a” 🎉"),
    ] {
        let text = match file {
            "zola.toml" => format!("title = 'T'\nbase_url = 'https://www.example.org'\n{text}"),
            _ => format!(
                "title: T\nurl: https://www.example.org\nbaseURL: https://www.example.org\n{text}"
            ),
        };
        let article = "---\ntitle: A\ndate: 2024-06-27\n---\n\"a\" :tada:\n";
        let path = if file == "_config.yml" { "_posts/2024-06-27-a.md" } else { "content/a.md" };
        let site = Site::new().file(file, text).file(path, article);
        std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
        let config = feedmill::config::load(site.root()).unwrap();
        feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config).unwrap();
        let feed = site.text("feeds/feed.json");
        assert!(feed.contains(&made.replace('"', "\\\"")), "{file}: {feed}");
    }
}
