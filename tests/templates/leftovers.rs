//! What cannot be carried out is told, and never published raw.

use super::article;

const ARTICLE: &str = "<a href=\"https://www.example.org/actualites/un-article/\">";

#[test]
fn a_link_to_the_article_stands_in_its_place() {
    let (html, told) = article("", "Avant {{ page.title }} après.\n\n{% carousel one %}\n");
    assert_eq!(html, format!("<p>Avant {ARTICLE}[…]</a> après.</p>\n<p>{ARTICLE}[…]</a></p>"));
    assert_eq!(
        told,
        [
            "content/blog/un-article.md:6:7: template-failed: this cannot be carried out: nothing here carries out Liquid",
            "content/blog/un-article.md:8:1: template-unknown: there is no rule for `carousel`",
        ]
    );
}

#[test]
fn it_is_called_what_the_markup_calls_itself() {
    let (html, _) = article("", "{{< plan src=\"a.pdf\" title=\"Le plan\" >}}");
    assert_eq!(html, format!("<p>{ARTICLE}Le plan</a></p>"));
}

#[test]
fn an_address_stays_an_address() {
    let (html, _) = article("", "[Ici]({{ page.link }}) et <a href=\"{{ page.link }}\">là</a>");
    assert_eq!(html, format!("<p>{ARTICLE}Ici</a> et {ARTICLE}là</a></p>"));
}

#[test]
fn what_an_unknown_shortcode_encloses_is_shown() {
    let (html, told) = article("", "{{% columns %}}\nUn **mot**.\n{{% /columns %}}\n\nSuite.");
    assert_eq!(html, "<p>Un <strong>mot</strong>.</p>\n<p>Suite.</p>");
    assert_eq!(
        told,
        ["content/blog/un-article.md:6:1: template-unknown: there is no rule for `columns`"]
    );
}

#[test]
fn code_is_left_alone() {
    let body = "`{{ a }}` et `{% b %}`\n\n```\n{{< c >}}\n{: .d}\n```\n\n    {{ e }}\n\n<pre>{% f %}</pre>\n\n<!-- {{ g }} -->";
    let (html, told) = article("", body);
    assert_eq!(told, [""; 0]);
    assert_eq!(
        html,
        "<p><code>{{ a }}</code> et <code>{% b %}</code></p>\n<pre><code>{{&lt; c &gt;}}\n{: .d}\n</code></pre>\n<pre><code>{{ e }}\n</code></pre>\n<pre>{% f %}</pre>"
    );
}

#[test]
fn the_marks_that_keep_an_engine_off_are_taken_off() {
    let (html, told) = article(
        "",
        "```\n{% raw %}{{ a }}{% endraw %}\n{{</* b */>}}\n```\n\n{{</* figure */>}} {% raw %}{{ c }}{% endraw %}",
    );
    assert_eq!(told, [""; 0]);
    assert_eq!(
        html,
        "<pre><code>{{ a }}\n{{&lt; b &gt;}}\n</code></pre>\n<p>{{&lt; figure &gt;}} {{ c }}</p>"
    );
}

#[test]
fn a_site_without_templates_has_none() {
    let (html, told) = article("templates: none\n", "Un {{ mot }} et {% rien %}.");
    assert_eq!((html.as_str(), told.len()), ("<p>Un {{ mot }} et {% rien %}.</p>", 0));
}

#[test]
fn hugo_knows_no_liquid() {
    let (html, told) = article("templates: hugo\n", "Un {{ mot }} et {% rien %}.");
    assert_eq!((html.as_str(), told.len()), ("<p>Un {{ mot }} et {% rien %}.</p>", 0));
}

#[test]
fn imports_of_components_go() {
    let (html, told) = article(
        "",
        "import Chart from \"./chart\";\n\n<Chart kind=\"bar\" />\n\n<Note>\n\nUn *mot*.\n\n</Note>\n",
    );
    assert_eq!(html, "<p>Un <em>mot</em>.</p>");
    assert_eq!(
        told,
        ["content/blog/un-article.md:6:1: template-unknown: components are not known"]
    );
}

#[test]
fn summaries_hold_no_markup_either() {
    let text = "---\ntitle: T\ndate: 2024-06-27\nsummary: Un *mot*{:lang=\"en\"} et {{ rien }}.\n---\nCorps.";
    let site = crate::support::Site::new().file("content/a.md", text);
    let told = crate::support::told(&site.build().unwrap());
    let feed = site.text("feeds/feed.json");
    assert!(feed.contains("\"Un mot et […].\""), "{feed}");
    assert_eq!(
        told,
        [
            "content/a.md:1:1: template-failed: this cannot be carried out: nothing here carries out Liquid"
        ]
    );
}
