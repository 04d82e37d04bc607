//! Liquid as Jekyll has it (jekyllrb.com/docs/liquid).

use super::{article, html};

fn liquid(body: &str) -> String {
    html("templates: liquid\nvariables:\n  email: a@b.example\n  parts: [un, deux]\n", body)
}

#[test]
fn variables_of_site_and_page_are_known() {
    assert_eq!(
        liquid("{{ site.title }}, {{ site.email }}, {{ page.title }}, {{ page.colour }}"),
        "<p>La Fabrique, a@b.example, Un article, blue</p>"
    );
    assert_eq!(
        liquid("{{ site.url }}{{ site.baseurl }}{{ page.url }}"),
        "<p>https://www.example.org/actualites/un-article/</p>"
    );
}

#[test]
fn tags_see_what_earlier_ones_set() {
    let body = "{% assign a = \"x\" %}{% capture b %}{{ a }}y{% endcapture %}{% if b == \"xy\" %}Oui{% else %}Non{% endif %}{% for p in site.parts %} {{ p }}{% endfor %}";
    assert_eq!(liquid(body), "<p>Oui un deux</p>");
}

#[test]
fn filters_of_jekyll_are_known() {
    for (written, made) in [
        ("\"/a\" | relative_url", "/a"),
        ("\"/a\" | absolute_url", "https://www.example.org/a"),
        ("page.date | date: \"%d/%m/%Y\"", "27/06/2024"),
        ("\"2016-02-08 11:20:00 +0100\" | date_to_xmlschema", "2016-02-08T11:20:00+01:00"),
        ("\"2016-02-08\" | date_to_string", "08 Feb 2016"),
        ("\"Un Titre !\" | slugify", "un-titre"),
        ("\"**a**\" | markdownify", "<p><strong>a</strong></p>"),
        ("site.parts | array_to_sentence_string: \"et\"", "un et deux"),
        ("site.parts | jsonify", "[\"un\",\"deux\"]"),
        ("\"a<b\" | xml_escape", "a&lt;b"),
        ("\"a-b-c\" | replace: \"-\", \"+\"", "a+b+c"),
        ("\"abc\" | upcase | size", "3"),
    ] {
        assert_eq!(
            liquid(&format!("<div>{{{{ {written} }}}}</div>")),
            format!("<div>{made}</div>"),
            "{written}"
        );
    }
}

/// Expected values are Ruby's: integers are divided downwards, a remainder has the sign of its divisor
/// (ruby-doc.org, `Integer#divmod` and `Float#divmod`).
#[test]
fn numbers_are_calculated_as_in_ruby() {
    for (written, made) in [
        ("20 | divided_by: 7", "2"),
        ("-20 | divided_by: 7", "-3"),
        ("20 | divided_by: -7", "-3"),
        ("-20 | divided_by: -7", "2"),
        ("-21 | divided_by: 7", "-3"),
        ("20 | modulo: 7", "6"),
        ("-20 | modulo: 7", "1"),
        ("20 | modulo: -7", "-1"),
        ("-20 | modulo: -7", "-6"),
        ("-21 | modulo: 7", "0"),
        ("-9223372036854775808 | modulo: -1", "0"),
        ("20 | divided_by: 8.0", "2.5"),
        ("-7.5 | modulo: 2", "0.5"),
        ("1 | plus: \"2\"", "3"),
        ("1 | minus: 2", "-1"),
        ("3 | times: 1.5", "4.5"),
        ("-3 | abs", "3"),
        ("-3.5 | abs", "3.5"),
    ] {
        assert_eq!(liquid(&format!("{{{{ {written} }}}}")), format!("<p>{made}</p>"), "{written}");
    }
}

#[test]
fn equal_values_of_a_list_are_shown_once() {
    let body = "{{ \"b,a,b,c,a\" | split: \",\" | uniq | join: \" \" }}";
    assert_eq!(liquid(body), "<p>b a c</p>");
}

#[test]
fn includes_come_from_the_site() {
    assert_eq!(liquid("{% include parts/box.html text=\"a\" %}"), "<p><b>a</b></p>");
    assert_eq!(
        liquid("{% include_cached \"parts/box.html\", text: page.colour %}"),
        "<p><b>blue</b></p>"
    );
}

#[test]
fn references_lead_to_permalinks() {
    let autre = "<p><a href=\"https://www.example.org/actualites/un-autre/\">x</a></p>";
    assert_eq!(liquid("[x]({% post_url 2023-01-02-un-autre %})"), autre);
    assert_eq!(liquid("[x]({% link blog/2023-01-02-un-autre.md %})"), autre);
    assert_eq!(
        liquid("[x]({{ site.baseurl }}{% link content/blog/2023-01-02-un-autre.md %})"),
        autre
    );
}

#[test]
fn highlight_and_comment_are_known() {
    assert_eq!(
        liquid(
            "{% highlight ruby %}\nputs \"{{ a }}\"\n{% endhighlight %}\n\n{% comment %}{{ b }}{% endcomment %}Suite."
        ),
        "<pre><code>puts \"{{ a }}\"</code></pre>\n<p>Suite.</p>"
    );
}

#[test]
fn code_in_a_block_is_left_alone() {
    assert_eq!(liquid("{% if true %}`{{ a }}`{% endif %}"), "<p><code>{{ a }}</code></p>");
}

#[test]
fn white_space_is_trimmed_as_asked() {
    assert_eq!(liquid("a {{- page.colour -}} b"), "<p>ablueb</p>");
}

#[test]
fn what_fails_is_told_with_its_place() {
    let (html, told) = article(
        "templates: liquid\n",
        "Un\n{{ missing }} et {{ 1 | nothing }} et {% include no.html %}",
    );
    assert_eq!(html.matches("[…]").count(), 3, "{html}");
    assert_eq!(
        told,
        [
            "content/blog/un-article.md:7:1: template-failed: this cannot be carried out: unknown variable `missing`",
            "content/blog/un-article.md:7:18: template-failed: this cannot be carried out: unknown filter `nothing`",
            "content/blog/un-article.md:7:39: template-failed: this cannot be carried out: there is no include `no.html` that can be read",
        ]
    );
}

#[test]
fn filters_can_be_mapped() {
    let configuration =
        "templates: liquid\nshortcodes:\n  team_link: \"<a href=\\\"/team/{0}\\\">{1}</a>\"\n";
    assert_eq!(
        html(configuration, "{{ \"ann\" | team_link: \"Ann\" }}"),
        "<p><a href=\"https://www.example.org/team/ann\">Ann</a></p>"
    );
}
