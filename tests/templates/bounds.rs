//! Templates are untrusted: they end, and soon.

use std::time::{Duration, Instant};

use super::{article, site};

/// A body that would take for ever, or all memory, is published or refused within seconds.
fn ends(configuration: &str, body: &str) -> String {
    let site = site(configuration, body);
    let start = Instant::now();
    let feeds = site.build().map(|_| site.text("feeds/feed.json")).unwrap_or_default();
    assert!(start.elapsed() < Duration::from_secs(10), "{:.80} took {:?}", body, start.elapsed());
    feeds
}

#[cfg(feature = "liquid")]
#[test]
fn liquid_ends() {
    let liquid = "templates: liquid\n";
    let nested = "{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}{% if a %}{% endif %}{% endfor %}{% endfor %}{% endfor %}";
    assert!(ends(liquid, nested).contains("[…]"));
    assert!(ends(liquid, "{% for a in (1..99999999999) %}{% endfor %}").contains("[…]"));
    let doubling =
        "{% assign a = \"0123456789\" %}".to_owned() + &"{% assign a = a | append: a %}".repeat(60);
    ends(liquid, &doubling);
    let captured = "{% capture a %}0123456789{% endcapture %}".to_owned()
        + &"{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(60);
    ends(liquid, &captured);
    let (html, told) = article(liquid, "{% include loop.html %}");
    assert!(html.contains("[…]"));
    assert_eq!(
        told,
        [
            "content/blog/un-article.md:6:1: template-failed: this cannot be carried out: includes include each other too often"
        ]
    );
    ends(liquid, &("{% if true %}".repeat(20_000) + &"{% endif %}".repeat(20_000)));
    ends(liquid, &format!("{{{{ {} }}}}", "a[".repeat(2000)));
    ends(liquid, "{{ page.date | date: \"%999999999d\" }}");
    ends(liquid, "{{ \"a\" | date: \"%\" }}");
}

#[cfg(feature = "liquid")]
#[test]
fn what_no_number_can_be_is_told_at_its_line() {
    for (written, reason) in [
        ("{{ -9223372036854775808 | divided_by: -1 }}", "the number would be too large"),
        ("{{ -9223372036854775808 | abs }}", "the number would be too large"),
        ("{{ 9223372036854775807 | plus: 1 }}", "the number would be too large"),
        ("{{ -9223372036854775808 | minus: 1 }}", "the number would be too large"),
        ("{{ 9223372036854775807 | times: 2 }}", "the number would be too large"),
        ("{{ 1 | divided_by: 0 }}", "nothing can be divided by zero"),
        ("{{ 1 | modulo: 0.0 }}", "nothing can be divided by zero"),
        ("{{ page.title | plus: 1 }}", "numbers are wanted"),
        ("{{ 1 | plus }}", "a number is wanted"),
        (
            "{% tablerow a in page.tags cols:0 %}{{ a }}{% endtablerow %}",
            "`cols` of a table is a plain number from 1 to 1000",
        ),
        (
            "{% tablerow a in page.tags limit:2 cols: n %}{{ a }}{% endtablerow %}",
            "`cols` of a table is a plain number from 1 to 1000",
        ),
        (
            "{% tablerow a in (1..99999999999) %}{{ a }}{% endtablerow %}",
            "a loop may count up to 1000 plain numbers",
        ),
    ] {
        let (html, told) = article("templates: liquid\n", &format!("Un\n\n{written}\n"));
        assert!(html.contains("[…]"), "{written}");
        assert_eq!(
            told,
            [format!(
                "content/blog/un-article.md:8:1: template-failed: this cannot be carried out: {reason}"
            )]
        );
    }
}

#[test]
fn markup_without_end_is_read_in_linear_time() {
    for part in [
        "{% raw %}",
        "{{< highlight >}}",
        "{% a %}",
        "{{< a >}}{{< /b >}}",
        "{:",
        "{::comment}",
        "<pre>{",
        "<!--{",
        "{#a}",
        "@/",
        "](@/a) ",
        "`{",
        "{{ a(b) }}",
        "{static}(",
        "](@/",
    ] {
        ends("", &part.repeat(4000));
    }
    for part in [
        "{{ ",
        "{{< a ",
        "{{< highlight >}}{{< /highlight >}}",
        "{::comment}{:/comment}",
        "import a\n`b`\n",
    ] {
        ends("", &part.repeat(20_000));
    }
}
