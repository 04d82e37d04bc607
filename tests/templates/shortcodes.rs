//! Shortcodes of Hugo (gohugo.io/shortcodes) and Zola (getzola.org/documentation/content/shortcodes).

use super::{article, html, site};

#[test]
fn those_of_hugo_are_known() {
    for (written, made) in [
        (
            "{{< figure src=\"/a.png\" alt=\"Un chat\" caption=\"Le *chat*\" link=\"/chat\" >}}",
            "<figure><a href=\"https://www.example.org/chat\"><img src=\"https://www.example.org/a.png\" alt=\"Un chat\"></a><figcaption>Le <em>chat</em></figcaption></figure>",
        ),
        (
            "{{< youtube w7Ft2ymGmfc >}}",
            "<p><a href=\"https://www.youtube.com/watch?v=w7Ft2ymGmfc\">▶ youtube.com/watch?v=w7Ft2ymGmfc</a></p>",
        ),
        (
            "{{< vimeo 146022717 >}}",
            "<p><a href=\"https://vimeo.com/146022717\">▶ vimeo.com/146022717</a></p>",
        ),
        (
            "{{< gist jmooring 50a7482 >}}",
            "<p><a href=\"https://gist.github.com/jmooring/50a7482\">gist.github.com/jmooring/50a7482</a></p>",
        ),
        (
            "{{< x user=\"SanDiegoZoo\" id=\"1453110110599868418\" >}}",
            "<p><a href=\"https://x.com/SanDiegoZoo/status/1453110110599868418\">x.com/SanDiegoZoo/status/1453110110599868418</a></p>",
        ),
        (
            "{{< details summary=\"Voir\" >}}\nUn **mot**.\n{{< /details >}}",
            "<details><summary>Voir</summary>\n<p>Un <strong>mot</strong>.</p>\n</details>",
        ),
        (
            "{{< highlight go >}}\nif a < b {}\n{{< /highlight >}}",
            "<pre><code>if a &lt; b {}</code></pre>",
        ),
        ("Le {{% param colour %}}.", "<p>Le blue.</p>"),
        (
            "{{% note %}}\nAvant {{< ref \"2023-01-02-un-autre\" >}}\n{{% /note %}}",
            "<aside>\n<p>Avant https://www.example.org/actualites/un-autre/</p>\n</aside>",
        ),
    ] {
        let expected: String = made.into();
        let body = format!("{written}\nSuite.\n");
        let made = html("templates: hugo\n", &body);
        assert!(
            made.starts_with(&expected) || made.starts_with(expected.trim_end_matches("</p>")),
            "{body}\n{made}"
        );
        assert!(made.contains("Suite."), "{made}");
    }
}

#[test]
fn references_of_hugo_lead_to_permalinks() {
    for written in
        ["2023-01-02-un-autre.md", "/blog/2023-01-02-un-autre", "../blog/2023-01-02-un-autre.md"]
    {
        let (html, told) = article("", &format!("[x]({{{{< relref \"{written}#la\" >}}}})"));
        assert_eq!(told, [""; 0]);
        assert_eq!(
            html, "<p><a href=\"https://www.example.org/actualites/un-autre/#la\">x</a></p>",
            "{written}"
        );
    }
}

#[test]
fn a_reference_to_no_article_leads_where_its_path_says() {
    let (html, told) = article("", "[x]({{< ref \"/guides/index.md\" >}})");
    assert_eq!(html, "<p><a href=\"https://www.example.org/guides/\">x</a></p>");
    assert_eq!(
        told,
        ["content/blog/un-article.md:6:5: reference-unknown: no article is at `/guides/index.md`"]
    );
}

/// The one fault is told where it is, and not where a link leads to it.
#[test]
fn a_reference_to_a_broken_article_is_no_fault_of_its_own() {
    let body = "[x]({{< ref \"2023-01-02-un-autre\" >}})\n";
    let written = format!("{body}[y](/actualites/un-autre/)\n");
    let new = site("templates: hugo\n", &written);
    let site = site("templates: hugo\n", body);
    site.build().unwrap();
    for site in [&site, &new] {
        let broken = "---\ntitle: Un autre\ndate: soon\n---\n";
        site.write("content/blog/2023-01-02-un-autre.md", broken);
        let run = site.run(&["check"]);
        assert_eq!(run.messages.matches("error[").count(), 1, "{}", run.messages);
        assert!(!run.messages.contains("un-article.md"), "{}", run.messages);
    }
    // It was published once, so its address is known.
    site.run(&["--skip-broken", "--allow", "articles-lost"]);
    assert_eq!(
        super::published(&site),
        "<p><a href=\"https://www.example.org/actualites/un-autre/\">x</a></p>"
    );
}

#[test]
fn those_of_zola_are_known() {
    assert_eq!(
        html("templates: zola\n", "{{ youtube(id=\"w7Ft2ymGmfc\", autoplay=true) }}"),
        "<p><a href=\"https://www.youtube.com/watch?v=w7Ft2ymGmfc\">▶ youtube.com/watch?v=w7Ft2ymGmfc</a></p>"
    );
    assert_eq!(
        html("templates: zola\n", "{% quote(author=\"Vincent\") %}\nUn *mot*.\n{% end %}"),
        "<blockquote>\n<p>Un <em>mot</em>.</p>\n<footer>— Vincent</footer></blockquote>"
    );
    assert_eq!(
        html("templates: zola\n", "[x](@/blog/2023-01-02-un-autre.md#la)"),
        "<p><a href=\"https://www.example.org/actualites/un-autre/#la\">x</a></p>"
    );
}

#[test]
fn those_of_eleventy_are_known() {
    assert_eq!(
        html("", "{% image \"assets/a.png\" \"Un chat\" %}"),
        "<figure><img src=\"https://www.example.org/assets/a.png\" alt=\"Un chat\"></figure>"
    );
}

#[test]
fn a_picture_in_a_link_stays_in_it() {
    assert_eq!(
        html("", "[{{< figure src=\"/a.png\" alt=\"x\" >}}](/chat)"),
        "<p><a href=\"https://www.example.org/chat\"><img src=\"https://www.example.org/a.png\" alt=\"x\"></a></p>"
    );
}

#[test]
fn lists_and_quotations_hold_shortcodes() {
    assert_eq!(
        html(
            "",
            "- un\n\n  {{< figure src=\"/a.png\" >}}\n\n  deux\n\n> {{% tip %}}\n> trois\n> {{% /tip %}}\n"
        ),
        "<ul>\n<li>\n<p>un</p>\n<figure><img src=\"https://www.example.org/a.png\" alt=\"\"></figure>\n<p>deux</p>\n</li>\n</ul>\n<blockquote>\n<aside>\n<p>trois</p>\n</aside>\n</blockquote>"
    );
}

#[test]
fn others_can_be_mapped() {
    let configuration = "shortcodes:\n  plan: \"<a href=\\\"{src}\\\">{0} ({missing})</a>\"\n  box: \"<div>{inner}</div>\"\n";
    assert_eq!(
        html(
            configuration,
            "{{< plan \"A & B\" src=\"/plan\" >}}\n\n{{% box %}}\nUn *mot*.\n{{% /box %}}"
        ),
        "<p><a href=\"https://www.example.org/plan\">A &amp; B ()</a></p>\n<div>\n<p>Un <em>mot</em>.</p>\n</div>"
    );
}
